"""The levels of a region over the weeks of its page, and of its neighbours in the last of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from dashboard.charts.points import LevelOfWeek, Strip
from dashboard.pages.decided_weeks import decided_in_weeks
from dashboard.pages.levels import LadderInTime, RegionLevels, computed_at, decided_levels
from dashboard.pages.region_areas import RegionAreas
from dashboard.pages.region_period import LookBack
from dashboard.pages.signal_chart import style_of
from dashboard.pages.standings import LastChange, Standing, last_change, level_words, weeks_looked_at
from ladder import formats
from ladder.level_states import COMPLETE, PROVISIONAL, decided_state
from ladder.models import Assessment
from ladder.weeks import Week
from meetings.models import Decision


@dataclass(frozen=True)
class LevelsOfRegion:
    """The computed and the decided level of each week that has one; `neighbours` are of the last week only.

    `period` holds the weeks of charts and tables: those asked for, from the first that was computed. `before` is
    what was in force in the week before them. `change` says since when the decided level of the last week has been
    in force, in the words of the overview.
    """

    period: LookBack
    own: RegionLevels
    neighbours: tuple[RegionLevels, ...]
    computed: Mapping[Week, Assessment]
    decided: Mapping[Week, Decision]
    before: Decision | None
    change: LastChange

    def of_week(self, week: Week) -> RegionLevels:
        """Return both levels of the region itself in one of the weeks."""
        return RegionLevels(self.own.area, self.computed.get(week), self.decided.get(week))

    @property
    def strips(self) -> tuple[Strip, Strip]:
        """Both kinds of level over time, to be drawn along an axis."""
        return (
            Strip(_("Decided level"), tuple(_decided_in(week, found) for week, found in self.decided.items())),
            Strip(_("Computed level"), tuple(_computed_in(week, found) for week, found in self.computed.items())),
        )


def load_levels(
    ladder: LadderInTime, areas: RegionAreas, asked: LookBack, *, as_of: datetime, beside: bool = True
) -> LevelsOfRegion:
    """Load the levels in three queries; with `beside=False` in two, without the neighbours."""
    region, last = areas.region, asked.weeks[-1]
    others = areas.neighbours if beside else ()
    places = Q(area=region, week_start__in=[week.start for week in asked.weeks])
    computed = computed_at(ladder, places | Q(area__in=others, week_start=last.start), as_of=as_of)
    of_week = decided_levels(ladder, last, as_of=as_of) if beside else {}
    own = {week: found for (week, area), found in sorted(computed.items(), key=_by_week) if area == region.pk}
    period = asked.since(min(own, default=None))
    before = period.weeks[0].plus(-1)
    weeks = {before, *period.weeks, *weeks_looked_at(last)}
    decisions = decided_in_weeks(ladder, weeks, as_of=as_of, areas=[region], explained=True)
    decided = {week: found for (week, _area), found in decisions.items()}
    return LevelsOfRegion(
        period=period,
        own=RegionLevels(region, own.get(last), decided.get(last)),
        neighbours=tuple(
            RegionLevels(area, computed.get((last, area.pk)), of_week.get(area.pk)) for area in others
        ),
        computed=own,
        decided={week: decided[week] for week in period.weeks if week in decided},
        before=decided.get(before),
        change=last_change(last, [_standing(decided.get(week)) for week in weeks_looked_at(last)]),
    )


def _standing(decided: Decision | None) -> Standing:
    return Standing(decided.level if decided else None, decided_state(decided))


def _by_week(found: tuple[tuple[Week, int], Assessment]) -> Week:
    return found[0][0]


def _decided_in(week: Week, decision: Decision) -> LevelOfWeek:
    words = level_words(decision.level, COMPLETE)
    return LevelOfWeek(week.start, style_of(decision.level), _label(week, _("Decided level"), words))


def _computed_in(week: Week, found: Assessment) -> LevelOfWeek:
    style = style_of(found.level) if found.level else None
    label = _label(week, _("Computed level"), level_words(found.level, found.state))
    return LevelOfWeek(week.start, style, label, is_provisional=found.state == PROVISIONAL)


def _label(week: Week, kind: str, words: str) -> str:
    return f"{formats.week_option(week)}<br>{kind}: {words}"
