"""What the database itself refuses of a decision, whoever writes it."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from ladder.append_only import AppendOnlyError
from ladder.models import Ladder, LadderVersion, Level
from meetings.models import AgendaItem, Decision, DeviationReason
from tests.integration.meetings.records import HELD_ON, NOW, deviation, item_of, level, meeting_on

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(meeting_on())


def made(item: AgendaItem, chair: User, **changes: Any) -> Decision:
    """Write a decision past the action."""
    said = {"item": item, "level": level(3), "valid_from": HELD_ON, "decided_by": chair, "decided_at": NOW}
    return Decision.objects.create(**{**said, **changes})


def refused(item: AgendaItem, chair: User, **changes: Any) -> None:
    before = Decision.objects.count()
    with pytest.raises(DatabaseError), transaction.atomic():
        made(item, chair, **changes)
    assert Decision.objects.count() == before


@pytest.mark.parametrize(
    ("number", "reason", "with_kind", "stored"),
    [
        (3, "", False, True),
        (2, "omdat", True, True),
        (2, "omdat", False, False),
        (2, "", True, False),
        (2, "  ", True, False),
    ],
)
def test_another_level_needs_reason_and_kind(
    item: AgendaItem, chair: User, number: int, reason: str, with_kind: bool, stored: bool
) -> None:
    kind: DeviationReason | None = deviation() if with_kind else None
    said = {"level": level(number), "reason": reason, "deviation": kind}
    assert made(item, chair, **said).pk if stored else refused(item, chair, **said) is None


@pytest.mark.parametrize(("day", "stored"), [(date(2020, 9, 20), False), (date(2020, 9, 21), True)])
def test_not_before_the_week(item: AgendaItem, chair: User, day: date, stored: bool) -> None:
    assert made(item, chair, valid_from=day).pk if stored else refused(item, chair, valid_from=day) is None


def test_no_level_of_another_ladder(item: AgendaItem, chair: User) -> None:
    other = Ladder.objects.create(code="jeugd", name="Jeugd", area_kind="safety_region")
    version = LadderVersion.objects.create(ladder=other, code="1", valid_from=HELD_ON, comparator="above")
    foreign = Level.objects.create(version=version, number=1, name="waakzaam", colour="#F291BC")
    refused(item, chair, level=foreign, reason="omdat", deviation=deviation())


@pytest.mark.parametrize(
    ("votes", "stored"),
    [
        ((None, None, None), True),
        ((0, 0, 0), True),
        ((3, 1, 0), True),
        ((3, None, None), False),
        ((None, 1, 0), False),
        ((3, 1, None), False),
        ((-1, 0, 0), False),
        ((0, -1, 0), False),
        ((0, 0, -1), False),
    ],
)
def test_votes_are_counted_all_or_none(
    item: AgendaItem, chair: User, votes: tuple[int | None, ...], stored: bool
) -> None:
    said = dict(zip(("votes_for", "votes_against", "abstentions"), votes, strict=True))
    assert made(item, chair, **said).pk if stored else refused(item, chair, **said) is None


@pytest.mark.parametrize(
    ("day", "stored"), [(None, True), (HELD_ON, False), (date(2020, 9, 29), False), (date(2020, 10, 1), True)]
)
def test_the_review_comes_after_the_start(item: AgendaItem, chair: User, day: date | None, stored: bool) -> None:
    assert made(item, chair, next_review=day).pk if stored else refused(item, chair, next_review=day) is None


def test_a_decision_is_never_edited(item: AgendaItem, chair: User) -> None:
    decision = made(item, chair)
    with pytest.raises(AppendOnlyError):
        Decision.objects.filter(pk=decision.pk).update(reason="anders")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_decision SET reason = 'anders'")
    assert Decision.objects.get().reason == ""
