"""The page of one region: decided apart from computed, why, its weeks, its neighbours, its measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.pages.daily_figures import load_daily_figures
from dashboard.pages.levels import (
    LadderInTime,
    RegionLevels,
    computed_levels,
    computed_weeks,
    load_region_levels,
)
from dashboard.pages.overview_dates import Dates, Fact, dates_of
from dashboard.pages.signal_history import SignalHistory, signal_history
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder import formats
from ladder.explanations import Context, explanation, sentences
from ladder.models import Assessment, Level, Signal
from ladder.pictures.signal_bars import SignalBar, signal_bars
from ladder.weekly_values import Cell, cell
from ladder.weeks import Week, weeks_between
from measures.entries import Entry, entry_published
from measures.models import PublishedMeasure
from meetings.models import Decision
from regions.models import Area

WEEKS_SHOWN = 13  # a quarter of a year


@dataclass(frozen=True)
class WeekRow:
    """One week in the table of weekly values."""

    week: Week
    name: str
    days: str
    level: Level | None
    state: str
    values: tuple[Cell, ...]


@dataclass(frozen=True)
class CatalogueMeasures:
    """The measures that one catalogue has published for a level."""

    name: str
    measures: tuple[Entry, ...]


@dataclass(frozen=True)
class Chart:
    """A chart in words: its sentence, and the table of the same numbers."""

    signal: Signal
    sentence: str
    caption: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Region:
    """All that the page of a region shows."""

    ladder: LadderInTime
    area: Area
    week: Week
    weeks: WeekChoice
    levels: RegionLevels
    neighbours: tuple[RegionLevels, ...]
    histories: tuple[SignalHistory, ...]
    assessments: dict[Week, Assessment]
    measures: tuple[CatalogueMeasures, ...]
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def computed(self) -> Assessment | None:
        return self.levels.computed

    @property
    def decided(self) -> Decision | None:
        return self.levels.decided

    @cached_property
    def reasons(self) -> list[str]:
        return sentences(explanation(self.computed, self._context)) if self.computed else []

    @property
    def _context(self) -> Context:
        """What the page has loaded anyway: the weeks before and the neighbours, all known at its `as_of`."""
        own = {(self.area.pk, week): found for week, found in self.assessments.items()}
        beside = {(found.area.pk, self.week): found.computed for found in self.neighbours if found.computed}
        return Context(
            assessments=own | beside,
            neighbours={self.area.pk: [found.area for found in self.neighbours]},
            inhabitants={self.area.pk: self.area.inhabitants},  # type: ignore[attr-defined]  # annotated
        )

    @cached_property
    def bars(self) -> list[SignalBar]:
        return signal_bars(self.computed, self.ladder.version_shown(self.week)) if self.computed else []

    @property
    def computed_facts(self) -> list[Fact]:
        return dates_of(self.week, [self.levels], decided=False).facts()

    @property
    def decided_facts(self) -> list[Fact]:
        """The dates of the decision, and the computed level on which it was taken."""
        dates: Dates = dates_of(self.week, [self.levels], decided=True)
        return dates.facts()

    @property
    def basis(self) -> Assessment | None:
        """The computed level that lay before the meeting that decided."""
        return self.decided.item.assessment if self.decided else None

    @property
    def decided_differs(self) -> bool:
        """Whether the meeting decided another level than the computed one that it had before it."""
        computed = self.basis.level if self.basis else None
        decided = self.decided.level if self.decided else None
        return decided is not None and (computed is None or computed.number != decided.number)

    @cached_property
    def charts(self) -> list[Chart]:
        return [_chart(history, self.area) for history in self.histories]

    @property
    def chart_query(self) -> str:
        """The query string with which a chart shows the same week and moment as the page."""
        return "?" + urlencode([("week", str(self.week)), *self.kept_parameters])

    @property
    def level_of_measures(self) -> Level | None:
        return _level_in_force(self.levels)

    @cached_property
    def week_rows(self) -> list[WeekRow]:
        """The weeks, latest first, with the values of the signals that have any."""
        return (
            [self._week_row(week) for week in reversed(_weeks_with_levels(self.week, self.assessments))]
            if self.histories
            else []
        )

    def _week_row(self, week: Week) -> WeekRow:
        assessment = self.assessments.get(week)
        return WeekRow(
            week=week,
            name=formats.week_name(week),
            days=formats.days(week.start, week.end),
            level=assessment.level if assessment else None,
            state=assessment.state if assessment else "absent",
            values=tuple(
                cell(assessment.verdict.of(history.signal.code), history.signal) if assessment else Cell("", "")
                for history in self.histories
            ),
        )

    @property
    def caption(self) -> str:
        return _("Weekly values and computed level of %(region)s") % {"region": self.area.name}


def load_region(
    code: str, ladder: LadderInTime, *, week: Week | None, as_of: datetime, kept: Sequence[tuple[str, str]]
) -> Region:
    """Load the page in a fixed number of queries. Without a week the last computed one is shown.

    `kept` are the other parameters of the page, which choosing a week must not lose.
    """
    area = find_region(code)
    weeks = computed_weeks(ladder, as_of=as_of)
    chosen = week or (weeks[-1] if weeks else Week.last_full_before(as_of.date()))
    neighbours = list(area.neighbours.order_by("name"))
    own, *others = load_region_levels(ladder, chosen, as_of=as_of, areas=[area, *neighbours])
    assessments = load_assessments(area, ladder, chosen, as_of=as_of)
    return Region(
        ladder=ladder,
        area=area,
        week=chosen,
        weeks=week_choice(weeks, chosen),
        levels=own,
        neighbours=tuple(others),
        histories=load_histories(area, ladder, chosen, assessments, as_of=as_of),
        assessments=assessments,
        measures=_measures(_level_in_force(own), as_of=as_of),
        as_of=as_of if "as_of" in dict(kept) else None,
        kept_parameters=tuple(kept),
    )


def find_region(code: str) -> Area:
    """Return a safety region with `inhabitants` and `municipality_count`, or answer 404."""
    regions = Area.objects.safety_regions().with_population_of_parts()
    return get_object_or_404(regions.annotate(municipality_count=Count("children")), code=code)


def load_assessments(area: Area, ladder: LadderInTime, last: Week, *, as_of: datetime) -> dict[Week, Assessment]:
    """Load the region's assessments of the weeks shown up to `last`, in one query."""
    found = computed_levels(ladder, _weeks_shown(last), as_of=as_of, areas=[area])
    return {week: assessment for (week, _area), assessment in found.items()}


