"""The map of a document as a drawing of its own: levels by colour, pattern and number, and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ladder.pictures.map import Drawing, pattern_of
from ladder.weeks import Week
from meetings.documents.blocks import Picture
from meetings.documents.model import LevelNote, NoteContent, RegionNote
from meetings.documents.words import level_in_words, week_in_words

WIDTH_CM = 9.5
WIDTH_OF_ONE_CM = 7.0
ROW_HEIGHT = 44
BASELINE = 25
UNKNOWN = "?"
UNKNOWN_COLOUR = "#C6C8CA"


@dataclass(frozen=True)
class Shape:
    """One region: its outline, the level shown, the mark on it and where that stands."""

    path: str
    x: int
    y: int
    level: LevelNote | None
    mark: str
    is_marked: bool


@dataclass(frozen=True)
class Fill:
    """A level with its pattern, as `_components/level_patterns.html` draws it."""

    level: LevelNote
    pattern: str


@dataclass(frozen=True)
class LegendRow:
    """A row of the legend, placed."""

    text: str
    fill: str
    colour: str
    top: int
    baseline: int


@dataclass(frozen=True)
class MapPicture:
    """All that the template of the map needs."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    fills: tuple[Fill, ...]
    legend: tuple[LegendRow, ...]


def map_picture(content: NoteContent, drawing: Drawing, region: RegionNote | None = None) -> Picture | None:
    """Return the map of the decided levels, with `region` outlined; None where there is no drawing.

    A region without a decision shows its computed level, with the number in brackets.
    """
    if not drawing.width:
        return None
    levels = levels_of(content)
    picture = MapPicture(
        width=drawing.width,
        height=drawing.height,
        shapes=tuple(_shapes(content, drawing, region)),
        fills=tuple(Fill(level, pattern_of(level.number)) for level in levels),
        legend=_legend(levels, any(shown_level(one) is None for one in content.regions)),
    )
    svg = render_to_string("meetings/documents/map.svg", {"picture": picture})
    width_cm = WIDTH_OF_ONE_CM if region else WIDTH_CM
    return Picture(svg.strip(), map_in_words(content, region), drawing.width, drawing.height, width_cm)


def levels_of(content: NoteContent) -> tuple[LevelNote, ...]:
    """Return the levels of the ladder then; those that occur, in minutes of format 1."""
    found = {level.number: level for level in map(shown_level, content.regions) if level}
    return content.levels or tuple(found[number] for number in sorted(found))


def shown_level(region: RegionNote) -> LevelNote | None:
    """Return the level that the map shows: the decided one, or else the computed one."""
    return region.decision.level if region.decision else region.computed


def at_level(regions: Sequence[RegionNote], level: LevelNote) -> list[str]:
    """Name the regions at a level; those that are only computed stand in brackets."""
    found = [(region, shown_level(region)) for region in regions]
    return [
        region.name if region.decision else f"({region.name})"
        for region, shown in found
        if shown and shown.number == level.number
    ]


def map_in_words(content: NoteContent, region: RegionNote | None = None) -> str:
    """Say what the map shows: how many regions at each level, and which."""
    week = week_in_words(Week.parse(content.week))
    parts = [_part(level.name, at_level(content.regions, level)) for level in levels_of(content)]
    without = [one.name for one in content.regions if shown_level(one) is None]
    parts.append(_part(pgettext("level", "unknown"), without))
    text = _("Map of the Netherlands, %(week)s: %(levels)s.") % {
        "week": week,
        "levels": "; ".join(filter(None, parts)),
    }
    if region is None:
        return text
    return text + " " + _("Outlined: %(region)s.") % {"region": region.name}


def _part(name: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    count = ngettext("%(count)d region", "%(count)d regions", len(names)) % {"count": len(names)}
    return f"{count} {name} ({', '.join(names)})"


def _shapes(content: NoteContent, drawing: Drawing, region: RegionNote | None) -> Iterator[Shape]:
    by_code = {one.code: one for one in content.regions}
    for mapped in drawing.areas:
        if not mapped.path:
            continue
        found = by_code.get(mapped.area.code)
        yield Shape(
            path=mapped.path,
            x=mapped.label_x,
            y=mapped.label_y,
            level=shown_level(found) if found else None,
            mark=_mark(found),
            is_marked=region is not None and mapped.area.code == region.code,
        )


def _mark(region: RegionNote | None) -> str:
    level = shown_level(region) if region else None
    if region is None or level is None:
        return UNKNOWN
    return str(level.number) if region.decision else f"({level.number})"


def _legend(levels: Sequence[LevelNote], has_unknown: bool) -> tuple[LegendRow, ...]:
    rows = [(level_in_words(level), f"fill-{level.number}", level.colour) for level in levels]
    rows += [(f"{UNKNOWN} {pgettext('level', 'unknown')}", "fill-unknown", UNKNOWN_COLOUR)] if has_unknown else []
    return tuple(
        LegendRow(text, fill, colour, at * ROW_HEIGHT + 1, at * ROW_HEIGHT + BASELINE)
        for at, (text, fill, colour) in enumerate(rows)
    )
