"""The typesetter (typst) with this project's font: for PDF, and for pictures of drawings."""

import atexit
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import Any

import typst

from meetings.documents.blocks import Picture

PIXELS_PER_INCH = 200
FONT = "Source Sans Pro"
FACES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")
PICTURE = """
#let given = json(bytes(sys.inputs.data))
#set page(width: given.width * 1cm, height: auto, margin: 0cm, fill: none)
#set text(font: given.font)
#image(bytes(given.svg), format: "svg", width: 100%)
"""

WATERMARK_PIXELS_PER_INCH = 96
WATERMARK = """
#let given = json(bytes(sys.inputs.data))
#set page(width: 16cm, height: 22cm, margin: 0cm, fill: none)
#set align(center + horizon)
#rotate(-52deg, text(font: given.font, size: 100pt, weight: "bold", fill: rgb("#E9ECEF"), given.text))
"""

# What the font can show: Latin with its accents, punctuation, and the signs that people type most.
NOT_IN_FONT = re.compile(
    "[^\\n\u0020-\u007e\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2212\u2248\u2260\u2264\u2265]"
)
MISSING = "?"


def printable(text: str) -> str:
    """Return a text in which each character that the font does not have is replaced."""
    return NOT_IN_FONT.sub(MISSING, text)


@cache
def _fonts() -> typst.Fonts:
    """Return the font of the documents: from an installed package, never from the system."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder_of_faces()])


def _folder_of_faces() -> str:
    """Return a folder, gone when the process ends, with the used faces only.

    The package has each face twice, and which one a whole folder gives depends on the order of its files on disk.
    """
    folder = mkdtemp(prefix="faces-")
    atexit.register(rmtree, folder, ignore_errors=True)
    for face in FACES:
        copyfile(str(files("font_source_sans_pro") / "files" / face), Path(folder, face))
    return folder


def typeset(template: str, data: dict[str, Any], **options: Any) -> bytes:
    """Compile a typst template with `data`, which it reads with `json(bytes(sys.inputs.data))`.

    Texts go in as data, so that nothing in them is read as markup.
    """
    compiler = typst.Compiler(template.encode(), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(sys_inputs={"data": json.dumps({**data, "font": FONT})}, **options)
    if not isinstance(made, bytes):
        raise TypeError("expected one file of the typesetter")
    return made


def as_png(picture: Picture) -> bytes:
    """Return a drawing as PNG, for formats that hold no SVG."""
    data = {"svg": picture.svg, "width": picture.shown_cm}
    return typeset(PICTURE, data, format="png", ppi=PIXELS_PER_INCH)


@cache
def watermark_png(text: str) -> bytes:
    """Return a large grey word, slanted, as PNG on nothing."""
    return typeset(WATERMARK, {"text": printable(text)}, format="png", ppi=WATERMARK_PIXELS_PER_INCH)
