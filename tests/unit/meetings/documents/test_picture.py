import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from meetings.documents.blocks import Picture
from meetings.documents.model import NoteContent
from meetings.documents.outline import outline_of
from meetings.documents.typesetting import as_png
from tests.unit.meetings.notes import ADOPTED, CONCEPT, FULL, note


def drawn(content: NoteContent = FULL, region: str | None = None) -> Picture:
    blocks = outline_of(note(content), region=region).blocks
    return next(block for block in blocks if isinstance(block, Picture))


def texts(picture: Picture) -> list[str]:
    found = ElementTree.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return [element.text for element in found]


def test_it_says_in_words_what_it_shows() -> None:
    assert drawn().alt == (
        "Kaart van Nederland, week 39 van 2020: 1 regio zorgelijk (Groningen); 1 regio ernstig (Haaglanden)."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (CONCEPT, "1 regio ernstig (Haaglanden); 1 regio onbekend (Groningen)."),
        (
            replace(FULL, regions=tuple(replace(region, decision=None) for region in FULL.regions)),
            "2 regio’s zorgelijk ((Haaglanden), (Groningen)).",
        ),
    ],
)
def test_what_is_unknown_or_only_computed_is_said(content: NoteContent, words: str) -> None:
    assert drawn(content).alt.endswith(words)


def test_numbers_stand_on_the_regions_and_names_in_the_legend() -> None:
    assert texts(drawn()) == ["2", "3", "2 zorgelijk", "3 ernstig"]


def test_a_level_that_is_only_computed_stands_in_brackets() -> None:
    undecided = replace(FULL, regions=tuple(replace(region, decision=None) for region in FULL.regions))
    assert texts(drawn(undecided))[:2] == ["(2)", "(2)"]
    assert texts(drawn(CONCEPT)) == ["?", "3", "3 ernstig", "? onbekend"]


def test_colour_is_never_the_only_sign() -> None:
    svg = drawn().svg
    patterns = set(re.findall(r'<pattern id="(fill-\w+)"', svg))
    used = set(re.findall(r"url\(#(fill-\w+)\)", svg))
    assert used == {"fill-2", "fill-3"} <= patterns


def test_one_region_is_outlined() -> None:
    picture = drawn(region="VR15")
    assert picture.alt.endswith("Omlijnd: Haaglanden.")
    assert picture.svg.count('stroke-width="7"') == 1
    assert drawn().svg.count('stroke-width="7"') == 0


def test_it_becomes_a_picture_of_points() -> None:
    png = as_png(drawn(ADOPTED))
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert png.startswith(b"\x89PNG")
    assert height / width == pytest.approx(700 / 600, abs=0.01)
    assert width == pytest.approx(9.5 / 2.54 * 200, abs=2)
