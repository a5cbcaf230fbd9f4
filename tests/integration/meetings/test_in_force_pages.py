"""The pages on which is entered and read what is in force."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import Measure, MeasureInForce
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.measures.records import theme
from tests.integration.meetings.in_force_records import agreed, many_agreed, publish_all, take
from tests.integration.meetings.region_records import contact_of

pytestmark = pytest.mark.django_db
GRID, ENTER, LIST, END = (reverse(f"in-force{name}") for name in ("", "-enter", "-list", "-end"))
ONE_DAY = timedelta(days=1)


@pytest.fixture
def today(db: None) -> date:
    return timezone.localdate()


@pytest.fixture
def measure(db: None) -> Measure:
    made = agreed("Sportkantines dicht")
    publish_all()
    return made


def cell(measure: Measure, code: str = "VR15") -> str:
    return f"{measure.key} {code}"


def sent(client: Client, user: User, *cells: str, **fields: Any) -> Any:
    client.force_login(user)
    return client.post(ENTER, {"cell": cells, "since": timezone.localdate().isoformat(), **fields})


def test_the_grid_has_a_box_per_measure_and_area(client: Client, secretary: User, measure: Measure) -> None:
    client.force_login(secretary)
    answer = client.get(GRID)
    assert answer.content.decode().count('name="cell"') == 26
    (row,) = answer.context["page"].grid.rows
    assert [one.area.code for one in row.cells][:1] == ["NL"]


def test_what_is_ticked_is_entered(client: Client, secretary: User, measure: Measure, today: date) -> None:
    answer = sent(client, secretary, cell(measure), cell(measure, "VR16"), cell(measure, "NL"), decided_in="RBT")
    assert answer.status_code == 302
    rows = MeasureInForce.objects.values_list("area__code", "since", "decided_in", "entered_by")
    assert set(rows) == {(code, today, "RBT", secretary.pk) for code in ("NL", "VR15", "VR16")}


def test_a_whole_row_is_every_free_region_and_not_the_country(
    client: Client, secretary: User, measure: Measure, today: date
) -> None:
    take(measure, since=today)
    assert sent(client, secretary, row=str(measure.key)).status_code == 302
    assert MeasureInForce.objects.count() == 25
    assert not MeasureInForce.objects.filter(area__code="NL").exists()


def test_the_chosen_part_of_the_list_stays(client: Client, secretary: User, measure: Measure) -> None:
    client.force_login(secretary)
    typed = {"cell": cell(measure), "since": "2020-09-30"}
    assert client.post(f"{ENTER}?niveau=2", typed).url == f"{GRID}?niveau=2"


def test_nothing_is_lost_when_a_cell_is_refused(
    client: Client, secretary: User, measure: Measure, today: date
) -> None:
    take(measure, since=today + ONE_DAY)
    take(measure, "VR16", since=today - 9 * ONE_DAY, until=today - ONE_DAY)
    typed = {"decided_in": "besluit 7", "since": (today - ONE_DAY).isoformat()}
    answer = sent(client, secretary, cell(measure, "VR16"), cell(measure, "VR17"), **typed)
    assert answer.status_code == 422
    assert MeasureInForce.objects.count() == 2
    assert answer.context["form"]["decided_in"].value() == "besluit 7"
    cells = {one.area.code: one for one in answer.context["page"].grid.rows[0].cells}
    assert cells["VR16"].is_ticked
    assert cells["VR16"].error
    assert (cells["VR17"].is_ticked, cells["VR17"].error) == (True, "")
    assert f"why-{measure.key}-VR16" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"since": ""}, "since"),
        ({"since": "2020-09-30", "until": "2020-09-29"}, "until"),
        ({"cabinet_informed_on": "2999-01-01"}, "cabinet_informed_on"),
        ({"legal_basis": "x" * 201}, "legal_basis"),
        ({"deviation": "\x00"}, "deviation"),
    ],
)
def test_a_wrong_field_keeps_what_was_ticked(
    client: Client, secretary: User, measure: Measure, fields: dict[str, str], name: str
) -> None:
    answer = sent(client, secretary, cell(measure), **fields)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert [one.area.code for one in answer.context["page"].grid.rows[0].cells if one.is_ticked] == ["VR15"]
    assert not MeasureInForce.objects.exists()


@pytest.mark.parametrize("value", ["", "onzin", "onzin VR15", "00000000-0000-0000-0000-000000000000 VR15"])
def test_what_does_not_exist_is_not_entered(client: Client, secretary: User, measure: Measure, value: str) -> None:
    assert sent(client, secretary, value).status_code == 422
    assert not MeasureInForce.objects.exists()


# Region contacts


def test_a_region_contact_enters_the_own_region(client: Client, measure: Measure) -> None:
    contact = contact_of("VR15")
    client.force_login(contact)
    assert [one.area.code for one in client.get(GRID).context["page"].grid.columns] == ["VR15"]
    assert sent(client, contact, cell(measure)).status_code == 302
    assert MeasureInForce.objects.get().area.code == "VR15"


@pytest.mark.parametrize("code", ["VR16", "NL"])
def test_a_region_contact_enters_nothing_of_others(client: Client, measure: Measure, code: str) -> None:
    assert sent(client, contact_of("VR15"), cell(measure), cell(measure, code)).status_code == 403
    assert not MeasureInForce.objects.exists()


def test_a_region_contact_sees_the_others_without_boxes(client: Client, measure: Measure) -> None:
    client.force_login(contact_of("VR15"))
    answer = client.get(GRID, {"regio": "alle"})
    assert len(answer.context["page"].grid.columns) == 26
    assert answer.content.decode().count('name="cell"') == 1


@pytest.mark.parametrize(("since", "until"), [(-3, -1), (1, None)])
def test_a_membership_counts_on_its_days(
    client: Client, measure: Measure, today: date, since: int, until: int | None
) -> None:
    days = {"since": today + since * ONE_DAY, "until": None if until is None else today + until * ONE_DAY}
    assert sent(client, contact_of("VR15", **days), cell(measure)).status_code == 403


@pytest.mark.parametrize("role", ["viewer", "sector_lead", "editor", "administrator"])
def test_others_read_and_do_not_enter(client: Client, measure: Measure, role: str) -> None:
    user = UserFactory(groups=[role])
    assert sent(client, user, cell(measure)).status_code == 403
    answer = client.get(GRID)
    assert answer.status_code == 200
    assert 'name="cell"' not in answer.content.decode()


# Which part is shown


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, {"Sportkantines dicht", "Ander"}),
        ({"niveau": "2"}, {"Sportkantines dicht"}),
        ({"niveau": "3"}, {"Ander"}),
        ({"niveau": "9"}, {"Sportkantines dicht", "Ander"}),
        ({"thema": "horeca"}, {"Ander"}),
        ({"lijst": "jeugd"}, {"Sportkantines dicht", "Ander"}),
        ({"lijst": "onbekend", "thema": "onbekend"}, {"Sportkantines dicht", "Ander"}),
    ],
)
def test_the_query_string_chooses(
    client: Client, viewer: User, measure: Measure, asked: dict[str, str], titles: set[str]
) -> None:
    agreed("Ander", levels=(3,), theme=theme("horeca"))
    agreed("Ingetrokken", levels=(2, 3), status="withdrawn", withdrawn_because="x")
    publish_all()
    client.force_login(viewer)
    rows = client.get(GRID, asked).context["page"].grid.rows
    assert {row.entry.title for row in rows} == titles


def test_without_a_published_list_there_is_nothing_to_tick(client: Client, secretary: User) -> None:
    agreed()
    client.force_login(secretary)
    answer = client.get(GRID)
    assert not answer.context["page"].is_published
    assert 'name="cell"' not in answer.content.decode()


# Per region


def test_the_list_tells_each_region_below_the_country(
    client: Client, viewer: User, measure: Measure, today: date
) -> None:
    take(measure, "VR01", since=today)
    take(measure, "NL", since=today)
    take(measure, "VR15", since=today - 9 * ONE_DAY, until=today - ONE_DAY)
    client.force_login(viewer)
    page = client.get(LIST).context["page"]
    assert [found.area.code for found in page.areas] == ["NL", "VR01"]
    assert list(page.above.values()) == ["Sportkantines dicht"]
    every = client.get(LIST, {"toon": "on"}).context["page"]
    assert {found.area.code for found in every.areas} == {"NL", "VR01", "VR15"}
    one = client.get(LIST, {"toon": "on", "regio": "VR15"}).context["page"]
    assert [found.area.code for found in one.areas] == ["NL", "VR15"]


def test_many_are_ended_at_once(client: Client, secretary: User, measure: Measure, today: date) -> None:
    rows = [take(measure, code, since=today) for code in ("VR01", "VR15")]
    client.force_login(secretary)
    assert client.post(END, {"row": [row.pk for row in rows], "until": today.isoformat()}).status_code == 302
    assert set(MeasureInForce.objects.values_list("until", flat=True)) == {today}


def test_a_refused_ending_keeps_what_was_ticked(
    client: Client, secretary: User, measure: Measure, today: date
) -> None:
    row = take(measure, since=today)
    client.force_login(secretary)
    answer = client.post(END, {"row": [row.pk], "until": (today - ONE_DAY).isoformat()})
    assert answer.status_code == 422
    assert answer.context["ticked"] == {row.pk}
    assert [error.area.code for error in answer.context["errors"]] == ["VR15"]
    row.refresh_from_db()
    assert row.until is None


@pytest.mark.parametrize("key", ["9" * 18, "9" * 19, "9" * 23, "9" * 5000, "-1", "x", "", "²", "1.0"])
def test_a_key_that_names_nothing_ends_nothing(
    client: Client, secretary: User, measure: Measure, today: date, key: str
) -> None:
    row = take(measure, since=today)
    client.force_login(secretary)
    assert client.post(END, {"row": [key], "until": today.isoformat()}).status_code < 500
    row.refresh_from_db()
    assert row.until is None
    assert client.post(END, {"row": [key, row.pk], "until": today.isoformat()}).status_code == 302
    row.refresh_from_db()
    assert row.until == today


def test_a_region_contact_ends_only_the_own(client: Client, measure: Measure, today: date) -> None:
    own, other = take(measure, since=today), take(measure, "VR16", since=today)
    client.force_login(contact_of("VR15"))
    typed = {"until": today.isoformat()}
    assert client.post(END, {"row": [own.pk, other.pk], **typed}).status_code == 403
    assert client.post(END, {"row": [own.pk], **typed}).status_code == 302


# One


def test_one_is_corrected_with_its_history(client: Client, secretary: User, measure: Measure, today: date) -> None:
    row = take(measure, since=today)
    client.force_login(secretary)
    typed = {"since": today.isoformat(), "deviation": "alleen ’s avonds", "legal_basis": ""}
    assert client.post(reverse("in-force-correct", args=[row.pk]), typed).status_code == 302
    answer = client.get(reverse("in-force-detail", args=[row.pk]))
    assert [was.deviation for was in answer.context["history"]] == ["alleen ’s avonds", ""]


def test_a_refused_correction_keeps_what_was_typed(
    client: Client, secretary: User, measure: Measure, today: date
) -> None:
    row = take(measure, since=today)
    client.force_login(secretary)
    typed = {"since": today.isoformat(), "until": (today - ONE_DAY).isoformat(), "deviation": "blijft staan"}
    answer = client.post(reverse("in-force-correct", args=[row.pk]), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["until"]
    assert "blijft staan" in answer.content.decode()


def test_what_is_not_there_is_not_found(client: Client, secretary: User) -> None:
    client.force_login(secretary)
    assert client.get(reverse("in-force-detail", args=[999])).status_code == 404


# Numbers of queries


@pytest.mark.parametrize("who", ["secretary", "contact"])
def test_the_pages_take_the_same_queries_for_any_number(
    client: Client, secretary: User, today: date, who: str, django_assert_max_num_queries: Any
) -> None:
    many = many_agreed(60)
    publish_all()
    client.force_login(secretary if who == "secretary" else contact_of("VR15"))
    for regions in (2, 25):
        MeasureInForce.objects.all().delete()
        areas = list(Area.objects.safety_regions()[:regions])
        MeasureInForce.objects.bulk_create(
            MeasureInForce(measure=one, area=area, since=today, entered_at=timezone.now())
            for one in many
            for area in areas
        )
        for url in (GRID, LIST):
            with django_assert_max_num_queries(12):
                assert client.get(url, {"regio": "alle"}).status_code == 200
