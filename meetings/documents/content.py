"""The one content of the documents, gathered from the rows of a meeting."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.documents.gathering import Gathered, gather
from meetings.documents.model import (
    ADOPTED,
    CONCEPT,
    ActionNote,
    AuthorNote,
    NoteContent,
    ParticipantNote,
    PointNote,
    QuorumNote,
    RegionNote,
    ValueNote,
)
from meetings.documents.regions import level_note, region_note, values_of
from meetings.documents.words import week_in_words
from meetings.models import Meeting
from meetings.pinned_notices import kept_sentence, quality_summary, weighty
from meetings.roles import labels_of_roles

__all__ = ["ADOPTED", "CONCEPT", "LANGUAGE", "NoteContent", "ValueNote", "note_content", "values_of"]

LANGUAGE = "nl"


def note_content(meeting: Meeting) -> NoteContent:
    """Return the content of a meeting from its live rows, in a fixed number of queries for any number of regions.

    The documents of an adopted meeting are made from its minutes instead: see `meetings.documents.note`.
    """
    with override(LANGUAGE):
        found = gather(meeting)
        authors = _authors(found)
        regions = tuple(region_note(line, found, authors) for line in found.lines)
        return _content(found, regions, authors)


def _content(found: Gathered, regions: tuple[RegionNote, ...], authors: dict[int, AuthorNote]) -> NoteContent:
    meeting = found.meeting
    decided = [region.decision for region in regions if region.decision]
    found_then = weighty(meeting.quality)
    return NoteContent(
        title=_("Duiding note of the meeting on %(week)s") % {"week": week_in_words(meeting.week)},
        ladder=meeting.ladder.name,
        week=str(meeting.week),
        data_from=meeting.week.start,
        data_until=meeting.week.end,
        reported_until=meeting.as_of,
        computed_at=max((region.computed_at for region in regions if region.computed_at), default=None),
        held_on=meeting.held_on,
        decided_at=max((decision.decided_at for decision in decided), default=None),
        valid_from=tuple(sorted({decision.valid_from for decision in decided})),
        next_on=meeting.next_on,
        status=ADOPTED if meeting.is_adopted else CONCEPT,
        as_it_stood_at=meeting.adopted_at or max(_changes(found, regions)),
        adopted_by=authors[meeting.adopted_by.pk] if meeting.adopted_by else None,
        regions=regions,
        is_exercise=meeting.is_exercise,
        levels=tuple(level_note(level) for level in found.levels),
        participants=_participants(found),
        quorum=_quorum(found),
        points=tuple(PointNote(point.title, point.text) for point in found.points),
        actions=_actions(found),
        quality=quality_summary(meeting.quality) if found_then else "",
        findings=tuple(kept_sentence(one) for one in found_then),
        revisions=tuple(kept_sentence(one) for one in meeting.revisions),
    )


def _changes(found: Gathered, regions: Sequence[RegionNote]) -> Iterator[datetime]:
    """Yield the moments at which something in the content was changed."""
    yield found.meeting.opened_at
    yield from (point.at for point in found.points)
    yield from (action.changed_at for action in found.actions)
    for item in (line.item for line in found.lines):
        yield from (reason.at for reason in item.agenda_reasons.all())
        yield from (measure.entered_at for measure in found.measures.get(item.area_id, ()))
    for region in regions:
        if region.interpretation:
            yield region.interpretation.written_at
        if region.response:
            yield region.response.given_at
        yield from (decision.decided_at for decision in (region.decision, region.proposal) if decision)
        for question in region.questions:
            yield question.answered_at or question.asked_at


def _participants(found: Gathered) -> tuple[ParticipantNote, ...]:
    return tuple(
        ParticipantNote(seat.function, seat.organisation, seat.has_vote, seat.is_present)
        for seat in found.participants
    )


def _quorum(found: Gathered) -> QuorumNote | None:
    present = sum(seat.has_vote and seat.is_present for seat in found.participants)
    return QuorumNote(found.quorum, present) if found.quorum else None


def _actions(found: Gathered) -> tuple[ActionNote, ...]:
    return tuple(
        ActionNote(
            theme=action.theme.name,
            title=action.title,
            owner=action.owner,
            due_on=action.due_on,
            state=action.get_state_display(),
            region=action.area.name if action.area else "",
        )
        for action in found.actions
    )


def _authors(found: Gathered) -> dict[int, AuthorNote]:
    users: list[User | None] = [found.meeting.adopted_by]
    for item in (line.item for line in found.lines):
        users += [item.interpretation.author] if item.interpretation else []
        users += [item.response.author] if item.response else []
        users += [made.decided_by for made in (item.decision, item.proposal) if made]
    known = {user.pk: user for user in users if user}
    roles = labels_of_roles(known.values())
    return {pk: AuthorNote(user.get_username(), roles[pk]) for pk, user in known.items()}
