"""Downwards with care: a level goes up at once, and down only past the dead-band and after the dwell.

Week by week, for all areas at once. A week without complete figures is no week below; without a level of the week
before there is nothing to hold on to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from ladder.engine.columns import EARLIER, check_columns
from ladder.engine.rules import LadderRule
from ladder.engine.verdicts import HoldingReason, LevelState, Verdict

NO_LEVEL = 0
NOT_BELOW = np.iinfo(np.int64).max
WEEK = timedelta(weeks=1)
Levels = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Raw:
    """Levels by the figures alone, areas × weeks: `level`, and `band` with signal values moved by the dead-band.

    `sure` says where the deciding values are complete; elsewhere `band` says nothing.
    """

    level: Levels
    band: Levels
    sure: Mask


@dataclass(frozen=True)
class Stood:
    """What a week leaves for later ones, per area. A `band` of `NOT_BELOW` is no proof of a fall."""

    standing: Levels
    band: Levels


@dataclass(frozen=True)
class Held:
    """The outcome, areas × weeks. `reason` holds values of `HoldingReason`."""

    level: Levels
    standing: Levels
    reason: npt.NDArray[np.object_]
    weeks_below: Levels


def weeks_needed(rule: LadderRule) -> int:
    """Return how many weeks before a week must be known to judge it."""
    return max(rule.dwell_weeks - 1, 1) if rule.holds else 0


def earlier_frame(verdicts: Iterable[tuple[str, date, Verdict]]) -> pd.DataFrame:
    """Return the verdicts of earlier weeks, by area code and Monday, as `hold` reads them: columns `EARLIER`."""
    rows = [(area, week, *_left_by(verdict)) for area, week, verdict in verdicts]
    return pd.DataFrame(rows, columns=list(EARLIER)).astype({"standing": np.int64, "band": np.int64})


def _left_by(verdict: Verdict) -> tuple[int, int]:
    if verdict.holding is not None:
        return verdict.holding.standing or NO_LEVEL, verdict.holding.band or NOT_BELOW
    complete = verdict.state == LevelState.COMPLETE
    return verdict.level or NO_LEVEL, (verdict.level or NOT_BELOW) if complete else NOT_BELOW


def hold(
    raw: Raw, areas: "pd.Index[str]", weeks: Sequence[date], rule: LadderRule, earlier: pd.DataFrame | None
) -> Held:
    """Hold levels up by those of the weeks before, in the order of the weeks.

    `earlier` says what weeks before these left; weeks that are in `weeks` themselves are computed anew.
    """
    band = np.where(raw.sure, raw.band, NOT_BELOW)
    stood = dict(_stood(earlier, areas, set(weeks)))
    shape = raw.level.shape
    level, standing, weeks_below = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for week, at in sorted((week, at) for at, week in enumerate(weeks)):
        bands = [band[:, at], *_bands_before(week, stood, rule.dwell_weeks - 1, len(areas))]
        before = stood[week - WEEK].standing if week - WEEK in stood else np.zeros(len(areas), dtype=np.int64)
        known = raw.level[:, at] != NO_LEVEL
        held = np.maximum(raw.level[:, at], np.minimum(before, np.maximum.reduce(bands)))
        level[:, at] = np.where(known, held, NO_LEVEL)
        standing[:, at] = np.where(known, held, before)
        weeks_below[:, at] = np.logical_and.accumulate([found < held for found in bands]).sum(axis=0)
        stood[week] = Stood(standing[:, at], band[:, at])
    reason = _reasons(level, raw, band)
    return Held(level, standing, reason, np.where(reason == HoldingReason.DWELL.value, weeks_below, 0))


def _stood(
    earlier: pd.DataFrame | None, areas: "pd.Index[str]", computed: set[date]
) -> Iterator[tuple[date, Stood]]:
    if earlier is None:
        return
    check_columns(earlier, EARLIER, "earlier")
    for week, rows in earlier.groupby("week"):
        if isinstance(week, date) and week not in computed:
            place = pd.Index(rows["area"]).get_indexer(areas)
            there = place >= 0
            yield (
                week,
                Stood(
                    np.where(there, rows["standing"].to_numpy(np.int64)[place], NO_LEVEL),
                    np.where(there, rows["band"].to_numpy(np.int64)[place], NOT_BELOW),
                ),
            )


def _bands_before(week: date, stood: Mapping[date, Stood], number: int, areas: int) -> list[Levels]:
    nothing = Stood(np.zeros(areas, dtype=np.int64), np.full(areas, NOT_BELOW))
    return [stood.get(week - back * WEEK, nothing).band for back in range(1, number + 1)]


def _reasons(level: Levels, raw: Raw, band: Levels) -> npt.NDArray[np.object_]:
    return np.select(
        [level <= raw.level, ~raw.sure, band >= level],
        [HoldingReason.NONE.value, HoldingReason.INCOMPLETE.value, HoldingReason.DEAD_BAND.value],
        HoldingReason.DWELL.value,
    ).astype(object)
