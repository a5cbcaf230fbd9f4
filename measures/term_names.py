"""The names of terms, for screens: entries hold codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import get_language

from measures.levels import levels_in_force
from measures.models import Catalogue, LegalInstrument, MeasureTheme, Principle, TargetGroup

KINDS: dict[str, type[Model]] = {
    "catalogues": Catalogue,
    "themes": MeasureTheme,
    "target_groups": TargetGroup,
    "legal_instruments": LegalInstrument,
    "principles": Principle,
}
COLUMNS = ("kind", "known_as", "called", "place")


@dataclass(frozen=True)
class Terms:
    """The names of all terms by code, each kind in the order of its list, and of levels by number if asked for."""

    catalogues: Mapping[str, str]
    themes: Mapping[str, str]
    target_groups: Mapping[str, str]
    legal_instruments: Mapping[str, str]
    principles: Mapping[str, str]
    levels: Mapping[int, str] = field(default_factory=dict)


def load_terms_by_code(*, levels_on: date | None = None) -> Terms:
    """Return the names of catalogues and terms, and of the levels in force on a day. One query.

    A code that is no longer there (an old version may name it) is missing: show the code itself then.
    """
    first, *others = [_rows(kind, model) for kind, model in KINDS.items()]
    if levels_on is not None:
        others.append(_level_rows(levels_on))
    names: dict[str, dict[str, str]] = {kind: {} for kind in [*KINDS, "levels"]}
    for kind, code, name, _order in sorted(first.union(*others, all=True), key=lambda row: (row[3], row[2])):
        names[kind][code] = name
    levels = {int(number): name for number, name in names.pop("levels").items()}
    return Terms(**names, levels=levels)


def name_of(names: Mapping[str, str], code: str) -> str:
    """Return the name of a term, or the code itself when the term is no longer there."""
    return names.get(code, code)


def _rows(kind: str, model: type[Model]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = model._default_manager.order_by().annotate(
        kind=Value(kind, output_field=CharField()), known_as=F("code"), called=F("name"), place=F("order")
    )
    return rows.values_list(*COLUMNS)


def _level_rows(day: date) -> QuerySet[Any, Any]:
    # As `Level.label` says it.
    english = Coalesce(NullIf("name_en", Value("")), "name")
    rows = levels_in_force(day).annotate(
        kind=Value("levels", output_field=CharField()),
        known_as=Cast("number", CharField()),
        called=english if get_language() == "en" else F("name"),
        place=F("number"),
    )
    return rows.values_list(*COLUMNS)
