"""The versions of a duiding: who wrote what, what changed, and putting one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.access import get_item_for, member_of
from meetings.actions.interpretations import restore_interpretation
from meetings.agenda import rights_of
from meetings.errors import MeetingError
from meetings.forms.interpretations import ComparisonForm, RestoreForm
from meetings.roles import WRITE_INTERPRETATION
from meetings.versions import VersionLine, compare, lines_of


@require_safe
def interpretation_versions(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """All versions of a duiding, with what changed from `?old=` to `?new=`; `?all` shows each save by itself."""
    item = get_item_for(request, week=week, area=area)
    lines = lines_of(item, every="all" in request.GET)
    form = ComparisonForm(request.GET, lines=lines)
    if not form.is_valid() and {"old", "new"} <= set(request.GET):
        lines = lines_of(item, every=True)
        form = ComparisonForm(request.GET, lines=lines)
    if not form.is_valid():
        form = ComparisonForm(_last_change(lines), lines=lines)
    comparison = compare(item, **form.cleaned_data) if form.is_valid() else None
    context = {
        "item": item,
        "meeting": item.meeting,
        "lines": lines,
        "single": "all" in request.GET,
        "saves": lines[0].number if lines else 0,
        "form": form,
        "comparison": comparison,
        "rights": rights_of(request.user, item.meeting),
    }
    return render(request, "meetings/interpretation_versions.html", context)


def _last_change(lines: tuple[VersionLine, ...]) -> dict[str, int]:
    return {"old": lines[0].before, "new": lines[0].number} if lines else {}


@require_POST
def interpretation_restore(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Put an earlier version back, as a new one."""
    item = get_item_for(request, week=week, area=area, right=WRITE_INTERPRETATION)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a version from the list."))
        return redirect("interpretation-versions", item.meeting.key, item.area.code)
    try:
        saved = restore_interpretation(item=item, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        facts = {"earlier": form.cleaned_data["number"], "number": saved.number}
        messages.success(request, _("Version %(earlier)s was put back, as version %(number)s.") % facts)
    return redirect("interpretation-versions", item.meeting.key, item.area.code)
