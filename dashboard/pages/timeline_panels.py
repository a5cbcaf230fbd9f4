"""The panels of the timeline as a picture: some weeks of all regions, each thing at its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.pages.timeline import Column, Row, Timeline
from dashboard.pages.timeline_cells import Cell
from dashboard.pages.timeline_paints import Paints

MARGIN = 24
LETTER = 7.2  # width of a letter of 14 units, with room for a broader font
WIDE, HIGH = 26, 24  # a cell
BASELINE = 17  # of what stands in a cell or beside it, below its top
COUNTS = 20  # height of a row of counts
HEAD = 46  # years and weeks above the cells
MOST = 53  # weeks beside each other: a year
LONGEST = 34  # letters of a name or a figure


@dataclass(frozen=True)
class Placed:
    """A text with the place where its line begins, or its middle or end where the drawing says so."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Run:
    """Neighbouring cells of one kind, as one rectangle."""

    x: int
    y: int
    width: int
    colour: str


@dataclass(frozen=True)
class Columns:
    """Where names, figures (their right side) and cells stand; `right` is the end of the widest panel."""

    names: int
    figures: int
    cells: int
    right: int


@dataclass(frozen=True)
class Panel:
    """Some weeks of all regions. `begins` are the x of weeks from which another version of the ladder applies."""

    x: int
    top: int
    width: int
    height: int
    bottom: int
    years: tuple[Placed, ...]
    weeks: tuple[Placed, ...]
    names: tuple[Placed, ...]
    figures: tuple[Placed, ...]
    runs: tuple[Run, ...]
    marks: tuple[tuple[str, tuple[Placed, ...]], ...]
    grid: str
    begins: tuple[int, ...]
    kinds: tuple[Placed, ...]
    counts: tuple[Placed, ...]


def chunks(weeks: int) -> list[slice]:
    """Cut so many weeks into as few panels as a year allows, all as long as each other but the last."""
    length = -(-weeks // -(-weeks // MOST))
    return [slice(first, min(first + length, weeks)) for first in range(0, weeks, length)]


def columns_of(page: Timeline) -> Columns:
    """Make room for the longest name and the longest figure."""
    names = [row.area.name for row in page.rows] + [one.legend.name for one in page.counts]
    figures = [_figure(row) for row in page.rows] if page.sort_title else []
    after_names = MARGIN + _room(names)
    after_figures = after_names + (_room(figures) if figures else 0)
    widest = max(chunk.stop - chunk.start for chunk in chunks(len(page.columns)))
    return Columns(MARGIN, after_figures - MARGIN // 2, after_figures, after_figures + widest * WIDE)


def panel_of(page: Timeline, chunk: slice, paints: Paints, columns: Columns, top: int) -> Panel:
    """Place the weeks of `chunk` from `top` down."""
    weeks = page.columns[chunk]
    first_row, left = top + HEAD, columns.cells
    under = first_row + HIGH * len(page.rows)
    width = WIDE * len(weeks)
    cells = [[cell for _column, cell in row.cells[chunk]] for row in page.rows]
    return Panel(
        x=left,
        top=first_row,
        width=width,
        height=under - first_row,
        bottom=under + COUNTS * len(page.counts) + HIGH // 2,
        years=tuple(_years(weeks, left, top + 16)),
        weeks=tuple(Placed(_middle(left, at), top + 38, str(week.number)) for at, week in enumerate(weeks)),
        names=tuple(_names(page, columns.names, first_row)),
        figures=tuple(_figures(page, columns.figures, first_row)),
        runs=tuple(_runs(cells, paints, left, first_row)),
        marks=_marks(cells, paints, left, first_row),
        grid=_grid(left, first_row, len(weeks), len(page.rows)),
        begins=tuple(left + WIDE * at for at, week in enumerate(weeks) if week.begins_version),
        kinds=tuple(_kinds(page, columns.names, under)),
        counts=tuple(_counts(page, chunk, left, under)),
    )


def _years(weeks: Sequence[Column], left: int, line: int) -> Iterator[Placed]:
    """Name each year above its first week."""
    for year, found in groupby(enumerate(weeks), key=lambda pair: pair[1].week.year):
        at, _week = next(found)
        yield Placed(left + WIDE * at + 4, line, str(year))


def _names(page: Timeline, left: int, top: int) -> Iterator[Placed]:
    for at, row in enumerate(page.rows):
        yield Placed(left, top + HIGH * at + BASELINE, _short(row.area.name))


def _kinds(page: Timeline, left: int, under: int) -> Iterator[Placed]:
    for at, one in enumerate(page.counts):
        yield Placed(left, under + COUNTS * at + BASELINE, _short(one.legend.name))


def _counts(page: Timeline, chunk: slice, left: int, under: int) -> Iterator[Placed]:
    """Place under each week how many regions have each kind of cell."""
    for at, one in enumerate(page.counts):
        for place, number in enumerate(one.numbers[chunk]):
            yield Placed(_middle(left, place), under + COUNTS * at + BASELINE, str(number))


def _figures(page: Timeline, right: int, top: int) -> Iterator[Placed]:
    if page.sort_title:
        for at, row in enumerate(page.rows):
            yield Placed(right, top + HIGH * at + BASELINE, _figure(row))


def _runs(cells: Sequence[Sequence[Cell]], paints: Paints, left: int, top: int) -> Iterator[Run]:
    for row, found in enumerate(cells):
        at = 0
        for kind, run in groupby(found, key=lambda cell: cell.kind):
            length = len(list(run))
            yield Run(left + WIDE * at, top + HIGH * row, WIDE * length, paints[kind][0])
            at += length


def _marks(
    cells: Sequence[Sequence[Cell]], paints: Paints, left: int, top: int
) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
    """Place the mark of each cell, by the ink that can be read on it."""
    found: dict[str, list[Placed]] = {}
    for row, marks in enumerate(cells):
        for at, cell in enumerate(marks):
            place = Placed(_middle(left, at), top + HIGH * row + BASELINE, cell.mark)
            found.setdefault(paints[cell.kind][1], []).append(place)
    return tuple((ink, tuple(placed)) for ink, placed in found.items())


def _grid(left: int, top: int, weeks: int, rows: int) -> str:
    """Return the lines between the cells as a path."""
    upright = "".join(f"M{left + WIDE * at} {top}v{HIGH * rows}" for at in range(1, weeks))
    level = "".join(f"M{left} {top + HIGH * at}h{WIDE * weeks}" for at in range(1, rows))
    return upright + level


def _middle(left: int, at: int) -> int:
    return left + WIDE * at + WIDE // 2


def _figure(row: Row) -> str:
    return _short(" ".join(part for part in (row.sort_text, row.sort_remark) if part) or "–")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _room(texts: Sequence[str]) -> int:
    """Return the width of the longest text, with a gap behind it."""
    return int(max(map(len, map(_short, texts)), default=0) * LETTER) + MARGIN