def load_histories(
    area: Area, ladder: LadderInTime, last: Week, assessments: dict[Week, Assessment], *, as_of: datetime
) -> tuple[SignalHistory, ...]:
    """Return the history of each signal that has a value in the weeks shown, with its days, in one query."""
    weeks = _weeks_with_levels(last, assessments)
    signals: list[Signal] = [use.signal for use in ladder.version_shown(last).uses.all()]
    reported = [signal for signal in signals if signal_history(signal, weeks, assessments, {}).has_values]
    days = load_daily_figures(area, reported, weeks, as_of=as_of, parts=area.municipality_count)  # type: ignore[attr-defined]  # annotated
    return tuple(signal_history(signal, weeks, assessments, days.get(signal.pk, {})) for signal in reported)


def _weeks_shown(last: Week) -> list[Week]:
    return list(weeks_between(last.plus(1 - WEEKS_SHOWN), last))


def _weeks_with_levels(last: Week, assessments: Mapping[Week, Assessment]) -> list[Week]:
    """Return the weeks of the charts and the table, earliest first: from the first one that was computed."""
    first = min(assessments, default=last)
    return [week for week in _weeks_shown(last) if week >= first]


def _chart(history: SignalHistory, area: Area) -> Chart:
    columns, rows = history.table()
    caption = f"{capfirst(history.signal.label)}, {area.name}"
    return Chart(history.signal, history.sentence(), caption, columns, rows)


def _level_in_force(levels: RegionLevels) -> Level | None:
    if levels.decided:
        return levels.decided.level
    return levels.computed.level if levels.computed else None


def _measures(level: Level | None, *, as_of: datetime) -> tuple[CatalogueMeasures, ...]:
    """Return what the lists that were in force at a moment have for a level, in one query; nothing withdrawn."""
    if level is None:
        return ()
    rows = PublishedMeasure.objects.in_force(as_of)
    in_order = rows.order_by("version__catalogue__order", "version__catalogue__name", "order")
    return tuple(
        CatalogueMeasures(name, tuple(entries))
        for name, of_list in groupby(in_order, key=lambda row: row.version.catalogue.name)
        if (entries := [entry for entry in map(entry_published, of_list) if _is_for(entry, level)])
    )


def _is_for(entry: Entry, level: Level) -> bool:
    return level.number in entry.levels and not entry.is_withdrawn
