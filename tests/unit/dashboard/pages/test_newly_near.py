"""Which regions newly came near a signal value: both sides of every bound, now and in the week before."""

import pytest

from dashboard.pages.levels import RegionLevels
from dashboard.pages.overview_movers import newly_near
from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict
from ladder.models import Assessment, Level, Signal
from meetings.agenda_reasons import Limits
from regions.models import Area

TESTS = Signal(code="positive_tests", direction=Signal.Direction.HIGHER_IS_WORSE)
SIGNALS = {"positive_tests": TESTS}
LIMITS = Limits(near_bound=10, fast_growth=50)
AREA = Area(pk=15, code="VR15", name="Haaglanden")
BOUNDS = ((2, 50.0), (3, 150.0))


def assessment(
    value: float | None, *, role: str = "deciding", state: ValueState = ValueState.COMPLETE
) -> Assessment:
    """Return a level computed from one value, above signal values of 50 and 150; unknown without a value."""
    number = None if value is None else 1 + sum(value > bound for _level, bound in BOUNDS)
    found = SignalVerdict("positive_tests", role, state, value, 7, 7, "own", number, BOUNDS)
    level_state = LevelState.UNKNOWN if value is None else LevelState.COMPLETE
    verdict = Verdict("2020-09", "above", number, level_state, (found,), ())
    level = Level(pk=number, number=number) if number else None
    return Assessment(area=AREA, level=level, state=level_state.value, facts=verdict.as_facts())


def near(now: Assessment | None, then: Assessment | None) -> set[int]:
    """Return the numbers of the levels that became near."""
    before = {AREA.pk: then} if then else {}
    return {level for _signal, level in newly_near(RegionLevels(AREA, now, None), before, SIGNALS, LIMITS)}


@pytest.mark.parametrize(
    ("then", "now", "levels"),
    [
        (30.0, 44.9, set()),
        (30.0, 45.0, {2}),
        (30.0, 50.0, {2}),
        (44.9, 45.0, {2}),
        (45.0, 46.0, set()),
        (30.0, 50.1, set()),
        (60.0, 48.0, set()),
        (60.0, 134.9, set()),
        (60.0, 135.0, {3}),
        (140.0, 136.0, set()),
        (60.0, 52.0, set()),
        (200.0, 160.0, set()),
    ],
)
def test_from_ninety_percent_of_the_signal_value_of_the_next_level(
    then: float, now: float, levels: set[int]
) -> None:
    assert near(assessment(now), assessment(then)) == levels


def test_without_both_weeks_nothing_is_said() -> None:
    assert near(assessment(48.0), None) == set()
    assert near(assessment(48.0), assessment(None, state=ValueState.MISSING)) == set()
    assert near(None, assessment(30.0)) == set()
    assert near(assessment(None, state=ValueState.MISSING), assessment(30.0)) == set()


def test_only_complete_values_of_deciding_signals_count() -> None:
    incomplete = ValueState.INCOMPLETE
    assert near(assessment(48.0, state=incomplete), assessment(30.0)) == set()
    assert near(assessment(48.0), assessment(30.0, state=incomplete)) == set()
    assert near(assessment(48.0, role="supporting"), assessment(30.0, role="supporting")) == set()
