"""Changing several measures of the drafts at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import entry, record_all
from measures.actions.drafts import store_levels
from measures.errors import MeasureError
from measures.models import Catalogue, Measure, MeasureTheme

Facts = dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """What becomes of each measure; what is None or empty stays as it is."""

    status: str = ""
    withdrawn_because: str = ""
    theme: MeasureTheme | None = None
    catalogue: Catalogue | None = None
    add_levels: tuple[int, ...] = ()
    remove_levels: tuple[int, ...] = ()

    @property
    def are_none(self) -> bool:
        return not (self.status or self.theme or self.catalogue or self.add_levels or self.remove_levels)


@transaction.atomic
def change_measures(*, measures: Iterable[Measure], changes: Changes, by: User, now: datetime) -> int:
    """Change measures, each with its history, and return how many of them differ now.

    `MeasureError` when nothing is asked, a withdrawal has no reason, a level is both added and removed, or a list
    would have two measures of one title. Then nothing is changed.
    """
    locked = Measure.objects.select_for_update(of=("self",)).filter(pk__in=[measure.pk for measure in measures])
    rows = list(locked.with_all())
    _check(changes, rows)
    told = []
    for measure in rows:
        before = _facts(measure)
        _change(measure, changes, by)
        told.append((measure, before, _facts_after(before, changes)))
    differing = [(measure, *_differing(before, after)) for measure, before, after in told if before != after]
    record_all(
        entry("measure.changed_together", about=measure, by=by, now=now, before=before, after=after)
        for measure, before, after in differing
    )
    return len(differing)


def _check(changes: Changes, measures: Sequence[Measure]) -> None:
    if changes.are_none:
        raise MeasureError(_("Choose what has to change."))
    if changes.status == Measure.Status.WITHDRAWN and not changes.withdrawn_because:
        raise MeasureError(_("Say why they are withdrawn."), field="withdrawn_because")
    if changes.withdrawn_because and changes.status != Measure.Status.WITHDRAWN:
        raise MeasureError(_("A reason is only for what is withdrawn."), field="withdrawn_because")
    if set(changes.add_levels) & set(changes.remove_levels):
        raise MeasureError(_("A level cannot be added and removed at once."), field="remove_levels")
    if changes.catalogue:
        _refuse_equal_titles(changes.catalogue, measures)


def _refuse_equal_titles(catalogue: Catalogue, measures: Sequence[Measure]) -> None:
    moving = {measure.pk for measure in measures}
    titles = [measure.title for measure in measures]
    there = Measure.objects.filter(catalogue=catalogue, title__in=titles).exclude(pk__in=moving)
    twice = {title for title in titles if titles.count(title) > 1} | set(there.values_list("title", flat=True))
    if twice:
        sentence = _("%(list)s would have two measures with this title: %(titles)s")
        told = {"list": catalogue.name, "titles": ", ".join(sorted(twice)[:5])}
        raise MeasureError(sentence % told, field="catalogue")


def _change(measure: Measure, changes: Changes, by: User) -> None:
    because = _("changed together with others")
    after = _facts_after(_facts(measure), changes)
    if after != _facts(measure) | {"levels": after["levels"]}:
        measure.status, measure.withdrawn_because = after["status"], after["withdrawn_because"]
        measure.theme = changes.theme or measure.theme
        measure.catalogue = changes.catalogue or measure.catalogue
        measure._history_user = by  # type: ignore[attr-defined]  # read by simple_history
        measure._change_reason = because  # type: ignore[attr-defined]  # the same
        measure.save()
    store_levels(measure, after["levels"], by=by, because=because)


def _facts(measure: Measure) -> Facts:
    return {
        "status": measure.status,
        "withdrawn_because": measure.withdrawn_because,
        "theme": measure.theme.name,
        "catalogue": measure.catalogue.name,
        "levels": sorted(level.number for level in measure.levels.all()),
    }


def _facts_after(before: Facts, changes: Changes) -> Facts:
    after = dict(before)
    if changes.status:
        after |= {"status": changes.status, "withdrawn_because": changes.withdrawn_because}
    if changes.theme:
        after["theme"] = changes.theme.name
    if changes.catalogue:
        after["catalogue"] = changes.catalogue.name
    after["levels"] = sorted({*before["levels"], *changes.add_levels} - set(changes.remove_levels))
    return after


def _differing(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
