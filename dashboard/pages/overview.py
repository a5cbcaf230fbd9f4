"""The overview: all regions in one week, as map, table, legend and sentence made from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.pages.legend import LegendRow, legend, sentence
from dashboard.pages.levels import LadderInTime, RegionLevels, computed_weeks, load_region_levels
from dashboard.pages.overview_dates import Dates, Fact, dates_of
from dashboard.pages.overview_rows import Row, computed_row, decided_row
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder.models import Signal
from ladder.pictures.map import Drawing, Fill, fills, load_drawing
from ladder.weekly_values import compared_signals
from ladder.weeks import Week
from meetings.models import Meeting

DECIDED, COMPUTED = "decided", "computed"
SHOWN = (DECIDED, COMPUTED)
MARGIN = 4  # units of the drawing around the map, so that the outline is not cut off


@dataclass(frozen=True)
class Overview:
    """All that the overview shows. `newer` is a computed week after the default one, when there is such a week.

    `nothing_decided`: nobody has asked for a kind of level, and there is no decision in force to show.
    """

    ladder: LadderInTime
    week: Week
    weeks: WeekChoice
    show: str
    nothing_decided: bool
    newer: Week | None
    rows: tuple[Row, ...]
    signals: tuple[Signal, ...]
    drawing: Drawing
    fills: tuple[Fill, ...]
    legend: tuple[LegendRow, ...]
    sentence: str
    dates: Dates
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def legend_title(self) -> str:
        return _("Decided level") if self.show == DECIDED else _("Computed level")

    @property
    def show_text(self) -> str:
        """The kind of level in one word, for the label of a region on the map."""
        return pgettext("levels", "decided") if self.show == DECIDED else pgettext("levels", "computed")

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


@dataclass(frozen=True)
class Asked:
    """What the query string asks for; None is the page's own choice. `as_of` is asked for, or the moment now.

    `kept_parameters` are the other parameters of the page, which choosing a week must not lose.
    """

    week: Week | None
    show: str | None
    as_of: datetime
    kept_parameters: tuple[tuple[str, str], ...] = ()


def load_overview(ladder: LadderInTime, asked: Asked) -> Overview | None:
    """Load the overview in a fixed number of queries; None when nothing at all has been computed yet."""
    weeks = computed_weeks(ladder, as_of=asked.as_of)
    if not weeks:
        return None
    week, newer = _choose_week(ladder, asked, weeks)
    drawing = load_drawing()
    regions = load_region_levels(ladder, week, as_of=asked.as_of, areas=[mapped.area for mapped in drawing.areas])
    anything_decided = any(region.decided for region in regions)
    show = asked.show or (DECIDED if anything_decided else COMPUTED)
    rows, signals = _rows(ladder, week, show, regions)
    filled = fills(ladder.version_shown(week).levels.all())
    return Overview(
        ladder=ladder,
        week=week,
        weeks=week_choice(weeks, week),
        show=show,
        nothing_decided=not anything_decided,
        newer=newer,
        rows=rows,
        signals=signals,
        drawing=drawing,
        fills=tuple(filled),
        legend=legend(filled, rows),
        sentence=sentence(week, show == DECIDED, filled, rows),
        dates=dates_of(week, regions, decided=show == DECIDED),
        as_of=asked.as_of if "as_of" in dict(asked.kept_parameters) else None,
        kept_parameters=asked.kept_parameters,
    )


def _choose_week(ladder: LadderInTime, asked: Asked, weeks: Sequence[Week]) -> tuple[Week, Week | None]:
    if asked.week is not None:
        return asked.week, None
    meeting = Meeting.objects.open().filter(ladder=ladder.ladder, is_exercise=False).first()
    if meeting is None:
        return weeks[-1], None
    return meeting.week, weeks[-1] if weeks[-1] > meeting.week else None


def _rows(
    ladder: LadderInTime, week: Week, show: str, regions: Sequence[RegionLevels]
) -> tuple[tuple[Row, ...], tuple[Signal, ...]]:
    version = ladder.version_shown(week)
    signals = tuple(compared_signals(version))
    names = {use.signal.code: use.signal for use in version.uses.all()}
    if show == DECIDED:
        return tuple(decided_row(region, signals, names, week) for region in regions), signals
    return tuple(computed_row(region, signals, names) for region in regions), signals
