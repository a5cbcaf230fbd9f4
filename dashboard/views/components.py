"""The gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.pages.gallery import Gallery
from ladder.public_pages import public_page


@public_page
def components(request: HttpRequest) -> HttpResponse:
    """Show each component of `templates/_components/` in each of its states."""
    return render(request, "components.html", {"gallery": Gallery()})
