"""Ladder versions: a draft made from another version, its adoption, its withdrawal."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ladder.actions.jobs import request_recompute
from ladder.actions.weeks_to_judge import weeks_to_judge
from ladder.audit import record
from ladder.models import Assessment, LadderVersion, Level, SignalUse, Threshold
from ladder.version_checks import Problem, check_version

COPIED_LEVEL = ("number", "name", "name_en", "colour", "meaning")
COPIED_VERSION = ("ladder_id", "comparator", "dead_band", "dwell_weeks")


class VersionRefusedError(Exception):
    """A ladder version that cannot be adopted or withdrawn as it is. `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@transaction.atomic
def copy_version(
    *, version: LadderVersion, code: str, valid_from: date, by: User | None, now: datetime
) -> LadderVersion:
    """Make a draft with the levels, signals, signal values and rule of a version.

    `IntegrityError` for a code that the ladder has already. The motivation is not copied: a new version has its
    own reasons.
    """
    source = LadderVersion.objects.with_levels_and_bounds().get(pk=version.pk)
    draft = LadderVersion.objects.create(
        code=code, valid_from=valid_from, **{name: getattr(source, name) for name in COPIED_VERSION}
    )
    levels = Level.objects.bulk_create(
        Level(version=draft, **{name: getattr(level, name) for name in COPIED_LEVEL})
        for level in source.levels.all()
    )
    uses = SignalUse.objects.bulk_create(
        SignalUse(version=draft, signal=use.signal, role=use.role) for use in source.uses.all()
    )
    of_number = {level.number: level for level in levels}
    Threshold.objects.bulk_create(
        Threshold(use=copy, level=of_number[threshold.level.number], value=threshold.value)
        for copy, use in zip(uses, source.uses.all(), strict=True)
        for threshold in use.thresholds.all()
    )
    _record("version.copied", draft, by=by, now=now, after={"from": source.code, "valid_from": valid_from})
    return draft


@transaction.atomic
def adopt_version(*, version: LadderVersion, by: User | None, now: datetime) -> LadderVersion:
    """Adopt a draft that `check_version` finds in order; `VersionRefusedError` with the problems otherwise.

    From then on it judges the weeks whose Sunday is on or after `valid_from`, up to the next version, and can only
    be superseded. Those of them that were judged before or have figures are recomputed once this is committed.
    """
    draft = _locked(version)
    if problems := check_version(draft):
        raise VersionRefusedError(*problems)
    draft.status = LadderVersion.Status.ADOPTED
    draft.adopted_at, draft.adopted_by = now, by
    draft.save(update_fields=["status", "adopted_at", "adopted_by"])
    _record("version.adopted", draft, by=by, now=now, after={"valid_from": draft.valid_from})
    if weeks := weeks_to_judge(draft, now=now):
        request_recompute(ladder=draft.ladder, weeks=weeks, as_of=now, now=now, by=by)
    return draft


@transaction.atomic
def withdraw_version(*, version: LadderVersion, by: User | None, now: datetime) -> LadderVersion:
    """Withdraw an adopted version by which no week was judged yet; `VersionRefusedError` otherwise.

    Once a week was judged, taking the version away would change what was known at earlier moments.
    """
    adopted = _locked(version)
    if adopted.status != LadderVersion.Status.ADOPTED:
        raise VersionRefusedError(Problem.not_adopted())
    if Assessment.objects.filter(version=adopted).exists():
        raise VersionRefusedError(Problem.has_judged())
    withdrawn = LadderVersion.Status.WITHDRAWN
    # Not by `save`, which refuses what is no draft; the database lets exactly this change through.
    LadderVersion.objects.filter(pk=adopted.pk).update(status=withdrawn, withdrawn_at=now, withdrawn_by=by)
    _record("version.withdrawn", adopted, by=by, now=now, before={"valid_from": adopted.valid_from})
    return LadderVersion.objects.get(pk=adopted.pk)


def _record(verb: str, version: LadderVersion, *, by: User | None, now: datetime, **told: Any) -> None:
    record(verb, about=version, by=by, now=now, ladder=version.ladder, **told)


def _locked(version: LadderVersion) -> LadderVersion:
    rows = LadderVersion.objects.with_levels_and_bounds().select_for_update(of=("self",))
    return rows.get(pk=version.pk)
