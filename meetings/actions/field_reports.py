"""Reports from the field: made concrete when they come in, and followed up by the agenda or by an action."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ladder.audit import record
from ladder.models import Ladder
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.action_points import Agreement, add_action
from meetings.actions.agenda import add_point
from meetings.errors import MeetingError
from meetings.models import ActionPoint, AgendaPoint, FieldReport, Meeting, Theme
from regions.models import Area

Kind = FieldReport.Kind


@dataclass(frozen=True)
class Told:
    """What is reported. In execution: where it goes wrong, `area` or `provider`. In policy: which problem it is
    (`policy`), preferably with a `proposal`.
    """

    theme: Theme
    kind: str
    title: str
    text: str = ""
    area: Area | None = None
    provider: str = ""
    policy: str = ""
    proposal: str = ""


@transaction.atomic
def add_report(*, ladder: Ladder, told: Told, by: User, now: datetime) -> FieldReport:
    """Store a report; `MeetingError` at the field that would make it concrete when that is empty."""
    report = FieldReport(ladder=ladder, reported_by=by, reported_at=now)
    for field in fields(told):
        value = getattr(told, field.name)
        setattr(report, field.name, clean_text(value) if isinstance(value, str) else value)
    for text in (report.title, report.text, report.provider, report.proposal):
        refuse_control_characters(text)
    _refuse_vague(report)
    report.save()
    _record("field_report.added", report, by=by, now=now, after=_says(report))
    return report


def _refuse_vague(report: FieldReport) -> None:
    if not report.title:
        raise MeetingError(_("Say in one sentence what is going on."), field="title")
    if report.kind == Kind.EXECUTION:
        report.policy = ""
        if report.area is None and not report.provider:
            raise MeetingError(
                _("Name the municipality or region, or the provider, where it goes wrong."), field="area"
            )
    elif not report.policy:
        raise MeetingError(_("Say what is the matter with the policy."), field="policy")


@transaction.atomic
def put_on_agenda(*, report: FieldReport, meeting: Meeting, by: User, now: datetime) -> AgendaPoint:
    """Make a report a point on the agenda of a meeting.

    `MeetingError` when it is on an agenda or closed already, and when the agenda takes no points of this person.
    """
    report = _lock(report)
    _refuse_closed(report)
    if report.agenda_point_id:
        raise MeetingError(_("This report is on the agenda already."))
    point = add_point(meeting=meeting, title=report.title, text=text_of(report), by=by, now=now)
    if FieldReport.objects.filter(agenda_point=point).exists():
        raise MeetingError(_("The same signal is on this agenda already."))
    report.agenda_point = point
    report.save(update_fields=["agenda_point"])
    _record("field_report.followed", report, by=by, now=now, week=meeting.week, after={"agenda": meeting.key})
    return point


@transaction.atomic
def make_action(
    *, report: FieldReport, agreement: Agreement, meeting: Meeting | None = None, by: User, now: datetime
) -> ActionPoint:
    """Make a report an action; `MeetingError` when it is one or is closed already."""
    report = _lock(report)
    _refuse_closed(report)
    if report.action_point_id:
        raise MeetingError(_("This report is an action already."))
    action = add_action(ladder=report.ladder, agreement=agreement, meeting=meeting, by=by, now=now)
    report.action_point = action
    report.save(update_fields=["action_point"])
    _record("field_report.followed", report, by=by, now=now, after={"action": action.pk, "title": action.title})
    return action


@transaction.atomic
def close_report(*, report: FieldReport, by: User, now: datetime) -> FieldReport:
    """Close a report: nothing more is needed. A second time changes nothing."""
    report = _lock(report)
    if report.closed_at is None:
        report.closed_at = now
        report.save(update_fields=["closed_at"])
        _record("field_report.followed", report, by=by, now=now, after={"closed_at": now.isoformat()})
    return report


def text_of(report: FieldReport) -> str:
    """Return a report as the text of an agenda point: what it is about, where, and what is proposed."""
    with override(settings.LANGUAGE_CODE):  # it is stored, for readers of any language
        where = ", ".join(str(part) for part in (report.provider, report.area) if part)
        policy = report.get_policy_display() if report.policy else ""
        head = " · ".join(part for part in (report.get_kind_display(), policy, where) if part)
        proposal = _("Proposal: %(text)s") % {"text": report.proposal} if report.proposal else ""
        return "\n\n".join(part for part in (head[:1].upper() + head[1:], report.text, proposal) if part)


def _refuse_closed(report: FieldReport) -> None:
    if report.closed_at is not None:
        raise MeetingError(_("This report is closed."))


def _lock(report: FieldReport) -> FieldReport:
    reports = FieldReport.objects.select_for_update(of=("self",))
    return reports.select_related("ladder", "theme", "area").get(pk=report.pk)


def _says(report: FieldReport) -> dict[str, Any]:
    names = ("title", "text", "provider", "proposal")
    choices = {"theme": str(report.theme), "kind": str(report.kind), "policy": str(report.policy)}
    return choices | {"area": report.area.code if report.area else None} | {n: getattr(report, n) for n in names}


def _record(verb: str, report: FieldReport, *, by: User, now: datetime, **told: Any) -> None:
    record(verb, about=report, by=by, now=now, ladder=report.ladder, area=report.area, **told)
