"""What the agenda says first: what was wrong with the figures at the opening, and what changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from ladder.models import Assessment
from ladder.quality import Severity
from ladder.weeks import Week
from meetings.models import AgendaItem, Meeting
from meetings.pinned_notices import kept_sentence, quality_summary, weighty

MOST_NAMED = 5


@dataclass(frozen=True)
class Revision:
    """A week of which levels would be others with the figures at opening."""

    week: Week
    sentence: str


@dataclass(frozen=True)
class MeetingNotices:
    """The quality of the figures in a sentence and in findings, what was revised, and what changed since opening.

    `findings` are those that block or ask for attention. `changed` is empty when nothing changed.
    """

    quality: str
    blocks: bool
    findings: tuple[str, ...]
    revised: tuple[Revision, ...]
    changed: str

    @property
    def is_clean(self) -> bool:
        return not self.findings


def notices_of(meeting: Meeting, items: Sequence[AgendaItem], *, now: datetime) -> MeetingNotices:
    """Return what there is to say: one query, and none for an adopted meeting, which is left as it was.

    `items` are all those of the meeting, with their computed levels.
    """
    found = weighty(meeting.quality)
    return MeetingNotices(
        quality=quality_summary(meeting.quality),
        blocks=any(one["severity"] == Severity.BLOCKS for one in found),
        findings=tuple(kept_sentence(one) for one in found),
        revised=tuple(Revision(Week.parse(one["week"]), kept_sentence(one)) for one in meeting.revisions),
        changed="" if meeting.is_adopted else _changed(_with_another_level(meeting, items, now=now)),
    )


def _with_another_level(meeting: Meeting, items: Sequence[AgendaItem], *, now: datetime) -> list[AgendaItem]:
    """Return the items whose computed level is another one by now; unknown and not computed are both no level."""
    versions = {item.assessment.version_id for item in items if item.assessment}
    known = Assessment.objects.filter(version__in=versions).for_week(meeting.week).known_at(now)
    levels = dict(known.values_list("area_id", "level_id"))
    return [item for item in items if levels.get(item.area_id) != _level_id(item)]


def _level_id(item: AgendaItem) -> int | None:
    return item.assessment.level_id if item.assessment else None


def _changed(items: Sequence[AgendaItem]) -> str:
    if not items:
        return ""
    sentence = ngettext(
        "Since the opening the computed level of %(number)d region has changed: %(names)s. The agenda keeps the"
        " level that it was opened on.",
        "Since the opening the computed level of %(number)d regions has changed: %(names)s. The agenda keeps the"
        " levels that it was opened on.",
        len(items),
    )
    return sentence % {"number": len(items), "names": _names(item.area.name for item in items)}


def _names(names: Iterable[str]) -> str:
    found = list(names)
    shown = ", ".join(found[:MOST_NAMED])
    return f"{shown}, …" if len(found) > MOST_NAMED else shown
