"""Daily figures of a region and of its municipalities, as they were reported and as one figure per day.

Only counts are summed: a share of a region is not the sum of shares.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from ladder.models import Observation, Signal
from ladder.weeks import Week

MEAN_OVER = 7  # days
Reported = Mapping[date, Mapping[int, float]]
"""By day, what was reported by id of the area."""


@dataclass(frozen=True)
class DayFigure:
    """The figure of a region on a day. `reported` of `expected` areas reported it; both are 1 for its own figure.

    `is_final`: it is not expected to change any more.
    """

    value: float
    reported: int
    expected: int
    is_final: bool

    @property
    def is_whole(self) -> bool:
        return self.reported == self.expected

    @property
    def is_complete(self) -> bool:
        """Whether all reported it and it is final."""
        return self.is_whole and self.is_final


DailyFigures = Mapping[date, DayFigure]


@dataclass(frozen=True)
class RegionFigures:
    """What was reported of a region (`own`) and of its municipalities (`parts`), by id of the signal."""

    as_of: datetime
    expected: int
    own: Mapping[int, Mapping[date, float]] = field(default_factory=dict)
    parts: Mapping[int, Reported] = field(default_factory=dict)

    def days(self, signal: Signal) -> dict[date, DayFigure]:
        """Return the figures of a signal by day: summed over the municipalities where all reported.

        Where they did not, it is the region's own figure, else what the municipalities that did report add up to.
        A day of which nothing was reported is not there: a gap, not a zero.
        """
        final = _last_final(signal, self.as_of)
        parts, own = self.parts.get(signal.pk, {}), self.own.get(signal.pk, {})
        found = {day: self._of_parts(reported, day <= final) for day, reported in parts.items()}
        for day, value in own.items():
            if day not in found or not found[day].is_whole:
                found[day] = DayFigure(value, 1, 1, day <= final)
        return found

    def _of_parts(self, reported: Mapping[int, float], is_final: bool) -> DayFigure:
        return DayFigure(sum(reported.values()), len(reported), self.expected, is_final)


def load_figures(
    own: int, parts: Collection[int], signals: Iterable[Signal], weeks: Sequence[Week], *, as_of: datetime
) -> RegionFigures:
    """Load, in one query, the daily figures of a region and its municipalities (ids) over some weeks.

    The days before the first week come along that a mean of seven days needs.
    """
    daily = [signal for signal in signals if signal.frequency == Signal.Frequency.DAILY]
    if not daily or not weeks:
        return RegionFigures(as_of, len(parts))
    rows = (
        Observation.objects.filter(
            signal__in=[signal.pk for signal in daily],
            area__in=[own, *parts],
            date__gte=min(weeks).start - timedelta(days=MEAN_OVER - 1),
            date__lte=max(weeks).end,
        )
        .known_at(as_of)
        .values_list("signal_id", "area_id", "date", "value")
    )
    return _sorted_out(rows, own, daily, as_of=as_of, expected=len(parts))


def means(figures: DailyFigures) -> dict[date, float]:
    """Return, by day, the mean of the seven days up to it; only where all of them are complete."""
    found = {}
    for day in figures:
        of_days = [figures.get(day - timedelta(days=back)) for back in range(MEAN_OVER)]
        values = [one.value for one in of_days if one is not None and one.is_complete]
        if len(values) == MEAN_OVER:
            found[day] = sum(values) / MEAN_OVER
    return found


def _sorted_out(
    rows: Iterable[tuple[int, int, date, float]],
    own: int,
    signals: Iterable[Signal],
    *,
    as_of: datetime,
    expected: int,
) -> RegionFigures:
    counts = {signal.pk for signal in signals if signal.aggregation == Signal.Aggregation.SUM}
    of_region: defaultdict[int, dict[date, float]] = defaultdict(dict)
    of_parts: defaultdict[int, dict[date, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for signal, area, day, value in rows:
        if area == own:
            of_region[signal][day] = value
        elif signal in counts:
            of_parts[signal][day][area] = value
    return RegionFigures(as_of, expected, dict(of_region), dict(of_parts))


def _last_final(signal: Signal, as_of: datetime) -> date:
    """Return the last day whose figure counts as final, as the engine reckons it."""
    return timezone.localdate(as_of) - timedelta(days=signal.usually_incomplete_days)
