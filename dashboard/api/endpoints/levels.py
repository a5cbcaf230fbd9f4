"""Weeks, levels, explanations and weekly values."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router

from dashboard.api.asked import Asked, find_ladder, read_asked
from dashboard.api.loading import load_computed, load_levels
from dashboard.api.paging import Slice, cut, page_of, slice_of
from dashboard.api.parameters import OfLadder, OfWeeks, Paging, Slug
from dashboard.api.problems import REFUSALS
from dashboard.api.readers import is_insider
from dashboard.api.rows import computed_row, level_row, weekly_value_rows
from dashboard.api.schemas.levels import AssessmentPage, LevelPage, WeeklyValuePage, WeekPage
from ladder.computed_weeks import computed_weeks
from ladder.explanations import explanation, load_context
from ladder.models import Assessment
from ladder.weeks import Week
from meetings.models import Meeting

router = Router(tags=["levels"])
MOST_EXPLAINED = 200


class WeekFilters(Paging, OfLadder):
    """Weeks of a ladder."""


class LevelFilters(Paging, OfWeeks):
    """Levels of a ladder."""


class AssessmentFilters(LevelFilters):
    """Explanations are long: fewer on a page."""

    page_size: int = Field(
        25, alias="pageSize", ge=1, le=MOST_EXPLAINED, description=gettext_noop("How many items on a page.")
    )


class WeeklyValueFilters(LevelFilters):
    """Weekly values of some signals."""

    signal: list[Slug] = Field([], description=gettext_noop("The codes of signals; without any: all of them."))


@router.get(
    "/weeks",
    response={200: WeekPage, **REFUSALS},
    url_name="api-weeks",
    operation_id="listWeeks",
    summary=gettext_noop("The weeks that were computed, earliest first"),
)
def weeks(request: HttpRequest, response: HttpResponse, filters: Query[WeekFilters]) -> dict[str, Any]:
    as_of, ladder, asked = filters.moment(timezone.now()), find_ladder(filters.ladder), slice_of(filters)
    found, has_next = cut(asked, computed_weeks(ladder.versions, as_of=as_of)[asked.rows])
    adopted = Meeting.objects.filter(
        ladder=ladder.ladder, is_exercise=False, adopted_at__lte=as_of, week_start__in=[one.start for one in found]
    )
    keys = {meeting.week: meeting.key for meeting in adopted}
    items = [
        {
            "week": str(week),
            "week_start": week.start,
            "week_end": week.end,
            "ladder_version": ladder.version_shown(week).code,
            "meeting": keys.get(week),
        }
        for week in found
    ]
    return page_of(request, response, asked, items, has_next=has_next)


@router.get(
    "/levels",
    response={200: LevelPage, **REFUSALS},
    url_name="api-levels",
    operation_id="listLevels",
    summary=gettext_noop("Computed and decided levels, by week and area"),
)
def levels(request: HttpRequest, response: HttpResponse, filters: Query[LevelFilters]) -> dict[str, Any]:
    asked, part = read_asked(filters, now=timezone.now()), slice_of(filters)
    places, has_next = cut(part, asked.places()[part.rows])
    insider = is_insider(request)
    items = [level_row(week, found, is_insider=insider) for week, found in load_levels(asked, places)]
    return page_of(request, response, part, items, has_next=has_next)


@router.get(
    "/assessments",
    response={200: AssessmentPage, **REFUSALS},
    url_name="api-assessments",
    operation_id="listAssessments",
    summary=gettext_noop("Computed levels with the facts that explain them"),
)
def assessments(request: HttpRequest, response: HttpResponse, filters: Query[AssessmentFilters]) -> dict[str, Any]:
    asked, part = read_asked(filters, now=timezone.now()), slice_of(filters)
    found, has_next = _assessments(asked, part)
    context = load_context([assessment for _week, assessment in found], as_of=asked.as_of)
    items = [
        {
            "area_code": assessment.area.code,
            "area_name": assessment.area.name,
            "week": str(week),
            "computed": computed_row(assessment),
            "explanation": explanation(assessment, context).as_json(),
        }
        for week, assessment in found
    ]
    return page_of(request, response, part, items, has_next=has_next)


@router.get(
    "/weekly-values",
    response={200: WeeklyValuePage, **REFUSALS},
    url_name="api-weekly-values",
    operation_id="listWeeklyValues",
    summary=gettext_noop("Weekly values of signals; a page holds those of so many areas in a week"),
)
def weekly_values(
    request: HttpRequest, response: HttpResponse, filters: Query[WeeklyValueFilters]
) -> dict[str, Any]:
    asked, part = read_asked(filters, now=timezone.now()), slice_of(filters)
    found, has_next = _assessments(asked, part)
    signals = dict.fromkeys(filters.signal)
    items = [
        row
        for week, assessment in found
        for row in weekly_value_rows(week, assessment.area.code, assessment, signals)
    ]
    return page_of(request, response, part, items, has_next=has_next)


def _assessments(asked: Asked, part: Slice) -> tuple[list[tuple[Week, Assessment]], bool]:
    """Return what was computed of a page of areas in weeks; what was not has no facts."""
    places, has_next = cut(part, asked.places()[part.rows])
    computed = load_computed(asked, places)
    found = []
    for week, area in places:
        assessment = computed.get((week, area.pk))
        if assessment is not None:
            assessment.area = area
            found.append((week, assessment))
    return found, has_next
