"""The map of the overview as the picture that comes with a shared link (Open Graph): 1200 × 630."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dashboard.pages.legend import LegendRow
from dashboard.pages.map_picture import pictured
from dashboard.pages.overview import Overview
from ladder import formats
from meetings.documents.blocks import Picture
from meetings.documents.typesetting import PIXELS_PER_INCH

WIDTH, HEIGHT = 1200, 630
CM_PER_INCH = 2.54
MARGIN = 40
LEGEND_TOP = 268
LARGE, COMPACT = (56, 40, 34), (38, 30, 26)  # pixels: a line of the legend, its swatch and its letters
MOST_LARGE = 4
SOURCE_WIDTH, SOURCE_LINE = 62, 22  # characters on a line, and its height


@dataclass(frozen=True)
class Line:
    """A line of the legend, and its place."""

    row: LegendRow
    top: int
    height: int

    @property
    def text(self) -> str:
        return f"{self.row.title}: {self.row.count_text}"

    @property
    def baseline(self) -> int:
        return self.top + round(0.75 * self.height)


def share_picture(page: Overview) -> Picture | None:
    """Return the picture of a page of the overview; None where there is no drawing."""
    if not page.drawing.width:
        return None
    title = f"{page.legend_title}, {page.weeks.title.lower()}"
    sources = wrap(" ".join(_sources(page)), SOURCE_WIDTH)
    bottom = HEIGHT - MARGIN - SOURCE_LINE * (len(sources) - 1)
    legend, letters = legend_lines(pictured(page))
    made = {
        "page": page,
        "title": title,
        "legend": legend,
        "letters": letters,
        "sources": [(text, bottom + at * SOURCE_LINE) for at, text in enumerate(sources)],
    }
    svg = render_to_string("map/share.svg", made).strip()
    return Picture(svg, f"{title}. {page.sentence}", WIDTH, HEIGHT, WIDTH * CM_PER_INCH / PIXELS_PER_INCH)


def _sources(page: Overview) -> list[str]:
    """Say which moment is shown, and whose map it is."""
    dates = page.dates
    moments = [
        _("Decided on %(moment)s.") % {"moment": formats.moment(dates.decided_at)} if dates.decided_at else "",
        _("Figures reported until %(moment)s.") % {"moment": formats.moment(dates.reported_until)}
        if dates.reported_until
        else "",
    ]
    return [*(moment for moment in moments if moment), page.drawing.source]


def legend_lines(rows: Sequence[LegendRow]) -> tuple[list[Line], int]:
    """Return the lines, and the size of their letters: smaller where there are many."""
    step, height, size = LARGE if len(rows) <= MOST_LARGE else COMPACT
    return [Line(row, LEGEND_TOP + at * step, height) for at, row in enumerate(rows)], size
