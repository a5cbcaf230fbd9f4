"""What a document is made of, whatever its format: blocks in the order in which they are read."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

SHORT = 8


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is the highest. The title of the document is not a block."""

    text: str
    level: int
    on_new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One line of text, without line ends. `small`: who and when. `strong`: what must not be missed."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell; `colour` (`#RRGGBB`) is that of the level it names."""

    text: str
    colour: str = ""


@dataclass(frozen=True)
class Column:
    """A column with its heading and its width as a share of the text's width (they add up to 16)."""

    heading: str
    width: float


@dataclass(frozen=True)
class Table:
    """A table with a header row; the first cell of each row is what the row is about."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def stays_together(self) -> bool:
        """Whether it is so short that it need not be broken over two pages."""
        return len(self.rows) <= SHORT


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG with its size in units, its width on paper in cm, and what it shows in words."""

    svg: str
    alt: str
    width: int
    height: int
    shown_cm: float


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Properties:
    """What a file says of itself. `moment` is in seconds since 1970, so that equal content gives equal files."""

    title: str
    subject: str
    keywords: tuple[str, ...]
    moment: int


@dataclass(frozen=True)
class Outline:
    """A whole document. `header` and `footer` stand on every page, the footer beside the page number.

    `watermark` lies behind the text of every page ("" for none).
    """

    title: str
    properties: Properties
    header: tuple[str, str]
    footer: str
    watermark: str
    blocks: tuple[Block, ...]


def with_texts(outline: Outline, change: Callable[[str], str]) -> Outline:
    """Return the outline with every text in it changed, such as for what a format cannot hold."""
    changed: Outline = _with_texts(outline, change)
    return changed


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_with_texts(inner, change) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _with_texts(getattr(value, f.name), change) for f in fields(value)})
    return value
