"""What another level would mean for a region."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from meetings.access import get_meeting_for
from meetings.consequence_page import consequence_page


@require_safe
@vary_on_headers("HX-Request")
def consequences(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """What `?niveau=` would add, drop and change; for htmx only the part that goes into another page."""
    meeting = get_meeting_for(request, week=week)
    page = consequence_page(
        meeting, area, number=_number(request, "niveau"), before=_number(request, "van"), now=timezone.now()
    )
    if page is None:
        raise Http404
    is_part = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    template = "consequences/_page.html" if is_part else "consequences/page.html"
    return render(request, template, {"page": page, "meeting": meeting, "is_part": bool(is_part)})


def _number(request: HttpRequest, name: str) -> int | None:
    """Return a number of the query string; None when there is none, or something else."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 4 else None
