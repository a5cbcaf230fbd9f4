"""Reports from the field: send one in, read them, and give them a follow-up."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_ladder, member_of
from meetings.action_list import owners_of
from meetings.actions.field_reports import add_report, close_report, make_action, put_on_agenda
from meetings.errors import MeetingError
from meetings.field_report_list import field_report_list, follow_up_of, reportable_areas, with_all
from meetings.forms.action_points import AgreementForm
from meetings.forms.field_reports import FieldReportFilterForm, FieldReportForm
from meetings.models import AreaMembership, FieldReport, Theme
from meetings.roles import ASK_FOR_AGENDA, KEEP_ACTIONS, REPORT_FROM_FIELD


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """All reports: first those without a follow-up; `?soort=` and `?thema=` choose."""
    member_of(request)
    ladder = get_ladder(request)
    choice = FieldReportFilterForm(request.GET, themes=list(Theme.objects.all()))
    context = {
        "ladder": ladder,
        "choice": choice,
        "reports": field_report_list(ladder, chosen=choice.chosen, page=request.GET.get("page")),
        "may_report": request.user.has_perm(REPORT_FROM_FIELD),
    }
    return render(request, "meetings/field_report_list.html", context)


@require_safe
def report_new(request: HttpRequest) -> HttpResponse:
    """The form to report from the field."""
    member = member_of(request, REPORT_FROM_FIELD)
    own = _own_regions(member, timezone.localdate())
    form = FieldReportForm(areas=reportable_areas(own), initial={"area": own[0] if len(own) == 1 else ""})
    return _show_form(request, form)


def _show_form(request: HttpRequest, form: FieldReportForm, status: int = 200) -> HttpResponse:
    return render(request, "meetings/field_report_new.html", {"form": form}, status=status)


def _own_regions(member: User, day: date) -> list[str]:
    """Return the codes of the areas for which somebody speaks on a day; a report is about one of them then."""
    return list(AreaMembership.objects.of(member).on(day).values_list("area__code", flat=True))


@require_POST
def report_add(request: HttpRequest) -> HttpResponse:
    """Send in a report."""
    member, ladder = member_of(request, REPORT_FROM_FIELD), get_ladder(request)
    form = FieldReportForm(request.POST, areas=reportable_areas(_own_regions(member, timezone.localdate())))
    if not form.is_valid():
        return _show_form(request, form, INVALID)
    try:
        report = add_report(ladder=ladder, told=form.told, by=member, now=timezone.now())
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show_form(request, form, INVALID)
    messages.success(request, _("Reported: %(title)s") % {"title": report.title})
    return redirect("field-report-list")


@require_safe
def report_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One report with its follow-up."""
    return _show(request, _report_for(request, number))


def _report_for(request: HttpRequest, number: int, right: str | None = None) -> FieldReport:
    """Return a report for the person who asks; `Http404` when there is none."""
    member_of(request, right)
    found = with_all(FieldReport.objects.filter(pk=number)).first()
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, report: FieldReport, status: int = 200, form: AgreementForm | None = None
) -> HttpResponse:
    follow_up = follow_up_of(report, user=member_of(request), now=timezone.now())
    initial = {"theme": report.theme_id, "title": report.title, "area": report.area_id}
    context = {
        "report": report,
        "follow_up": follow_up,
        "form": form or AgreementForm(initial=initial),
        "owners": owners_of(report.ladder) if follow_up.may_act else (),
    }
    return render(request, "meetings/field_report_detail.html", context, status=status)


@require_POST
def report_to_agenda(request: HttpRequest, number: int) -> HttpResponse:
    """Make a report a point on the agenda of the meeting that is open."""
    report = _report_for(request, number, ASK_FOR_AGENDA)
    member, now = member_of(request), timezone.now()
    meeting = follow_up_of(report, user=member, now=now).meeting
    try:
        if meeting is None:
            raise MeetingError(_("There is no open meeting of which the agenda takes this point."))
        put_on_agenda(report=report, meeting=meeting, by=member, now=now)
        messages.success(request, _("On the agenda of %(meeting)s.") % {"meeting": meeting.week})
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("field-report-detail", number)


@require_POST
def report_to_action(request: HttpRequest, number: int) -> HttpResponse:
    """Make a report an action."""
    report, form = _report_for(request, number, KEEP_ACTIONS), AgreementForm(request.POST)
    if not form.is_valid():
        return _show(request, report, INVALID, form)
    member, now = member_of(request), timezone.now()
    meeting = follow_up_of(report, user=member, now=now).action_meeting
    try:
        make_action(report=report, agreement=form.agreement, meeting=meeting, by=member, now=now)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show(request, report, INVALID, form)
    messages.success(request, _("Added to the actions: %(title)s") % {"title": form.agreement.title})
    return redirect("field-report-detail", number)


@require_POST
def report_close(request: HttpRequest, number: int) -> HttpResponse:
    """Close a report: nothing more is needed."""
    report = _report_for(request, number, KEEP_ACTIONS)
    close_report(report=report, by=member_of(request), now=timezone.now())
    messages.success(request, _("Closed: %(title)s") % {"title": report.title})
    return redirect("field-report-list")
