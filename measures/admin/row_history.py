"""What happened to the levels and steps of one measure: rows of their own, with a history of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from measures.models import MeasureLevel, MeasureStep

MOST_ROWS = 200


@dataclass(frozen=True)
class RowChange:
    """A level or step that was added, changed or deleted; `before` and `after` are texts, "" for none."""

    at: datetime
    who: str
    what: str
    before: str
    after: str


def load_row_history(measure_pk: int) -> list[RowChange]:
    """Return the changes of levels and steps, latest first. Two queries."""
    levels = MeasureLevel.history.filter(measure_id=measure_pk).select_related("history_user")
    steps = MeasureStep.history.filter(measure_id=measure_pk).select_related("history_user")
    changes = [*_changes(levels, _("level"), _level), *_changes(steps, _("step"), _step)]
    return sorted(changes, key=lambda change: change.at, reverse=True)[:MOST_ROWS]


def _level(record: Any) -> str:
    return str(record.number)


def _step(record: Any) -> str:
    partner = f" → {record.partner}" if record.partner else ""
    return f"{record.number}. {record.text}{partner}"


def _changes(records: Iterable[Any], what: str, told: Any) -> list[RowChange]:
    """Walk through the records, oldest first, with what each row said before."""
    last: dict[int, str] = {}
    found = []
    for record in sorted(records, key=lambda record: (record.history_date, record.history_id)):
        before, after = last.get(record.id, ""), "" if record.history_type == "-" else told(record)
        before = before or (told(record) if record.history_type == "-" else "")
        last[record.id] = after
        if before != after:
            who = str(record.history_user) if record.history_user else ""
            found.append(RowChange(record.history_date, who, what, before, after))
    return found
