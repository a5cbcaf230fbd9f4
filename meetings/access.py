"""Loading a meeting or an agenda item for somebody: 404 to strangers, 403 without the right."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from ladder.models import Ladder
from ladder.weeks import Week, WeekError
from meetings.models import AgendaItem, Meeting

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
    """Return the meeting on a week (`2020-W39`), with its ladder, for the person who asks."""
    member_of(request, right)
    meetings = Meeting.objects.select_related("ladder", "opened_by", "adopted_by", "minutes")
    code = request.GET.get("ladder", DEFAULT_LADDER)
    meeting = meetings.filter(ladder__code=code, week_start=_week(week).start).first()
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


def _week(key: str) -> Week:
    try:
        return Week.parse(key)
    except WeekError as error:
        raise Http404 from error
