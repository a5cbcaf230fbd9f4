"""What the digest of a meeting says: one mail in Dutch, as text and as HTML out of the same content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ladder import formats
from ladder.models import Level
from meetings.access import DEFAULT_LADDER
from meetings.action_list import ActionList, ActionRow, action_list
from meetings.agenda import Line, agenda_of
from meetings.models import AgendaItem, AgendaPoint, Meeting, MeetingSettings


@dataclass(frozen=True)
class DigestMail:
    """A digest that can be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class RegionLine:
    """A region to discuss: its computed level, the level in force ("": none is), and why, in words."""

    name: str
    url: str
    computed: str
    in_force: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class LevelLine:
    """Regions on the consent agenda with one computed level, in one line."""

    level: str
    regions: str


@dataclass(frozen=True)
class DigestContent:
    """All that the mail is made of. Addresses are complete; `minutes` is the time budget."""

    meeting: Meeting
    discuss: tuple[RegionLine, ...]
    consent: tuple[LevelLine, ...]
    consent_number: int
    points: tuple[AgendaPoint, ...]
    minutes: int
    overdue: tuple[ActionRow, ...]
    new: tuple[ActionRow, ...]
    agenda_url: str
    documents_url: str
    actions_url: str


def digest_mail(meeting: Meeting, *, now: datetime) -> DigestMail:
    """Return the mail of a meeting as it is now, in Dutch whatever the language of who asks.

    The number of queries does not depend on the number of regions or of past meetings.
    """
    with override(settings.LANGUAGE_CODE):
        context = {"content": digest_content(meeting, now=now), "language": settings.LANGUAGE_CODE}
        return DigestMail(
            subject=_subject(meeting),
            text=_without_gaps(render_to_string("mails/digest.txt", context)),
            html=render_to_string("mails/digest.html", context),
        )


def _subject(meeting: Meeting) -> str:
    facts = {"day": formats.day(meeting.held_on), "week": formats.week_name(meeting.week).lower()}
    subject = _("Agenda of the meeting of %(day)s (figures of %(week)s)") % facts
    return _("EXERCISE · %(subject)s") % {"subject": subject} if meeting.is_exercise else subject


def _without_gaps(text: str) -> str:
    """Return text in which at most one empty line stands between two lines."""
    lines: list[str] = []
    for line in map(str.rstrip, text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"


def digest_content(meeting: Meeting, *, now: datetime) -> DigestContent:
    """Return what there is to tell about a meeting."""
    agenda, settings_of_ladder = agenda_of(meeting), MeetingSettings.of(meeting.ladder)
    actions = action_list(meeting.ladder, day=timezone.localdate(now), meeting=meeting)
    return DigestContent(
        meeting=meeting,
        discuss=tuple(_region(meeting, line) for line in agenda.discuss),
        consent=_by_level(line.item for line in agenda.consent),
        consent_number=len(agenda.consent),
        points=agenda.points,
        minutes=agenda.budget(settings_of_ladder, started_at=None, now=now).total,
        overdue=tuple(row for row in actions.rows if row.is_overdue),
        new=_new(actions),
        agenda_url=_address(meeting, "meeting-detail", meeting.key),
        documents_url=_address(meeting, "document-list", meeting.key),
        actions_url=_address(meeting, "action-list", overleg=meeting.key if meeting.is_exercise else ""),
    )


def _region(meeting: Meeting, line: Line) -> RegionLine:
    item = line.item
    return RegionLine(
        name=item.area.name,
        url=_address(meeting, "item-detail", meeting.key, item.area.code),
        computed=_level_name(item.assessment.level if item.assessment else None),
        in_force=item.in_force.level.name if item.in_force else "",
        reasons=line.reasons,
    )


def _new(actions: ActionList) -> tuple[ActionRow, ...]:
    return tuple(row for row in actions.rows if row.is_new and not row.is_overdue)


def _by_level(items: Iterable[AgendaItem]) -> tuple[LevelLine, ...]:
    """Return regions per computed level, the highest level first and those without one before all."""
    levels: dict[int, tuple[str, list[str]]] = {}
    for item in items:
        level = item.assessment.level if item.assessment else None
        number = level.number if level else 0
        levels.setdefault(number, (_level_name(level), []))[1].append(item.area.name)
    order = sorted(levels, key=lambda number: -number if number else -1_000)
    return tuple(LevelLine(levels[number][0], ", ".join(sorted(levels[number][1]))) for number in order)


def _level_name(level: Level | None) -> str:
    return level.name if level else _("unknown")


def _address(meeting: Meeting, name: str, *arguments: str, **query: Any) -> str:
    """Return a complete address on this site; the ladder is named where it is not the usual one."""
    if meeting.ladder.code != DEFAULT_LADDER:
        query["ladder"] = meeting.ladder.code
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}" + (f"?{asked}" if asked else "")
