"""Keeping the action list: what was agreed, by whom it is done and when, and what is kept for later.

An action hangs on the meeting in which it was agreed, and lives on after that meeting is adopted.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.models import Ladder
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import ActionPoint, Meeting, Theme
from regions.models import Area

State = ActionPoint.State


@dataclass(frozen=True)
class Agreement:
    """What an action says. `owner` is a function or directorate; an open action has an owner and a date."""

    theme: Theme
    title: str
    text: str = ""
    owner: str = ""
    due_on: date | None = None
    area: Area | None = None


@transaction.atomic
def add_action(
    *,
    ladder: Ladder,
    agreement: Agreement,
    state: str = State.OPEN,
    meeting: Meeting | None = None,
    by: User,
    now: datetime,
) -> ActionPoint:
    """Store a new action, open or kept for later. `MeetingAdopted` when it would hang on an adopted meeting."""
    if meeting is not None:
        lock_open(meeting.pk)
    action = ActionPoint(
        ladder=ladder, state=state, meeting=meeting, created_by=by, created_at=now, changed_at=now
    )
    _agree(action, agreement)
    action.save()
    _record("action.added", action, by=by, now=now, after=_says(action))
    return action


@transaction.atomic
def change_action(
    *, action: ActionPoint, agreement: Agreement, seen_at: datetime | None = None, by: User, now: datetime
) -> ActionPoint:
    """Change what an action says; nothing is stored when it says this already.

    `seen_at` is the `changed_at` that the writer saw; `MeetingError` when somebody else changed it since then.
    """
    action = _lock(action)
    if seen_at is not None and action.changed_at != seen_at:
        raise MeetingError(
            _("Somebody else changed this action while you were typing. Look at it, and save again.")
        )
    before = _says(action)
    _agree(action, agreement)
    return _save(action, before, by=by, now=now)


def complete_action(*, action: ActionPoint, by: User, now: datetime) -> ActionPoint:
    """Note that an action is done."""
    return _move(action, State.DONE, by=by, now=now)


def keep_for_later(*, action: ActionPoint, by: User, now: datetime) -> ActionPoint:
    """Put an action on the list of what is kept for later (voorraadagenda)."""
    return _move(action, State.LATER, by=by, now=now)


def drop_action(*, action: ActionPoint, by: User, now: datetime) -> ActionPoint:
    """Note that an action will not be done; it stays readable."""
    return _move(action, State.DROPPED, by=by, now=now)


@transaction.atomic
def take_up_action(
    *,
    action: ActionPoint,
    owner: str = "",
    due_on: date | None = None,
    by: User,
    now: datetime,
) -> ActionPoint:
    """Open an action (again). Owner and date stay what they were unless they are given; it needs both."""
    action = _lock(action)
    before = _says(action)
    action.state = State.OPEN
    action.owner, action.due_on = clean_text(owner) or action.owner, due_on or action.due_on
    _refuse_nobodys(action)
    return _save(action, before, by=by, now=now)


@transaction.atomic
def _move(action: ActionPoint, state: str, *, by: User, now: datetime) -> ActionPoint:
    action = _lock(action)
    before = _says(action)
    action.state = state
    return _save(action, before, by=by, now=now)


def _lock(action: ActionPoint) -> ActionPoint:
    # Only the row itself: PostgreSQL locks no rows of an outer join.
    return ActionPoint.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=action.pk)


def _agree(action: ActionPoint, agreement: Agreement) -> None:
    for field in fields(agreement):
        value = getattr(agreement, field.name)
        setattr(action, field.name, clean_text(value) if isinstance(value, str) else value)
    for text in (action.title, action.text, action.owner):
        refuse_control_characters(text)
    if not action.title:
        raise MeetingError(_("Say what is to be done."), field="title")
    _refuse_nobodys(action)


def _refuse_nobodys(action: ActionPoint) -> None:
    if action.state != State.OPEN:
        return
    if not action.owner:
        raise MeetingError(_("An open action has an owner."), field="owner")
    if action.due_on is None:
        raise MeetingError(_("An open action has a date."), field="due_on")


def _save(action: ActionPoint, before: dict[str, Any], *, by: User, now: datetime) -> ActionPoint:
    """Store and record an action, when something of it really changed."""
    after = _says(action)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        action.changed_at = now
        action.save()
        told = [{name: says[name] for name in changed} for says in (before, after)]
        _record("action.changed", action, by=by, now=now, before=told[0], after=told[1])
    return action


def _says(action: ActionPoint) -> dict[str, Any]:
    """Return what an action says, as plain values."""
    return {
        "theme": str(action.theme),
        "title": action.title,
        "text": action.text,
        "owner": action.owner,
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "state": str(action.state),
        "area": action.area.code if action.area else None,
    }


def _record(verb: str, action: ActionPoint, *, by: User, now: datetime, **told: Any) -> None:
    week = action.meeting.week if action.meeting else None
    record(verb, about=action, by=by, now=now, ladder=action.ladder, area=action.area, week=week, **told)
