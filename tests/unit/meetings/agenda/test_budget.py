from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from meetings.agenda import TimeBudget

NOW = datetime(2020, 9, 30, 9, 20, tzinfo=UTC)
BUDGET = TimeBudget(
    discussed=10, minutes_each=3, consent_minutes=5, to_discuss=4, consent_to_do=False, started_at=None, now=NOW
)


def test_all_minutes_together() -> None:
    assert (BUDGET.total, BUDGET.remaining) == (35, 12)
    assert replace(BUDGET, consent_to_do=True).remaining == 17
    assert replace(BUDGET, consent_minutes=0).total == 30


@pytest.mark.parametrize(("begun", "planned"), [(None, 35), (-20, 15)])
def test_the_planned_end_is_counted_from_the_start_or_else_from_now(begun: int | None, planned: int) -> None:
    started_at = None if begun is None else NOW + timedelta(minutes=begun)
    budget = replace(BUDGET, started_at=started_at)
    assert budget.planned_end == NOW + timedelta(minutes=planned)
    assert budget.expected_end == NOW + timedelta(minutes=12)
