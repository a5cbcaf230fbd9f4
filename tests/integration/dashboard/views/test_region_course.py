"""The page of a region over time: strips, marks, meetings, measures, and what it costs."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ladder.weeks import Week, weeks_between
from measures.models import Measure, MeasureInForce
from meetings.actions import adopt, decide, open_meeting, save_interpretation
from meetings.models import Meeting
from regions.models import Area
from tests.factories import store_assessments, store_figures
from tests.integration.dashboard.records import decided_week, every_region
from tests.integration.dashboard.views.test_region import MOST_QUERIES
from tests.integration.measures.records import catalogue, measure
from tests.integration.meetings.records import deviation, level, regional, without_four_eyes

pytestmark = pytest.mark.django_db
FIRST = Week.parse("2020-W36")
CHART = "/regio/VR15/grafiek/positive_tests.json"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def weekly_meeting(week: Week, *, computed: int, decided: int, by: User, duiding: str = "") -> Meeting:
    """Compute a week of VR15 and adopt its meeting on the Thursday after it."""
    now = datetime.combine(week.end + timedelta(days=4), datetime.min.time(), UTC)
    store_assessments(str(week), {"VR15": computed}, as_of=now)
    meeting = open_meeting(ladder=regional(), week=week, held_on=now.date(), as_of=now, now=now, by=None)
    meeting_items = meeting.items.select_related("area")
    for item in meeting_items:
        number = decided if item.area.code == "VR15" else 1
        decide(
            item=item, level=level(number), valid_from=now.date(), reason=f"omdat {week}",
            deviation=deviation(), by=by, now=now,
        )  # fmt: skip
        if duiding and item.area.code == "VR15":
            save_interpretation(item=item, text=duiding, base_number=0, by=by, now=now)
    without_four_eyes()
    adopt(meeting=meeting, by=by, now=now)
    return meeting


def taken(title: str, *, since: date, until: date | None = None, area: str = "VR15") -> MeasureInForce:
    of_list = catalogue("proef", "Proefsector")
    return MeasureInForce.objects.create(
        measure=measure(title, catalogue=of_list, levels=(2,)), area=Area.objects.get(code=area), since=since,
        until=until, entered_at=datetime(2020, 9, 1, tzinfo=UTC),
    )  # fmt: skip


def strips(client: Client, address: str) -> list[tuple[str, str]]:
    """The first Monday of each stretch of level, and its colour; the decided ones first."""
    shapes: list[dict[str, Any]] = client.get(address).json()["layout"]["shapes"]
    return [(shape["x0"], shape["fillcolor"]) for shape in shapes if shape["name"] == "strip"]


def test_both_levels_lie_along_the_axis_and_what_changed_is_marked(reader: Client, chair: User) -> None:
    weekly_meeting(FIRST, computed=1, decided=1, by=chair)
    weekly_meeting(FIRST.plus(1), computed=1, decided=1, by=chair)
    weekly_meeting(FIRST.plus(2), computed=2, decided=3, by=chair)

    assert strips(reader, f"{CHART}?week=2020-W38") == [
        ("2020-08-31", "#F291BC"),
        ("2020-09-14", "#A11050"),
        ("2020-08-31", "#F291BC"),
        ("2020-09-14", "#D95790"),
    ]
    page = text_of(reader, "/regio/VR15/?week=2020-W38")
    events = page[page.index('id="events"') : page.index('id="weeks"')]
    assert "Besluit over week 36: waakzaam, geldig vanaf 10 september 2020." in events
    assert "week 37" not in events
    assert "Besluit over week 38: ernstig (was waakzaam), geldig vanaf 24 september 2020." in events
    assert "Het berekende niveau was: zorgelijk." in events


@pytest.mark.parametrize(("week", "is_told"), [("2021-W06", False), ("2021-W07", True), ("2021-W08", True)])
def test_the_week_from_which_other_signal_values_apply_is_marked(reader: Client, week: str, is_told: bool) -> None:
    for one in weeks_between(Week.parse("2021-W05"), Week.parse(week)):
        store_assessments(str(one), {"VR15": 2})

    page = text_of(reader, f"/regio/VR15/?week={week}")
    shapes = reader.get(f"{CHART}?week={week}").json()["layout"]["shapes"]

    assert ("Vanaf week 7, 2021 geldt versie 2021-02" in page) is is_told
    lows = [shape["y0"] for shape in shapes if shape["name"] == "band"]
    assert lows == ([0, 50, 150, 0, 35, 100] if is_told else [0, 50, 150])


def test_measures_stand_on_the_axis_and_in_the_list_for_readers_who_are_signed_in(
    client: Client, policy_officer: User, public: None
) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    store_assessments("2020-W40", {"VR15": 2})
    taken("Horeca eerder dicht", since=date(2020, 9, 24), until=date(2020, 9, 30))
    taken("Thuiswerken", since=date(2020, 9, 24), area="NL")
    taken("Van een ander", since=date(2020, 9, 24), area="VR01")
    taken("Later", since=date(2020, 11, 2))
    address = "/regio/VR15/?week=2020-W40"

    page = text_of(client, address)
    assert "Horeca eerder dicht" not in page
    assert "Horeca" not in client.get(f"{CHART}?week=2020-W40").content.decode()

    client.force_login(policy_officer)
    page = text_of(client, address)
    assert "Van kracht vanaf 24 september 2020: Thuiswerken (landelijk); Horeca eerder dicht." in page
    assert "Geëindigd na 30 september 2020: Horeca eerder dicht." in page
    assert "gaat later in" in page[page.index(">Later<") :]
    assert "Van een ander" not in page


def test_a_measure_that_ended_before_the_week_is_not_in_force_in_it(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    store_assessments("2020-W40", {"VR15": 2})
    row = taken("Kort", since=date(2020, 9, 20), until=date(2020, 9, 27))

    link = f'href="/overleg/maatregelen/{row.pk}/"'
    assert link in text_of(reader, "/regio/VR15/?week=2020-W39")
    assert link not in text_of(reader, "/regio/VR15/?week=2020-W40")


def test_what_meetings_said_is_read_latest_first_and_page_by_page(reader: Client, chair: User) -> None:
    for number in range(6):
        weekly_meeting(FIRST.plus(number), computed=2, decided=2, by=chair, duiding=f"Duiding {number}.")

    first, second = (text_of(reader, f"/regio/VR15/?week=2020-W41&history={page}") for page in (1, 2))

    assert [number for number in range(6) if f"Duiding {number}." in first] == [1, 2, 3, 4, 5]
    assert first.index("Duiding 5.") < first.index("Duiding 1.")
    assert "Oudere overleggen" in first
    assert [number for number in range(6) if f"Duiding {number}." in second] == [0]
    assert "Nieuwere overleggen" in second
    assert "Duiding 3." not in text_of(reader, "/regio/VR15/?week=2020-W38")


def test_what_was_not_adopted_by_then_is_not_shown(reader: Client, chair: User) -> None:
    weekly_meeting(FIRST, computed=2, decided=2, by=chair, duiding="Al vastgesteld.")
    store_assessments("2020-W37", {"VR15": 2})
    meeting = open_meeting(
        ladder=regional(), week=FIRST.plus(1), held_on=date(2020, 9, 17), as_of=timezone.now(),
        now=timezone.now(), by=None,
    )  # fmt: skip
    item = meeting.items.get(area__code="VR15")
    save_interpretation(item=item, text="Nog in concept.", base_number=0, by=chair, now=timezone.now())

    assert "Nog in concept." not in text_of(reader, "/regio/VR15/?week=2020-W37")
    assert "Al vastgesteld." in text_of(reader, "/regio/VR15/?week=2020-W37")
    assert "Al vastgesteld." not in text_of(reader, "/regio/VR15/?week=2020-W37&as_of=2020-09-09")


def test_duiding_and_meetings_are_not_for_strangers(client: Client, chair: User, public: None) -> None:
    weekly_meeting(FIRST, computed=2, decided=3, by=chair, duiding="Alleen voor ons.")

    page = text_of(client, "/regio/VR15/?week=2020-W36")

    assert "ernstig" in page
    for hidden in ("Alleen voor ons.", "omdat", "/overleg/2020-W36/", "route"):
        assert hidden not in page


def test_figures_newer_than_those_of_the_decision_are_told(reader: Client, chair: User) -> None:
    weekly_meeting(FIRST, computed=1, decided=1, by=chair)
    assert "Er zijn nieuwere cijfers" not in text_of(reader, "/regio/VR15/?week=2020-W36")

    store_assessments("2020-W36", {"VR15": 2}, as_of=datetime(2020, 9, 20, tzinfo=UTC))
    assert "Na het besluit zijn nog cijfers van week 36 gemeld" in text_of(reader, "/regio/VR15/?week=2020-W36")

    store_assessments("2020-W37", {"VR15": 3})
    page = text_of(reader, "/regio/VR15/?week=2020-W37")
    assert "Er zijn nieuwere cijfers dan die van het besluit: week 37, 7–13 september 2020" in page
    decided = page[page.index('id="decided"') : page.index('id="computed"')]
    assert "Week 36 · 31 augustus – 6 september 2020" in decided
    assert ">1,0</strong> per 100.000 inwoners per 7 dagen" in decided


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (None, "Besluit over week 37: zorgelijk, geldig vanaf 17 september 2020."),
        (1, "Besluit over week 37: zorgelijk (was waakzaam), geldig vanaf 17 september 2020."),
        (2, ""),
    ],
    ids=["the first ever", "another level before", "the same level before"],
)
def test_the_first_decision_on_the_axis_is_held_against_the_one_before(
    reader: Client, chair: User, before: int | None, told: str
) -> None:
    if before:
        weekly_meeting(FIRST, computed=before, decided=before, by=chair)
    weekly_meeting(FIRST.plus(1), computed=2, decided=2, by=chair)
    store_assessments(str(FIRST.plus(13)), {"VR15": 2})

    page = text_of(reader, f"/regio/VR15/?week={FIRST.plus(13)}")  # which shows 13 weeks, from week 37 on

    assert ("Besluit over week 37" in page) is bool(told)
    assert told in page


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        ([1, 3, 3], "sinds week 37, was 1 waakzaam"),
        ([3, 3, 1], "sinds week 38, was 3 ernstig"),
        ([2, 2, 2], "3 weken"),
    ],
)
def test_since_when_the_decided_level_stands_is_told_whatever_meetings_let_it_stand(
    reader: Client, chair: User, decided: list[int], told: str
) -> None:
    for number, level_number in enumerate(decided):
        weekly_meeting(FIRST.plus(number), computed=2, decided=level_number, by=chair)

    page = text_of(reader, "/regio/VR15/?week=2020-W38")

    assert told in page[page.index('id="decided"') : page.index('id="computed"')]


@pytest.mark.parametrize("weeks", [1, 30])
def test_many_weeks_cost_no_more_queries(
    reader: Client, chair: User, weeks: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decided_week("2020-W39", every_region(2), {}, by=chair)
    for number in range(1, weeks):
        store_assessments(str(Week.parse("2020-W39").plus(number)), {"VR15": 2})
    last = Week.parse("2020-W39").plus(weeks - 1)

    for address in (f"/regio/VR15/?week={last}&period=all", f"/regio/VR15/?week={last}"):
        with django_assert_max_num_queries(MOST_QUERIES):
            reader.get(address)


@pytest.mark.parametrize("everywhere", [False, True], ids=["nine", "all of the country"])
def test_the_number_of_municipalities_makes_no_difference(
    reader: Client, everywhere: bool, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    if everywhere:
        Area.objects.municipalities().update(parent=Area.objects.get(code="VR15"))
    codes = list(Area.objects.filter(parent__code="VR15").values_list("code", flat=True))
    store_figures("positive_tests", {code: {"2020-09-21": 3.0} for code in codes})
    store_assessments("2020-W39", every_region(2))

    for address in ("/regio/VR15/?week=2020-W39", "/regio/VR15/gemeenten.csv?week=2020-W39"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert reader.get(address).status_code == 200


def test_a_chart_costs_few_queries(
    reader: Client, chair: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decided_week("2020-W39", every_region(2), {}, by=chair)
    taken("Maatregel", since=date(2020, 9, 24))

    for period in ("13", "all"):
        with django_assert_max_num_queries(11):
            assert reader.get(f"{CHART}?week=2020-W39&period={period}").status_code == 200


def test_over_many_weeks_only_weekly_values_are_shown(reader: Client) -> None:
    for week in weeks_between(FIRST, FIRST.plus(52)):
        store_assessments(str(week), {"VR15": 2})
    last = FIRST.plus(52)
    store_figures("positive_tests", {"VR15": {last.start.isoformat(): 5.0}})

    drawn = [
        {trace["meta"]["part"] for trace in reader.get(f"{CHART}?week={last}&period={period}").json()["data"]}
        for period in ("52", "all")
    ]

    assert ["day" in parts for parts in drawn] == [True, False]
    assert "Over meer dan 52 weken" in text_of(reader, f"/regio/VR15/?week={last}&period=all")
    assert Measure.objects.count() == 0
