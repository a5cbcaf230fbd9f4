"""Reading a spreadsheet in a test, and what came of it."""

import warnings

from ladder.sources.figures import SourceFigures
from ladder.sources.spreadsheet import read_content
from tests.unit.ladder.sources.sheets import HEADER, KNOWLEDGE, csv_of, xlsx_of

DAY = "2020-09-21"


def found_in(data: bytes, name: str = "cijfers") -> SourceFigures:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return read_content(data, name, KNOWLEDGE)


def taken(found: SourceFigures) -> list[tuple[str, str, str, float, str, str]]:
    figures = found.figures
    days = figures["date"].dt.strftime("%Y-%m-%d")
    columns = figures["signal"], figures["area_code"], days, figures["value"], figures["note"], figures["place"]
    return list(zip(*columns, strict=True))


def refused(found: SourceFigures) -> list[str]:
    return list(found.refused["reason"])


def both(*rows, header=HEADER) -> list[SourceFigures]:
    """The same rows as text and as a workbook."""
    return [found_in(csv_of(*rows, header=header)), found_in(xlsx_of(*rows, header=header))]
