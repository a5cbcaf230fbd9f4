"""Entering what regions have taken: many at once, ending many at once, and correcting one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from ladder.audit.record import entry, record, record_all
from ladder.models import AuditEntry
from measures.errors import MeasureError
from measures.models import Measure, MeasureInForce
from regions.models import Area

Cell = tuple[int, int]  # id of the measure, id of the area
ByCell = Mapping[Cell, list[MeasureInForce]]


@dataclass(frozen=True)
class Taking:
    """From when until when something is in force (both days count), and on which grounds."""

    since: date
    until: date | None = None
    decided_in: str = ""
    legal_basis: str = ""
    cabinet_informed_on: date | None = None
    deviation: str = ""


class CellsRefused(MeasureError):  # noqa: N818 - named after what happened
    """Some of what was entered at once cannot be; nothing was stored. `cells` says why, per measure and area."""

    def __init__(self, cells: Mapping[Cell, str]) -> None:
        super().__init__(_("Nothing has been saved yet: something is the matter with the marked measures."))
        self.cells = dict(cells)


@transaction.atomic
def enter_measures(
    *, cells: Collection[tuple[Measure, Area]], taking: Taking, by: User, now: datetime
) -> list[MeasureInForce]:
    """Store that areas have taken measures, and return the new rows; all of them or none.

    What is there already, word for word, is passed over: sending twice stores once. Without a legal basis each
    gets what the list says. `MeasureError` for impossible days, `CellsRefused` when a measure is in force in these
    days already or was withdrawn from the list.
    """
    _refuse_days(taking, now)
    if not cells:
        raise MeasureError(_("Choose at least one measure."))
    known = _lock({measure.pk for measure, _area in cells})
    wanted = [_row(measure, area, taking, by, now) for measure, area in cells]
    new = [row for row in wanted if not _is_there(row, known)]
    _refuse_cells({_cell(row): _why_not(row, known) for row in new})
    stored: list[MeasureInForce] = bulk_create_with_history(new, MeasureInForce, default_user=by, default_date=now)
    record_all(_told("measure.entered", row, by, now, after=facts(row)) for row in stored)
    return stored


@transaction.atomic
def end_measures(*, rows: Collection[MeasureInForce], until: date, by: User, now: datetime) -> int:
    """Give measures in force their last day, and return how many changed; all of them or none.

    `CellsRefused` for those that begin later, or that would run into the next time they are in force.
    """
    known = _lock({row.measure_id for row in rows})
    asked = {row.pk for row in rows}
    found = [row for same in known.values() for row in same if row.pk in asked and row.until != until]
    before = {row.pk: facts(row) for row in found}
    for row in found:
        row.until = until
    _refuse_cells({_cell(row): _why_not_end(row, known) for row in found})
    bulk_update_with_history(found, MeasureInForce, ["until"], default_user=by, default_date=now)
    record_all(_told("measure.ended", row, by, now, before[row.pk], facts(row)) for row in found)
    return len(found)


@transaction.atomic
def correct_measure(*, row: MeasureInForce, taking: Taking, by: User, now: datetime) -> bool:
    """Correct what was entered, and return whether anything changed.

    `MeasureError` for impossible days and for days in which it is in force by another entry.
    """
    _refuse_days(taking, now)
    known = _lock({row.measure_id})
    stored = next(one for one in known[_cell(row)] if one.pk == row.pk)
    before = facts(stored)
    for name, value in asdict(taking).items():
        setattr(stored, name, value)
    if facts(stored) == before:
        return False
    if why := _overlapping(stored, known):
        raise MeasureError(why, field="since")
    stored._history_user, stored._history_date = by, now  # type: ignore[attr-defined]  # read by simple_history
    stored.save()
    _record_correction(stored, by, now, before)
    return True


def facts(row: MeasureInForce) -> dict[str, Any]:
    """Return what is told of an entry in the audit trail."""
    return {name: getattr(row, name) for name in Taking.__dataclass_fields__}


def legal_basis_of(measure: Measure) -> str:
    """Return the legal basis that the list gives a measure, such as "Noodverordening, art. 39"; "" without one."""
    instrument = measure.legal_instrument
    article = measure.article or (instrument.article if instrument else "")
    return f"{instrument}, {article}" if instrument and article else article


def _refuse_days(taking: Taking, now: datetime) -> None:
    if taking.until is not None and taking.until < taking.since:
        raise MeasureError(_("The last day lies before the first."), field="until")
    if taking.cabinet_informed_on is not None and taking.cabinet_informed_on > timezone.localdate(now):
        raise MeasureError(_("This day is still to come."), field="cabinet_informed_on")


def _lock(measures: set[int]) -> ByCell:
    """Return all that was ever entered of measures, each measure locked until the transaction ends."""
    list(Measure.objects.select_for_update().filter(pk__in=measures).order_by("pk").values_list("pk"))
    found: dict[Cell, list[MeasureInForce]] = defaultdict(list)
    for row in MeasureInForce.objects.filter(measure__in=measures).select_related("measure", "area"):
        found[_cell(row)].append(row)
    return found


def _row(measure: Measure, area: Area, taking: Taking, by: User, now: datetime) -> MeasureInForce:
    grounds = replace(taking, legal_basis=taking.legal_basis or legal_basis_of(measure))
    return MeasureInForce(measure=measure, area=area, entered_by=by, entered_at=now, **asdict(grounds))


def _cell(row: MeasureInForce) -> Cell:
    return row.measure_id, row.area_id


def _is_there(row: MeasureInForce, known: ByCell) -> bool:
    return any(facts(one) == facts(row) for one in known.get(_cell(row), ()))


def _why_not(row: MeasureInForce, known: ByCell) -> str:
    if row.measure.status == Measure.Status.WITHDRAWN:
        return _("%(measure)s was withdrawn from the list.") % {"measure": row.measure}
    return _overlapping(row, known)


def _why_not_end(row: MeasureInForce, known: ByCell) -> str:
    if row.until is not None and row.until < row.since:
        return _("It only begins on %(day)s.") % {"day": date_format(row.since)}
    return _overlapping(row, known)


def _overlapping(row: MeasureInForce, known: ByCell) -> str:
    """Return why a row cannot be there: it is in force in these days by another one; "" when it is not."""
    others = [one for one in known.get(_cell(row), ()) if one.pk != row.pk]
    for other in others:
        if other.since <= (row.until or date.max) and row.since <= (other.until or date.max):
            return _("In force in these days already: %(period)s.") % {"period": _period(other)}
    return ""


def _period(row: MeasureInForce) -> str:
    since = date_format(row.since)
    if row.until is None:
        return _("from %(day)s") % {"day": since}
    return _("from %(since)s until and including %(until)s") % {"since": since, "until": date_format(row.until)}


def _refuse_cells(found: Mapping[Cell, str]) -> None:
    refused = {cell: why for cell, why in found.items() if why}
    if refused:
        raise CellsRefused(refused)


def _told(
    verb: str,
    row: MeasureInForce,
    by: User,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    return entry(
        verb, about=row, by=by, now=now, area=row.area, before=before, after=after, label=row.measure.title
    )


def _record_correction(row: MeasureInForce, by: User, now: datetime, before: Mapping[str, Any]) -> None:
    after = facts(row)
    changed = [name for name in after if after[name] != before[name]]
    record(
        "measure.corrected",
        about=row,
        by=by,
        now=now,
        area=row.area,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        label=row.measure.title,
    )
