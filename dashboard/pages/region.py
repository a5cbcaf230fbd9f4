"""The page of one region: decided apart from computed, why, its course, parts, neighbours and measures."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dashboard.charts.marks import Mark
from dashboard.pages.api_query import api_query
from dashboard.pages.levels import LadderInTime, RegionLevels
from dashboard.pages.overview_dates import Fact
from dashboard.pages.region_areas import RegionAreas
from dashboard.pages.region_charts import Chart, chart_of
from dashboard.pages.region_decided import Decided, computed_facts
from dashboard.pages.region_levels import LevelsOfRegion
from dashboard.pages.region_measures import CatalogueMeasures, TakenMeasure
from dashboard.pages.region_meetings import MeetingsOnRegion
from dashboard.pages.region_municipalities import Municipalities
from dashboard.pages.region_period import LookBack
from dashboard.pages.region_routes import Waiting
from dashboard.pages.region_weeks import WeekRow, week_rows
from dashboard.pages.signal_history import SignalHistory
from dashboard.pages.standings import level_words
from dashboard.pages.weeks import WeekChoice
from ladder import formats
from ladder.explanations import Context, explanation, sentences
from ladder.level_states import COMPLETE, UNDECIDED, WAITING
from ladder.models import Assessment, Level
from ladder.pictures.signal_bars import SignalBar, signal_bars
from ladder.weeks import Week
from regions.models import Area

FILE_FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class Region:
    """All that the page of a region shows.

    `latest` is the last computed week when that is not the one of the page. `taken`, `meetings` and `waiting` are
    None for readers who are not signed in: what was written for the meeting is not for the street.
    """

    ladder: LadderInTime
    areas: RegionAreas
    week: Week
    weeks: WeekChoice
    latest: Week | None
    levels: LevelsOfRegion
    decided: Decided | None
    waiting: Waiting | None
    histories: tuple[SignalHistory, ...]
    municipalities: Municipalities | None
    marks: tuple[Mark, ...]
    measures: tuple[CatalogueMeasures, ...]
    taken: tuple[TakenMeasure, ...] | None
    meetings: MeetingsOnRegion | None
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def area(self) -> Area:
        return self.areas.region

    @property
    def period(self) -> LookBack:
        return self.levels.period

    @property
    def is_private(self) -> bool:
        """Whether the page holds what is for readers who are signed in."""
        return self.meetings is not None

    @property
    def computed(self) -> Assessment | None:
        return self.levels.own.computed

    @property
    def neighbours(self) -> tuple[RegionLevels, ...]:
        return self.levels.neighbours

    @property
    def state_without_decision(self) -> str:
        """Why no decided level is in force: nothing was decided, or what was decided waits."""
        return WAITING if self.waiting else UNDECIDED

    @property
    def summary(self) -> str:
        """Say both levels in one line, and what was decided that is not in force."""
        own = self.levels.own
        decided = (
            level_words(own.decided.level, COMPLETE)
            if own.decided
            else level_words(None, self.state_without_decision)
        )
        computed = level_words(own.computed.level if own.computed else None, own.computed_state)
        levels = _("Decided: %(decided)s. Computed: %(computed)s.") % {"decided": decided, "computed": computed}
        return f"{levels} {self.waiting.text}" if self.waiting else levels

    @property
    def latest_text(self) -> str:
        """`week 40, 28 september – 4 oktober 2020`"""
        if self.latest is None:
            return ""
        return f"{formats.week_name(self.latest).lower()}, {formats.days(self.latest.start, self.latest.end)}"

    @property
    def file_formats(self) -> tuple[str, ...]:
        return FILE_FORMATS

    @cached_property
    def reasons(self) -> list[str]:
        return sentences(explanation(self.computed, self._context)) if self.computed else []

    @property
    def _context(self) -> Context:
        """What the page has loaded anyway: the weeks before and the neighbours, all known at its `as_of`."""
        own = {(self.area.pk, week): found for week, found in self.levels.computed.items()}
        beside = {(found.area.pk, self.week): found.computed for found in self.neighbours if found.computed}
        return Context(
            assessments=own | beside,
            neighbours={self.area.pk: [found.area for found in self.neighbours]},
            inhabitants={self.area.pk: self.areas.inhabitants},
        )

    @cached_property
    def bars(self) -> list[SignalBar]:
        return signal_bars(self.computed, self.ladder.version_shown(self.week)) if self.computed else []

    @property
    def computed_facts(self) -> list[Fact]:
        return computed_facts(self.computed) if self.computed else []

    @cached_property
    def charts(self) -> list[Chart]:
        return [chart_of(history, self.area) for history in self.histories]

    @property
    def has_open_days(self) -> bool:
        return any(history.has_open_days for history in self.histories)

    @property
    def has_open_weeks(self) -> bool:
        return any(history.has_open_weeks for history in self.histories)

    @property
    def shows_days(self) -> bool:
        return any(history.shows_days for history in self.histories)

    @property
    def chart_query(self) -> str:
        """The query string with which charts and downloads show the same weeks and moment as the page."""
        return "?" + urlencode([("week", str(self.week)), *self.kept_parameters])

    @property
    def overview_query(self) -> str:
        """The query string with which other pages show the same week and moment."""
        kept = [pair for pair in self.kept_parameters if pair[0] in ("ladder", "as_of")]
        return "?" + urlencode([("week", str(self.week)), *kept])

    @property
    def api_query(self) -> str:
        """The query string with which the API answers with the figures of this page."""
        return api_query(self.ladder, self.week, as_of=self.as_of, region=self.area.code)

    @property
    def level_of_measures(self) -> Level | None:
        return level_in_force(self.levels.own)

    @cached_property
    def week_rows(self) -> list[WeekRow]:
        """The weeks, latest first; none without any value."""
        return week_rows(self.levels, self.histories) if self.histories else []


def level_in_force(levels: RegionLevels) -> Level | None:
    """Return the decided level, else the computed one."""
    if levels.decided:
        return levels.decided.level
    return levels.computed.level if levels.computed else None
