"""Where what is in force differs from what the levels ask for, on its page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.gaps import GapKind
from measures.models import MeasureInForce
from meetings.levels_in_force import LevelHere, decided_on, level_labels, levels_on, versions_of
from regions.models import Area
from tests.factories import store_assessments
from tests.integration.measures.records import theme
from tests.integration.meetings.in_force_records import agreed, many_agreed, publish_all, take
from tests.integration.meetings.records import HELD_ON, adopted, all_levels, level, regional

pytestmark = pytest.mark.django_db
URL = reverse("gap-monitor")
LATER = datetime(2020, 12, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def kinds(page: Any, code: str = "VR15") -> dict[str, int]:
    """Return the numbers of a region that are not 0."""
    (region,) = [found for found in page.regions if found.area.code == code]
    return {kind.value: number for kind, number in region.counts if number}


def monitor(client: Client, **asked: str) -> Any:
    return client.get(URL, {"dag": HELD_ON.isoformat(), **asked}).context["monitor"]


def test_every_kind_has_its_number(client: Client, viewer: User, chair: User) -> None:
    adopted(chair)
    asked, ended = agreed("Gevraagd", stance=2), agreed("Beëindigd", stance=2)
    heavier, lighter = agreed("Zwaarder", stance=3, levels=(3,)), agreed("Lichter", stance=0, levels=(1,))
    under, national = (agreed(title, levels=(3,), theme=theme("horeca")) for title in ("Onder", "Landelijk"))
    publish_all()
    for one in (heavier, lighter, under):
        take(one, since=HELD_ON)
    take(ended, since=HELD_ON - 2 * ONE_DAY, until=HELD_ON - ONE_DAY)
    take(national, "NL", since=HELD_ON)
    client.force_login(viewer)
    assert kinds(monitor(client)) == dict.fromkeys([kind.value for kind in GapKind], 1)
    assert kinds(monitor(client), "VR01") == {GapKind.MISSING: 2}
    take(asked, since=HELD_ON)
    assert GapKind.MISSING not in kinds(monitor(client))


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"regio": "VR15"}, 2),
        ({"regio": "VR15", "soort": "missing"}, 1),
        ({"soort": "heavier"}, 1),
        ({"soort": "lighter"}, 0),
        ({"thema": "horeca"}, 1),
        ({"regio": "VR99", "soort": "heavier"}, 1),
    ],
)
def test_the_query_string_narrows(
    client: Client, viewer: User, chair: User, asked: dict[str, str], number: int
) -> None:
    adopted(chair)
    agreed("Gevraagd")
    heavier = agreed("Zwaarder", stance=3, levels=(3,), theme=theme("horeca"))
    publish_all()
    take(heavier, since=HELD_ON)
    client.force_login(viewer)
    found = monitor(client, **asked)
    assert found.is_narrowed
    assert len(found.shown) == number


def test_of_all_regions_together_only_the_numbers(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    assert not monitor(client).is_narrowed


# Which level counts


@pytest.mark.parametrize(("day", "there"), [(HELD_ON, True), (HELD_ON - ONE_DAY, False)])
def test_a_decided_level_counts_from_its_day(chair: User, day: date, there: bool) -> None:
    adopted(chair)
    found = decided_on(day, regional(), as_of=LATER)
    assert (found.get("VR15") == LevelHere(level(2), HELD_ON)) is there


def test_without_a_decision_the_level_computed_last(chair: User, django_assert_num_queries: Any) -> None:
    adopted(chair)
    store_assessments("2020-W39", {"VR02": 3, "VR03": None})
    store_assessments("2020-W40", {"VR02": 1}, as_of=LATER + ONE_DAY)
    areas = list(Area.objects.safety_regions())
    versions = versions_of("regionaal")
    with django_assert_num_queries(2):
        found = levels_on(HELD_ON, versions, areas, as_of=LATER)
    assert (found["VR15"].is_decided, found["VR15"].level.number) == (True, 2)
    assert (found["VR02"].is_decided, found["VR02"].level.number) == (False, 3)
    assert "VR03" not in found
    assert levels_on(date(2020, 1, 1), versions, areas, as_of=LATER) == {}


@pytest.mark.parametrize(("weeks", "there"), [(8, True), (9, False)])
def test_a_level_computed_long_ago_does_not_count(weeks: int, there: bool) -> None:
    store_assessments("2020-W40", {"VR02": 3})
    day = HELD_ON + timedelta(weeks=weeks)
    found = levels_on(day, versions_of("regionaal"), list(Area.objects.safety_regions()), as_of=LATER)
    assert ("VR02" in found) is there


@pytest.mark.parametrize(("week", "version"), [("2021-W06", "2020-09"), ("2021-W07", "2021-02")])
def test_a_week_counts_as_the_version_that_judges_it(week: str, version: str) -> None:
    store_assessments(week, {"VR01": 2}, version="2020-09")
    store_assessments(week, {"VR01": 3}, version="2021-02")
    moment = datetime(2021, 3, 1, tzinfo=UTC)
    found = levels_on(moment.date(), versions_of("regionaal"), [Area.objects.get(code="VR01")], as_of=moment)
    assert found["VR01"].level == level(2 if version == "2020-09" else 3, version)


def test_levels_are_named_by_the_newest_version() -> None:
    assert level_labels("regionaal") == {1: "waakzaam", 2: "zorgelijk", 3: "ernstig"}


def test_the_same_queries_for_any_number(
    client: Client, viewer: User, chair: User, django_assert_max_num_queries: Any
) -> None:
    adopted(chair)
    store_assessments("2020-W38", all_levels())
    many = many_agreed(60)
    publish_all()
    never_listed = agreed("Nooit op de lijst")
    client.force_login(viewer)
    for regions in (2, 25):
        MeasureInForce.objects.all().delete()
        MeasureInForce.objects.bulk_create(
            MeasureInForce(measure=one, area=area, since=HELD_ON, entered_at=timezone.now())
            for one in [*many[:30], never_listed]
            for area in Area.objects.safety_regions()[:regions]
        )
        with django_assert_max_num_queries(12):
            assert client.get(URL, {"dag": HELD_ON.isoformat(), "soort": "missing"}).status_code == 200
