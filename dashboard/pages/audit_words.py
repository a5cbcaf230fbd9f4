"""What stands in the audit trail, in the reader's words: kinds of objects, names of fields, values."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ladder import formats
from ladder.audit.verbs import known_verbs
from ladder.import_texts import in_words
from ladder.models import AuditEntry, Level
from meetings.models import DeviationReason

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# What the trail tells and is no field of the object that it is about.
LABELS: dict[str, "StrPromise"] = {
    "account": gettext_lazy("account"),
    "action": gettext_lazy("action"),
    "addressees": gettext_lazy("addressees"),
    "agenda": gettext_lazy("agenda of"),
    "answer": gettext_lazy("answer"),
    "decisions": gettext_lazy("decisions"),
    "discuss": gettext_lazy("regions to discuss"),
    "document": gettext_lazy("document"),
    "file_name": gettext_lazy("file name"),
    "filters": gettext_lazy("chosen"),
    "fingerprint": gettext_lazy("fingerprint"),
    "format": gettext_lazy("file format"),
    "from": gettext_lazy("made from version"),
    "ip_address": gettext_lazy("from where"),
    "length": gettext_lazy("characters"),
    "organisation": gettext_lazy("organisation"),
    "problem": gettext_lazy("problem"),
    "restored": gettext_lazy("version put back"),
    "roles": gettext_lazy("roles"),
    "rows": gettext_lazy("rows"),
    "sha256": gettext_lazy("SHA-256"),
    "status": gettext_lazy("status"),
    "title": gettext_lazy("title"),
    "version": pgettext_lazy("duiding", "version"),
    "votes": gettext_lazy("votes (for, against, abstained)"),
    "with_one_hammer": gettext_lazy("with one hammer"),
}
# What names itself by ids only: its region and week stand beside it.
NAMELESS = {
    f"meetings.{name}"
    for name in (
        "agendareason",
        "approval",
        "decision",
        "erratum",
        "interpretation",
        "regionanswer",
        "regionquestion",
        "routeentry",
    )
}
PROBLEMS = {"problem"}
NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One field before and after; `–` where there was or is nothing, None where that side is not told."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Names:
    """What the ids in entries stand for, read in at most two queries."""

    levels: Mapping[int, str] = field(default_factory=dict)
    deviations: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[AuditEntry]) -> "Names":
        told = [facts for entry in entries for facts in (entry.before, entry.after) if facts]
        levels = _ids(told, "level", "proposed_level")
        deviations = _ids(told, "deviation")
        return cls(
            {pk: str(level) for pk, level in Level.objects.in_bulk(levels).items()} if levels else {},
            {pk: reason.label for pk, reason in DeviationReason.objects.in_bulk(deviations).items()}
            if deviations
            else {},
        )

    def level(self, value: Any) -> str:
        """Name a level that is told by its id; some entries tell its number or name instead."""
        return self.levels.get(value, str(value))


def _ids(told: Iterable[Mapping[str, Any]], *names: str) -> set[int]:
    return {facts[name] for facts in told for name in names if type(facts.get(name)) is int}


def words_of(entry: AuditEntry) -> str:
    """Return what was done, such as "stelde het niveau vast"; the code itself when it is not known any more."""
    return str(known_verbs().get(entry.action, entry.action))


def kind_of(object_type: str) -> str:
    """Return the kind of an object, such as "besluit"."""
    model = model_of(object_type)
    return str(model._meta.verbose_name) if model else object_type


def object_of(entry: AuditEntry) -> str:
    """Return the kind and name of the object of an entry, such as "ladderversie Regionaal 2020-09"."""
    name = "" if entry.object_type in NAMELESS else entry.object_label
    return f"{kind_of(entry.object_type)} {name}".strip()


def model_of(object_type: str) -> type[models.Model] | None:
    """Return the model that an entry is about; None for one that is no more."""
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def changes_of(entry: AuditEntry, names: Names) -> tuple[Change, ...]:
    """Return what an entry tells, field by field; without fields that stayed as they were, or are empty or off."""
    before, after = entry.before, entry.after
    sides = [facts for facts in (before, after) if facts is not None]
    return tuple(
        Change(
            label_of(entry.object_type, name),
            None if before is None else value_of(entry.object_type, name, before.get(name), names),
            None if after is None else value_of(entry.object_type, name, after.get(name), names),
        )
        for name in _in_order(entry.object_type, sides)
        if _says_something([facts.get(name) for facts in sides])
    )


def _in_order(object_type: str, sides: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the names of what is told in the order of the model's fields; PostgreSQL keeps none of its own."""
    model = model_of(object_type)
    places = {found.name: at for at, found in enumerate(model._meta.fields)} if model else {}
    told = dict.fromkeys(name for facts in sides for name in facts)
    return sorted(told, key=lambda name: places.get(name, len(places)))


def _says_something(values: list[Any]) -> bool:
    if len(values) > 1:
        return bool(values[0] != values[1])
    return bool(_is_there(values[0]))


def _is_there(value: Any) -> bool:
    return any(_is_there(one) for one in value) if isinstance(value, list) else value not in (None, "", False, {})


def label_of(object_type: str, name: str) -> str:
    """Return the name of a field as screens show it."""
    found = _field(object_type, name)
    if found is not None and hasattr(found, "verbose_name"):
        return capfirst(str(found.verbose_name))
    below = model_of(_below(object_type, name))
    words = below._meta.verbose_name_plural if below else LABELS.get(name, name.replace("_", " "))
    return capfirst(str(words))


def _below(object_type: str, name: str) -> str:
    """Return the kind of rows that are told under a name, such as the participants of a meeting."""
    return f"{object_type.partition('.')[0]}.{name.removesuffix('s')}"


def value_of(object_type: str, name: str, value: Any, names: Names) -> str:
    """Return a value as screens show it; `–` for nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not _is_there(value):
        return NOTHING
    if name in ("level", "proposed_level"):
        return names.level(value)
    if name == "deviation":
        return names.deviations.get(value, str(value))
    if isinstance(value, list):
        separator = "\n" if isinstance(value[0], dict) else ", "
        return separator.join(value_of(object_type, name, one, names) for one in value)
    if isinstance(value, dict):
        return _row_in_words(_below(object_type, name), value, names)
    if name in PROBLEMS:
        return in_words(value)
    return _chosen(object_type, name, value) or _in_time(value) or str(value)


def _row_in_words(object_type: str, row: dict[str, Any], names: Names) -> str:
    told = {name: value for name, value in row.items() if _is_there(value)}
    return "; ".join(
        f"{label_of(object_type, name)}: {value_of(object_type, name, value, names)}"
        for name, value in told.items()
    )


def _field(object_type: str, name: str) -> Any:
    model = model_of(object_type)
    if model is None:
        return None
    with suppress(FieldDoesNotExist):
        return model._meta.get_field(name)
    return None


def _chosen(object_type: str, name: str, value: Any) -> str:
    found = _field(object_type, name)
    return str(dict(getattr(found, "flatchoices", ())).get(value, ""))


def _in_time(value: Any) -> str:
    """Return a date or a moment in words; "" for anything else."""
    if not isinstance(value, str) or not value[:4].isdecimal():
        return ""
    with suppress(ValueError):
        return formats.day(date.fromisoformat(value))
    with suppress(ValueError):
        moment = datetime.fromisoformat(value)
        return formats.moment(moment) if moment.tzinfo else ""
    return ""
