"""Loading a meeting or an agenda item for somebody: 404 to strangers, 403 without the right."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from ladder.models import Ladder
from ladder.weeks import Week, WeekError
from meetings.models import AgendaItem, AreaMembership, Meeting, RegionQuestion
from meetings.models.meetings import EXERCISE_SUFFIX
from meetings.roles import ANSWER_FOR_REGION
from regions.models import Area

DEFAULT_LADDER = "regionaal"


def member_of(request: HttpRequest, right: str | None = None) -> User:
    """Return who asks; `Http404` for someone who is not signed in, `PermissionDenied` without the right."""
    if not isinstance(request.user, User) or not request.user.is_active:
        raise Http404
    if right and not request.user.has_perm(right):
        raise PermissionDenied
    return request.user


def get_ladder(request: HttpRequest) -> Ladder:
    """Return the ladder in the query string (`?ladder=`), by default the regional one."""
    ladder = Ladder.objects.filter(code=request.GET.get("ladder", DEFAULT_LADDER)).first()
    if ladder is None:
        raise Http404
    return ladder


def get_meeting_for(request: HttpRequest, *, week: str, right: str | None = None) -> Meeting:
    """Return a meeting by its key (`2020-W39`, `2020-W39-oefening`), with its ladder, for the person who asks."""
    member_of(request, right)
    meetings = Meeting.objects.select_related("ladder__meeting_settings", "opened_by", "adopted_by", "minutes")
    code = request.GET.get("ladder", DEFAULT_LADDER)
    meeting = meetings.filter(ladder__code=code, **by_key(week)).first()
    if meeting is None:
        raise Http404
    return meeting


def get_item_for(request: HttpRequest, *, week: str, area: str, right: str | None = None) -> AgendaItem:
    """Return the agenda item of an area (`VR15`) in the meeting on a week; `item.meeting` is filled."""
    meeting = get_meeting_for(request, week=week, right=right)
    item = meeting.items.select_related("area", "assessment__level").filter(area__code=area).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    return item


def get_own_item_for(request: HttpRequest, *, week: str, area: str, day: date) -> AgendaItem:
    """Return the agenda item of an area for somebody who speaks for it on a day; `PermissionDenied` for others."""
    item = get_item_for(request, week=week, area=area, right=ANSWER_FOR_REGION)
    if not speaks_for(member_of(request), item.area, day=day):
        raise PermissionDenied
    return item


def get_question_for(request: HttpRequest, *, week: str, area: str, pk: int) -> RegionQuestion:
    """Return a question to a region in the meeting on a week, with its answers; `question.item` is filled."""
    item = get_item_for(request, week=week, area=area)
    question = item.questions.filter(pk=pk).select_related("asked_by").with_answers().first()
    if question is None:
        raise Http404
    question.item = item
    return question


def by_key(key: str) -> dict[str, Any]:
    """Return the filter for the meetings with a key; `Http404` when there is no such week."""
    is_exercise = key.endswith(EXERCISE_SUFFIX)
    try:
        week = Week.parse(key.removesuffix(EXERCISE_SUFFIX))
    except WeekError as error:
        raise Http404 from error
    return {"week_start": week.start, "is_exercise": is_exercise}


def speaks_for(user: User, area: Area, *, day: date) -> bool:
    """Whether an account may answer for an area on a day: it has the right, and is a member of the area then."""
    return user.has_perm(ANSWER_FOR_REGION) and AreaMembership.objects.of(user).on(day).filter(area=area).exists()
