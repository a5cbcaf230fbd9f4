"""The pieces of a Word document for which python-docx has no words of its own."""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from meetings.plain_text import for_documents

FONT = "Arial"
INK = RGBColor(0x17, 0x3F, 0x6B)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
BLACK = RGBColor(0, 0, 0)
HEADINGS = {"Title": 22, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11}
TEXT_WIDTH = Cm(16)


def set_page(document: Document) -> None:
    """Make it A4 with the margins of a letter."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)


def set_styles(document: Document, language: str) -> None:
    """Give text and headings the house form, and the whole document its language."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in HEADINGS.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = INK
        _drop_theme_fonts(style)
    # The default title of python-docx stands on a rule of its own.
    borders = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    _set_language(document, language)


def _drop_theme_fonts(style: Any) -> None:
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), FONT)


def _set_language(document: Document, language: str) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
        found.set(qn("w:eastAsia"), language)


def add_page_number(paragraph: Any, page: str, of: str) -> None:
    """Write "page X of Y" with fields that the word processor fills in."""
    paragraph.add_run(f"{page} ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(f" {of} ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_right_tab(paragraph: Any) -> None:
    """Let what follows a tab stand at the right margin."""
    # The styles of header and footer bring a stop in the middle, which would come first.
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def add_table(document: Document, columns: dict[str, float], rows: list[list[str]]) -> Any:
    """Add a table with a real header row that repeats on each page. `columns`: heading and width in cm."""
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    header = table.rows[0]
    _mark_row(header, "w:tblHeader")
    for cell, heading in zip(header.cells, columns, strict=True):
        _fill(cell, heading)
        cell.paragraphs[0].runs[0].bold = True
        shade(cell, "#E6ECF2")
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _fill(cell, text)
    for column, width in zip(table.columns, columns.values(), strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        for cell, width in zip(row.cells, columns.values(), strict=True):
            cell.width = Cm(width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: Any, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(for_documents(text))


def shade(cell: Any, colour: str) -> None:
    """Give a cell a background (`#RRGGBB`)."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour.lstrip("#"))
    cell._tc.get_or_add_tcPr().append(shading)


def shade_as_level(cell: Any, colour: str) -> None:
    """Give a cell the colour of a level, with ink that can be read on it."""
    shade(cell, colour)
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = BLACK if _brightness(colour) > 0.18 else WHITE


def _brightness(colour: str) -> float:
    """Return the relative luminance as WCAG defines it; above 0.18 black has more contrast than white."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
