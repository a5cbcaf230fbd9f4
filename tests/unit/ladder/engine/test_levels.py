"""From weekly values to levels: bounds, the worst signal, and what incomplete figures can prove."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.engine.levels import NO_LEVEL, level_of, verdicts
from ladder.engine.rules import SignalRule
from ladder.engine.verdicts import Verdict
from ladder.engine.weekly import weekly_values
from tests.unit.ladder.engine.frames import AREAS, BEDS, CASES, MONDAY, SHARE, observations, rule, whole_week

# Per 20,000 inhabitants: 10 cases are exactly 50 per 100,000, 30 are exactly 150.
AT_50, AT_150 = 10, 30


def judge(rows, version, area="S") -> Verdict:
    weekly = weekly_values(
        observations(*rows), AREAS, version.signals, [MONDAY], as_of=MONDAY + timedelta(days=10)
    )
    return next(verdict for code, _, verdict in verdicts(weekly, version) if code == area)


@pytest.mark.parametrize(
    ("cases", "above", "from_"),
    [(0, 1, 1), (9, 1, 1), (AT_50, 1, 2), (11, 2, 2), (29, 2, 2), (AT_150, 2, 3), (31, 3, 3), (900, 3, 3)],
)
def test_a_level_starts_above_or_from_its_signal_value_as_the_version_says(cases, above, from_):
    rows = whole_week("cases", "C", cases)
    assert judge(rows, rule(CASES, comparator="above")).level == above
    assert judge(rows, rule(CASES, comparator="from")).level == from_


@pytest.mark.parametrize(("value", "level"), [(79.9, 3), (80, 2), (80.1, 2), (90, 1), (90.1, 1)])
def test_a_signal_of_which_lower_is_worse_starts_below_its_signal_value(value, level):
    compliance = SignalRule("compliance", "deciding", higher_is_worse=False, bounds=((2, 90.0), (3, 80.0)))
    assert level_of(np.array([float(value)]), compliance, rule(compliance))[0] == level


@pytest.mark.parametrize(
    ("cases", "beds", "level", "deciding"),
    [(5, 0, 1, ["cases", "beds"]), (11, 0, 2, ["cases"]), (5, 1, 3, ["beds"]), (31, 1, 3, ["cases", "beds"])],
)
def test_the_worst_deciding_signal_gives_the_level_and_is_named(cases, beds, level, deciding):
    found = judge([*whole_week("cases", "C", cases), *whole_week("beds", "C", beds)], rule(CASES, BEDS))
    assert (found.level, found.state, list(found.deciding)) == (level, "complete", deciding)


def test_a_supporting_signal_changes_nothing_by_itself():
    found = judge([*whole_week("cases", "C", 5), ("share", "S", 0, 12.0)], rule(CASES, SHARE))
    assert (found.level, found.state) == (1, "complete")
    assert found.of("share").level == 3


INCOMPLETE = 6
NOTHING: list[tuple[str, str, int, float]] = []


@pytest.mark.parametrize(
    ("cases", "beds", "level", "state"),
    [
        (whole_week("cases", "C", 5)[:INCOMPLETE], whole_week("beds", "C"), None, "unknown"),
        (whole_week("cases", "C", 11)[:INCOMPLETE], whole_week("beds", "C"), 2, "provisional"),
        (whole_week("cases", "C", 31)[:INCOMPLETE], whole_week("beds", "C"), 3, "provisional"),
        (whole_week("cases", "C", 5), NOTHING, None, "unknown"),
        (whole_week("cases", "C", 11), NOTHING, 2, "provisional"),
        (NOTHING, whole_week("beds", "C", 1), 3, "provisional"),
        (NOTHING, NOTHING, None, "unknown"),
    ],
)
def test_incomplete_figures_prove_that_a_bound_was_passed_never_that_none_was(cases, beds, level, state):
    found = judge([*cases, *beds], rule(CASES, BEDS))
    assert (found.level, found.state) == (level, state)
    assert found.doubtful


def test_part_of_a_mean_proves_nothing():
    mean = SignalRule("load", "deciding", aggregation="mean", bounds=((2, 5.0), (3, 10.0)))
    found = judge([("load", "S", 0, 99.0)], rule(mean))
    assert (found.level, found.state) == (None, "unknown")


@pytest.mark.parametrize(("beds", "level", "state"), [(0, None, "unknown"), (1, 3, "provisional")])
def test_a_deciding_value_of_too_few_people_is_as_good_as_missing(beds, level, state):
    small = replace(CASES, minimum_population=1_000_000)
    found = judge([*whole_week("cases", "C", 31), *whole_week("beds", "C", beds)], rule(small, BEDS))
    assert (found.level, found.state, found.of("cases").value) == (level, state, None)
    assert [doubt.state for doubt in found.doubtful] == ["too_small"]


def test_a_version_without_signals_judges_nothing():
    weekly = weekly_values(observations(), AREAS, (), [MONDAY], as_of=MONDAY)
    assert list(verdicts(weekly, rule())) == []


@pytest.mark.parametrize("code", ["area", "week", "level", "state", "value"])
def test_a_signal_may_have_the_name_of_a_column(code):
    named = SignalRule(code, "deciding", per=100_000, bounds=((2, 50.0), (3, 150.0)))
    assert judge(whole_week(code, "C", 11), rule(named)).level == 2


def test_a_version_without_a_deciding_signal_knows_no_level():
    found = judge([("share", "S", 0, 99.0)], rule(SHARE))
    assert (found.level, found.state) == (None, "unknown")


def test_a_fourth_level_needs_nothing_but_its_row():
    four = SignalRule("cases", "deciding", per=100_000, bounds=((2, 50.0), (3, 150.0), (4, 250.0)))
    assert judge(whole_week("cases", "C", 51), rule(four, levels=(1, 2, 3, 4))).level == 4


def test_a_verdict_survives_being_stored_as_json():
    found = judge([*whole_week("cases", "C", 11), ("share", "S", 0, 12.0)], rule(CASES, SHARE, BEDS))
    assert Verdict.from_facts(json.loads(json.dumps(found.as_facts()))) == found


counts = st.integers(0, 2000)


@given(st.permutations(whole_week("cases", "A", 7) + whole_week("cases", "B", 5) + whole_week("cases", "C", 31)))
def test_the_order_of_rows_changes_nothing(rows):
    assert judge(rows, rule(CASES), "R") == judge(sorted(rows), rule(CASES), "R")


@given(st.permutations(range(len(AREAS))))
def test_the_order_of_areas_changes_nothing(order):
    figures = observations(
        *whole_week("cases", "A", 7), *whole_week("cases", "B", 5), *whole_week("cases", "C", 31)
    )
    version = rule(CASES)

    def judged(areas: pd.DataFrame) -> dict[str, Verdict]:
        weekly = weekly_values(figures, areas, version.signals, [MONDAY], as_of=MONDAY)
        return {code: verdict for code, _, verdict in verdicts(weekly, version)}

    assert judged(AREAS.iloc[list(order)].reset_index(drop=True)) == judged(AREAS)


@given(counts, counts, st.sampled_from(["above", "from"]))
def test_a_level_never_rises_when_the_signal_falls(one, other, comparator):
    version = rule(CASES, comparator=comparator)
    low, high = (judge(whole_week("cases", "C", cases), version).level for cases in sorted((one, other)))
    assert low <= high


@given(st.floats(0, 1e6), st.sampled_from(["above", "from"]))
def test_every_value_has_exactly_the_level_whose_bounds_hold_it(value, comparator):
    version = rule(CASES, comparator=comparator)
    found = level_of(np.array([value]), CASES, version)[0]
    passed = [bound for _, bound in CASES.bounds if (value > bound if comparator == "above" else value >= bound)]
    assert found == 1 + len(passed)
    assert level_of(np.array([np.nan]), CASES, version)[0] == NO_LEVEL
