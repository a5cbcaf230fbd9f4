"""The page about the API."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dashboard.api.version import BASE, CHANGES, VERSION
from dashboard.pages.api_docs import addresses, description


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Describe the API; who may read it, the description is for everybody."""
    language = get_language()
    context = {
        "addresses": addresses(language),
        "description": description(language),
        "base": request.build_absolute_uri(BASE),
        "version": VERSION,
        "changes": CHANGES,
        "is_public": settings.PUBLIC_PAGES,
        "per_minute": settings.API_REQUESTS_PER_MINUTE,
    }
    return render(request, "api/page.html", context)
