"""The map of the overview as a picture of its own, with its title and legend, to put into a letter or a slide."""

from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string

from dashboard.pages.legend import LegendRow
from dashboard.pages.overview import Overview
from dashboard.pages.picture_texts import about_the_ladder, about_the_moment
from meetings.documents.blocks import Picture

WIDTH_CM = 16.0
HEAD, FOOT = 76, 24  # units of the drawing above and below the map
NOTE_WIDTH, NOTE_HEIGHT = 125, 22  # characters on a line, and the height of one
ROW_HEIGHT, BASELINE = 46, 26


@dataclass(frozen=True)
class LegendLine:
    """A line of the legend, placed below the title."""

    row: LegendRow
    top: int
    baseline: int

    @property
    def text(self) -> str:
        return f"{self.row.title} · {self.row.count_text}"


def map_picture(page: Overview) -> Picture | None:
    """Return the map of a page of the overview; None where there is no drawing."""
    if not page.drawing.width:
        return None
    notes = _notes(page)
    height = page.map_height + HEAD + FOOT + len(notes) * NOTE_HEIGHT
    title = f"{page.legend_title}, {page.weeks.title.lower()}"
    made = {
        "page": page,
        "title": title,
        "height": height,
        "top": -4 - HEAD,
        "title_line": -HEAD + 30,
        "notes": [(text, page.map_height + FOOT + at * NOTE_HEIGHT) for at, text in enumerate(notes)],
        "legend": _legend(page),
    }
    svg = render_to_string("map/picture.svg", made).strip()
    return Picture(svg, f"{title}. {page.sentence}", page.map_width, height, WIDTH_CM)


def _notes(page: Overview) -> list[str]:
    """Say, in lines, by which version levels are told, as it was known when, and who drew the map."""
    told = [about_the_ladder(page.ladder, [page.week]), *about_the_moment(page.as_of), page.drawing.source]
    return [line for text in told for line in wrap(text, NOTE_WIDTH)]


def _legend(page: Overview) -> list[LegendLine]:
    return [
        LegendLine(row, top=at * ROW_HEIGHT, baseline=at * ROW_HEIGHT + BASELINE)
        for at, row in enumerate(pictured(page))
    ]


def pictured(page: Overview) -> list[LegendRow]:
    """Return the lines of the legend that a picture has room for: no state that does not occur."""
    return [row for row in page.legend if row.level or row.count or page.shows_difference]
