"""The overview: all regions in one week, as map, table, legend and sentence made from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.pages.api_query import api_query
from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, DIFFERENCE, title_of, word_of
from dashboard.pages.legend import LegendRow, legend, sentence
from dashboard.pages.levels import LadderInTime
from dashboard.pages.overview_asked import Asked
from dashboard.pages.overview_dates import Dates, Fact, dates_of, dates_of_both
from dashboard.pages.overview_ground import Ground
from dashboard.pages.overview_levels import Levels, load_levels
from dashboard.pages.overview_movers import Movers, movers_of
from dashboard.pages.overview_rows import Row, rows_of
from dashboard.pages.overview_table import Table, table_of
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder.models import Signal
from ladder.pictures.map import Drawing, Fill, fills
from ladder.weekly_values import compared_signals
from ladder.weeks import Week

MARGIN = 4  # units of the drawing around the map, so that the outline is not cut off


@dataclass(frozen=True)
class Overview:
    """All that the overview shows. `newer` is a computed week after the default one, when there is such a week.

    `rows` are all regions, in the order of their codes; `table` has those that are asked for, `levels` is what
    they were made from.
    `nothing_decided`: no decision is in force for this week.
    """

    ladder: LadderInTime
    week: Week
    weeks: WeekChoice
    show: str
    nothing_decided: bool
    newer: Week | None
    rows: tuple[Row, ...]
    table: Table
    signals: tuple[Signal, ...]
    drawing: Drawing
    fills: tuple[Fill, ...]
    legend: tuple[LegendRow, ...]
    sentence: str
    movers: Movers
    dates: Dates
    levels: Levels
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def shows_difference(self) -> bool:
        return self.show == DIFFERENCE

    @property
    def legend_title(self) -> str:
        return title_of(self.show)

    @property
    def show_text(self) -> str:
        """The kind of level in one word, for the label of a region on the map."""
        return word_of(self.show)

    @property
    def api_query(self) -> str:
        """What asks the API for the levels of this page."""
        return api_query(self.ladder, self.week, as_of=self.as_of)

    @property
    def compared_title(self) -> str:
        """The kind of level of which the movers and the last changes are told."""
        return title_of(COMPUTED if self.shows_difference else self.show)

    @property
    def caption(self) -> str:
        return f"{self.legend_title}, {self.weeks.name.lower()}, {self.weeks.days}"

    @property
    def date_facts(self) -> list[Fact]:
        return self.dates.facts()

    @property
    def map_width(self) -> int:
        return self.drawing.width + 2 * MARGIN

    @property
    def map_height(self) -> int:
        return self.drawing.height + 2 * MARGIN

    @property
    def mapped_rows(self) -> list[tuple[Row, str, int, int]]:
        """Each row with its outline and the point of its label; regions without an outline are left out."""
        shapes = {mapped.area.pk: mapped for mapped in self.drawing.areas if mapped.path}
        return [
            (row, shapes[row.area.pk].path, shapes[row.area.pk].label_x, shapes[row.area.pk].label_y)
            for row in self.rows
            if row.area.pk in shapes
        ]


def load_overview(ground: Ground, asked: Asked) -> Overview | None:
    """Load the overview in three queries; None when nothing at all has been computed yet."""
    ladder, weeks, drawing = ground.ladder, ground.weeks, ground.drawing
    if not weeks:
        return None
    week, newer = _choose_week(asked, weeks, ladder.open_week)
    areas = [mapped.area for mapped in drawing.areas]
    levels = load_levels(ladder, week, asked.show, as_of=asked.as_of, areas=areas)
    version = ladder.version_shown(week)
    signals = tuple(compared_signals(version))
    names = {use.signal.code: use.signal for use in version.uses.all()}
    rows = rows_of(levels, signals, names)
    filled = fills(version.levels.all())
    lines = legend(filled, rows, levels.show)
    return Overview(
        ladder=ladder,
        week=week,
        weeks=week_choice(weeks, week),
        show=levels.show,
        nothing_decided=not levels.anything_decided,
        newer=newer,
        rows=rows,
        table=table_of(rows, signals, lines, levels.show, asked),
        signals=signals,
        drawing=drawing,
        fills=tuple(filled),
        legend=lines,
        sentence=sentence(week, levels.show, lines),
        movers=movers_of(ladder, levels, rows, names),
        dates=_dates(levels),
        levels=levels,
        as_of=asked.as_of if "as_of" in dict(asked.kept_parameters) else None,
        kept_parameters=asked.kept_parameters,
    )


def _dates(levels: Levels) -> Dates:
    if levels.show == DIFFERENCE:
        return dates_of_both(levels.week, levels.regions)
    return dates_of(levels.week, levels.regions, decided=levels.show == DECIDED)


def _choose_week(asked: Asked, weeks: Sequence[Week], open_week: Week | None) -> tuple[Week, Week | None]:
    if asked.week is not None:
        return asked.week, None
    if open_week is None or open_week not in weeks:  # today's meeting, which a past `as_of` need not know of
        return weeks[-1], None
    return open_week, weeks[-1] if weeks[-1] > open_week else None
