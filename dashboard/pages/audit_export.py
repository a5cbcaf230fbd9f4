"""The audit trail as a spreadsheet."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.pages.audit_words import kind_of, words_of
from ladder.audit import record
from ladder.levels_table import LevelsTable
from ladder.models import AuditEntry
from ladder.querysets import AuditQuerySet
from ladder.weeks import Week

MOST_ROWS = 20_000
LONGEST_CELL = 32_000  # what a cell of a spreadsheet can hold is a little more


class TooManyRowsError(Exception):
    """More was asked for than one export holds."""


def export_table(entries: AuditQuerySet) -> LevelsTable:
    """Return the entries as a table, in one query; `TooManyRowsError` beyond `MOST_ROWS`.

    Moments are in Dutch local time with their offset; before and after are JSON, as they are stored.
    """
    found = list(entries[: MOST_ROWS + 1])
    if len(found) > MOST_ROWS:
        raise TooManyRowsError
    columns = (
        _("at"), _("who"), _("from where"), _("code"), _("what"), _("kind of object"), _("object"),
        _("name of the object"), _("ladder"), _("area code"), _("area"), _("week"), _("before"), _("after"),
    )  # fmt: skip
    return LevelsTable(columns, [_row(entry) for entry in found])


def _row(entry: AuditEntry) -> tuple[str, ...]:
    return (
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        entry.actor,
        entry.address or "",
        entry.action,
        words_of(entry),
        kind_of(entry.object_type),
        entry.object_id,
        entry.object_label,
        entry.ladder.code if entry.ladder else "",
        entry.area.code if entry.area else "",
        entry.area.name if entry.area else "",
        str(Week(entry.week_start)) if entry.week_start else "",
        _json(entry.before),
        _json(entry.after),
    )


def _json(told: Any) -> str:
    return "" if told is None else json.dumps(told, ensure_ascii=False)[:LONGEST_CELL]


def record_export(*, asked: Mapping[str, Any], rows: int, file_format: str, by: User, now: datetime) -> AuditEntry:
    """Write down who took the trail out of the building, and which part of it."""
    filters = {name: str(value) for name, value in asked.items() if value}
    return record(
        "audit.exported",
        about=AuditEntry(at=now),
        by=by,
        now=now,
        after={"format": file_format, "rows": rows, "filters": filters},
        label="",
    )
