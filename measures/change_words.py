"""What changed in a list, in words: field by field, with the changed words marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ladder.differences import ADDED, REMOVED, Piece, differences
from measures.comparison import Change, FieldChange
from measures.entry_words import LevelShown, decider_label, listed, stance_label, status_label
from measures.models import Measure
from measures.term_names import Terms, name_of

NAMES_OF = {"theme": "themes", "legal_instrument": "legal_instruments", "principle": "principles"}
LABELS_OF: dict[str, Callable[[Any], str]] = {
    "stance": stance_label,
    "decider": decider_label,
    "status": status_label,
    "icon": lambda icon: str(dict(Measure.Icon.choices).get(icon, icon)),
}


@dataclass(frozen=True)
class FieldInWords:
    """A field that differs: how it was, with what went marked, and how it is, with what came marked."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def label(self) -> str:
        return field_label(self.name)


@dataclass(frozen=True)
class ChangeInWords:
    """An entry that differs, with the fields that do, and its levels as each list has them ("": none)."""

    change: Change
    fields: tuple[FieldInWords, ...]
    levels_before: str
    levels_after: str

    @property
    def kind(self) -> str:
        return self.change.kind.value


def change_in_words(change: Change, terms: Terms) -> ChangeInWords:
    """Return a change as a page shows it; `terms` with the names of the levels."""
    before, after = (
        value_text("levels", entry.levels, terms) if entry else "" for entry in (change.before, change.after)
    )
    return ChangeInWords(change, tuple(_field(one, terms) for one in change.fields), before, after)


def field_label(name: str) -> str:
    """Return what a field of `Entry` is called: `Titel`."""
    others = {"levels": _("levels"), "steps": _("route")}
    return capfirst(others[name] if name in others else str(field_names()[name]))


def field_names() -> dict[str, Any]:
    """Return what the fields of a measure that have a column of their own are called."""
    fields = (*Measure._meta.fields, *Measure._meta.many_to_many)
    return {field.name: field.verbose_name for field in fields}


def value_text(name: str, value: Any, terms: Terms) -> str:
    """Return a value of a field of `Entry` (or of a stored change, with lists for tuples) as text."""
    if value is None:
        return ""
    if name == "levels":
        return ", ".join(terms.levels.get(number) or LevelShown(number, None).label for number in value)
    if name == "steps":
        return _steps(value)
    if name == "target_groups":
        return listed(terms.target_groups, value)
    if name in NAMES_OF:
        return name_of(getattr(terms, NAMES_OF[name]), value)
    if name == "is_example":
        return _("yes") if value else _("no")
    return LABELS_OF[name](value) if name in LABELS_OF else str(value)


def _steps(steps: Sequence[Sequence[str]]) -> str:
    told = (f"{text} ({partner})" if partner else text for text, partner in steps)
    return "\n".join(f"{number}. {step}" for number, step in enumerate(told, start=1))


def _field(change: FieldChange, terms: Terms) -> FieldInWords:
    before, after = (value_text(change.field, value, terms) for value in (change.before, change.after))
    pieces = differences(before, after)
    return FieldInWords(
        change.field,
        tuple(piece for piece in pieces if piece.kind != ADDED),
        tuple(piece for piece in pieces if piece.kind != REMOVED),
    )
