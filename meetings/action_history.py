"""What happened to one action, out of the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext

from ladder import formats
from ladder.audit import verb
from ladder.models import AuditEntry
from meetings.models import ActionPoint

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Change:
    """One field that changed; empty texts where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Happening:
    """Who did what and when; `changes` is empty for the making of the action."""

    at: datetime
    actor: str
    words: "str | StrPromise"
    changes: tuple[Change, ...]


def history_of(action: ActionPoint) -> list[Happening]:
    """Return what happened to an action, newest first, in one query."""
    entries = AuditEntry.objects.filter(object_type=action._meta.label_lower, object_id=str(action.pk))
    return [Happening(entry.at, entry.actor, verb(entry.action), _changes(entry)) for entry in entries]


def _changes(entry: AuditEntry) -> tuple[Change, ...]:
    before: Mapping[str, Any] = entry.before or {}
    after: Mapping[str, Any] = entry.after or {}
    return tuple(
        Change(_label(name), _words(name, before[name]), _words(name, after.get(name))) for name in before
    )


def _label(name: str) -> str:
    if name == "state":
        return pgettext("action", "State").lower()
    return str(ActionPoint._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # our own fields have one


def _words(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "state":
        return str(ActionPoint.State(value).label)
    return formats.day(date.fromisoformat(value)) if name == "due_on" else str(value)
