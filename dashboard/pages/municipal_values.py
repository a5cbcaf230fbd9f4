"""Weekly values of municipalities, computed by the engine that computes those of regions."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import numpy as np
import pandas as pd
from django.utils import timezone

from dashboard.pages.daily_figures import RegionFigures
from ladder.engine.columns import AREAS, OBSERVATIONS
from ladder.engine.rules import Bounds, SignalRule
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.engine.weekly import weekly_values
from ladder.models import Signal
from ladder.signal_rules import signal_rule
from ladder.weeks import Week
from regions.models import Area


def weekly_verdicts(
    areas: Sequence[Area], signal: Signal, weeks: Sequence[Week], figures: RegionFigures, bounds: Bounds
) -> Mapping[str, tuple[SignalVerdict, ...]]:
    """Return the verdicts of each area by code, earliest week first."""
    if not areas:
        return {}
    rule = signal_rule(signal)
    computed = weekly_values(
        _observations(areas, signal, figures),
        pd.DataFrame([(area.code, area.code, area.population) for area in areas], columns=list(AREAS)),
        [rule],
        [week.start for week in weeks],
        as_of=timezone.localdate(figures.as_of),
    )
    by_area = groupby(computed.itertuples(), key=attrgetter("area"))
    return {code: tuple(_verdict(row, rule, bounds) for row in rows) for code, rows in by_area}


def _observations(areas: Iterable[Area], signal: Signal, figures: RegionFigures) -> pd.DataFrame:
    codes = {area.pk: area.code for area in areas}
    rows = [
        (signal.code, codes[area], np.datetime64(day, "s"), value)
        for day, reported in figures.parts.get(signal.pk, {}).items()
        for area, value in reported.items()
        if area in codes
    ]
    found = pd.DataFrame(rows, columns=list(OBSERVATIONS))
    return found.astype({"date": "datetime64[s]", "value": float})


def _verdict(row: object, rule: SignalRule, bounds: Bounds) -> SignalVerdict:
    value, state, days, grain = attrgetter("value", "state", "days", "grain")(row)
    return SignalVerdict(
        signal=rule.signal,
        role=rule.role,
        state=ValueState(state),
        value=None if np.isnan(value) else float(value),
        days=int(days),
        days_expected=rule.days_expected,
        grain=grain or None,
        level=None,
        bounds=bounds,
    )
