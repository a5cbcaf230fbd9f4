"""Finding the minutes that a document names, and holding the document against them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from meetings.documents.canonical import sha256_of
from meetings.documents.formats import KINDS, write
from meetings.documents.note import Note, note_of
from meetings.documents.outline import outline_of
from meetings.models import Minutes
from meetings.verification.comparing import Difference, differences
from meetings.verification.reading import JSON, MOST_LINES, Read, format_of, read_document, read_lines
from meetings.verification.unreadable import Unreadable
from meetings.verification.verdict import Outcome, Verdict

HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# Layout can break the line within the code; without blanks whatever follows it may look like more of it.
HASH_IN_A_ROW = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}")
MOST_HASHES = 50
# As JSON shows it; not the same letters after a backslash of the text itself.
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True)
class _Asked:
    """Which document a file wants to be: of which kind, and of which region (None: the whole meeting)."""

    kind: str
    region: str | None
    title: str


def verify_sha256(text: str) -> Verdict:
    """Say whether a SHA-256, in capitals or with blanks too, is that of adopted minutes. One query."""
    minutes = _minutes().filter(sha256="".join(text.split()).lower()).first()
    return Verdict(Outcome.KNOWN_HASH, minutes) if minutes else Verdict(Outcome.UNKNOWN)


def verify_document(data: bytes) -> Verdict:
    """Hold a .docx, .odt, .pdf or .json against the minutes of which it bears the SHA-256. Nothing is stored.

    A document is written anew from the minutes, in the same format, and their texts are compared line by line.
    Errata that were added since are named and make no difference: what was written before them still agrees.
    """
    try:
        if format_of(data) == JSON:
            return _verify_json(data)
        read = read_document(data)
    except Unreadable:
        return Verdict(Outcome.UNREADABLE)
    minutes = _named_minutes(read.lines)
    return _compare(data, read, minutes) if minutes else Verdict(Outcome.UNKNOWN)


def _minutes() -> QuerySet[Minutes]:
    return Minutes.objects.select_related("meeting__ladder")


def _named_minutes(lines: Sequence[str]) -> Minutes | None:
    text = "\n".join(lines)
    found = [*HASH.findall(text), *HASH_IN_A_ROW.findall("".join(text.split()))]
    return _minutes().filter(sha256__in=found[:MOST_HASHES]).order_by("pk").first()


def _compare(data: bytes, read: Read, minutes: Minutes) -> Verdict:
    note = note_of(minutes.meeting)
    asked = _asked(note, read.lines)
    best: Verdict | None = None
    for missing, version in _versions(note):
        own = write(version, asked.kind, format=read.file_format, region=asked.region)
        found = differences(read.lines, read_lines(own, read.file_format)) if own != data else ()
        outcome = Outcome.IDENTICAL if own == data else Outcome.DIFFERS if found else Outcome.AGREES
        verdict = Verdict(outcome, minutes, asked.title, found, missing)
        if not found:
            return verdict
        if best is None or len(found) < len(best.differences):
            best = verdict
    return best or Verdict(Outcome.UNKNOWN)


def _versions(note: Note) -> Iterator[tuple[int, Note]]:
    """Return the note as it was written before each erratum, the present one first, with how many are missing."""
    for missing in range(len(note.errata) + 1):
        yield missing, replace(note, errata=note.errata[: len(note.errata) - missing])


def _asked(note: Note, lines: Sequence[str]) -> _Asked:
    """Return which document the lines want to be, by its title; the duiding note when no title is there.

    The title of a region's own document is that of the whole one and more, so those are looked for first.
    """
    text = " ".join(lines)  # a long title can stand on two lines
    whole = [_Asked(kind, None, outline_of(note, kind=kind).title) for kind in KINDS]
    candidates = [*_of_regions(note, whole, text), *whole]
    return next((asked for asked in candidates if asked.title in text), whole[0])


def _of_regions(note: Note, whole: Sequence[_Asked], text: str) -> Iterator[_Asked]:
    """Return the documents of single regions of which the name follows the title of the whole one."""
    for asked in whole:
        for region in note.content.regions:
            if re.search(rf"{re.escape(asked.title)}\W+{re.escape(region.name)}", text):
                title = outline_of(note, kind=asked.kind, region=region.code).title
                yield _Asked(asked.kind, region.code, title)


def _verify_json(data: bytes) -> Verdict:
    """Hold the minutes themselves against what is stored: by their SHA-256, else by the meeting that they name."""
    try:
        text = data.decode()
        given = json.loads(text)
        shown = _json_lines(given)
        "".join(shown).encode()  # half a surrogate pair can be neither looked up nor shown
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    same = _minutes().filter(sha256=sha256_of(text)).first()
    if same:
        return Verdict(Outcome.IDENTICAL, same)
    if len(shown) > MOST_LINES:
        raise Unreadable("too much text")
    if any(NUL.search(line) for line in shown):  # which no database looks up
        raise Unreadable("a NUL in the text")
    minutes = _minutes_of(given)
    if minutes is None:
        return Verdict(Outcome.UNKNOWN)
    found = _json_differences(shown, minutes)
    return Verdict(Outcome.DIFFERS if found else Outcome.AGREES, minutes, differences=found)


def _minutes_of(given: dict[str, object]) -> Minutes | None:
    """Return the minutes of the meeting that JSON data name by ladder, week and whether it is an exercise."""
    wanted = _minutes().filter(
        meeting__ladder__name=str(given.get("ladder")), meeting__is_exercise=bool(given.get("is_exercise"))
    )
    return next((found for found in wanted if str(found.meeting.week) == given.get("week")), None)


def _json_differences(shown: Sequence[str], minutes: Minutes) -> tuple[Difference, ...]:
    return differences(shown, _json_lines(json.loads(minutes.content)))


def _json_lines(data: object) -> list[str]:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1).splitlines()
