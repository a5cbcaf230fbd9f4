"""Reading a list into its draft: the file, what it would change, and the yes to it; and the list as a file."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladder.import_texts import in_words
from ladder.refusals import CONFLICT, INVALID, refuse_in_form
from ladder.sources.errors import SourceError
from measures.access import EDIT_CATALOGUE, get_catalogue_for, member_of
from measures.actions.imports import import_catalogue
from measures.entries import Entry, draft_entries, entries_of_version
from measures.errors import MeasureError
from measures.exchange.outcome import outcome_of
from measures.exchange.vocabulary import load_vocabulary
from measures.exchange.writing import CONTENT_TYPES, write_entries
from measures.forms.imports import AcceptForm, ImportForm, PackedFile
from measures.import_page import import_page, said
from measures.models import Catalogue, CatalogueVersion


@require_http_methods(["GET", "HEAD", "POST"])
def catalogue_import(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a file, or show what a file would change."""
    catalogue = get_catalogue_for(request, code=code, right=EDIT_CATALOGUE)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        file = PackedFile(upload.name, upload.read())
        try:
            packed = file.pack(_owner(request, catalogue))
            return _preview(request, catalogue, file, packed=packed)
        except SourceError as error:
            form.add_error("file", in_words(str(error)))
    context = {"catalogue": catalogue, "form": form}
    return render(request, "measures/import_new.html", context, status=INVALID if form.is_bound else 200)


def _owner(request: HttpRequest, catalogue: Catalogue) -> str:
    return f"{request.user.pk}:{catalogue.pk}"


def _preview(
    request: HttpRequest,
    catalogue: Catalogue,
    file: PackedFile,
    *,
    packed: str,
    refusal: MeasureError | None = None,
) -> HttpResponse:
    outcome = outcome_of(file.content, file.name, catalogue=catalogue)
    shown = {"packed": packed, "seen": outcome.digest}
    form = AcceptForm({**request.POST.dict(), **shown}) if refusal else AcceptForm(initial=shown)
    if refusal:
        refuse_in_form(form, refusal)
    page = import_page(outcome, load_vocabulary().terms)
    context = {"catalogue": catalogue, "file_name": file.name, "page": page, "form": form}
    return render(request, "measures/import_preview.html", context, status=CONFLICT if refusal else 200)


@require_POST
def catalogue_import_accept(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file over: as a whole, or its good rows only."""
    catalogue = get_catalogue_for(request, code=code, right=EDIT_CATALOGUE)
    by, form = member_of(request, EDIT_CATALOGUE), AcceptForm(request.POST)
    packed = request.POST.get("packed", "")
    try:
        file = PackedFile.unpack(packed, _owner(request, catalogue))
    except MeasureError as error:
        messages.error(request, str(error))
        return redirect("catalogue-import", code)
    try:
        reason = form.cleaned_data["withdraw_missing"] if form.is_valid() else ""
        _refuse_invalid(form)
        return _accepted(request, catalogue, file, reason=reason, by=by)
    except MeasureError as error:
        return _preview(request, catalogue, file, packed=packed, refusal=error)


def _refuse_invalid(form: AcceptForm) -> None:
    for field, errors in form.errors.items():
        raise MeasureError(" ".join(map(str, errors)), field=field)


def _accepted(
    request: HttpRequest, catalogue: Catalogue, file: PackedFile, *, reason: str, by: User
) -> HttpResponse:
    outcome = import_catalogue(
        content=file.content,
        file_name=file.name,
        catalogue=catalogue,
        seen=request.POST.get("seen", ""),
        only_good=request.POST.get("rows") == "good",
        withdraw_missing=reason,
        by=by,
        now=timezone.now(),
    )
    messages.success(request, said(outcome, withdrawn=bool(reason)))
    return redirect("catalogue-import", catalogue.code)


@require_safe
def catalogue_export(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Download the draft of a list, to work on and read in again."""
    catalogue = get_catalogue_for(request, code=code, right=EDIT_CATALOGUE)
    return _download(draft_entries(catalogue), file_format, f"{catalogue.code}-{_('draft')}")


@require_safe
def version_export(request: HttpRequest, code: str, number: int, file_format: str) -> HttpResponse:
    """Download a published version of a list."""
    member_of(request)
    versions = CatalogueVersion.objects.select_related("catalogue")
    version = get_object_or_404(versions, catalogue__code=code, number=number)
    return _download(entries_of_version(version), file_format, f"{code}-v{number}")


def _download(entries: list[Entry], file_format: str, name: str) -> HttpResponse:
    if file_format not in CONTENT_TYPES:
        raise Http404
    content = write_entries(entries, file_format, load_vocabulary())
    headers = {"Content-Disposition": f'attachment; filename="{name}.{file_format}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[file_format], headers=headers)
