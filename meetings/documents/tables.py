"""The decisions as a table of their own, for those who calculate with them.

The columns of the decision are as in the minutes; what adopted errata say of it stands in columns of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ladder.levels_table import LevelsTable
from ladder.plain_text import for_documents
from ladder.table_files import write_table
from ladder.weeks import Week
from meetings.documents.model import CONSENT, DecisionNote, LevelNote, NoteContent, RegionNote
from meetings.documents.note import ErratumNote, Note, errata_on, regions_of
from meetings.documents.words import moment, status_in_words, watermark_of, week_in_words

NARROWEST, WIDEST = 10, 50
DAY = "dd-mm-yyyy"

Row = dict[str, Any]


def write_csv(note: Note, region: str | None) -> bytes:
    """Return the decisions as .csv (UTF-8, comma), columns by their English names as in the export of levels."""
    columns = tuple(_headings())
    rows = [tuple(_plain(row[name]) for name in columns) for row in _rows(note, region)]
    return write_table(LevelsTable(columns, rows), "csv")


def write_xlsx(note: Note, region: str | None) -> bytes:
    """Return the decisions as .xlsx, with Dutch headings, and status and number on every printed page."""
    buffer, content = BytesIO(), note.content
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        created = datetime.fromtimestamp(int(content.as_it_stood_at.timestamp()), UTC).replace(tzinfo=None)
        title = _title(content)
        book.set_properties({"title": title, "subject": for_documents(content.ladder), "created": created})
        sheet = book.add_worksheet(_("Decisions"))
        _set_page(sheet, content, title)
        _fill(book, sheet, list(_rows(note, region)))
    return buffer.getvalue()


def _title(content: NoteContent) -> str:
    return _("Decision list of the meeting on %(week)s") % {"week": week_in_words(Week.parse(content.week))}


def _rows(note: Note, region: str | None) -> Iterator[Row]:
    return (_row(note, one) for one in regions_of(note, region))


def _row(note: Note, region: RegionNote) -> Row:
    """Return a row by column. Dates are dates, numbers numbers; what is not there is None."""
    content = note.content
    return {
        "week": content.week,
        "status": status_in_words(content),
        "area_code": region.code,
        "area_name": region.name,
        **_level("in_force", region.in_force.level if region.in_force else None),
        **_level("computed", region.computed),
        "computed_state": region.state_label,
        **_level("proposed", region.proposal.level if region.proposal else None),
        **_decision(region.decision),
        "category": _category(region),
        "minutes_sha256": note.sha256 or None,
        **_corrected(errata_on(note, region)),
    }


def _level(name: str, level: LevelNote | None) -> Row:
    return {f"{name}_level": level.number if level else None, f"{name}_level_name": level.name if level else None}


def _decision(made: DecisionNote | None) -> Row:
    votes = made.votes if made else None
    return {
        **_level("decided", made.level if made else None),
        "valid_from": made.valid_from if made else None,
        "next_review": made.next_review if made else None,
        "differs": _yes_or_no(made.differs) if made else None,
        "deviation": (made and made.deviation) or None,
        "reason": (made and made.reason) or None,
        "votes_for": votes.in_favour if votes else None,
        "votes_against": votes.against if votes else None,
        "abstentions": votes.abstained if votes else None,
        "minority_note": (made and made.minority_note) or None,
        "waits_for_route": _yes_or_no(made.waits_for_route) if made else None,
        "decided_at": moment(made.decided_at) if made else None,
    }


def _corrected(errata: Sequence[ErratumNote]) -> Row:
    """Return the numbers of the errata on a region, and the level by the one adopted last that corrects it."""
    levels = [erratum for erratum in errata if erratum.level]
    last = max(levels, key=lambda erratum: (erratum.adopted_at, erratum.number), default=None)
    return {
        "errata": ", ".join(str(erratum.number) for erratum in errata) or None,
        **_level("corrected", last.level if last else None),
        "corrected_valid_from": last.valid_from if last else None,
    }


def _yes_or_no(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def _category(region: RegionNote) -> str | None:
    if not region.category:
        return None
    return _("consent item") if region.category == CONSENT else _("item for discussion")


def _headings() -> Mapping[str, str]:
    return {
        "week": _("Week"),
        "status": _("Status"),
        "area_code": _("Code"),
        "area_name": _("Safety region"),
        "in_force_level": _("Was in force"),
        "in_force_level_name": _("Was in force, name"),
        "computed_level": _("Computed level"),
        "computed_level_name": _("Computed level, name"),
        "computed_state": _("State of the figures"),
        "proposed_level": _("Proposed level"),
        "proposed_level_name": _("Proposed level, name"),
        "decided_level": _("Decided level"),
        "decided_level_name": _("Decided level, name"),
        "valid_from": _("Valid from"),
        "next_review": _("Next review"),
        "differs": _("Other than computed"),
        "deviation": _("Kind of reason"),
        "reason": _("Reason"),
        "votes_for": _("Votes for"),
        "votes_against": _("Votes against"),
        "abstentions": _("Abstained"),
        "minority_note": _("Minority note"),
        "waits_for_route": _("Waits for the route"),
        "decided_at": _("Decided at"),
        "category": _("Kind of item"),
        "minutes_sha256": _("SHA-256 of the minutes"),
        "errata": _("Errata"),
        "corrected_level": _("Corrected level"),
        "corrected_level_name": _("Corrected level, name"),
        "corrected_valid_from": _("Corrected level, valid from"),
    }


def _set_page(sheet: Any, content: NoteContent, title: str) -> None:
    """Print it on A4, lying, with what it is on every page; `&` begins a code in these lines."""
    status, stood = status_in_words(content), moment(content.as_it_stood_at)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    mark = watermark_of(content)
    middle = f"&C&B{mark}" if mark else ""
    sheet.set_header(f"&L{title.replace('&', '&&')}{middle}&R{status}")
    page = _("Page &P of &N")
    sheet.set_footer(f"&L{status}, {stood}&R{page}")


def _fill(book: Any, sheet: Any, rows: list[Row]) -> None:
    headings = _headings()
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
    sheet.freeze_panes(1, 4)
    sheet.write_row(
        0, 0, headings.values(), book.add_format({"bold": True, "bg_color": "#E6ECF2", "text_wrap": True})
    )
    for number, row in enumerate(rows, start=1):
        for at, name in enumerate(headings):
            _write(sheet, number, at, row[name], days if isinstance(row[name], date) else wrapped)
    for at, name in enumerate(headings):
        sheet.set_column(at, at, _width(headings[name], [row[name] for row in rows]))
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)


def _write(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, form)
        case date():
            sheet.write_datetime(row, column, value, form)
        case int():
            sheet.write_number(row, column, value, form)
        case _:
            sheet.write_string(row, column, for_documents(value), form)


def _width(heading: str, values: list[Any]) -> int:
    longest = max(len(str(value)) for value in ("", *values) if value is not None)
    return min(max(longest, len(heading.split()[0]), NARROWEST) + 2, WIDEST)


def _plain(cell: Any) -> Any:
    """Return a cell as text or number; dates in ISO form."""
    if isinstance(cell, date):
        return cell.isoformat()
    return for_documents(cell) if isinstance(cell, str) else cell
