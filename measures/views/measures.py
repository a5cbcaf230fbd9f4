"""One measure, at an address that stays."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.public_pages import public_page
from measures.measure_page import load_measure
from measures.models import PublishedMeasure
from measures.moments import read_moment
from measures.views.lists import version_asked


@public_page
@require_safe
def measure(request: HttpRequest, key: UUID) -> HttpResponse:
    """A measure as it stands, or stood on `?peildatum=` or in `?versie=`."""
    moment = read_moment(request.GET, now=timezone.now())
    try:
        page = load_measure(key, moment, number=version_asked(request))
    except PublishedMeasure.DoesNotExist as error:
        raise Http404 from error
    return render(request, "measures/measure.html", {"page": page})
