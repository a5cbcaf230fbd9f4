"""Adopted meetings and what they decided."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router

from dashboard.api.asked import find_ladder, period
from dashboard.api.paging import page_of_rows
from dashboard.api.parameters import OfLadder, OfPeriod, Paging
from dashboard.api.problems import REFUSALS
from dashboard.api.readers import is_insider
from dashboard.api.rows import computed_number
from dashboard.api.schemas.meetings import DecisionPage, MeetingPage
from dashboard.pages.levels import RELATED, UNREAD
from ladder.weeks import Week
from meetings.models import Decision, Meeting

router = Router(tags=["meetings"])
BEFORE_ALL = Week.parse("1900-W01")


class MeetingFilters(Paging, OfLadder):
    """Meetings on a ladder."""


class DecisionFilters(Paging, OfPeriod):
    """Decisions of some weeks and areas."""


@router.get(
    "/meetings",
    response={200: MeetingPage, **REFUSALS},
    url_name="api-meetings",
    operation_id="listMeetings",
    summary=gettext_noop("The meetings that were adopted, earliest first; without exercises"),
)
def meetings(request: HttpRequest, response: HttpResponse, filters: Query[MeetingFilters]) -> dict[str, Any]:
    as_of, ladder = filters.moment(timezone.now()), find_ladder(filters.ladder)
    adopted = Meeting.objects.filter(ladder=ladder.ladder, is_exercise=False, adopted_at__lte=as_of)
    rows = adopted.select_related("minutes").order_by("week_start")
    return page_of_rows(request, response, filters, rows, _meeting)


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "key": meeting.key,
        "week": str(meeting.week),
        "held_on": meeting.held_on,
        "next_on": meeting.next_on,
        "reported_until": meeting.as_of,
        "adopted_at": meeting.adopted_at,
        "minutes_sha256": meeting.minutes.sha256,
    }


@router.get(
    "/decisions",
    response={200: DecisionPage, **REFUSALS},
    url_name="api-decisions",
    operation_id="listDecisions",
    summary=gettext_noop("The decisions of adopted meetings that came into force, by week and area"),
)
def decisions(request: HttpRequest, response: HttpResponse, filters: Query[DecisionFilters]) -> dict[str, Any]:
    as_of, ladder = filters.moment(timezone.now()), find_ladder(filters.ladder)
    weeks = period(filters.week_from, filters.week_to) or [BEFORE_ALL, Week.of(as_of.date())]
    found = Decision.objects.filter(item__meeting__week_start__gte=weeks[0].start)
    if filters.region:
        found = found.filter(item__area__code__in=filters.region)
    counted = found.in_force_over_weeks(ladder.ladder, weeks[0], weeks[-1], as_of=as_of)
    ordered = counted.order_by("item__meeting__week_start", "item__area__code")
    rows = ordered.select_related(*RELATED, "item__area").defer(*UNREAD, "item__assessment__facts")
    return page_of_rows(request, response, filters, rows, partial(_row, is_insider=is_insider(request)))


def _row(found: Decision, *, is_insider: bool) -> dict[str, Any]:
    meeting, area = found.item.meeting, found.item.area
    return {
        "meeting": meeting.key,
        "week": str(meeting.week),
        "area_code": area.code,
        "area_name": area.name,
        "level": found.level.number,
        "level_name": found.level.name,
        "valid_from": found.valid_from,
        "next_review": found.next_review,
        "decided_at": found.decided_at,
        "computed_level": computed_number(found),
        "differs": found.differs,
        "erratum": found.erratum_id is not None,
        "reason": found.reason if is_insider else None,
    }
