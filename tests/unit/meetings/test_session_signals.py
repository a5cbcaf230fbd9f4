import pytest

from ladder.explanations.facts import Change
from ladder.models import Signal
from meetings.session.signals import change_text

POSITIVE = Signal(code="positive_tests", decimals=1)


@pytest.mark.parametrize(
    ("last_week", "now", "text"),
    [
        (100.0, 134.1, "+34.1 (+34%) since last week"),
        (100.0, 75.0, "−25.0 (−25%) since last week"),
        (100.0, 100.0, "the same as last week"),
        (0.0, 3.0, "+3.0 since last week"),
        (100.0, 100.04, "+0.04 (+0.04%) since last week"),
    ],
    ids=["up", "down", "the same", "from nothing", "by less than a decimal"],
)
def test_a_change_is_told_with_its_sign(last_week: float, now: float, text: str, english: None) -> None:
    growth = (now - last_week) / last_week if last_week else None
    change = Change(last_week, now - last_week, growth, doubling_weeks=None, halving_weeks=None)
    assert change_text(change, POSITIVE) == text
