"""Up at once, down with care: dead-band, dwell, and what earlier weeks leave."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.engine.columns import ColumnsError
from ladder.engine.holding import earlier_frame, weeks_needed
from ladder.engine.levels import level_of, verdicts
from ladder.engine.rules import LadderRule, SignalRule
from ladder.engine.verdicts import Holding, HoldingReason, Verdict
from ladder.engine.weekly import weekly_values
from tests.unit.ladder.engine.frames import MONDAY, observations

# 100,000 people, so that the number of cases is the value.
AREAS = pd.DataFrame([("S", "S", 100_000.0)], columns=["area", "judged", "population"])
CASES = SignalRule("cases", "deciding", per=100_000, bounds=((2, 50.0), (3, 150.0)))
NOTHING = None


def rule(dead_band: float = 0.0, dwell: int = 1, comparator: str = "above") -> LadderRule:
    return LadderRule("test", (1, 2, 3), comparator, (CASES,), dead_band, dwell)


def week_rows(number: int, cases: float | None, days: int = 7) -> list[tuple[str, str, int, float]]:
    if cases is None:
        return []
    return [("cases", "S", 7 * number + day, cases if day == 0 else 0.0) for day in range(days)]


def judged(
    version: LadderRule, *weeks: float | None, part: int | None = None, earlier: pd.DataFrame | None = None,
    first: int = 0,
) -> list[Verdict]:  # fmt: skip
    """Judge weeks in a row; `part` is the number of a week of which six days were reported."""
    rows = [row for at, cases in enumerate(weeks) for row in week_rows(first + at, cases, 6 if at == part else 7)]
    mondays = [MONDAY + timedelta(weeks=first + at) for at in range(len(weeks))]
    weekly = weekly_values(observations(*rows), AREAS, version.signals, mondays, as_of=date(2021, 12, 1))
    return [verdict for _area, _week, verdict in verdicts(weekly, version, earlier)]


def levels(*found: Verdict) -> list[int | None]:
    return [verdict.level for verdict in found]


def reasons(*found: Verdict) -> list[str]:
    return [verdict.holding.reason.value for verdict in found if verdict.holding]


def test_without_dead_band_and_dwell_nothing_is_held_and_nothing_is_said():
    found = judged(rule(), 200, 10)
    assert levels(*found) == [3, 1]
    assert [verdict.holding for verdict in found] == [None, None]
    assert "holding" not in found[0].as_facts()


@pytest.mark.parametrize(
    ("comparator", "cases", "level", "reason"),
    [
        ("above", 151, 3, ""),
        ("above", 150, 3, "dead_band"),
        ("above", 120.1, 3, "dead_band"),
        ("above", 120, 2, ""),
        ("from", 150, 3, ""),
        ("from", 149.9, 3, "dead_band"),
        ("from", 120, 3, "dead_band"),
        ("from", 119.9, 2, ""),
        ("above", 45, 2, "dead_band"),
        ("above", 40, 1, ""),
    ],
)
def test_a_level_goes_down_only_past_the_dead_band(comparator, cases, level, reason):
    found = judged(rule(dead_band=20, comparator=comparator), 200, cases)[1]
    assert (found.level, found.state, found.holding.reason) == (level, "complete", reason)


def test_the_signal_within_the_dead_band_is_named_as_deciding():
    assert judged(rule(dead_band=20), 200, 140)[1].deciding == ("cases",)


def test_a_level_goes_up_at_once_and_without_history_nothing_is_held():
    assert levels(*judged(rule(dead_band=20, dwell=3), 45, 60, 160)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("dwell", "weeks", "expected"),
    [
        (2, [200, 100, 100], [3, 3, 2]),
        (2, [200, 100, 10], [3, 3, 2]),
        (2, [200, 10, 100], [3, 3, 2]),
        (2, [200, 10, 10, 10], [3, 3, 1, 1]),
        (2, [200, 100, 200, 100, 100], [3, 3, 3, 3, 2]),
        (3, [200, 100, 100, 100], [3, 3, 3, 2]),
        (3, [200, 100, 100, 10, 10, 10], [3, 3, 3, 2, 2, 1]),
    ],
)
def test_a_level_goes_down_only_after_weeks_in_a_row_below(dwell, weeks, expected):
    assert levels(*judged(rule(dwell=dwell), *weeks)) == expected


def test_a_held_level_says_what_the_figures_give_and_since_when():
    found = judged(rule(dwell=3), 200, 100, 100)
    assert [verdict.holding for verdict in found[1:]] == [
        Holding(raw=2, band=2, standing=3, reason=HoldingReason.DWELL, weeks_below=number) for number in (1, 2)
    ]
    assert [verdict.held for verdict in found] == [False, True, True]
    assert found[1].deciding == ()


def test_dead_band_and_dwell_go_together():
    found = judged(rule(dead_band=20, dwell=2), 200, 130, 100, 100)
    assert levels(*found) == [3, 3, 3, 2]
    assert reasons(*found) == ["", "dead_band", "dwell", ""]


def test_incomplete_figures_do_not_prove_a_fall():
    found = judged(rule(dwell=2), 200, 100, 100, 100, part=2)
    assert levels(*found) == [3, 3, 3, 3]
    assert reasons(*found) == ["", "dwell", "incomplete", "dwell"]
    assert found[2].state == "provisional"


def test_an_unknown_week_stays_unknown_and_does_not_let_go():
    found = judged(rule(dwell=2), 200, NOTHING, 100, 100)
    assert levels(*found) == [3, None, 3, 2]
    assert found[1].holding == Holding(None, None, 3, HoldingReason.NONE)


def test_a_signal_of_which_lower_is_worse_has_its_band_above():
    good = SignalRule("cases", "deciding", higher_is_worse=False, bounds=((2, 80.0), (3, 50.0)))
    version = LadderRule("test", (1, 2, 3), "above", (good,), dead_band=10)
    values = np.array([49.9, 50.0, 54.9, 55.0, 79.9, 87.9, 88.0])
    assert level_of(values, good, version).tolist() == [3, 2, 2, 2, 2, 1, 1]
    assert level_of(values, good, version, dead_band=10).tolist() == [3, 3, 3, 2, 2, 2, 1]


def left_by(found: list[Verdict], first: int = 0) -> pd.DataFrame:
    return earlier_frame(("S", MONDAY + timedelta(weeks=first + at), verdict) for at, verdict in enumerate(found))


weekly_cases = st.lists(st.sampled_from([None, 0.0, 45.0, 60.0, 130.0, 200.0]), min_size=2, max_size=8)


@given(weekly_cases, st.integers(1, 7), st.sampled_from([(0, 2), (20, 1), (20, 3)]))
def test_weeks_judged_one_by_one_get_what_they_get_together(cases, cut, how):
    version, cut = rule(*how), min(cut, len(cases) - 1)
    together = judged(version, *cases)
    before = together[:cut][-weeks_needed(version) :]
    apart = judged(version, *cases[cut:], earlier=left_by(before, cut - len(before)), first=cut)
    assert apart == together[cut:]


@given(weekly_cases, st.sampled_from([(0, 2), (20, 1), (20, 3)]))
def test_a_held_level_is_never_below_the_figures_and_never_above_the_week_before(cases, how):
    found = judged(rule(*how), *cases)
    standing = 0
    for verdict in found:
        raw = verdict.holding.raw
        if raw is not None:
            assert raw <= verdict.level <= max(raw, standing)
        standing = verdict.holding.standing or 0


def test_earlier_weeks_stored_before_a_version_held_levels_count_as_they_stand():
    plain = judged(rule(), 200)
    assert levels(*judged(rule(dwell=2), 100, earlier=left_by(plain), first=1)) == [3]


def test_a_gap_of_a_week_leaves_nothing_to_hold_on_to():
    plain = judged(rule(dwell=2), 200)
    assert levels(*judged(rule(dwell=2), 100, earlier=left_by(plain), first=2)) == [2]


def test_other_areas_in_earlier_weeks_are_passed_over():
    other = left_by(judged(rule(dwell=2), 200)).assign(area="T")
    assert levels(*judged(rule(dwell=2), 100, earlier=other, first=1)) == [2]


def test_earlier_weeks_without_the_promised_columns_are_refused():
    with pytest.raises(ColumnsError, match="earlier"):
        judged(rule(dwell=2), 100, earlier=pd.DataFrame({"area": ["S"]}))


@pytest.mark.parametrize(("version", "number"), [(rule(), 0), (rule(20), 1), (rule(0, 2), 1), (rule(0, 4), 3)])
def test_no_more_weeks_are_looked_back_than_the_version_asks(version, number):
    assert weeks_needed(version) == number
