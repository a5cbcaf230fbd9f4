"""Computed levels: from stored figures to assessments, one week or many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import pandas as pd
from django.db import transaction
from django.utils import timezone

from ladder.actions.recompute_data import (
    known_facts,
    read_areas,
    read_observations,
    reported_elsewhere,
    write_assessments,
)
from ladder.actions.spread import take_turn
from ladder.engine.holding import earlier_frame, weeks_needed
from ladder.engine.levels import verdicts
from ladder.engine.rules import LadderRule, SignalRule
from ladder.engine.verdicts import Verdict
from ladder.engine.weekly import weekly_values
from ladder.in_force import version_for
from ladder.models import Ladder, LadderVersion, SignalUse
from ladder.signal_rules import signal_rule
from ladder.weeks import Week


class FutureCutOffError(ValueError):
    """A recompute was asked for as of a moment that is still to come."""


@dataclass(frozen=True)
class Recomputed:
    """What a recompute did: assessments stored, found unchanged, and the weeks without a version in force."""

    stored: int
    unchanged: int
    without_version: tuple[Week, ...]


def recompute(
    *,
    ladder: Ladder,
    weeks: Sequence[Week],
    as_of: datetime,
    computed_at: datetime,
    version: LadderVersion | None = None,
    chunk: int | None = None,
) -> Recomputed:
    """Compute and store the level of every area of a ladder in each week, from the figures reported by `as_of`.

    Without `version` each week is judged by the version in force on its Sunday; weeks before the first version are
    returned in `without_version`. A verdict that equals the one known at `as_of` is not stored again, so repeating
    a recompute changes nothing. All weeks of one version are stored in one transaction. With `chunk` only areas of
    that chunk (see `ladder.actions.spread`) are judged, exactly as a run over all areas would.

    A version with a dead-band or dwell holds the levels of a week up by those of the weeks before: of the run
    itself, else as known at `as_of`. Later weeks that lean on the run and were judged by the version at `as_of`
    are computed again with it, and counted with it.

    `FutureCutOffError` when `as_of` lies after `computed_at`: what is reported until then cannot be seen yet, and
    the levels would count until then above every newer one.
    """
    _refuse_future(as_of, computed_at)
    stored = unchanged = 0
    without_version: list[Week] = []
    for judge, judged in _by_version(ladder, weeks, version):
        if judge is None:
            without_version.extend(judged)
            continue
        new, same = _recompute_version(judge, judged, as_of, computed_at, chunk)
        stored, unchanged = stored + new, unchanged + same
    return Recomputed(stored, unchanged, tuple(without_version))


def recompute_week(
    *,
    ladder: Ladder,
    week: Week,
    as_of: datetime,
    computed_at: datetime,
    version: LadderVersion | None = None,
    chunk: int | None = None,
) -> int:
    """Recompute one week; return the number of assessments stored."""
    done = recompute(
        ladder=ladder, weeks=[week], as_of=as_of, computed_at=computed_at, version=version, chunk=chunk
    )
    return done.stored


def ladder_rule(version: LadderVersion) -> LadderRule:
    """Return a ladder version as the engine reads it. The version comes from `with_levels_and_bounds`."""
    return LadderRule(
        code=version.code,
        levels=tuple(level.number for level in version.levels.all()),
        comparator=version.comparator,
        signals=tuple(_signal_rule(use) for use in version.uses.all()),
        dead_band=float(version.dead_band or 0),
        dwell_weeks=version.dwell_weeks or 1,
    )


def _signal_rule(use: SignalUse) -> SignalRule:
    bounds = tuple((threshold.level.number, threshold.value) for threshold in use.thresholds.all())
    return signal_rule(use.signal, role=use.role, bounds=bounds)


def _refuse_future(as_of: datetime, computed_at: datetime) -> None:
    if as_of > computed_at:
        latest, found = (timezone.localtime(moment).isoformat() for moment in (computed_at, as_of))
        raise FutureCutOffError(f"the data cut-off lies in the future; expected: ≤ {latest}; found: {found}")


def _by_version(
    ladder: Ladder, weeks: Sequence[Week], version: LadderVersion | None
) -> Iterable[tuple[LadderVersion | None, list[Week]]]:
    if version is not None:
        pinned = LadderVersion.objects.with_levels_and_bounds().get(pk=version.pk)
        return [(pinned, list(weeks))]
    adopted = ladder.versions.filter(status=LadderVersion.Status.ADOPTED)
    versions = list(adopted.with_levels_and_bounds())
    judged = groupby(sorted(weeks), key=lambda week: version_for(versions, week))
    return [(judge, list(group)) for judge, group in judged]


@transaction.atomic
def _recompute_version(
    version: LadderVersion, weeks: Sequence[Week], as_of: datetime, computed_at: datetime, chunk: int | None
) -> tuple[int, int]:
    rule = ladder_rule(version)
    # Of two recomputes of the same areas and weeks the second waits here, and then finds the work done;
    # where weeks lean on each other, also of other weeks.
    take_turn(version.ladder, None if rule.holds else weeks, chunk)
    areas, before = read_areas(version.ladder, chunk), _weeks_before(weeks, rule)
    known = known_facts(version, [*weeks, *before], as_of, chunk, onwards=min(weeks) if rule.holds else None)
    weeks = sorted(_with_weeks_leaning(weeks, rule, {week for _, week in known}))
    figures = read_observations(version, weeks, as_of, areas)
    weekly = weekly_values(
        figures,
        areas,
        rule.signals,
        [week.start for week in weeks],
        as_of=timezone.localdate(as_of),
        reported=reported_elsewhere(version, weeks, as_of, chunk, figures),
    )
    judged = list(verdicts(weekly, rule, _earlier(known, before)))
    ids = dict(zip(areas["area"], areas["area_id"].tolist(), strict=True))
    levels = {level.number: level.pk for level in version.levels.all()}
    new = [
        (ids[area], monday, verdict.level and levels[verdict.level], verdict.state.value, facts)
        for area, monday, verdict, facts in ((*found, found[-1].as_facts()) for found in judged)
        if known.get((area, Week(monday))) != facts
    ]
    write_assessments(version, new, as_of=as_of, computed_at=computed_at)
    return len(new), len(judged) - len(new)


def _weeks_before(weeks: Sequence[Week], rule: LadderRule) -> set[Week]:
    """Return the weeks outside a run whose levels hold up those of the run."""
    return {week.plus(-back) for week in weeks for back in range(1, weeks_needed(rule) + 1)} - set(weeks)


def _with_weeks_leaning(weeks: Sequence[Week], rule: LadderRule, judged: set[Week]) -> set[Week]:
    """Return the weeks of a run, and the judged ones whose levels it holds up, by itself or by weeks between."""
    again = set(weeks)
    for week in sorted(judged):
        if any(week.plus(-back) in again for back in range(1, weeks_needed(rule) + 1)):
            again.add(week)
    return again


def _earlier(known: Mapping[tuple[str, Week], dict[str, Any]], before: set[Week]) -> pd.DataFrame | None:
    if not before:
        return None
    return earlier_frame(
        (area, week.start, Verdict.from_facts(facts)) for (area, week), facts in known.items() if week in before
    )
