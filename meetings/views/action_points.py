"""The action list: read it, add to it, and say what became of an action."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from ladder.table_files import write_table
from meetings import action_list as lists
from meetings.access import get_ladder, get_meeting_for, member_of
from meetings.action_history import history_of
from meetings.actions.action_points import (
    add_action,
    change_action,
    complete_action,
    drop_action,
    keep_for_later,
    take_up_action,
)
from meetings.errors import MeetingError
from meetings.forms.action_points import (
    ActionFilterForm,
    AddActionForm,
    ChangeActionForm,
    TakeUpForm,
    change_form,
)
from meetings.models import ActionPoint, Meeting, Theme
from meetings.roles import KEEP_ACTIONS

FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """The list per theme; `?thema=`, `?trekker=` and `?status=` choose, `?overleg=` names a meeting."""
    member_of(request)
    return _show_list(request, AddActionForm())


def _show_list(request: HttpRequest, form: AddActionForm, status: int = 200) -> HttpResponse:
    ladder, meeting = get_ladder(request), _meeting(request)
    owners = lists.owners_of(ladder)
    choice = ActionFilterForm(request.GET, themes=list(Theme.objects.all()), owners=owners)
    context = {
        "ladder": ladder,
        "meeting": meeting,
        "actions": lists.action_list(ladder, day=timezone.localdate(), chosen=choice.chosen, meeting=meeting),
        "choice": choice,
        "owners": owners,
        "form": form,
        "may_keep": request.user.has_perm(KEEP_ACTIONS),
        "may_add": request.user.has_perm(KEEP_ACTIONS) and not (meeting and meeting.is_adopted),
    }
    return render(request, "meetings/action_list.html", context, status=status)


def _meeting(request: HttpRequest) -> Meeting | None:
    """Return the meeting in the query string (`?overleg=2020-W39`); None without one."""
    key = request.GET.get("overleg")
    return get_meeting_for(request, week=key) if key else None


@require_POST
def action_add(request: HttpRequest) -> HttpResponse:
    """Add an action; from a meeting it hangs on that meeting."""
    member, form = member_of(request, KEEP_ACTIONS), AddActionForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, INVALID)
    ladder, meeting = get_ladder(request), _meeting(request)
    try:
        action = add_action(
            ladder=ladder,
            agreement=form.agreement,
            state=form.state,
            meeting=meeting,
            by=member,
            now=timezone.now(),
        )
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show_list(request, form, INVALID)
    messages.success(request, _("Added: %(title)s") % {"title": action.title})
    return _back_to_list(request)


def _back_to_list(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the list as it was asked for."""
    asked = request.GET.urlencode()
    return HttpResponseRedirect(reverse("action-list") + (f"?{asked}" if asked else ""))


@require_safe
def action_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same choice of the list as a spreadsheet."""
    member_of(request)
    ladder, owners, day = get_ladder(request), lists.owners_of(get_ladder(request)), timezone.localdate()
    choice = ActionFilterForm(request.GET, themes=list(Theme.objects.all()), owners=owners)
    found = lists.action_list(ladder, day=day, chosen=choice.chosen, meeting=_meeting(request))
    # The file name is Dutch, as what people call the list.
    headers = {"Content-Disposition": f'attachment; filename="acties-{day.isoformat()}.{file_format}"'}
    content = write_table(lists.action_table(found.rows), file_format, sheet="acties")
    return HttpResponse(content, content_type=FILE_TYPES[file_format], headers=headers)


@require_safe
def action_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One action: change it, move it, and see what happened to it."""
    return _show_action(request, _action_for(request, number))


def _action_for(request: HttpRequest, number: int, right: str | None = None) -> ActionPoint:
    """Return an action for the person who asks; `Http404` when there is none."""
    member_of(request, right)
    actions = ActionPoint.objects.select_related("ladder", "theme", "area", "meeting", "created_by")
    found = actions.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _show_action(
    request: HttpRequest,
    action: ActionPoint,
    status: int = 200,
    *,
    form: ChangeActionForm | None = None,
    take_up: TakeUpForm | None = None,
) -> HttpResponse:
    context = {
        "action": action,
        "form": form or change_form(action),
        "take_up": take_up or TakeUpForm(initial={"owner": action.owner, "due_on": action.due_on}),
        "owners": lists.owners_of(action.ladder),
        "history": history_of(action),
        "report": getattr(action, "field_report", None),
        "may_keep": request.user.has_perm(KEEP_ACTIONS),
    }
    return render(request, "meetings/action_detail.html", context, status=status)


@require_POST
def action_change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what an action says."""
    action = _action_for(request, number, KEEP_ACTIONS)
    form = ChangeActionForm(request.POST, of=action)
    if not form.is_valid():
        return _show_action(request, action, INVALID, form=form)
    seen_at = form.cleaned_data["seen_at"]
    try:
        change_action(
            action=action, agreement=form.agreement, seen_at=seen_at, by=member_of(request), now=timezone.now()
        )
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show_action(request, action, INVALID, form=form)
    messages.success(request, _("Saved: %(title)s") % {"title": form.agreement.title})
    return redirect("action-list")


@require_POST
def action_take_up(request: HttpRequest, number: int) -> HttpResponse:
    """Open an action that was kept for later, done or dropped."""
    action, form = _action_for(request, number, KEEP_ACTIONS), TakeUpForm(request.POST)
    if not form.is_valid():
        return _show_action(request, action, INVALID, take_up=form)
    try:
        take_up_action(action=action, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show_action(request, action, INVALID, take_up=form)
    messages.success(request, _("Open again: %(title)s") % {"title": action.title})
    return redirect("action-list")


@require_POST
def action_complete(request: HttpRequest, number: int) -> HttpResponse:
    """Note that an action is done."""
    return _move(request, number, complete_action, _("Done: %(title)s"))


@require_POST
def action_keep(request: HttpRequest, number: int) -> HttpResponse:
    """Keep an action for later."""
    return _move(request, number, keep_for_later, _("Kept for later: %(title)s"))


@require_POST
def action_drop(request: HttpRequest, number: int) -> HttpResponse:
    """Drop an action."""
    return _move(request, number, drop_action, _("Dropped: %(title)s"))


def _move(request: HttpRequest, number: int, act: Callable[..., ActionPoint], said: str) -> HttpResponse:
    action = _action_for(request, number, KEEP_ACTIONS)
    act(action=action, by=member_of(request), now=timezone.now())
    messages.success(request, said % {"title": action.title})
    return _back_to_list(request)
