"""The spreadsheet that people fill in, with area codes, names and dates in it: as .xlsx with help, and as .csv."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder.models import Signal
from ladder.sheet_workbook import SheetPlan, has_note, write_workbook
from ladder.weeks import Week
from regions.models import Area


@dataclass(frozen=True)
class Template:
    """What a template is made for. `signals` have their steps prefetched."""

    signals: Sequence[Signal]
    week: Week
    areas: Sequence[Area]

    def of_frequency(self, frequency: Signal.Frequency) -> list[Signal]:
        return [signal for signal in self.signals if signal.frequency == frequency]


def template_xlsx(template: Template) -> bytes:
    """Return a workbook: a sheet of daily signals, one of weekly ones, whichever are asked, and an explanation."""
    daily = template.of_frequency(Signal.Frequency.DAILY)
    weekly = template.of_frequency(Signal.Frequency.WEEKLY)
    days = [(area, day) for area in template.areas for day in template.week.days]
    weeks = [(area, str(template.week)) for area in template.areas]
    plans = [
        SheetPlan(_("Per day"), pgettext("heading", "date"), daily, days),
        SheetPlan(_("Per week"), pgettext("heading", "week"), weekly, weeks),
    ]
    buffer = BytesIO()
    write_workbook(buffer, [plan for plan in plans if plan.signals])
    return buffer.getvalue()


def template_csv(template: Template) -> bytes:
    """Return one table: first the rows per day, then those per week. As Dutch Excel likes it: `;` and a mark."""
    daily = template.of_frequency(Signal.Frequency.DAILY)
    weekly = template.of_frequency(Signal.Frequency.WEEKLY)
    headings: list[str] = []
    for signal in (*daily, *weekly):
        headings += [signal.label, pgettext("heading", "note")] if has_note(signal) else [signal.label]
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(
        [pgettext("heading", "area code"), pgettext("heading", "area"), pgettext("heading", "date"), *headings]
    )
    days: list[date | str] = [*template.week.days] if daily else []
    for period in (*days, *([str(template.week)] if weekly else [])):
        writer.writerows([area.code, area.name, str(period), *[""] * len(headings)] for area in template.areas)
    return text.getvalue().encode("utf-8-sig")
