"""Writing the rows of a draft: a measure with its levels, steps and target groups, each change in the history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from measures.entries import Entry
from measures.models import (
    Catalogue,
    LegalInstrument,
    Measure,
    MeasureLevel,
    MeasureStep,
    MeasureTheme,
    Principle,
    TargetGroup,
)

COLUMNS = (
    "title", "description", "stance", "setting", "decider", "article", "notice_days", "effect", "effect_text",
    "burden", "burden_text", "owner", "source", "status", "withdrawn_because", "icon", "is_example", "order",
)  # fmt: skip
"""Fields that a measure and an entry have in common as they are."""


@dataclass(frozen=True)
class TermRows:
    """The ids of catalogues and terms by code."""

    catalogues: Mapping[str, int]
    themes: Mapping[str, int]
    target_groups: Mapping[str, int]
    legal_instruments: Mapping[str, int]
    principles: Mapping[str, int]


def load_term_rows() -> TermRows:
    """Read them. Five queries."""
    return TermRows(
        catalogues=dict(Catalogue.objects.values_list("code", "pk")),
        themes=dict(MeasureTheme.objects.values_list("code", "pk")),
        target_groups=dict(TargetGroup.objects.values_list("code", "pk")),
        legal_instruments=dict(LegalInstrument.objects.values_list("code", "pk")),
        principles=dict(Principle.objects.values_list("code", "pk")),
    )


def store_new_entries(
    entries: Iterable[Entry], terms: TermRows, *, by: User | None, because: str
) -> list[Measure]:
    """Store entries as new measures, each with its key if it has one; levels and steps of all at once."""
    made = []
    levels: list[MeasureLevel] = []
    steps: list[MeasureStep] = []
    for entry in entries:
        measure = Measure(key=entry.key) if entry.key else Measure()
        _fill(measure, entry, terms, by, because)
        measure.target_groups.add(*[terms.target_groups[code] for code in entry.target_groups])
        levels += [MeasureLevel(measure=measure, number=number) for number in entry.levels]
        steps += [
            MeasureStep(measure=measure, number=number, text=text, partner=partner)
            for number, (text, partner) in enumerate(entry.steps, start=1)
        ]
        made.append(measure)
    for rows, model in ((levels, MeasureLevel), (steps, MeasureStep)):
        bulk_create_with_history(rows, model, default_user=by, default_change_reason=because[:100])
    return made


def store_entry(entry: Entry, measure: Measure, terms: TermRows, *, by: User | None, because: str) -> None:
    """Make a stored measure say what an entry says; `because` stands in the history as the reason.

    `KeyError` for a code that is not among `terms`.
    """
    _fill(measure, entry, terms, by, because)
    groups = {terms.target_groups[code] for code in entry.target_groups}
    if groups != {group.pk for group in measure.target_groups.all()}:
        measure.target_groups.set(groups)
    store_levels(measure, entry.levels, by=by, because=because)
    _store_steps(measure, entry.steps, by=by, because=because)


def _fill(measure: Measure, entry: Entry, terms: TermRows, by: User | None, because: str) -> None:
    """Store the fields of a measure itself."""
    _sign(measure, by, because)
    for name in COLUMNS:
        setattr(measure, name, getattr(entry, name))
    measure.catalogue_id = terms.catalogues[entry.catalogue]
    measure.theme_id = terms.themes[entry.theme]
    measure.legal_instrument_id = (
        terms.legal_instruments[entry.legal_instrument] if entry.legal_instrument else None
    )
    measure.principle_id = terms.principles[entry.principle] if entry.principle else None
    measure.save()


def store_levels(measure: Measure, numbers: Iterable[int], *, by: User | None, because: str) -> None:
    """Make a measure apply at these levels and no others."""
    wanted = set(numbers)
    known = {level.number: level for level in measure.levels.all()}
    for number in sorted(set(known) - wanted):
        _signed(known[number], by, because).delete()
    for number in sorted(wanted - set(known)):
        _signed(measure.levels.model(measure=measure, number=number), by, because).save()


def _store_steps(measure: Measure, wanted: Sequence[tuple[str, str]], *, by: User | None, because: str) -> None:
    """Change the steps in their order: those that differ, those that are new, and those that are left over."""
    known = list(measure.steps.all())
    for step, (text, partner) in zip(known, wanted, strict=False):
        if (step.text, step.partner) != (text, partner):
            step.text, step.partner = text, partner
            _signed(step, by, because).save()
    for step in known[len(wanted) :]:
        _signed(step, by, because).delete()
    last = known[-1].number if known else 0
    for number, (text, partner) in enumerate(wanted[len(known) :], start=last + 1):
        step = measure.steps.model(measure=measure, number=number, text=text, partner=partner)
        _signed(step, by, because).save()


def _signed(row: Any, by: User | None, because: str) -> Any:
    _sign(row, by, because)
    return row


def _sign(row: Model, by: User | None, because: str) -> None:
    """Say in the history who did it and why; simple_history reads both from the row."""
    row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    row._change_reason = because[:100]  # type: ignore[attr-defined]  # the same
