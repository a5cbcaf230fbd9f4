"""How many weeks in a row."""

from dataclasses import replace

import pytest

from ladder.engine.verdicts import ValueState
from ladder.explanations.facts import Run
from ladder.explanations.runs import run_of, same_level, same_side
from tests.unit.ladder.explanations.made import CONTACTS, SERIOUS, TESTS, assessment, found, verdict


@pytest.mark.parametrize(
    ("answers", "run"),
    [
        ([], Run(1, at_least=True)),
        ([None, True], Run(1, at_least=True)),
        ([False, True], Run(1, at_least=False)),
        ([True, False], Run(2, at_least=False)),
        ([True, True, None, True], Run(3, at_least=True)),
        ([True, True], Run(3, at_least=True)),
    ],
)
def test_a_run_ends_where_it_was_not_so_or_is_not_known(answers, run):
    assert run_of(answers) == run


@pytest.mark.parametrize(
    ("earlier", "answer"),
    [
        (None, None),
        (assessment(level=None, state="unknown"), None),
        (assessment(level=3), True),
        (assessment(level=3, state="provisional"), True),
        (assessment(level=2), False),
    ],
)
def test_a_level_is_the_same_only_where_it_is_known(earlier, answer):
    assert same_level(earlier, assessment(level=3)) is answer


def test_a_level_of_the_same_number_with_another_name_is_another_level():
    earlier = assessment(level=3)
    earlier.level = type(SERIOUS)(number=3, name="zeer ernstig")
    assert same_level(earlier, assessment(level=3)) is False


@pytest.mark.parametrize(
    ("now", "before", "answer"),
    [
        (found(180, 3), 150.1, True),
        (found(180, 3), 150.0, False),  # above, so exactly on it is not past it
        (found(60, 2), 200.0, True),  # past the signal value of zorgelijk, even if worse then
        (found(60, 2), 50.0, False),
        (found(50, 1), 50.0, True),
        (found(50, 1), 50.1, False),
        (found(50, 1), None, None),
    ],
)
def test_the_side_is_that_of_the_signal_value_that_was_reached(now, before, answer):
    earlier = verdict(found(before, None), level=None)
    assert same_side(earlier, now, TESTS, "above") is answer


@pytest.mark.parametrize(("comparator", "answer"), [("above", False), ("from", True)])
def test_the_comparator_says_what_exactly_on_the_signal_value_is(comparator, answer):
    assert same_side(verdict(found(150.0, 2), level=2), found(180, 3), TESTS, comparator) is answer


@pytest.mark.parametrize(("before", "answer"), [(160.0, True), (140.0, None)])
def test_part_of_a_sum_proves_that_it_was_passed_and_not_that_it_was_not(before, answer):
    part = replace(found(before, 2), state=ValueState.INCOMPLETE, days=5)
    assert same_side(verdict(part, level=2), found(180, 3), TESTS, "above") is answer


def test_where_lower_is_worse_part_of_a_sum_proves_nothing():
    part = found(40.0, 2, signal="contacts", state=ValueState.INCOMPLETE, bounds=((2, 80.0), (3, 50.0)))
    now = found(45.0, 3, signal="contacts", bounds=((2, 80.0), (3, 50.0)))
    assert same_side(verdict(part, level=2), now, CONTACTS, "above") is None


@pytest.mark.parametrize(("before", "answer"), [(49.9, True), (50.0, False)])
def test_where_lower_is_worse_past_is_below(before, answer):
    bounds = ((2, 80.0), (3, 50.0))
    earlier = verdict(found(before, 3, signal="contacts", bounds=bounds), level=3)
    assert same_side(earlier, found(45.0, 3, signal="contacts", bounds=bounds), CONTACTS, "above") is answer


def test_a_week_that_was_not_computed_is_not_known():
    assert same_side(None, found(180, 3), TESTS, "above") is None
