"""What a row of the database says, as plain values, and what changed between two such statements."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import BinaryField, Field, Model

Facts = dict[str, Any]

SECRET = frozenset({"password"})
# Written by the site itself at every sign-in and run: not what people change.
KEPT_BY_THE_SITE = frozenset({"last_login", "busy_until", "last_run_at", "total_run_count", "date_changed"})
HIDDEN = "…"
LONGEST_TEXT = 1000
PLAIN = (str, int, float, bool, Decimal, date, datetime, time, list, dict, type(None))


def facts_of(row: Model) -> Facts:
    """Return the fields of a stored row: related rows by name, many of them as a list. Reads each relation."""
    fields: Iterable[Field[Any, Any]] = row._meta.concrete_fields
    facts = {
        field.name: _plain(getattr(row, field.name))
        for field in fields
        if not (field.primary_key or isinstance(field, BinaryField) or field.name in KEPT_BY_THE_SITE)
    }
    many = {field.name: sorted(map(str, getattr(row, field.name).all())) for field in row._meta.many_to_many}
    return facts | many


def changed(before: Facts | None, after: Facts | None) -> tuple[Facts | None, Facts | None]:
    """Return of both only what differs, shortened for the trail; None for a side that is not there.

    A changed secret is only said to have changed.
    """
    names = [name for name in {**(before or {}), **(after or {})} if _at(before, name) != _at(after, name)]
    return _told(before, names), _told(after, names)


_ABSENT = object()


def _at(facts: Mapping[str, Any] | None, name: str) -> Any:
    return _ABSENT if facts is None else facts.get(name)


def _told(facts: Facts | None, names: Iterable[str]) -> Facts | None:
    if facts is None:
        return None
    return {name: HIDDEN if name in SECRET else _shortened(facts[name]) for name in names if name in facts}


def _shortened(value: Any) -> Any:
    too_long = isinstance(value, str) and len(value) > LONGEST_TEXT
    return f"{value[:LONGEST_TEXT]}…" if too_long else value


def _plain(value: Any) -> Any:
    return value if isinstance(value, PLAIN) else str(value)
