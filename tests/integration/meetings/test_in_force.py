"""Which decision is in force, held against the same rules in plain Python over histories made at random."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladder.weeks import Week, weeks_between
from meetings.models import AgendaItem, Decision, Meeting, Minutes, RouteEntry, RouteStep
from regions.models import Area
from tests.integration.meetings.records import NOW, deviation, level, regional

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FIRST, LAST = Week.parse("2020-W38"), Week.parse("2020-W47")
CODES = ("VR01", "VR13", "VR15")
HOUR = timedelta(hours=1)


def lived(random: Random, by: User) -> None:
    """Store ten weeks of meetings: held, open or exercises; regions decided once, twice, waiting, sent back."""
    for week in weeks_between(FIRST, LAST):
        for is_exercise in (False, True):
            if random.random() < (0.3 if is_exercise else 0.9):
                _hold(week, random, by, is_exercise=is_exercise)


def _hold(week: Week, random: Random, by: User, *, is_exercise: bool) -> None:
    opened, day = moment(week), week.plus(1).start
    meeting = Meeting.objects.create(
        ladder=regional(), week_start=week.start, is_exercise=is_exercise, held_on=day, next_on=day, as_of=opened,
        opened_at=opened,
    )  # fmt: skip
    for area in Area.objects.filter(code__in=random.sample(CODES, random.randint(2, 3))):
        item = AgendaItem.objects.create(meeting=meeting, area=area)
        for number in range(random.randint(1, 2)):
            Decision.objects.create(
                item=item, level=level(random.randint(1, 3)), reason="omdat", deviation=deviation(),
                stage=random.choice(["decided", "decided", "proposed"]), waits_for_route=random.random() < 0.3,
                valid_from=day + timedelta(days=random.randint(0, 9)),
                decided_by=by, decided_at=opened + (number + 1) * HOUR,
            )  # fmt: skip
    if random.random() < 0.9:
        Minutes.objects.create(meeting=meeting, content="{}", sha256="0" * 64)
        meeting.status, meeting.adopted_at, meeting.adopted_by = "adopted", opened + 4 * HOUR, by
        meeting.save()
    for number in range(random.randint(0, 3)):
        outcome, completes = random.choice([("agreed", False), ("agreed", True), ("returned", False)])
        RouteEntry.objects.create(
            meeting=meeting, step=RouteStep.objects.all()[0], outcome=outcome, completes=completes, held_on=day,
            by=by, at=opened + (5 + number) * HOUR,
        )  # fmt: skip


def moment(week: Week) -> datetime:
    return NOW + (week.start - FIRST.start)


def counts(one: Decision, as_of: datetime) -> bool:
    """Whether a decision counts, but for those that replaced it."""
    meeting = one.item.meeting
    if one.stage != "decided" or one.decided_at > as_of or meeting.is_exercise:
        return False
    if meeting.adopted_at is None or meeting.adopted_at > as_of:
        return False
    known = [entry for entry in meeting.route_entries.all() if entry.at <= as_of]
    completed = max((entry.pk for entry in known if entry.completes), default=0)
    sent_back = max((entry.pk for entry in known if entry.outcome == "returned"), default=0)
    return not one.waits_for_route or completed > sent_back


def in_force(
    decisions: list[Decision], week: Week, as_of: datetime, valid_by: date | None = None
) -> dict[str, int]:
    """Return the decision in force for a week, by the code of the area."""
    found: dict[str, int] = {}
    for one in sorted(decisions, key=lambda one: one.item.meeting.week_start):
        later = [other for other in decisions if other.item_id == one.item_id and other.pk > one.pk]
        replaced = any(other.stage == "decided" and other.decided_at <= as_of for other in later)
        is_early = valid_by is None or one.valid_from <= valid_by
        if not replaced and is_early and one.item.meeting.week <= week and counts(one, as_of):
            found[one.item.area.code] = one.pk
    return found


def moments() -> Iterator[datetime]:
    """Yield moments in and after the ten weeks, some of them in the middle of what happened in a week."""
    for week in (FIRST, FIRST.plus(3), FIRST.plus(6)):
        yield from (moment(week) + hours * HOUR for hours in (0, 1, 2, 4, 5, 7, 90))
    yield moment(LAST.plus(1))


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_the_rules_say(chair: User, seed: int) -> None:
    lived(Random(seed), chair)
    related = ("item__meeting", "item__area")
    every = list(Decision.objects.select_related(*related).prefetch_related("item__meeting__route_entries"))
    told = 0
    for as_of in moments():
        for week in (FIRST.plus(-1), FIRST, FIRST.plus(4), LAST):
            expected = in_force(every, week, as_of)
            found = Decision.objects.in_force_for_week(regional(), week, as_of=as_of)
            assert dict(found.values_list("item__area__code", "pk")) == expected
            told += len(expected)
            day = week.plus(1).start + timedelta(days=4)
            early = Decision.objects.in_force_for_week(regional(), week, as_of=as_of, valid_by=day)
            assert dict(early.values_list("item__area__code", "pk")) == in_force(every, week, as_of, day)
        weeks = list(weeks_between(FIRST.plus(2), LAST))
        over = Decision.objects.in_force_over_weeks(regional(), weeks[0], weeks[-1], as_of=as_of)
        assert set(over.values_list("pk", flat=True)) == {
            pk for week in weeks for pk in in_force(every, week, as_of).values()
        }
    assert told > 50  # or the history says nothing


def test_only_the_areas_that_are_asked_for(chair: User) -> None:
    lived(Random(1), chair)
    as_of, one = moment(LAST.plus(1)), Area.objects.get(code="VR15")

    found = Decision.objects.in_force_over_weeks(regional(), FIRST, LAST, as_of=as_of, areas=[one])
    assert set(found.values_list("item__area__code", flat=True)) == {"VR15"}
    assert not Decision.objects.in_force_over_weeks(regional(), FIRST, LAST, as_of=as_of, areas=[]).exists()
    assert not Decision.objects.in_force_for_week(regional(), LAST, as_of=as_of, areas=[]).exists()


def test_it_is_asked_in_one_query(chair: User) -> None:
    lived(Random(1), chair)
    ladder = regional()
    with CaptureQueriesContext(connection) as queries:
        assert list(Decision.objects.in_force_over_weeks(ladder, FIRST, LAST, as_of=moment(LAST.plus(1))))
    assert len(queries) == 1
