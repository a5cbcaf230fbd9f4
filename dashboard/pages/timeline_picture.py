"""The timeline as a picture of its own: the cells of the page, in panels of a year under each other.

Beside its colour each cell has its mark, as on the page. Lengths are in units of the drawing; a letter of 13 units
is as large as on the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dashboard.pages.picture_texts import about_the_ladder, about_the_moment, about_the_sources, versions_between
from dashboard.pages.timeline import Timeline
from dashboard.pages.timeline_legend import Legend
from dashboard.pages.timeline_paints import Paints, paints_of
from dashboard.pages.timeline_panels import LETTER, MARGIN, Columns, Panel, Placed, chunks, columns_of, panel_of
from ladder.weekly_values import compared_signals
from meetings.documents.blocks import Picture

NARROWEST = 760
UNITS_PER_CM = 48.0
TITLE_LETTER, TITLE_LINE = 0.57 * 24, 32  # width of a bold letter of the title, and the height of its lines
LINE = 22
SWATCH, SWATCH_ROW = 46, 34  # width of a swatch with its gap, and the height of a row of them
GAP = 20
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Swatch:
    """One kind of cell in the legend, and its place."""

    x: int
    y: int
    legend: Legend
    colour: str
    ink: str


def timeline_picture(page: Timeline) -> Picture:
    """Return what the page shows as a drawing."""
    paints = paints_of(page.styles)
    columns = columns_of(page)
    width = max(columns.right + MARGIN, NARROWEST)
    title, under_title = _lines([page.caption], TITLE_LETTER, width, MARGIN + 20, TITLE_LINE)
    lead, under_lead = _lines([page.sentence, *_order(page)], LETTER, width, under_title, LINE)
    legend, top = _legend(page.legend, paints, width, under_lead)
    panels = _panels(page, paints, columns, top + GAP)
    foot, bottom = _lines(_foot(page), LETTER, width, panels[-1].bottom + GAP, LINE)
    made = {
        "title": page.caption,
        "words": page.sentence,
        "width": width,
        "height": bottom,
        "title_lines": title,
        "lead": lead,
        "legend": legend,
        "panels": panels,
        "columns": columns,
        "foot": foot,
    }
    svg = NOT_IN_XML.sub("", render_to_string("timeline/picture.svg", made).strip())
    return Picture(svg, f"{page.caption}. {page.sentence}", width, bottom, width / UNITS_PER_CM)


def _panels(page: Timeline, paints: Paints, columns: Columns, top: int) -> list[Panel]:
    found: list[Panel] = []
    for chunk in chunks(len(page.columns)):
        found.append(panel_of(page, chunk, paints, columns, found[-1].bottom + GAP if found else top))
    return found


def _order(page: Timeline) -> Iterator[str]:
    """Say what the figures beside the names are."""
    if page.sort_title:
        figures = f"{page.sort_title}, {page.sort_unit}".strip(", ")
        yield _("The figures beside the names: %(figures)s.") % {"figures": figures}


def _foot(page: Timeline) -> list[str]:
    weeks = [column.week for column in page.columns]
    signals = [signal for version in versions_between(page.ladder, weeks) for signal in compared_signals(version)]
    return [
        *page.new_versions,
        about_the_ladder(page.ladder, weeks),
        *about_the_moment(page.as_of),
        about_the_sources(signals),
    ]


def _lines(texts: Sequence[str], letter: float, width: int, top: int, height: int) -> tuple[list[Placed], int]:
    """Break texts into lines that fit, from `top` down; return them, and where the next thing begins."""
    fits = int((width - 2 * MARGIN) / letter)
    lines = [line for text in texts for line in wrap(text, fits)]
    return [Placed(MARGIN, top + at * height, line) for at, line in enumerate(lines)], top + len(lines) * height


def _legend(legend: Sequence[Legend], paints: Paints, width: int, top: int) -> tuple[list[Swatch], int]:
    """Place the legend in as many rows as it needs."""
    found: list[Swatch] = []
    x, y = MARGIN, top
    for one in legend:
        needed = SWATCH + int(len(one.name) * LETTER) + GAP
        if found and x + needed > width - MARGIN:
            x, y = MARGIN, y + SWATCH_ROW
        found.append(Swatch(x, y, one, *paints[one.kind]))
        x += needed
    return found, y + SWATCH_ROW
