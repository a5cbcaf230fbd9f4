"""The timeline: the level of every region in every week of a period, as a table of coloured cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, title_of
from dashboard.pages.levels import LadderInTime, computed_levels
from dashboard.pages.levels_in_period import LevelsOfWeek, Place, load_levels_in_period
from dashboard.pages.period import Ends, Period, load_period
from dashboard.pages.timeline_cells import Cell, cell_of
from dashboard.pages.timeline_colours import Colours, colours_of
from dashboard.pages.timeline_legend import Count, Legend, counts, legend_of
from dashboard.pages.timeline_sentence import sentence
from ladder import formats
from ladder.models import Level, Signal
from ladder.weekly_values import cell as value_cell
from ladder.weekly_values import compared_signals
from ladder.weeks import Week
from regions.models import Area

NAME, SIZE, VALUE = "name", "size", "value"
SORTS = (NAME, SIZE, VALUE)
FITS = 30  # weeks that stand beside each other on a large screen


@dataclass(frozen=True)
class Asked:
    """What the query string asks for; None is the page's own choice."""

    ends: Ends
    show: str | None
    sort: str | None
    as_of: datetime
    kept_parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Column:
    """A week. `begins_version` is the code of the ladder version that judges from this week on, else empty."""

    week: Week
    number: int
    name: str
    begins_version: str

    @property
    def label(self) -> str:
        """`week 39, 2020`"""
        return f"{formats.week_name(self.week).lower()}, {self.week.year}"


@dataclass(frozen=True)
class Row:
    """A region with its cells, one per column. `sort_text` is the figure by which the rows are sorted, if any."""

    area: Area
    sort_text: str
    sort_remark: str
    cells: tuple[tuple[Column, Cell], ...]


@dataclass(frozen=True)
class Timeline:
    """All that the timeline shows. `levels` are those of which `rows` show one kind, for the download."""

    ladder: LadderInTime
    period: Period
    show: str
    nothing_decided: bool
    sort: str
    sort_title: str
    sort_unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[Legend, ...]
    counts: tuple[Count, ...]
    styles: tuple[Level, ...]
    sentence: str
    levels: Mapping[Place, LevelsOfWeek]
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return title_of(self.show)

    @property
    def caption(self) -> str:
        return f"{self.title}, {self.period.name}"

    @property
    def kept_query(self) -> str:
        """What links to other pages keep, to stand behind their own parameters."""
        return "".join(f"&{urlencode([pair])}" for pair in self.kept_parameters)

    @property
    def overview_query(self) -> str:
        return f"&show={self.show}{self.kept_query}"

    @property
    def colours(self) -> Colours:
        """What the address of the style sheet of the levels is made of."""
        return colours_of(self.styles)

    @property
    def years(self) -> list[tuple[int, int]]:
        """The ISO years of the columns, each with its number of columns."""
        found: dict[int, int] = {}
        for column in self.columns:
            found[column.week.year] = found.get(column.week.year, 0) + 1
        return list(found.items())

    @property
    def new_versions(self) -> list[str]:
        """From which week within the period other signal values apply, as sentences."""
        return [
            _("From week %(week)s on, version %(version)s of the ladder applies.")
            % {"week": f"{column.number}, {column.week.year}", "version": column.begins_version}
            for column in self.columns
            if column.begins_version
        ]

    @property
    def is_wide(self) -> bool:
        """Whether there are too many weeks for one screen."""
        return len(self.columns) > FITS


