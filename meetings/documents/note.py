"""What a document is written from: live while the meeting is a concept, frozen once it is adopted."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import override

from ladder.pictures.map import Drawing, load_drawing
from meetings.documents.canonical import from_json
from meetings.documents.content import LANGUAGE, note_content
from meetings.documents.model import LevelNote, NoteContent, RegionNote
from meetings.documents.regions import level_note
from meetings.models import Erratum, Meeting, Minutes


@dataclass(frozen=True)
class ErratumNote:
    """An adopted erratum. It came after the minutes and is no part of their content."""

    number: int
    region: str
    code: str
    wrong: str
    right: str
    level: LevelNote | None
    valid_from: date | None
    adopted_at: datetime


@dataclass(frozen=True)
class Note:
    """Content, the SHA-256 of the minutes it was read from ("" for a concept), later errata, and the map's shapes.

    Without errata (`replace(note, errata=())`) it is what was written on the day of the adoption.
    """

    content: NoteContent
    sha256: str = ""
    errata: tuple[ErratumNote, ...] = ()
    drawing: Drawing = field(default=Drawing((), 0, 0, ""))


def note_of(meeting: Meeting) -> Note:
    """Return the note: from the minutes when the meeting is adopted, whatever became of the rows since."""
    drawing = load_drawing()
    if not meeting.is_adopted:
        return Note(note_content(meeting), drawing=drawing)
    minutes = Minutes.objects.get(meeting=meeting)
    return Note(from_json(minutes.content), minutes.sha256, errata_of(meeting), drawing)


def errata_of(meeting: Meeting) -> tuple[ErratumNote, ...]:
    """Return the adopted errata on a meeting, in Dutch, in one query."""
    adopted = meeting.errata.filter(adopted_at__isnull=False).select_related("item__area", "level")
    with override(LANGUAGE):
        return tuple(_erratum(erratum) for erratum in adopted)


def _erratum(erratum: Erratum) -> ErratumNote:
    if erratum.adopted_at is None:
        raise ValueError("only an adopted erratum stands in documents")
    return ErratumNote(
        number=erratum.number,
        region=erratum.item.area.name if erratum.item else "",
        code=erratum.item.area.code if erratum.item else "",
        wrong=erratum.wrong,
        right=erratum.right,
        level=level_note(erratum.level) if erratum.level else None,
        valid_from=erratum.valid_from,
        adopted_at=erratum.adopted_at,
    )


def regions_of(note: Note, code: str | None) -> tuple[RegionNote, ...]:
    """Return the regions of a note, or the one with a code; `LookupError` when it is not on the agenda."""
    regions = note.content.regions
    found = tuple(region for region in regions if code in (None, region.code))
    if code is not None and not found:
        raise LookupError(code)
    return found


def errata_on(note: Note, region: RegionNote | None) -> tuple[ErratumNote, ...]:
    """Return the errata of a note; of one region, those on it and those on the whole."""
    return tuple(erratum for erratum in note.errata if region is None or erratum.code in ("", region.code))
