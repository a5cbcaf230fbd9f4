"""Which regions are to be discussed, and why. Plain Python: no ORM, no clock, no language.

The reasons of the process of 2020: the computed level is not the level in force, is not certain, stands on a
border or moves fast, or a question to the region is open. A region without any of these is a hamerstuk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from typing import Any

from ladder import level_states
from ladder.engine.verdicts import ValueState

UNKNOWN, PROVISIONAL, DIFFERS = "unknown", "provisional", "differs"
NEAR_BOUND, FAST_GROWTH, QUESTION = "near_bound", "fast_growth", "question"
CHANCE = 2.0


@dataclass(frozen=True)
class DecidingValue:
    """The weekly value of a signal that can decide. `state` is a `ValueState`; `value` None without a figure.

    `bounds` are pairs (level number, signal value), rising in level. `last_week` is the complete value of the week
    before (None: there is none). `counts`: how many people or places both values are, now and then, for a signal
    that counts them.
    """

    signal: str
    state: str
    value: float | None
    days: int = 7
    days_expected: int = 7
    bounds: tuple[tuple[int, float], ...] = ()
    higher_is_worse: bool = True
    last_week: float | None = None
    counts: tuple[float, float] | None = None


@dataclass(frozen=True)
class QuestionBefore:
    """A question of an earlier meeting that is open, or was answered since that meeting ended."""

    pk: int
    text: str
    due_on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class RegionToDiscuss:
    """What is known of one region when its meeting is opened.

    `state` is that of the computed level: "complete", "provisional", "unknown" or "absent" (not computed).
    `level` and `in_force` are numbers of levels, None where there is none. `lowest` is the lowest level and
    `comparator` that of the version. Where nothing is in force yet, the lowest level needs no discussion.
    """

    state: str
    level: int | None = None
    in_force: int | None = None
    lowest: int = 1
    comparator: str = "above"
    values: tuple[DecidingValue, ...] = ()
    questions: tuple[QuestionBefore, ...] = ()


@dataclass(frozen=True)
class Limits:
    """From when on a value is near a bound (% of the signal value) and grows fast (% in a week)."""

    near_bound: int
    fast_growth: int


@dataclass(frozen=True)
class Found:
    """A reason: its `AgendaReason.Code`, and the facts of its sentence as JSON-ready data."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def reasons_to_discuss(region: RegionToDiscuss, limits: Limits) -> list[Found]:
    """Return why a region is discussed; nothing: it is a hamerstuk.

    A level that differs is told only where a level is computed. Only complete values are held against bounds and
    against last week: one that is not complete makes the level uncertain, which is a reason already.
    """
    return [
        *_uncertain(region),
        *_differs(region),
        *(found for value in region.values for found in near_bounds(value, region, limits)),
        *(found for value in region.values for found in _fast_growth(value, limits)),
        *(_question(question) for question in region.questions),
    ]


def _uncertain(region: RegionToDiscuss) -> Iterator[Found]:
    if region.state == level_states.COMPLETE:
        return
    doubtful = [
        {"signal": one.signal, "state": str(one.state), "days": one.days, "days_expected": one.days_expected}
        for one in region.values
        if one.state != ValueState.COMPLETE
    ]
    code = PROVISIONAL if region.state == level_states.PROVISIONAL else UNKNOWN
    yield Found(code, {"state": region.state, "values": doubtful})


def _differs(region: RegionToDiscuss) -> Iterator[Found]:
    before = region.lowest if region.in_force is None else region.in_force
    if region.level is None or region.level == before:
        return
    facts = {"level": region.level}
    yield Found(DIFFERS, facts if region.in_force is None else {**facts, "in_force": region.in_force})


def near_bounds(value: DecidingValue, region: RegionToDiscuss, limits: Limits) -> Iterator[Found]:
    """Name the signal values close by that matter: one not passed yet above the level, one passed that carries it.

    Close is at most `near_bound` percent of the signal value away, that distance included. A signal value of 0 has
    no percents.
    """
    if value.value is None or value.state != ValueState.COMPLETE:
        return
    for number, bound in value.bounds:
        is_close = bound and abs(value.value - bound) * 100 <= limits.near_bound * abs(bound)
        passed = _has_passed(value.value, bound, region.comparator, value.higher_is_worse)
        if is_close and _matters(number, region.level, passed=passed):
            facts = {"signal": value.signal, "value": value.value, "bound": bound, "passed": passed}
            yield Found(NEAR_BOUND, {**facts, "level": number})


def _has_passed(value: float, bound: float, comparator: str, higher_is_worse: bool) -> bool:
    distance = value - bound if higher_is_worse else bound - value
    return distance > 0 if comparator == "above" else distance >= 0


def _matters(number: int, level: int | None, *, passed: bool) -> bool:
    """Whether crossing the signal value of a level could change the region's level."""
    return level is None or (number >= level if passed else number > level)


def _fast_growth(value: DecidingValue, limits: Limits) -> Iterator[Found]:
    """Tell of a value that became worse by at least `fast_growth` percent in a week, and not by chance alone.

    Two counts a and b differ by chance by up to about 2·√(a + b): two admissions that become three are no growth.
    """
    if value.value is None or value.last_week is None or value.state != ValueState.COMPLETE:
        return
    worse = value.value - value.last_week if value.higher_is_worse else value.last_week - value.value
    if worse <= 0 or worse * 100 < limits.fast_growth * value.last_week or _is_chance(value.counts):
        return
    yield Found(FAST_GROWTH, {"signal": value.signal, "value": value.value, "last_week": value.last_week})


def _is_chance(counts: tuple[float, float] | None) -> bool:
    return counts is not None and abs(counts[0] - counts[1]) <= CHANCE * sqrt(counts[0] + counts[1])


def _question(question: QuestionBefore) -> Found:
    return Found(QUESTION, question_facts(question))


def question_facts(question: QuestionBefore) -> dict[str, Any]:
    """Return the facts of a reason about a question."""
    answered = question.answered_on.isoformat() if question.answered_on else None
    facts = {"question": question.pk, "text": question.text, "due_on": question.due_on.isoformat()}
    return {**facts, "answered_on": answered}