def load_timeline(ladder: LadderInTime, asked: Asked) -> Timeline | None:
    """Load the timeline in a fixed number of queries; None when nothing had been computed yet."""
    period = load_period(ladder, asked.ends, as_of=asked.as_of)
    if period is None:
        return None
    areas = list(Area.objects.safety_regions().with_population_of_parts())
    levels = load_levels_in_period(ladder, period, as_of=asked.as_of, areas=areas)
    anything_decided = any(found.decided for found in levels.values())
    show = asked.show or (DECIDED if anything_decided else COMPUTED)
    sort = asked.sort or NAME
    figures = _figures(ladder, period, areas, sort, as_of=asked.as_of)
    columns = _columns(ladder, period)
    ordered = sorted(areas, key=lambda area: (*figures.place(area), area.name))
    rows = tuple(_row(area, columns, levels, show, figures) for area in ordered)
    styles = _styles(ladder, period, levels)
    legend = legend_of(show, styles)
    return Timeline(
        ladder=ladder,
        period=period,
        show=show,
        nothing_decided=not anything_decided,
        sort=sort,
        sort_title=figures.title,
        sort_unit=figures.unit,
        columns=columns,
        rows=rows,
        legend=legend,
        counts=counts(legend, [[cell for _column, cell in row.cells] for row in rows]),
        styles=styles,
        sentence=sentence(show, period, levels, areas, styles),
        levels=levels,
        as_of=asked.as_of if "as_of" in dict(asked.kept_parameters) else None,
        kept_parameters=asked.kept_parameters,
    )


@dataclass(frozen=True)
class Figures:
    """By what the rows are sorted, the largest first: a figure with its text per id of an area; none for names."""

    title: str = ""
    unit: str = ""
    found: Mapping[int, tuple[float | None, str, str]] | None = None

    def place(self, area: Area) -> tuple[bool, float]:
        """Return a key to sort by: areas without a figure stand last."""
        figure = self.of(area)[0]
        return figure is None, -(figure or 0.0)

    def of(self, area: Area) -> tuple[float | None, str, str]:
        return (self.found or {}).get(area.pk, (None, "", ""))


def _figures(
    ladder: LadderInTime, period: Period, areas: Sequence[Area], sort: str, *, as_of: datetime
) -> Figures:
    if sort == SIZE:
        people = {area.pk: area.inhabitants for area in areas}  # type: ignore[attr-defined]  # annotated
        return Figures(
            title=_("Inhabitants"), found={pk: (n, formats.number(n, 0), "") for pk, n in people.items() if n}
        )
    signals = compared_signals(ladder.version_shown(period.last)) if sort == VALUE else []
    return _values(ladder, period, areas, signals[0], as_of=as_of) if signals else Figures()


def _values(
    ladder: LadderInTime, period: Period, areas: Sequence[Area], signal: Signal, *, as_of: datetime
) -> Figures:
    """Load the weekly values of the first deciding signal in the last week, in one query."""
    found = {}
    for (_week, area), assessment in computed_levels(ladder, [period.last], as_of=as_of, areas=areas).items():
        verdict = assessment.verdict.of(signal.code)
        shown = value_cell(verdict, signal)
        found[area] = (verdict.value if verdict else None, shown.text, shown.remark)
    title = _("%(signal)s, %(week)s") % {
        "signal": capfirst(signal.label),
        "week": formats.week_name(period.last).lower(),
    }
    return Figures(title=title, unit=signal.unit_label, found=found)


def _columns(ladder: LadderInTime, period: Period) -> tuple[Column, ...]:
    judges = [ladder.version_for(week) for week in period.weeks]
    before = [judges[0], *judges]
    return tuple(
        Column(week, week.number, formats.week_option(week), judge.code if judge and judge is not previous else "")
        for week, judge, previous in zip(period.weeks, judges, before, strict=False)
    )


def _row(
    area: Area, columns: Sequence[Column], levels: Mapping[Place, LevelsOfWeek], show: str, figures: Figures
) -> Row:
    _figure, text, remark = figures.of(area)
    cells = tuple((column, cell_of(levels[area.pk, column.week], show)) for column in columns)
    return Row(area, text, remark, cells)


def _styles(ladder: LadderInTime, period: Period, levels: Mapping[Place, LevelsOfWeek]) -> tuple[Level, ...]:
    """Return one level per number: how the last version in the period calls and colours it."""
    found = {one.decided.level.number: one.decided.level for one in levels.values() if one.decided}
    for version in dict.fromkeys(ladder.version_shown(week) for week in period.weeks):
        found |= {level.number: level for level in version.levels.all()}
    return tuple(found[number] for number in sorted(found))


def sort_names() -> dict[str, str]:
    """The orders of the rows, as the form names them."""
    return {
        NAME: pgettext("order", "name"),
        SIZE: pgettext("order", "number of inhabitants"),
        VALUE: pgettext("order", "value in the last week"),
    }
