"""The template as a workbook: keys locked, cells to fill in open, with help where people look for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder.models import Signal
from ladder.sources.spreadsheet_cells import LARGEST, LONGEST_NOTE
from regions.models import Area

KEYS = 3
"""Columns before the figures: code, name, day or week."""
LONGEST_LIST = 255
"""Letters that Excel takes in a list of choices."""
PLAIN_TEXT = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
OPTIONS = dict.fromkeys(PLAIN_TEXT, False) | {"in_memory": True}


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its name, heading of its third column, signals, and area and day (or week) of each row."""

    name: str
    period: str
    signals: Sequence[Signal]
    rows: Sequence[tuple[Area, date | str]]


def has_note(signal: Signal) -> bool:
    """Say whether a signal gets a column for notes: one that people judge on a scale."""
    return bool(signal.steps.all())


def write_workbook(file: IO[bytes], plans: Sequence[SheetPlan]) -> None:
    """Write the sheets and an explanation, in the reader's language."""
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        styles = _styles(book)
        for plan in plans:
            _write_sheet(book.add_worksheet(plan.name), plan, styles)
        _write_explanation(book.add_worksheet(_("Explanation")), plans, styles)


def _styles(book: Any) -> dict[str, Any]:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#173F6B", "font_color": "#FFFFFF"}
    key = {"bg_color": "#F3F6F9", "font_color": "#475666"}
    return {
        "heading": book.add_format(heading),
        "key": book.add_format(key),
        "day": book.add_format(key | {"num_format": "dd-mm-yyyy", "align": "left"}),
        "open": book.add_format({"locked": False, "border": 1, "border_color": "#C9D3DD"}),
        "note": book.add_format({"locked": False, "border": 1, "border_color": "#C9D3DD", "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _write_sheet(sheet: Any, plan: SheetPlan, styles: dict[str, Any]) -> None:
    headings = [pgettext("heading", "area code"), pgettext("heading", "area"), plan.period]
    sheet.write_row(0, 0, headings, styles["heading"])
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 12)
    for number, (area, period) in enumerate(plan.rows, start=1):
        sheet.write_string(number, 0, area.code, styles["key"])
        sheet.write_string(number, 1, area.name, styles["key"])
        _write_period(sheet, number, period, styles)
    column = KEYS
    for signal in plan.signals:
        column += _write_signal(sheet, column, signal, len(plan.rows), styles)
    sheet.write_comment(1, KEYS, _example(plan.signals[0]), {"x_scale": 2})
    sheet.freeze_panes(1, KEYS)
    sheet.set_row(0, 45)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _write_period(sheet: Any, number: int, period: date | str, styles: dict[str, Any]) -> None:
    if isinstance(period, str):
        sheet.write_string(number, 2, period, styles["key"])
    else:
        sheet.write_datetime(number, 2, period, styles["day"])


def _write_signal(sheet: Any, column: int, signal: Signal, rows: int, styles: dict[str, Any]) -> int:
    """Write the columns of a signal and return how many they are."""
    sheet.write_string(0, column, signal.label, styles["heading"])
    sheet.write_comment(0, column, unit_of_figures(signal), {"x_scale": 2, "y_scale": 1.5})
    sheet.set_column(column, column, max(14, min(30, len(signal.label))))
    for number in range(1, rows + 1):
        sheet.write_blank(number, column, None, styles["open"])
    sheet.data_validation(1, column, rows, column, _validation(signal))
    if not has_note(signal):
        return 1
    _write_notes(sheet, column + 1, rows, styles)
    return 2


def _write_notes(sheet: Any, column: int, rows: int, styles: dict[str, Any]) -> None:
    sheet.write_string(0, column, pgettext("heading", "note"), styles["heading"])
    sheet.set_column(column, column, 40)
    for number in range(1, rows + 1):
        sheet.write_blank(number, column, None, styles["note"])
    too_long = _("At most %(number)s characters.") % {"number": LONGEST_NOTE}
    rule = {"validate": "length", "criteria": "<=", "value": LONGEST_NOTE, "error_message": too_long}
    sheet.data_validation(1, column, rows, column, rule)


def steps_of(signal: Signal) -> list[str]:
    """Return the steps of a scale as they are filled in: `2 matig`."""
    return [f"{step.value} {step.label}" for step in signal.steps.all()]


def unit_of_figures(signal: Signal) -> str:
    """Say what is filled in for a signal: its raw figure, which differs from the weekly value that is shown."""
    steps = steps_of(signal)
    if steps:
        return _("One of: %(steps)s. Leave empty what is not known.") % {"steps": ", ".join(steps)}
    if signal.aggregation == Signal.Aggregation.SUM:
        each = _("The number in that week") if signal.frequency == "weekly" else _("The number on that day")
        return _("%(each)s, as counted: the site itself calculates “%(unit)s”. Leave empty what is not known.") % {
            "each": each,
            "unit": signal.unit_label,
        }
    return _("Unit: %(unit)s. Leave empty what is not known.") % {"unit": signal.unit_label}


def _example(signal: Signal) -> str:
    steps = steps_of(signal)
    value = steps[0] if steps else "12" if signal.aggregation == Signal.Aggregation.SUM else "12,5"
    return _("Example: %(value)s. Type values, no formulas; 0 means that there were none.") % {"value": value}


def _validation(signal: Signal) -> dict[str, Any]:
    """Return what Excel lets people fill in. It is only help: the site checks everything again."""
    steps = steps_of(signal)
    told = {"error_title": _("This cannot be right")[:32], "error_message": unit_of_figures(signal)[:255]}
    if steps and len(",".join(steps)) <= LONGEST_LIST and not any("," in step for step in steps):
        return {"validate": "list", "source": steps, **told}
    kind = "integer" if steps or signal.aggregation == Signal.Aggregation.SUM else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": 0, "maximum": int(LARGEST), **told}


def _write_explanation(sheet: Any, plans: Sequence[SheetPlan], styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, _("How to fill in this spreadsheet"), styles["title"])
    lines = [
        _(
            "Fill in the white cells only. Areas, dates and headings are locked:"
            " the figures find their place by them."
        ),
        _("Leave empty what is not known. An empty cell is not reported; 0 means that there were none."),
        _("Type values, no formulas. Write thousands without separator."),
        _("Point at a heading to read its unit."),
        _("Send the file in on the site. You see what would change before anything is stored."),
    ]
    lines += [f"{signal.label}: {unit_of_figures(signal)}" for plan in plans for signal in plan.signals]
    for number, text in enumerate(lines, start=2):
        sheet.write_string(number, 0, text, styles["wrap"])
