"""The colours of levels as an address and as a style sheet."""

import re

import pytest

from dashboard.pages.timeline_colours import Colours, LevelColours, style_sheet

THREE: Colours = ((1, "#F291BC"), (2, "#D95790"), (3, "#A11050"))


@pytest.mark.parametrize("colours", [THREE, THREE[:1], ((12, "#abcdef"),)])
def test_an_address_holds_all_the_colours(colours: Colours):
    part = LevelColours().to_url(colours)

    assert re.fullmatch(LevelColours.regex, part)
    assert LevelColours().to_python(part) == colours


@pytest.mark.parametrize(
    ("colour", "ink"), [("#F291BC", "#0F161D"), ("#A11050", "#FFFFFF"), ("#ffffff", "#0F161D")]
)
def test_the_ink_can_be_read_on_the_colour(colour: str, ink: str):
    assert style_sheet(((7, colour),)) == f".level-7{{--fill:{colour};--on:{ink}}}\n"
