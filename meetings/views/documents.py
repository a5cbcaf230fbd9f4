"""Documents of a meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import get_meeting_for, member_of
from meetings.actions.documents import record_export
from meetings.documents.formats import DECISIONS, FORMATS, NOTE, TEXT_FORMATS, Format, write
from meetings.documents.names import KINDS_BY_SLUG, SLUGS, file_name
from meetings.documents.note import note_of
from meetings.models import Meeting
from regions.models import Area


@require_safe
def document_list(request: HttpRequest, week: str) -> HttpResponse:
    """List the documents of a meeting in each format, for the whole and per region."""
    meeting = get_meeting_for(request, week=week)
    context = {
        "meeting": meeting,
        "items": meeting.items.select_related("area"),
        "note": SLUGS[NOTE],
        "decisions": SLUGS[DECISIONS],
        "text_formats": TEXT_FORMATS,
        "formats": FORMATS.values(),
    }
    return render(request, "meetings/document_list.html", context)


@require_safe
def document(
    request: HttpRequest, week: str, kind: str, file_format: str, area: str | None = None
) -> HttpResponse:
    """Download a document (`duiding` or `besluitenlijst`), of one region with `area`; who did is remembered."""
    meeting = get_meeting_for(request, week=week)
    chosen, code = _chosen(kind, file_format)
    region = _area(meeting, area) if area else None
    file = write(note_of(meeting), code, format=file_format, region=area)
    if request.method == "GET":
        now = timezone.now()
        record_export(
            meeting=meeting, kind=code, file_format=file_format, area=region, by=member_of(request), now=now
        )
    return _download(file, file_name(meeting, code, file_format, area), chosen, is_final=meeting.is_adopted)


def _chosen(kind: str, file_format: str) -> tuple[Format, str]:
    """Return the format and the document; `Http404` for what there is not, such as a duiding as a table."""
    code, chosen = KINDS_BY_SLUG.get(kind), FORMATS.get(file_format)
    if code is None or chosen is None or (code == NOTE and not chosen.is_text):
        raise Http404
    return chosen, code


def _area(meeting: Meeting, code: str) -> Area:
    item = meeting.items.select_related("area").filter(area__code=code).first()
    if item is None:
        raise Http404
    return item.area


def _download(file: bytes, name: str, chosen: Format, *, is_final: bool) -> HttpResponse:
    """Return the file; a concept is kept nowhere, and what is final is asked for again (errata may follow)."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-cache" if is_final else "no-store",
    }
    return HttpResponse(file, content_type=chosen.content_type, headers=headers)
