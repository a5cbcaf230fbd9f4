"""The audit trail for administrators, and its stories of a meeting and of a region in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboard.audit_forms import SYSTEM, AuditFilterForm, account_names
from dashboard.pages.audit import chosen_entries, load_page
from dashboard.pages.audit_export import MOST_ROWS, TooManyRowsError, export_table, record_export
from dashboard.pages.audit_story import load_story
from dashboard.pages.parameters import answers_bad_parameters
from ladder import formats
from ladder.table_files import write_table
from meetings.access import get_meeting_for, member_of
from meetings.roles import READ_AUDIT, WRITE_INTERPRETATION
from regions.models import Area

INVALID = 422
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@answers_bad_parameters
def audit_list(request: HttpRequest) -> HttpResponse:
    """The trail, newest first, as far as the filters in the address ask."""
    member_of(request, READ_AUDIT)
    form = _form(request)
    is_valid = form.is_valid()
    context = {
        "form": form,
        "page": load_page(chosen_entries(form.cleaned_data), request.GET) if is_valid else None,
        "accounts": account_names(),
        "system": SYSTEM,
        "most_rows": MOST_ROWS,
    }
    return render(request, "audit/list.html", context, status=200 if is_valid else INVALID)


def _form(request: HttpRequest) -> AuditFilterForm:
    return AuditFilterForm(request.GET, areas=list(Area.objects.safety_regions().order_by("name")))


@require_safe
def audit_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same choice of the trail as a spreadsheet; who took it is in the trail too."""
    member, now, form = member_of(request, READ_AUDIT), timezone.now(), _form(request)
    back = f"{redirect('audit-list').url}?{request.GET.urlencode()}"
    if not form.is_valid():
        return redirect(back)
    try:
        table = export_table(chosen_entries(form.cleaned_data))
    except TooManyRowsError:
        told = _("These are more than %(number)s rows. Choose a shorter period.")
        messages.warning(request, told % {"number": formats.number(MOST_ROWS, 0)})
        return redirect(back)
    if request.method == "GET":
        rows = len(table.rows)
        record_export(asked=form.cleaned_data, rows=rows, file_format=file_format, by=member, now=now)
    name = f"logboek-{timezone.localdate(now).isoformat()}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    content = write_table(table, file_format, sheet="logboek")
    return HttpResponse(content, content_type=FILE_TYPES[file_format], headers=headers)


@require_safe
def audit_story(request: HttpRequest, week: str, area: str | None = None) -> HttpResponse:
    """What happened in a meeting, or with one region in it, in sentences; addresses for administrators only."""
    member = member_of(request)
    sees_addresses = member.has_perm(READ_AUDIT)
    if not (sees_addresses or member.has_perm(WRITE_INTERPRETATION)):
        raise PermissionDenied
    meeting = get_meeting_for(request, week=week)
    regions = [item.area for item in meeting.items.select_related("area")]
    region = next((found for found in regions if found.code == area), None)
    if area and region is None:
        raise Http404
    context = {
        "meeting": meeting,
        "region": region,
        "regions": sorted(regions, key=lambda found: found.name),
        "days": load_story(meeting, regions, region),
        "sees_addresses": sees_addresses,
    }
    return render(request, "audit/story.html", context)
