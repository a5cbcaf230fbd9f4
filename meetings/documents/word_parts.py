"""The pieces of a Word document for which python-docx has no words of its own."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from ladder.pictures.colours import ink_on
from meetings.documents.blocks import Table

FONT = "Arial"
INK = RGBColor(0x17, 0x3F, 0x6B)
SOFT = RGBColor(0x4A, 0x55, 0x60)
HEADER_COLOUR = "#E6ECF2"
STRONG = "Strong line"
AFTER_TABLE = "After table"
HEADINGS = {"Title": 16, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11}
TEXT_WIDTH = Cm(16)
PADDING = Cm(0.19)
SHARE = (TEXT_WIDTH - PADDING) / TEXT_WIDTH
WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
 <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
  <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
   <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
   <v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
   <v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
  <v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>
 </v:shapetype>
 <v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" o:allowincell="f"
  style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:110pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" fillcolor="#e3e6ea" stroked="f">
  <v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="{text}"/>
 </v:shape>
</w:pict>"""


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
    _add_style(document, STRONG).font.bold = True
    _add_style(document, AFTER_TABLE).paragraph_format.space_after = Pt(0)
    small = document.styles["Caption"]
    small.font.size, small.font.bold, small.font.color.rgb = Pt(8.5), False, SOFT
    # The default title of python-docx stands on a rule of its own.
    borders = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    _set_language(document, language)


def _add_style(document: Document, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


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


def add_table(document: Document, block: Table) -> None:
    """Add a table with a real header row that repeats on each page."""
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    header = table.rows[0]
    _mark_row(header, "w:tblHeader")
    for cell, column in zip(header.cells, block.columns, strict=True):
        _fill(cell, column.heading)
        cell.paragraphs[0].runs[0].bold = True
        shade(cell, HEADER_COLOUR)
    for row in block.rows:
        for made, cell in zip(_cells(table, table.add_row()), row, strict=True):
            _fill(made, cell.text)
            if cell.colour:
                shade_as_level(made, cell.colour)
    _set_widths(table, [column.width * SHARE for column in block.columns])
    _indent(table)
    if block.stays_together:
        _keep_together(table)
    document.add_paragraph(style=AFTER_TABLE)


def _cells(table: Any, row: Any) -> list[_Cell]:
    """Return the cells of a row. `row.cells` looks for merged ones through the whole table, each time."""
    return [_Cell(cell, table) for cell in row._tr.tc_lst]


def _indent(table: Any) -> None:
    """Let the border stand where the text begins: else the table hangs out by the padding of its cells."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(PADDING.twips))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.find(qn("w:tblW")).addnext(indent)


def _keep_together(table: Any) -> None:
    for row in table.rows[:-1]:
        for cell in _cells(table, row):
            keep_with_next(cell.paragraphs[0])


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        for cell, width in zip(_cells(table, row), widths, strict=True):
            cell.width = Cm(width)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: Any, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(text)


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
        run.font.color.rgb = RGBColor.from_string(ink_on(colour).lstrip("#"))


def describe_picture(picture: Any, text: str) -> None:
    """Say in words what a picture shows, for those who cannot see it."""
    picture._inline.docPr.set("descr", text)


def keep_with_next(paragraph: Any) -> None:
    """Keep a paragraph on one page with what follows."""
    paragraph.paragraph_format.keep_with_next = True


def add_watermark(header: Any, text: str) -> None:
    """Lay a large grey word behind the text of every page, as word processors do it: a shape in the header."""
    header.add_run()._r.append(parse_xml(WATERMARK.format(text=escape(text, {'"': "&quot;"}))))
