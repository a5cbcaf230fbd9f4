"""Weekly values that jumped beyond anything in the area's own history: possibly a backlog booked at once.

In 2020 Flevoland once stood at 269 hospital admissions per million in a week, because earlier admissions were
reported in that week.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from ladder.explanations.changes import count_of
from ladder.models import Assessment, Signal
from ladder.quality.findings import Finding, Kind, Severity
from ladder.weeks import Week
from regions.models import Area

WEEKS_BACK = 12
FEWEST_WEEKS = 4
FACTOR = 2.5
DEVIATIONS = 5.0
FEWEST_MORE = 10.0
TO_STANDARD_DEVIATION = 1.4826


def is_jump(history: Sequence[float], value: float, *, smallest: float = 0.0) -> bool:
    """Tell whether a weekly value lies beyond anything in the weeks before it (`history`, earliest first).

    All of these hold: at least `FEWEST_WEEKS` weeks are known; the value is more than `FACTOR` times the highest
    of them; it lies at least `smallest` above that highest one; and the change since the last week is more than
    `DEVIATIONS` robust deviations above the usual change. The usual change is the median of the changes from week
    to week, a robust deviation is 1.4826 times the median distance from it: one earlier outlier moves neither.
    Tried on the positive tests and hospital admissions of all regions, February 2020 to October 2021, it names 21
    of 4,175 weekly values; seven of them are the outbreak of March 2020 itself. With a factor of 2 it named 46,
    most of them the true rise of September 2020.
    """
    if len(history) < FEWEST_WEEKS:
        return False
    highest = max(history)
    changes = [later - earlier for earlier, later in pairwise(history)]
    usual = median(changes)
    deviation = TO_STANDARD_DEVIATION * median(abs(change - usual) for change in changes)
    return (
        value > FACTOR * highest
        and value - highest >= smallest
        and value - history[-1] > usual + DEVIATIONS * deviation
    )


def jumps(
    week: Week,
    areas: Sequence[Area],
    levels: Mapping[tuple[int, Week], Assessment],
    signals: Mapping[str, Signal],
    inhabitants: Mapping[int, int | None],
) -> Iterator[Finding]:
    """Name the weekly values that jumped, against the `WEEKS_BACK` weeks before; of counts, by ten or more.

    `levels` holds the assessments of those weeks and of `week`, by id of the area and week. Weeks that were not
    complete are left out of the history.
    """
    for area in areas:
        now = levels.get((area.pk, week))
        for value in now.verdict.signals if now else ():
            history = _history(value.signal, area, week, levels)
            signal = signals[value.signal]
            smallest = _smallest(signal, inhabitants.get(area.pk))
            if value.value is not None and is_jump(history, value.value, smallest=smallest):
                facts = {"value": value.value, "highest": max(history), "weeks": len(history)}
                yield Finding(Kind.JUMP, Severity.ATTENTION, signal, (area,), facts)


def _history(code: str, area: Area, week: Week, levels: Mapping[tuple[int, Week], Assessment]) -> list[float]:
    """Return the complete values of the weeks before, earliest first."""
    before = (levels.get((area.pk, week.plus(-back))) for back in range(WEEKS_BACK, 0, -1))
    found = (assessment.verdict.of(code) for assessment in before if assessment)
    return [value.value for value in found if value and value.value is not None and value.state == "complete"]


def _smallest(signal: Signal, inhabitants: int | None) -> float:
    """Return how much of this signal `FEWEST_MORE` people or places are; 0 for what does not count them."""
    counted = count_of(1.0, signal, inhabitants)
    return FEWEST_MORE / counted if counted else 0.0
