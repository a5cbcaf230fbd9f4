"""The versions of one duiding: who wrote what and when, what changed, and who is writing now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models.functions import Length

from ladder.differences import Piece, differences
from meetings.models import AgendaItem, Interpretation

# Saves of one author that follow each other sooner than this are one stretch of writing.
PAUSE = timedelta(minutes=5)
# Whoever saved a version this short ago is still writing: the page saves within seconds.
STILL_WRITING = timedelta(seconds=60)


@dataclass(frozen=True)
class VersionLine:
    """Versions `first` up to and including `number`, saved by one author in one go.

    `length` is the number of characters of the last one; `before` the number of the version under this line
    (0: none).
    """

    first: int
    number: int
    author: str
    started_at: datetime
    written_at: datetime
    length: int
    before: int


@dataclass(frozen=True)
class Comparison:
    """What changed from version `old` (0: the empty page) to version `new`."""

    old: int
    new: int
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


def lines_of(item: AgendaItem, *, every: bool) -> tuple[VersionLine, ...]:
    """Return the versions of a duiding, the latest first; `every`: each by itself. One query, no texts."""
    versions = item.interpretations.select_related("author").annotate(length=Length("text")).defer("text")
    stretches: list[list[Interpretation]] = []
    for version in versions.order_by("number"):
        if stretches and not every and _goes_on(stretches[-1][-1], version):
            stretches[-1].append(version)
        else:
            stretches.append([version])
    return tuple(_line(stretch) for stretch in reversed(stretches))


def _goes_on(last: Interpretation, version: Interpretation) -> bool:
    return version.author_id == last.author_id and version.written_at - last.written_at < PAUSE


def _line(stretch: Sequence[Interpretation]) -> VersionLine:
    first, last = stretch[0], stretch[-1]
    return VersionLine(
        first=first.number,
        number=last.number,
        author=last.author.get_username(),
        started_at=first.written_at,
        written_at=last.written_at,
        length=last.length,  # type: ignore[attr-defined]  # annotated
        before=first.number - 1,
    )


def compare(item: AgendaItem, *, old: int, new: int) -> Comparison:
    """Return what changed between two versions; a number that is not there stands for an empty text."""
    texts = dict(item.interpretations.filter(number__in=[old, new]).values_list("number", "text"))
    return Comparison(old, new, differences(texts.get(old, ""), texts.get(new, "")))


def latest_of(item: AgendaItem) -> Interpretation | None:
    """Return the version that counts."""
    return item.interpretations.select_related("author").order_by("-number").first()


def also_writing(item: AgendaItem, *, beside: User, now: datetime) -> tuple[str, ...]:
    """Return who else saved a version of this duiding less than a minute ago, by name."""
    recent = item.interpretations.filter(written_at__gt=now - STILL_WRITING).exclude(author=beside)
    return tuple(recent.order_by("author__username").values_list("author__username", flat=True).distinct())


def authors_since(item: AgendaItem, *, number: int, beside: User) -> tuple[str, ...]:
    """Return who else saved a version after this number, by name."""
    later = item.interpretations.filter(number__gt=number).exclude(author=beside)
    return tuple(later.order_by("author__username").values_list("author__username", flat=True).distinct())
