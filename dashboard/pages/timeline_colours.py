"""The colours of the levels as a style sheet, at an address that says them all.

Colours are data of the ladder, so they cannot stand in a file of the release; and in the page itself they would
need a nonce, with which a page cannot be kept by its reader. The address of a sheet is the whole of its content:
it needs no query, and never grows old.
"""

from collections.abc import Iterable

from ladder.models import Level
from ladder.pictures.colours import ink_on

Colours = tuple[tuple[int, str], ...]
"""The number of each level with its colour, such as `(2, "#D95790")`."""


class LevelColours:
    """The colours of levels as a part of an address: `1-F291BC_2-D95790_3-A11050`."""

    regex = "[0-9]{1,5}-[0-9A-Fa-f]{6}(?:_[0-9]{1,5}-[0-9A-Fa-f]{6}){0,49}"

    def to_python(self, value: str) -> Colours:
        """Read the colours; the expression above lets nothing else through."""
        parts = (part.split("-") for part in value.split("_"))
        return tuple((int(number), f"#{colour}") for number, colour in parts)

    def to_url(self, value: Colours) -> str:
        return "_".join(f"{number}-{colour.removeprefix('#')}" for number, colour in value)


def colours_of(levels: Iterable[Level]) -> Colours:
    """Return the colours of levels, in their order."""
    return tuple((level.number, level.colour) for level in levels)


def style_sheet(colours: Colours) -> str:
    """Return the fill of each level and the ink on it, as custom properties of `.level-NUMBER`."""
    return "".join(f".level-{number}{{--fill:{colour};--on:{ink_on(colour)}}}\n" for number, colour in colours)
