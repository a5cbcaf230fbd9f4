"""The checks of figures against what the database knows: signals, areas and their population."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from ladder.models import Signal
from ladder.sources import reasons
from ladder.sources.sieve import Sieve
from ladder.sources.snippets import shortened
from regions.models import Area


@dataclass(frozen=True)
class AreaTable:
    """Every area by code: its id, kind and inhabitants (NaN: unknown). Read in one query."""

    ids: Mapping[str, int]
    kinds: Mapping[str, str]
    inhabitants: Mapping[str, float]

    @classmethod
    def load(cls) -> Self:
        areas = Area.objects.with_population_of_parts().order_by()
        # The annotation is unknown to the types, because a queryset method makes it.
        rows = list(areas.values_list("code", "pk", "kind", "inhabitants"))  # type: ignore[misc]  # annotated
        return cls(
            ids={code: pk for code, pk, _, _ in rows},
            kinds={code: kind for code, _, kind, _ in rows},
            inhabitants={code: float("nan") if number is None else number for code, _, _, number in rows},
        )


def check_signals(sieve: Sieve, signals: Mapping[str, Signal]) -> np.ndarray:
    """Refuse figures of signals that there are not, and return the id of the signal of each row."""
    column = sieve.frame["signal"]
    ids = np.array([signals[code].pk if code in signals else 0 for code in column.cat.categories] + [0])
    of_rows = ids[column.cat.codes.to_numpy()]
    sieve.refuse_column(of_rows == 0, reasons.SIGNAL_UNKNOWN, "signal")
    return of_rows


def check_against_areas(sieve: Sieve, areas: AreaTable, signals: Mapping[str, Signal]) -> np.ndarray:
    """Refuse unknown areas and counts above their population, and return the id of the area of each row.

    Counts are the figures that are summed over days. An area of unknown population is not held against it.
    """
    column, codes = sieve.frame["area_code"], sieve.frame["area_code"].cat.codes.to_numpy()
    names = column.cat.categories
    ids = np.array([areas.ids.get(code, 0) for code in names] + [0])[codes]
    sieve.refuse_column(ids == 0, reasons.AREA_UNKNOWN, "area_code")
    most = np.array([areas.inhabitants.get(code, np.nan) for code in names] + [np.nan])[codes]
    counts = [code for code, signal in signals.items() if signal.aggregation == Signal.Aggregation.SUM]
    is_count = sieve.frame["signal"].isin(counts).to_numpy()
    too_many = is_count & (np.abs(sieve.frame["value"].to_numpy()) > most)
    sieve.refuse_column(too_many, reasons.VALUE_ABOVE_POPULATION, "value")
    return ids


def check_reported_by(sieve: Sieve, day: date) -> None:
    """Refuse figures of days after the one on which they were reported."""
    later = sieve.frame["date"].to_numpy() > np.datetime64(day)
    sieve.refuse_column(later, reasons.DATE_AFTER_REPORT, "date")


def missing_areas(seen: Mapping[str, frozenset[str]], areas: AreaTable) -> list[str]:
    """Return remarks that name the areas without any row, of the kinds of area that a file is about.

    `seen` gives the codes that do have rows, per signal.
    """
    signals_of: dict[tuple[str, ...], list[str]] = {}
    for signal, codes in seen.items():
        kinds = {areas.kinds[code] for code in codes if code in areas.kinds}
        missing = sorted(code for code, kind in areas.kinds.items() if kind in kinds and code not in codes)
        if missing:
            signals_of.setdefault(tuple(missing), []).append(signal)
    return [
        f"{reasons.AREAS_WITHOUT_FIGURES}: {shortened(list(missing))}"
        + (f" ({', '.join(sorted(signals))})" if len(signals) < len(seen) else "")
        for missing, signals in signals_of.items()
    ]
