"""The note of a meeting as documents show it: live while it is a concept, frozen once it is adopted."""

from dataclasses import dataclass, replace

from meetings.documents.canonical import from_json
from meetings.documents.content import NoteContent, note_content
from meetings.models import Meeting, Minutes


@dataclass(frozen=True)
class Note:
    """Content, and the SHA-256 of the minutes it was read from ("" for a concept)."""

    content: NoteContent
    sha256: str = ""


def note_of(meeting: Meeting) -> Note:
    """Return the note: from the minutes when the meeting is adopted, whatever became of the rows since."""
    if not meeting.is_adopted:
        return Note(note_content(meeting))
    minutes = Minutes.objects.get(meeting=meeting)
    return Note(from_json(minutes.content), minutes.sha256)


def only_region(note: Note, code: str) -> Note:
    """Return the note with one region; `LookupError` when it is not on the agenda."""
    regions = tuple(region for region in note.content.regions if region.code == code)
    if not regions:
        raise LookupError(code)
    return replace(note, content=replace(note.content, regions=regions))
