"""What a region says before the meeting."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.models import Level, Signal
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.access import speaks_for
from meetings.actions.decisions import levels_to_choose
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import AgendaItem, Meeting, RegionResponse
from meetings.receipts import new_receipt


@dataclass(frozen=True)
class Said:
    """What a region says: whether the figures are right, what surrounds them, and which level it would choose.

    An error has a text, and a signal where it is about one. A proposed level has a reason.
    """

    view: str
    error_signal: Signal | None = None
    error_text: str = ""
    context: str = ""
    proposed_level: Level | None = None
    proposal_reason: str = ""


@transaction.atomic
def respond(*, item: AgendaItem, said: Said, by: User, now: datetime) -> RegionResponse:
    """Store what a region says of its computed level, as a new version; the same twice is stored once.

    Taken until the session starts; after the deadline it counts as late (`meetings.region_round.is_late`).
    `PermissionDenied` for whoever does not speak for the region today; `MeetingError` once the meeting is in
    session, for an error without text or a text without error, and for a proposal without its reason.
    """
    meeting = lock_open(item.meeting_id)
    if not speaks_for(by, item.area, day=timezone.localdate(now)):
        raise PermissionDenied
    if meeting.status != Meeting.Status.PREPARATION:
        sentence = _("The meeting is in session: the region round is over. Tell it to the secretary.")
        raise MeetingError(sentence)
    said = _cleaned(said)
    _refuse_half_an_error(said)
    _refuse_half_a_proposal(said, item, meeting)
    last = RegionResponse.objects.filter(item=item).order_by("number").last()
    if last and _said(last) == said:
        return last
    return _store(item, meeting, said, last, by, now)


def _cleaned(said: Said) -> Said:
    texts = [clean_text(text) for text in (said.error_text, said.context, said.proposal_reason)]
    for text in texts:
        refuse_control_characters(text)
    error, context, reason = texts
    return Said(said.view, said.error_signal, error, context, said.proposed_level, reason)


def _refuse_half_an_error(said: Said) -> None:
    if said.view == RegionResponse.View.REPORTS_ERROR:
        if not said.error_text:
            raise MeetingError(_("Describe what is wrong with the figures."), field="error_text")
    elif said.error_text or said.error_signal:
        raise MeetingError(
            _("You say that the figures are right, and describe an error. Choose one of both."), field="view"
        )


def _refuse_half_a_proposal(said: Said, item: AgendaItem, meeting: Meeting) -> None:
    if said.proposed_level is None:
        if said.proposal_reason:
            raise MeetingError(
                _("Choose the level that you propose, or move this text to the context."), field="proposed_level"
            )
        return
    if not said.proposal_reason:
        raise MeetingError(_("Give the reason for your proposal."), field="proposal_reason")
    if not levels_to_choose(item, meeting).filter(pk=said.proposed_level.pk).exists():
        raise MeetingError(_("Choose a level of the ladder version of this meeting."), field="proposed_level")


def _said(response: RegionResponse) -> Said:
    return Said(
        view=response.view,
        error_signal=response.error_signal,
        error_text=response.error_text,
        context=response.context,
        proposed_level=response.proposed_level,
        proposal_reason=response.proposal_reason,
    )


def _store(
    item: AgendaItem, meeting: Meeting, said: Said, last: RegionResponse | None, by: User, now: datetime
) -> RegionResponse:
    response = RegionResponse.objects.create(
        item=item,
        number=last.number + 1 if last else 1,
        receipt=_unused_receipt(item, meeting),
        author=by,
        given_at=now,
        view=said.view,
        error_signal=said.error_signal,
        error_text=said.error_text,
        context=said.context,
        proposed_level=said.proposed_level,
        proposal_reason=said.proposal_reason,
    )
    record(
        "response.given",
        about=response,
        by=by,
        now=now,
        ladder=meeting.ladder,
        area=item.area,
        week=meeting.week,
        before=_facts(last) if last else None,
        after=_facts(response),
    )
    return response


def _unused_receipt(item: AgendaItem, meeting: Meeting) -> str:
    while True:
        receipt = new_receipt(item.area.code, meeting.week)
        if not RegionResponse.objects.filter(receipt=receipt).exists():
            return receipt


def _facts(response: RegionResponse) -> dict[str, object]:
    """Return what the audit trail keeps; the texts stand in the versions themselves."""
    return {
        "version": response.number,
        "receipt": response.receipt,
        "view": response.view,
        "error_signal": response.error_signal.code if response.error_signal else None,
        "proposed_level": response.proposed_level.number if response.proposed_level else None,
    }
