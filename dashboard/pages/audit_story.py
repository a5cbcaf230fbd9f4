"""What happened with a meeting, or with one region in it, by day: out of the audit trail and the figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.pages.audit_sentences import Sentence, StoryNames, names_for, sentence_of
from dashboard.pages.audit_words import model_of, words_of
from dashboard.pages.story_of_figures import figure_moments
from ladder.models import AuditEntry
from meetings.models import Meeting
from meetings.roles import labels_of_roles
from regions.models import Area

# Each tells of every region, so it belongs to the story of each of them.
OF_ALL_REGIONS = (
    "meeting.opened",
    "meeting.agenda_closed",
    "meeting.started",
    "decisions.approved",
    "meeting.adopted",
    "route.recorded",
)
# Who read or mailed something changed nothing; the trail itself has it.
NOT_TOLD = ("document.exported", "digest.made")
# Saves of one writer that follow each other sooner than this are one stretch of writing.
PAUSE = timedelta(minutes=5)
SAVED = "interpretation.saved"
# How the objects of entries hang on a meeting.
PATHS_TO_MEETING = {
    "meetings.agendapoint": "meeting",
    "meetings.agendareason": "item__meeting",
    "meetings.approval": "meeting",
    "meetings.decision": "item__meeting",
    "meetings.digest": "meeting",
    "meetings.erratum": "meeting",
    "meetings.interpretation": "item__meeting",
    "meetings.meeting": "pk",
    "meetings.regionanswer": "question__item__meeting",
    "meetings.regionquestion": "item__meeting",
    "meetings.regionresponse": "item__meeting",
    "meetings.routeentry": "meeting",
}


@dataclass(frozen=True)
class Moment:
    """One thing that happened: when, who (with roles), what, about which regions, and what is to be known of it.

    `who` is empty for what happened to the figures; `until` is when the last of several acts took place.
    """

    at: datetime
    words: str
    sentence: Sentence
    who: str = ""
    roles: str = ""
    address: str = ""
    areas: tuple[Area, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True)
class Day:
    """The moments of one day, oldest first."""

    day: date
    moments: tuple[Moment, ...]


def load_story(meeting: Meeting, regions: Sequence[Area], region: Area | None) -> tuple[Day, ...]:
    """Return the story of a meeting, or of one of its regions, in at most a dozen queries."""
    entries = _entries(meeting, region)
    names = names_for(entries, regions)
    roles = labels_of_roles({entry.by for entry in entries if entry.by})
    told = [_moment(act, names, roles, region) for act in _acts(entries)]
    computed = [Moment(at, words, sentence) for at, words, sentence in figure_moments(meeting, region)]
    moments = sorted([*computed, *told], key=lambda moment: moment.at)
    days = groupby(moments, key=lambda moment: timezone.localdate(moment.at))
    return tuple(Day(day, tuple(group)) for day, group in days)


def _entries(meeting: Meeting, region: Area | None) -> list[AuditEntry]:
    found = AuditEntry.objects.story(ladder=meeting.ladder, week=meeting.week).select_related("by", "area")
    found = found.exclude(action__in=NOT_TOLD)
    if region is not None:
        found = found.filter(Q(area=region) | Q(area=None, action__in=OF_ALL_REGIONS))
    entries = list(found)
    return _of_this_one(entries, meeting) if _has_twin(meeting) else entries


def _has_twin(meeting: Meeting) -> bool:
    """Say whether the same week has an exercise beside a meeting, or the other way round."""
    same = Meeting.objects.filter(ladder=meeting.ladder_id, week_start=meeting.week_start)
    return same.exclude(pk=meeting.pk).exists()


def _of_this_one(entries: list[AuditEntry], meeting: Meeting) -> list[AuditEntry]:
    """Keep what belongs to one meeting of the week, or to none by name; a query per kind of object."""
    mine: set[tuple[str, str]] = set()
    for kind in {entry.object_type for entry in entries} & set(PATHS_TO_MEETING):
        model = model_of(kind)
        assert model is not None  # noqa: S101 - these are models of ours
        ids = model._default_manager.filter(**{PATHS_TO_MEETING[kind]: meeting.pk}).values_list("pk", flat=True)
        mine |= {(kind, str(pk)) for pk in ids}
    return [
        entry
        for entry in entries
        if entry.object_type not in PATHS_TO_MEETING or (entry.object_type, entry.object_id) in mine
    ]


def _acts(entries: Iterable[AuditEntry]) -> list[list[AuditEntry]]:
    """Put together what was one act: a stretch of writing, or one hammer that gave several regions one level."""
    acts: list[list[AuditEntry]] = []
    last: dict[Any, list[AuditEntry]] = {}
    for entry in entries:
        same = (entry.area,) if entry.action == SAVED else (entry.at, str(entry.after))
        key = (entry.action, entry.actor, *same)
        begun = last.get(key)
        if begun and entry.at - begun[-1].at < PAUSE:
            begun.append(entry)
        else:
            last[key] = [entry]
            acts.append(last[key])
    return acts


def _moment(act: Sequence[AuditEntry], names: StoryNames, roles: dict[int, str], region: Area | None) -> Moment:
    first, last = act[0], act[-1]
    areas = {entry.area.pk: entry.area for entry in act if entry.area}
    return Moment(
        at=first.at,
        words=words_of(first),
        sentence=sentence_of(act, names, region),
        who=first.actor or _("The system"),
        roles=roles.get(first.by.pk, "") if first.by else "",
        address=first.address or "",
        areas=() if region else tuple(sorted(areas.values(), key=lambda area: area.name)),
        until=last.at if last.at - first.at >= timedelta(minutes=1) else None,
    )
