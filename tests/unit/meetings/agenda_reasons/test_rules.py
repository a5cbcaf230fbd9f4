"""When a region is discussed: both sides of every bound."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.agenda_reasons import (
    DecidingValue,
    Limits,
    QuestionBefore,
    RegionToDiscuss,
    reasons_to_discuss,
)

LIMITS = Limits(near_bound=10, fast_growth=50)
BOUNDS = ((2, 50.0), (3, 150.0))
QUIET = DecidingValue("positive_tests", "complete", 100.0, bounds=BOUNDS, last_week=100.0)
REGION = RegionToDiscuss("complete", level=2, in_force=2, values=(QUIET,))


def codes(region: RegionToDiscuss, limits: Limits = LIMITS) -> list[str]:
    return [found.code for found in reasons_to_discuss(region, limits)]


def region_at(value: float, level: int, comparator: str = "above", **changed: object) -> RegionToDiscuss:
    found = replace(QUIET, value=value, last_week=value, **changed)
    return replace(REGION, level=level, in_force=level, comparator=comparator, values=(found,))


def test_a_quiet_region_is_not_discussed() -> None:
    assert codes(REGION) == []


@pytest.mark.parametrize(
    ("state", "level", "expected"),
    [
        ("complete", 2, []),
        ("provisional", 2, ["provisional"]),
        ("unknown", None, ["unknown"]),
        ("absent", None, ["unknown"]),
    ],
)
def test_a_level_that_is_not_certain_is_discussed(state: str, level: int | None, expected: list[str]) -> None:
    assert codes(replace(REGION, state=state, level=level)) == expected


def test_what_is_doubtful_is_told() -> None:
    doubtful = replace(QUIET, state="incomplete", days=5)
    (found,) = reasons_to_discuss(replace(REGION, state="provisional", values=(doubtful, QUIET)), LIMITS)
    value = {"signal": "positive_tests", "state": "incomplete", "days": 5, "days_expected": 7}
    assert found.facts == {"state": "provisional", "values": [value]}


@pytest.mark.parametrize(
    ("level", "in_force", "differs"),
    [
        (2, 2, False),
        (3, 2, True),
        (1, 2, True),
        (2, None, True),
        (1, None, False),
        (None, 2, False),
        (None, None, False),
    ],
)
def test_another_level_than_the_one_in_force_is_discussed(
    level: int | None, in_force: int | None, differs: bool
) -> None:
    assert ("differs" in codes(replace(REGION, level=level, in_force=in_force))) is differs


@pytest.mark.parametrize(
    ("value", "level", "comparator", "near"),
    [
        (44.9, 1, "above", None),  # 10.2 % below 50
        (45.0, 1, "above", 50.0),  # exactly 10 % below
        (49.9, 1, "above", 50.0),
        (50.0, 1, "above", 50.0),  # on it, not passed under ">"
        (50.0, 2, "from", 50.0),  # on it, passed under "≥"
        (50.1, 2, "above", 50.0),
        (55.0, 2, "above", 50.0),  # exactly 10 % above
        (55.1, 2, "above", None),
        (134.9, 2, "above", None),
        (135.0, 2, "above", 150.0),
        (150.0, 2, "above", 150.0),
        (150.0, 3, "from", 150.0),
        (165.0, 3, "above", 150.0),
        (165.1, 3, "above", None),
    ],
)
def test_a_value_near_a_bound_is_discussed(value: float, level: int, comparator: str, near: float | None) -> None:
    found = reasons_to_discuss(region_at(value, level, comparator), LIMITS)
    assert [one.facts["bound"] for one in found if one.code == "near_bound"] == ([near] if near else [])


@pytest.mark.parametrize(("percent", "near"), [(0, False), (3, False), (4, True), (100, True)])
def test_how_near_is_a_setting(percent: int, near: bool) -> None:
    limits = replace(LIMITS, near_bound=percent)
    assert ("near_bound" in codes(region_at(52.0, 2), limits)) is near


def test_zero_percent_is_on_the_bound_itself() -> None:
    assert codes(region_at(50.0, 1), replace(LIMITS, near_bound=0)) == ["near_bound"]


@pytest.mark.parametrize(
    ("value", "level", "near"),
    [
        (
            52.0,
            3,
            False,
        ),  # zorgelijk by itself, but another signal gives ernstig: falling below 50 changes nothing
        (48.0, 3, False),
        (48.0, 2, False),  # another signal gives zorgelijk already
        (140.0, 2, True),
        (155.0, 3, True),
        (52.0, None, True),  # the level is not known: any bound can matter
    ],
)
def test_only_a_bound_that_can_change_the_level_counts(value: float, level: int | None, near: bool) -> None:
    region = replace(region_at(value, 2), level=level, in_force=None)
    assert ("near_bound" in codes(region)) is near


@pytest.mark.parametrize(
    ("value", "level", "passed"),
    [(26.0, 2, False), (25.0, 2, False), (24.9, 3, True), (22.4, 3, None), (27.6, 2, None)],
)
def test_where_lower_is_worse_a_bound_is_passed_downwards(value: float, level: int, passed: bool | None) -> None:
    region = region_at(value, level, bounds=((2, 40.0), (3, 25.0)), higher_is_worse=False)
    found = [one.facts["passed"] for one in reasons_to_discuss(region, LIMITS) if one.code == "near_bound"]
    assert found == ([] if passed is None else [passed])


def test_a_bound_of_zero_has_no_percents() -> None:
    assert codes(region_at(0.0, 1, bounds=((2, 0.0),))) == []


@pytest.mark.parametrize("changed", [{"value": None, "state": "missing"}, {"value": 52.0, "state": "incomplete"}])
def test_an_incomplete_value_is_neither_near_nor_growing(changed: dict[str, object]) -> None:
    value = replace(QUIET, last_week=10.0, **changed)
    assert codes(replace(REGION, state="provisional", values=(value,))) == ["provisional"]


@pytest.mark.parametrize(
    ("now", "then", "fast"),
    [
        (104.9, 70.0, False),  # 49.9 %
        (105.0, 70.0, True),  # exactly 50 %
        (105.1, 70.0, True),
        (100.0, 100.0, False),
        (70.0, 105.0, False),  # falling
        (100.0, None, False),  # no complete week before
        (100.0, 0.0, True),  # from nothing
        (0.0, 0.0, False),
    ],
)
def test_fast_growth_is_discussed(now: float, then: float | None, fast: bool) -> None:
    value = replace(QUIET, value=now, last_week=then)
    assert ("fast_growth" in codes(replace(REGION, values=(value,)))) is fast


@pytest.mark.parametrize(
    ("now", "then", "fast"), [(50.0, 100.0, True), (50.1, 100.0, False), (150.0, 100.0, False)]
)
def test_where_lower_is_worse_falling_is_growth(now: float, then: float, fast: bool) -> None:
    value = replace(QUIET, value=now, last_week=then, higher_is_worse=False, bounds=())
    assert ("fast_growth" in codes(replace(REGION, values=(value,)))) is fast


@pytest.mark.parametrize(
    ("counts", "fast"),
    [
        ((3.0, 2.0), False),  # 1 against 2·√5
        ((12.0, 4.0), False),  # 8 is exactly 2·√16
        ((13.0, 4.0), True),  # 9 against 2·√17
        ((300.0, 200.0), True),
        (None, True),
    ],
)
def test_growth_that_chance_explains_is_none(counts: tuple[float, float] | None, fast: bool) -> None:
    value = replace(QUIET, value=105.0, last_week=70.0, counts=counts)
    assert ("fast_growth" in codes(replace(REGION, values=(value,)))) is fast


@pytest.mark.parametrize("answered", [None, date(2020, 9, 28)])
def test_a_question_is_told_with_its_answer(answered: date | None) -> None:
    question = QuestionBefore(7, "Is het één cluster?", date(2020, 9, 29), answered)
    (found,) = reasons_to_discuss(replace(REGION, questions=(question,)), LIMITS)
    assert found.code == "question"
    assert found.facts == {
        "question": 7, "text": "Is het één cluster?", "due_on": "2020-09-29",
        "answered_on": answered.isoformat() if answered else None,
    }  # fmt: skip


def test_every_deciding_signal_is_looked_at() -> None:
    admissions = replace(
        QUIET, signal="hospital_admissions", value=15.0, bounds=((2, 4.0), (3, 16.0)), last_week=6.0
    )
    found = reasons_to_discuss(replace(REGION, values=(QUIET, admissions)), LIMITS)
    assert [(one.code, one.facts["signal"]) for one in found] == [
        ("near_bound", "hospital_admissions"), ("fast_growth", "hospital_admissions"),
    ]  # fmt: skip
