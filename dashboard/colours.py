"""Which ink is readable on a level's colour: see `ladder.pictures.colours`."""

from ladder.pictures.colours import DARK, WHITE, contrast, ink_on

__all__ = ["DARK", "WHITE", "contrast", "ink_on"]
