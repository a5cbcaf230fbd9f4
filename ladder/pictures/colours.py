"""Which ink is readable on a level's colour. Plain Python."""

from functools import cache
from typing import Final

DARK: Final = "#0F161D"
WHITE: Final = "#FFFFFF"


@cache  # a site knows a handful of colours, and a page asks for each of them many times
def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that contrasts most with a colour such as `#A11050`."""
    return max((DARK, WHITE), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it: from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
