"""Sending in figures by spreadsheet: the template, the file, its preview, and the yes to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboard.forms import UploadForm
from dashboard.pages.parameters import answers_bad_parameters
from dashboard.pages.uploads import (
    EVERY_REGION,
    areas_to_send,
    default_week,
    get_upload_for,
    load_upload_page,
    read_template,
    recent_uploads,
    refused_of,
    sender_of,
    template_signals,
)
from ladder.actions.uploads import UploadError, UploadTakenError, accept_upload, keep_upload, remember_refused
from ladder.import_texts import in_words
from ladder.models import SpreadsheetUpload
from ladder.sheet_template import template_csv, template_xlsx
from ladder.sources.errors import SourceError
from regions.models import Area

INVALID, CONFLICT = 422, 409
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": (template_xlsx, EXCEL), "csv": (template_csv, "text/csv; charset=utf-8")}


@require_http_methods(["GET", "HEAD", "POST"])
def upload_new(request: HttpRequest) -> HttpResponse:
    """Show where to send in a spreadsheet, or take one and go to its preview."""
    sender = sender_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            upload = keep_upload(content=file.read(), file_name=file.name, by=sender, now=now)
            return redirect("upload-preview", upload.pk)
        except SourceError as error:
            remember_refused(file_name=file.name, problem=str(error), by=sender, now=now)
            form.add_error("file", in_words(str(error)))
    context = {
        "form": form,
        "uploads": recent_uploads(sender),
        "signals": template_signals(),
        "regions": Area.objects.safety_regions().order_by("name"),
        "every_region": EVERY_REGION,
        "week": default_week(timezone.now()),
    }
    return render(request, "uploads/new.html", context, status=INVALID if form.is_bound else 200)


@require_safe
@answers_bad_parameters
def upload_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Download the template, as .xlsx or .csv."""
    sender_of(request)
    write, content_type = KINDS[kind]
    template = read_template(request.GET, now=timezone.now())
    name = _("template-%(week)s") % {"week": template.week}
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(write(template), content_type=content_type, headers=headers)


@require_safe
def upload_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a spreadsheet would change; once it was taken over, what became of it."""
    upload = get_upload_for(request, pk)
    if upload.batch:
        refused = refused_of(upload.batch)
        remarks = [in_words(remark) for remark in upload.batch.remarks]
        context = {"upload": upload, "batch": upload.batch, "refused": refused, "remarks": remarks}
        return render(request, "uploads/accepted.html", context)
    return _preview(request, upload)


def _preview(request: HttpRequest, upload: SpreadsheetUpload, status: int = 200) -> HttpResponse:
    try:
        number = request.GET.get("page", "")
        page = load_upload_page(upload, sender_of(request), at=timezone.now(), number=number)
    except SourceError as error:  # its signals or headings are known no longer
        context = {"upload": upload, "problem": in_words(str(error))}
        return render(request, "uploads/unreadable.html", context, status=INVALID)
    return render(request, "uploads/preview.html", {"page": page}, status=status)


@require_POST
def upload_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over a spreadsheet: as a whole, or its good rows only."""
    sender, upload = sender_of(request), get_upload_for(request, pk)
    now, seen = timezone.now(), request.POST.get("seen", "")
    try:
        batch = accept_upload(
            upload=upload,
            only_good=request.POST.get("rows") == "good",
            seen=seen,
            only_areas=areas_to_send(sender, day=timezone.localdate(now)),
            by=sender,
            now=now,
        )
    except UploadTakenError as error:
        messages.warning(request, str(error))
        return redirect("upload-preview", pk)
    except UploadError as error:
        messages.error(request, str(error))
        return _preview(request, upload, CONFLICT)
    except SourceError:
        return _preview(request, upload)
    sentence = ngettext(
        "%(number)s figure has been stored.", "%(number)s figures have been stored.", batch.rows_stored
    )
    messages.success(request, sentence % {"number": batch.rows_stored})
    return redirect("upload-preview", pk)
