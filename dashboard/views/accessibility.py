"""The accessibility statement."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.public_pages import public_page

ASSESSED_ON = date(2026, 11, 22)
"""The day on which the makers last went over the statement."""


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is, how that is known, and where to report a problem."""
    context = {"assessed_on": ASSESSED_ON, "contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "accessibility/page.html", context)
