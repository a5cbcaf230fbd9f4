"""What happened with the figures of a meeting's week: when they came in, and when levels were computed."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.audit_sentences import Sentence
from ladder import formats
from ladder.models import Assessment, Observation, SignalUse
from ladder.querysets import AssessmentQuerySet
from meetings.models import Meeting
from regions.models import Area

FigureMoment = tuple[datetime, str, Sentence]


def figure_moments(meeting: Meeting, region: Area | None) -> list[FigureMoment]:
    """Return the imports and computations of a week, of the country or of one region: moment, words and facts.

    Three queries, whatever the number of regions.
    """
    computed = _computed_region(meeting, region) if region else _computed_all(meeting)
    return [*_imports(meeting, region), *computed]


def _imports(meeting: Meeting, region: Area | None) -> list[FigureMoment]:
    signals = SignalUse.objects.filter(version__ladder=meeting.ladder_id).values("signal")
    week = meeting.week
    found = Observation.objects.filter(signal__in=signals, date__range=(week.start, week.end))
    if region:
        found = found.filter(Q(area=region) | Q(area__parent=region))
    rows = found.order_by().values_list("batch__imported_at", "batch__source", "batch__file_name")
    return [
        (at, _("figures came in"), Sentence(f"{source}, {file_name}", (_figures(number),)))
        for at, source, file_name, number in rows.annotate(number=Count("pk"))
    ]


def _figures(number: int) -> str:
    words = ngettext("%(number)s figure of this week", "%(number)s figures of this week", number)
    return words % {"number": formats.number(number, 0)}


def _assessments(meeting: Meeting) -> AssessmentQuerySet:
    return Assessment.objects.filter(version__ladder=meeting.ladder_id, week_start=meeting.week_start)


def _computed_region(meeting: Meeting, region: Area) -> list[FigureMoment]:
    found = _assessments(meeting).filter(area=region)
    return [
        (
            one.computed_at,
            _("the level was computed"),
            Sentence(str(one.level or one.get_state_display()), (_cut_off(one.as_of, one.version.code),)),
        )
        for one in found.select_related("level", "version")
    ]


def _computed_all(meeting: Meeting) -> list[FigureMoment]:
    runs = _assessments(meeting).order_by().values_list("computed_at", "as_of", "version__code")
    return [
        (at, _("levels were computed"), Sentence(_regions(number), (_cut_off(as_of, code),)))
        for at, as_of, code, number in runs.annotate(regions=Count("pk"))
    ]


def _regions(number: int) -> str:
    return ngettext("%(number)s region", "%(number)s regions", number) % {"number": number}


def _cut_off(as_of: datetime, code: str) -> str:
    facts = {"moment": formats.moment(as_of), "version": code}
    return _("figures reported until %(moment)s, by version %(version)s") % facts
