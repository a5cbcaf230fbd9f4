"""The quality gate: all checks on one week."""

from collections.abc import Sequence
from datetime import datetime

from ladder.engine.rules import DECIDING
from ladder.in_force import version_for
from ladder.known_levels import adopted_with_signals, known_levels
from ladder.models import Ladder, LadderVersion
from ladder.quality.completeness import not_complete, not_computed
from ladder.quality.feeds import active_feeds, refused_feeds
from ladder.quality.findings import Finding
from ladder.quality.imports import refused_imports
from ladder.quality.jumps import WEEKS_BACK, jumps
from ladder.quality.sources import old_sources
from ladder.weeks import Week, weeks_between
from regions.models import Area


def quality_gate(
    ladder: Ladder, week: Week, *, as_of: datetime, versions: Sequence[LadderVersion] | None = None
) -> list[Finding]:
    """Return what is to be known of the figures of a week before the meeting, the heaviest first.

    Eight queries, whatever the number of areas and of years stored; six with `versions`, the adopted ones, oldest
    first, with their uses and signals. Only what was reported and computed by `as_of` is looked at.
    """
    adopted = adopted_with_signals(ladder.pk) if versions is None else versions
    judge = version_for(adopted, week)
    uses = list(judge.uses.all()) if judge else []
    signals = {use.signal.code: use.signal for use in uses}
    areas = list(Area.objects.of_kind(ladder.area_kind).with_population_of_parts().order_by("code"))
    levels = known_levels(adopted, weeks_between(week.plus(-WEEKS_BACK), week), as_of=as_of)
    of_week = {area: assessment for (area, its_week), assessment in levels.items() if its_week == week}
    inhabitants = {area.pk: area.inhabitants for area in areas}  # type: ignore[attr-defined]  # annotated
    deciding = frozenset(use.signal.code for use in uses if use.role == DECIDING)
    feeds = active_feeds(as_of)
    found = [
        *not_computed(areas, of_week),
        *not_complete(areas, of_week, signals),
        *old_sources(list(signals.values()), week, as_of, deciding=deciding, feeds=feeds),
        *jumps(week, areas, levels, signals, inhabitants),
        *refused_feeds(feeds, as_of),
        *refused_imports(as_of),
    ]
    return sorted(found, key=lambda finding: finding.order)
