"""From a cell of a spreadsheet to a number, step, day or note; `CellError` for what cannot be one for sure."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_noop as _

from ladder.sources import reasons
from ladder.sources.cell_problems import CellError
from ladder.sources.checks import parse_moment
from ladder.sources.spreadsheet_knowledge import SheetSignal
from ladder.sources.spreadsheet_sheets import Cell
from ladder.weeks import Week, WeekError

LARGEST = 1e12
LONGEST_NOTE = 500
FIRST_DAY, UNKNOWN_DAY = date(2020, 1, 1), date(1900, 1, 1)
WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)
ONE_SEPARATOR = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
GROUPED = (
    re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII),
    re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})", re.ASCII),
    re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})", re.ASCII),
)


@dataclass(frozen=True)
class Period:
    """The day of a row, or with `is_week` the Monday of its week."""

    day: date
    is_week: bool = False


def parse_figure(cell: Cell, signal: SheetSignal) -> float:
    """Read a figure of a signal: not negative; whole for counts; of a scale the number or name of a step."""
    if signal.steps:
        return _step(cell, signal)
    number = _number(cell)
    if number < 0:
        raise CellError(reasons.VALUE_NEGATIVE, found=cell.value)
    if number > LARGEST:
        raise CellError(reasons.VALUE_TOO_LARGE, found=cell.value)
    if signal.whole and number != math.trunc(number):
        raise CellError(reasons.VALUE_FRACTION, found=cell.value, expected=_("a whole number"))
    if signal.percentage and number > 100:
        raise CellError(reasons.VALUE_NO_PERCENTAGE, found=cell.value, expected="0–100")
    return number


def parse_period(cell: Cell) -> Period:
    """Read a day (`2020-09-21`, `21-9-2020`, a date of Excel) or a week (`2020-W39`)."""
    refuse_problem(cell)
    if cell.is_blank:
        raise CellError(reasons.DATE_EMPTY)
    text = str(cell.value).strip()
    week = WEEK.fullmatch(text) if isinstance(cell.value, str) else None
    period = _week(week, text) if week else Period(_day(cell, text))
    if period.day == UNKNOWN_DAY:
        raise CellError(reasons.DATE_EMPTY, found=text)
    if period.day < FIRST_DAY:
        raise CellError(reasons.DATE_TOO_EARLY, found=text)
    return period


def parse_note(cell: Cell) -> str:
    """Read a note: plain text of at most 500 characters, on one line."""
    refuse_problem(cell)
    note = "" if cell.is_blank else " ".join(str(cell.value).split())
    if len(note) > LONGEST_NOTE:
        raise CellError(reasons.NOTE_TOO_LONG, found=f"{len(note)}", expected=f"≤ {LONGEST_NOTE}")
    return "".join(letter if letter.isprintable() else "�" for letter in note)


def refuse_problem(cell: Cell) -> None:
    """`CellError` for a cell that cannot be taken whatever stands in it."""
    if cell.problem:
        raise CellError(cell.problem, found=cell.value, expected=_EXPECTED.get(cell.problem, ""))


_EXPECTED = {
    reasons.FORMULA: _("the value itself, typed in"),
    reasons.MERGED: _("one cell per figure"),
    reasons.NUMBER_AS_PERCENTAGE: _("the number without percent sign"),
}


def _number(cell: Cell) -> float:
    refuse_problem(cell)
    value = cell.value
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise CellError(reasons.VALUE_NOT_A_NUMBER, found=value)
        number = float(_plain(value) if isinstance(value, str) else value)
    except OverflowError as error:
        raise CellError(reasons.VALUE_TOO_LARGE) from error
    if not math.isfinite(number):
        raise CellError(reasons.VALUE_NOT_A_NUMBER if math.isnan(number) else reasons.VALUE_TOO_LARGE, found=value)
    return number


def _plain(said: str) -> str:
    """Return the text of a number with a decimal point and without groups of thousands."""
    text = " ".join(said.split())
    if text.endswith("%"):
        raise CellError(reasons.NUMBER_AS_PERCENTAGE, found=said, expected=_EXPECTED[reasons.NUMBER_AS_PERCENTAGE])
    if AMBIGUOUS.fullmatch(text):
        raise CellError(reasons.NUMBER_AMBIGUOUS, found=said, expected=_("no separator of thousands"))
    if ONE_SEPARATOR.fullmatch(text):
        return text.replace(",", ".")
    if any(pattern.fullmatch(text) for pattern in GROUPED):
        whole, decimals = _split_decimals(text)
        return re.sub(r"[ .,]", "", whole) + decimals
    raise CellError(reasons.VALUE_NOT_A_NUMBER, found=said)


def _split_decimals(text: str) -> tuple[str, str]:
    """Split a grouped number: its last separator is the decimal one when it stands there once."""
    place = max(text.rfind(","), text.rfind("."))
    decimal = place > 0 and text.count(text[place]) == 1
    return (text[:place], f".{text[place + 1 :]}") if decimal else (text, "")


def _step(cell: Cell, signal: SheetSignal) -> float:
    refuse_problem(cell)
    said = " ".join(str(cell.value).split()).casefold()
    for value, names in signal.steps.items():
        known = {str(value), f"{value}.0", *names, *(f"{value} {name}" for name in names)}
        if said in {name.casefold() for name in known} and not isinstance(cell.value, bool):
            return float(value)
    expected = ", ".join(f"{value} {names[0]}" if names else str(value) for value, names in signal.steps.items())
    raise CellError(reasons.NOT_ON_SCALE, found=cell.value, expected=expected)


def _week(match: re.Match[str], text: str) -> Period:
    try:
        return Period(Week.parse(f"{match[1]}-W{int(match[2]):02d}").start, is_week=True)
    except WeekError as error:
        raise CellError(reasons.DATE_UNREADABLE, found=text) from error


def _day(cell: Cell, text: str) -> date:
    value = cell.value
    moment = parse_moment(text) if isinstance(value, str) else value
    if isinstance(moment, datetime):
        if moment.time() != time.min:
            raise CellError(reasons.DATE_WITH_TIME, found=text)
        return moment.date()
    if isinstance(moment, date):
        return moment
    raise CellError(reasons.DATE_UNREADABLE, found=text, expected="2020-09-21, 2020-W39")
