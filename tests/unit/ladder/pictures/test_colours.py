"""Readable ink on every level's colour."""

import pytest

from ladder.pictures.colours import DARK, WHITE, contrast, ink_on

AA_FOR_TEXT = 4.5


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#F291BC", DARK), ("#D95790", DARK), ("#A11050", WHITE), ("#68032F", WHITE), ("#C6C8CA", DARK)],
)
def test_ink_on_a_level_is_readable(colour: str, ink: str):
    assert ink_on(colour) == ink
    assert contrast(ink, colour) >= AA_FOR_TEXT


def test_contrast_of_black_on_white_is_the_highest():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#A11050", "#A11050") == pytest.approx(1)
