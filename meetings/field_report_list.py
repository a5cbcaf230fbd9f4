"""The reports from the field: those that wait for a follow-up, and those that have one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, QuerySet, When

from ladder.models import Ladder
from meetings.agenda import is_closed
from meetings.models import FieldReport, Meeting
from meetings.roles import ASK_FOR_AGENDA, KEEP_ACTIONS, RUN_MEETING
from regions.models import Area

PER_PAGE = 25
FOLLOWED = ~Q(closed_at=None) | ~Q(agenda_point=None) | ~Q(action_point=None)


@dataclass(frozen=True)
class ReportFilter:
    """What is asked for: a kind of report and a theme by its code; empty: all."""

    kind: str = ""
    theme: str = ""


@dataclass(frozen=True)
class FieldReportList:
    """Reports that wait, oldest first, and a page of those with a follow-up, newest first."""

    waiting: tuple[FieldReport, ...]
    followed: Page[FieldReport]


def field_report_list(ladder: Ladder, *, chosen: ReportFilter, page: str | None) -> FieldReportList:
    """Return the reports of a ladder in three queries, whatever their number."""
    reports = FieldReport.objects.filter(ladder=ladder)
    if chosen.kind:
        reports = reports.filter(kind=chosen.kind)
    if chosen.theme:
        reports = reports.filter(theme__code=chosen.theme)
    followed = Paginator(with_all(reports.filter(FOLLOWED)).order_by("-pk"), PER_PAGE)
    return FieldReportList(tuple(with_all(reports.exclude(FOLLOWED)).order_by("pk")), followed.get_page(page))


def with_all(reports: QuerySet[FieldReport]) -> QuerySet[FieldReport]:
    """Fetch reports with all that is shown of them."""
    return reports.select_related(
        "theme", "area", "reported_by", "action_point", "agenda_point__meeting", "ladder"
    )


@dataclass(frozen=True)
class FollowUp:
    """What somebody can do with a report now.

    `meeting`: the one whose agenda takes it (None: there is none). `action_meeting`: the meeting on which an
    action hangs that is made of it: the one on whose agenda it stands, while that is open.
    """

    meeting: Meeting | None
    action_meeting: Meeting | None
    may_agenda: bool
    may_act: bool
    may_close: bool


def follow_up_of(report: FieldReport, *, user: User, now: datetime) -> FollowUp:
    """Return what an account can do with a report from `with_all`; two queries at most."""
    is_open = report.closed_at is None
    asks = is_open and report.agenda_point is None and user.has_perm(ASK_FOR_AGENDA)
    keeps = is_open and user.has_perm(KEEP_ACTIONS)
    on_agenda_of = report.agenda_point.meeting if report.agenda_point else None
    return FollowUp(
        meeting=_meeting_for(report, user, now) if asks else None,
        action_meeting=on_agenda_of if on_agenda_of and not on_agenda_of.is_adopted else None,
        may_agenda=asks,
        may_act=keeps and report.action_point is None,
        may_close=keeps,
    )


def _meeting_for(report: FieldReport, user: User, now: datetime) -> Meeting | None:
    """Return the first open meeting whose agenda takes a point of this person: the chair's also once it closed."""
    meetings = Meeting.objects.open().filter(ladder=report.ladder, is_exercise=False).order_by("week_start")
    found = list(meetings.select_related("ladder"))
    takes = [meeting for meeting in found if not is_closed(meeting, now=now)]
    return next(iter([*takes, *(found[::-1] if user.has_perm(RUN_MEETING) else [])]), None)


def reportable_areas(own: Sequence[str]) -> list[Area]:
    """Return the areas that a report can be about, by region: each region, then its municipalities. One query.

    `own` are the codes of the areas for which somebody speaks; empty: all of the country.
    """
    places = Area.objects.filter(kind__in=(Area.Kind.SAFETY_REGION, Area.Kind.MUNICIPALITY))
    if own:
        places = places.filter(Q(code__in=own) | Q(parent__code__in=own))
    of_region = Case(When(kind=Area.Kind.SAFETY_REGION, then=F("name")), default=F("parent__name"))
    regions_first = places.select_related("parent").annotate(region=of_region)
    return list(regions_first.order_by("region", "-kind", "name"))
