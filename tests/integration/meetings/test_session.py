"""The screen of one region: what surrounds it, and what it costs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.explanations import explanation, load_context, sentences
from ladder.models import Assessment
from ladder.weeks import Week
from measures.models import Catalogue, Measure, MeasureInForce
from meetings.actions import decide, save_interpretation
from meetings.models import AgendaItem, AgendaReason, Decision, Erratum, Meeting
from meetings.session import ItemPage, item_page
from regions.models import Area, MapDrawing, MapShape
from tests.factories import store_assessments
from tests.integration.measures.records import theme
from tests.integration.meetings.records import (
    HELD_ON,
    LEVELS,
    NOW,
    adopted,
    all_levels,
    decided,
    deviation,
    item_of,
    level,
    meeting_on,
    small_meeting,
)
from tests.integration.meetings.region_records import a_proposal, answered, asked, contact_of, responded, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MOST_QUERIES = 15


def page_of(meeting: Meeting, code: str = "VR15") -> ItemPage:
    found = item_page(Meeting.objects.select_related("ladder").get(pk=meeting.pk), code)
    assert found is not None
    return found


def ask_for(item: AgendaItem) -> None:
    AgendaReason.objects.create(item=item, code="asked", text="graag", at=NOW)


def drawn(codes: dict[str, str]) -> None:
    """Draw these regions only."""
    drawing = MapDrawing.objects.create(source="test", width=900, height=900, loaded_at=timezone.now())
    for code, path in codes.items():
        area = Area.objects.get(code=code)
        MapShape.objects.create(drawing=drawing, area=area, path=path, label_x=1, label_y=1)


def test_a_region_that_is_not_on_the_agenda_has_no_page() -> None:
    assert item_page(small_meeting(["VR14"]), "VR15") is None


def test_the_order_is_that_of_the_agenda(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR02", "VR14", "VR15"])
    for code in ("VR14", "VR02"):
        ask_for(item_of(meeting, code))
    found = {}
    for code in ("VR02", "VR14", "VR01", "VR15"):
        place = page_of(meeting, code).place
        beside = [item and item.area.code for item in (place.previous, place.next, place.next_to_discuss)]
        found[code] = [*beside, place.number, place.minutes]
    assert found == {
        "VR02": [None, "VR14", "VR14", 1, 3],
        "VR14": ["VR02", "VR01", "VR02", 2, 3],
        "VR01": ["VR14", "VR15", "VR02", None, None],
        "VR15": ["VR01", None, "VR02", None, None],
    }


def test_a_decided_region_is_not_next_to_discuss(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR02", "VR14"])
    for item in meeting.items.all():
        ask_for(item)
    decided(item_of(meeting, "VR02"), chair)
    place = page_of(meeting, "VR01").place
    assert place.next is not None
    assert place.next_to_discuss is not None
    assert (place.next.area.code, place.next_to_discuss.area.code) == ("VR02", "VR14")
    assert (place.decided, place.total, place.to_discuss) == (1, 3, 3)


def test_what_counts_is_the_last_of_each(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    item = item_of(meeting)
    for number, text in ((0, "eerste"), (1, "tweede")):
        save_interpretation(item=item, text=text, base_number=number, by=secretary, now=NOW)
    for number in (3, 1):
        decided(item, chair, number)
        decide(
            item=item, level=level(number), valid_from=HELD_ON, reason="voorstel", deviation=deviation(),
            stage=Decision.Stage.PROPOSED, by=secretary, now=NOW,
        )  # fmt: skip
    contact = contact_of("VR15")
    responded(item, contact)
    responded(item, contact, a_proposal())
    found = page_of(meeting).item
    counts = AgendaItem.objects.with_latest().get(pk=item.pk)
    assert found.interpretation == counts.interpretation
    assert (found.decision, found.proposal, found.response) == (counts.decision, counts.proposal, counts.response)
    assert found.interpretation is not None
    assert (found.interpretation.text, found.interpretation.author) == ("tweede", secretary)


@pytest.mark.parametrize("code", ["VR15", "VR08", "VR03"], ids=["computed", "unknown", "not computed"])
def test_the_reasons_are_those_that_are_told_elsewhere(code: str) -> None:
    store_assessments("2020-W38", {**LEVELS, "VR15": 2})
    meeting = meeting_on()
    found = page_of(meeting, code)
    assessments = Assessment.objects.with_explanation().filter(area__code=code, week_start=meeting.week_start)
    told = [
        sentence
        for assessment in assessments
        for sentence in sentences(explanation(assessment, load_context([assessment], as_of=NOW)))
    ]
    assert list(found.reasons) == told
    assert [one.number for one in found.levels] == [1, 2, 3]


def test_the_change_since_last_week_is_told(english: None) -> None:
    store_assessments("2020-W38", {"VR15": 2})
    line = page_of(meeting_on()).signals[0]
    assert (line.text, line.change, line.decides) == ("151.0", "+100.0 (+196%) since last week", True)


def test_the_measures_in_force_on_the_day_of_the_meeting() -> None:
    meeting = small_meeting(["VR14", "VR15"])
    catalogue = Catalogue.objects.create(code="jeugd", name="Jeugd")
    area, other = Area.objects.get(code="VR15"), Area.objects.get(code="VR14")
    days = {"past": (-9, -1), "until that day": (-9, 0), "open": (0, None), "from the day after": (1, None)}
    for title, (since, until) in days.items():
        measure = Measure.objects.create(title=title, description="x", theme=theme(), catalogue=catalogue)
        MeasureInForce.objects.create(
            measure=measure, area=area, since=HELD_ON + timedelta(since), entered_at=NOW,
            until=None if until is None else HELD_ON + timedelta(until),
        )  # fmt: skip
    MeasureInForce.objects.create(measure=measure, area=other, since=HELD_ON, entered_at=NOW)
    assert {one.measure.title for one in page_of(meeting).measures} == {"until that day", "open"}


def test_the_map_shows_the_region_its_neighbours_and_what_lies_in_view(chair: User) -> None:
    square = "l100 0 0 100-100 0z"
    drawn(
        {
            "VR15": f"M100 100{square}",
            "VR16": f"M200 100{square}",
            "VR17": f"M205 205{square}",
            "VR01": f"M700 700{square}",
        }
    )
    Area.objects.get(code="VR15").neighbours.set(Area.objects.filter(code="VR16"))
    meeting = meeting_on(levels=all_levels())
    decided(item_of(meeting, "VR16"), chair, 3)
    found = page_of(meeting).map
    assert found is not None
    assert [(one.item.area.code, one.mark, one.is_here, one.is_neighbour) for one in found.regions] == [
        ("VR16", "3 ✓", False, True),
        ("VR17", "2", False, False),
        ("VR15", "2", True, False),
    ]
    frame = found.frame
    assert (frame.left, frame.top, frame.width, frame.height) == (88, 88, 224, 124)


def test_without_a_shape_there_is_no_map() -> None:
    meeting = meeting_on()
    MapDrawing.objects.create(source="empty", width=9, height=9, loaded_at=timezone.now())
    assert page_of(meeting).map is None


def filled(meeting: Meeting, chair: User, codes: list[str]) -> None:
    """Fill every part of the page of one region, and decide these regions."""
    items = {item.area.code: item for item in meeting.items.select_related("area", "assessment__level")}
    for code in codes:
        settled(items[code], chair, Decision.Stage.DECIDED)
        save_interpretation(item=items[code], text="x", base_number=0, by=chair, now=NOW)
        ask_for(items[code])
    item, later = items["VR15"], timezone.localdate() + timedelta(9)
    settled(item, chair, Decision.Stage.PROPOSED)
    contact = contact_of("VR15", username=f"contact {meeting.pk}")
    proposed = item.assessment.level if item.assessment else None
    responded(item, contact, said(proposed_level=proposed, proposal_reason="druk", context="feest"))
    answered(asked(item, chair, due_on=later), contact)
    asked(item, chair, "En nu?", due_on=later)


def settled(item: AgendaItem, by: User, stage: str) -> None:
    assert item.assessment is not None
    assert item.assessment.level is not None
    decide(
        item=item, level=item.assessment.level, valid_from=item.meeting.week_start, reason="x",
        deviation=deviation(), stage=stage, by=by, now=NOW,
    )  # fmt: skip


def weeks_before(week: str, number: int) -> list[str]:
    return [str(Week.parse(week).plus(-back)) for back in range(number, 0, -1)]


@pytest.mark.parametrize(
    ("regions", "earlier", "role"),
    [(2, 1, "chair"), (25, 1, "secretary"), (25, 1, "viewer"), (25, 60, "chair")],
)
def test_the_screen_takes_few_queries_whatever_there_was_before(
    client: Client,
    chair: User,
    secretary: User,
    viewer: User,
    regions: int,
    earlier: int,
    role: str,
    django_assert_max_num_queries,
) -> None:
    codes = ["VR15", "VR16"] if regions == 2 else list(all_levels())
    Area.objects.get(code="VR15").neighbours.set(Area.objects.filter(code__in=["VR14", "VR16"]))
    for week in weeks_before("2021-W50", earlier):
        filled(small_meeting(codes, week), chair, ["VR15"])
    meeting = small_meeting(codes, "2021-W50")
    filled(meeting, chair, codes)
    measure = Measure.objects.create(
        title="x", description="x", theme=theme(), catalogue=Catalogue.objects.create(code="jeugd", name="Jeugd")
    )
    MeasureInForce.objects.create(
        measure=measure, area=Area.objects.get(code="VR15"), since=HELD_ON, entered_at=NOW
    )
    client.force_login({"chair": chair, "secretary": secretary, "viewer": viewer}[role])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(reverse("item-detail", args=["2021-W50", "VR15"])).status_code == 200


def test_an_adopted_region_shows_its_erratum_in_as_few_queries(
    client: Client, chair: User, django_assert_max_num_queries
) -> None:
    meeting, _minutes = adopted(chair)
    Erratum.objects.create(
        meeting=meeting, item=item_of(meeting), number=1, wrong="overgetypt", right="Het was anders bedoeld.",
        written_by=chair, written_at=NOW, adopted_by=chair, adopted_at=NOW,
    )  # fmt: skip
    client.force_login(chair)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = client.get(reverse("item-detail", args=["2020-W39", "VR15"])).content.decode()
    assert "Het was anders bedoeld." in text
    assert (
        "Het was anders bedoeld."
        not in client.get(reverse("item-detail", args=["2020-W39", "VR01"])).content.decode()
    )
