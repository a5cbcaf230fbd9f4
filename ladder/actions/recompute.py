"""Computed levels: from stored figures to assessments, one week or many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from ladder.actions.recompute_data import known_facts, read_areas, read_observations
from ladder.engine.levels import verdicts
from ladder.engine.rules import LadderRule, SignalRule
from ladder.engine.verdicts import Verdict
from ladder.engine.weekly import weekly_values
from ladder.models import Assessment, Ladder, LadderVersion, Signal, SignalUse
from ladder.weeks import Week
from regions.models import Area


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
) -> Recomputed:
    """Compute and store the level of every area of a ladder in each week, from the figures reported by `as_of`.

    Without `version` each week is judged by the version in force on its Sunday; weeks before the first version are
    returned in `without_version`. A verdict that equals the one known at `as_of` is not stored again, so repeating
    a recompute changes nothing. All weeks of one version are stored in one transaction.
    """
    stored = unchanged = 0
    without_version: list[Week] = []
    for judge, judged in _by_version(ladder, weeks, version):
        if judge is None:
            without_version.extend(judged)
            continue
        new, same = _recompute_version(judge, judged, as_of, computed_at)
        stored, unchanged = stored + new, unchanged + same
    return Recomputed(stored, unchanged, tuple(without_version))


def recompute_week(
    *, ladder: Ladder, week: Week, as_of: datetime, computed_at: datetime, version: LadderVersion | None = None
) -> int:
    """Recompute one week; return the number of assessments stored."""
    return recompute(ladder=ladder, weeks=[week], as_of=as_of, computed_at=computed_at, version=version).stored


def ladder_rule(version: LadderVersion) -> LadderRule:
    """Return a ladder version as the engine reads it. The version comes from `with_levels_and_bounds`."""
    return LadderRule(
        code=version.code,
        levels=tuple(level.number for level in version.levels.all()),
        comparator=version.comparator,
        signals=tuple(_signal_rule(use) for use in version.uses.all()),
    )


def _signal_rule(use: SignalUse) -> SignalRule:
    signal = use.signal
    return SignalRule(
        signal=signal.code,
        role=use.role,
        frequency=signal.frequency,
        per=signal.per,
        adds_up=signal.aggregation == Signal.Aggregation.SUM,
        higher_is_worse=signal.direction == Signal.Direction.HIGHER_IS_WORSE,
        bounds=tuple((threshold.level.number, threshold.value) for threshold in use.thresholds.all()),
    )


def _by_version(
    ladder: Ladder, weeks: Sequence[Week], version: LadderVersion | None
) -> Iterable[tuple[LadderVersion | None, list[Week]]]:
    if version is not None:
        pinned = LadderVersion.objects.with_levels_and_bounds().get(pk=version.pk)
        return [(pinned, list(weeks))]
    adopted = ladder.versions.filter(status=LadderVersion.Status.ADOPTED).order_by("valid_from")
    versions = list(adopted.with_levels_and_bounds())

    def in_force(week: Week) -> LadderVersion | None:
        return next((found for found in reversed(versions) if found.valid_from <= week.end), None)

    return [(judge, list(group)) for judge, group in groupby(sorted(weeks), key=in_force)]


@transaction.atomic
def _recompute_version(
    version: LadderVersion, weeks: Sequence[Week], as_of: datetime, computed_at: datetime
) -> tuple[int, int]:
    # Of two recomputes of one ladder the second waits here, and then finds the work done. SQLite, which has one
    # writer, needs and knows no row locks.
    Ladder.objects.select_for_update().get(pk=version.ladder_id)
    codes = dict(Area.objects.values_list("code", "pk"))
    found = _compute(version, weeks, as_of)
    known = known_facts(version, weeks, as_of)
    levels = {level.number: level for level in version.levels.all()}
    new = [
        Assessment(
            version=version,
            area_id=codes[area],
            week_start=week.start,
            as_of=as_of,
            computed_at=computed_at,
            level=levels[verdict.level] if verdict.level else None,
            state=verdict.state.value,
            facts=verdict.as_facts(),
        )
        for (area, week), verdict in found.items()
        if known.get((area, week)) != verdict.as_facts()
    ]
    Assessment.objects.bulk_create(new, batch_size=1000)
    return len(new), len(found) - len(new)


def _compute(version: LadderVersion, weeks: Sequence[Week], as_of: datetime) -> Mapping[tuple[str, Week], Verdict]:
    rule = ladder_rule(version)
    weekly = weekly_values(
        read_observations(version, weeks, as_of),
        read_areas(version.ladder),
        rule.signals,
        [week.start for week in weeks],
        as_of=timezone.localdate(as_of),
    )
    return {(area, Week(monday)): verdict for area, monday, verdict in verdicts(weekly, rule)}
