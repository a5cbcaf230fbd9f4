"""Daily figures of a region: summed over its municipalities where all reported, else the region's own.

Only counts are summed: a share of a region is not the sum of shares.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from ladder.models import Observation, Signal
from ladder.weeks import Week
from regions.models import Area

DailyFigures = dict[date, float]


def load_daily_figures(
    area: Area, signals: Iterable[Signal], weeks: Iterable[Week], *, as_of: datetime, parts: int
) -> dict[int, DailyFigures]:
    """Load, in one query, the complete days of daily signals, by id of the signal.

    `parts` is the number of municipalities of the area. A day on which not all of them reported, and for which the
    area itself has no figure either, is left out: a gap, not a zero.
    """
    daily = [signal for signal in signals if signal.frequency == Signal.Frequency.DAILY]
    counts = [signal for signal in daily if signal.aggregation == Signal.Aggregation.SUM]
    every = list(weeks)
    rows = (
        Observation.objects.filter(
            Q(area=area, signal__in=daily) | Q(area__parent=area, signal__in=counts),
            date__gte=min(every).start,
            date__lte=max(every).end,
        )
        .known_at(as_of)
        .values_list("signal_id", "area_id", "date", "value")
    )
    return _complete_days(rows, area.pk, parts)


def _complete_days(rows: Iterable[tuple[int, int, date, float]], own: int, parts: int) -> dict[int, DailyFigures]:
    reported: defaultdict[tuple[int, date], list[float]] = defaultdict(list)
    found: defaultdict[int, DailyFigures] = defaultdict(dict)
    for signal, area, day, value in rows:
        if area == own:
            found[signal][day] = value
        else:
            reported[signal, day].append(value)
    for (signal, day), values in reported.items():
        if len(values) == parts:
            found[signal][day] = sum(values)
    return dict(found)
