"""The versions of a list, and any two of them side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ladder.public_pages import public_page
from measures.access import PUBLISH_CATALOGUE
from measures.comparison import Kind
from measures.forms.versions import TwoVersionsForm, numbers_asked
from measures.models import Catalogue
from measures.term_names import load_terms_by_code
from measures.version_pages import load_two, shown_changes, version_lines


@public_page
@require_safe
def catalogue_versions(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of a list with why they were published and what changed."""
    catalogue = get_object_or_404(Catalogue, code=code)
    terms = load_terms_by_code(levels_on=timezone.localdate())
    page, lines = version_lines(catalogue, terms, page=request.GET.get("page"))
    context = {
        "catalogue": catalogue,
        "page": page,
        "lines": lines,
        "may_publish": request.user.has_perm(PUBLISH_CATALOGUE),
    }
    return render(request, "measures/versions.html", context)


@public_page
@require_safe
def catalogue_compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side: `?van=3&tot=4`, without numbers the last two; `?soort=` keeps one kind."""
    numbers = numbers_asked(request.GET)
    if numbers is None:
        return _last_two(code)
    two = load_two(code, *numbers)
    if two is None:
        raise Http404
    kind = request.GET.get("soort", "")
    terms = load_terms_by_code(levels_on=timezone.localdate())
    context = {
        "two": two,
        "form": TwoVersionsForm(two=two),
        "kind": kind if kind in set(Kind) else "",
        "shown": shown_changes(two.comparison, terms, kind=kind, page=request.GET.get("page")),
    }
    return render(request, "measures/compare.html", context)


def _last_two(code: str) -> HttpResponse:
    catalogue = get_object_or_404(Catalogue, code=code)
    last = catalogue.versions.order_by("number").last()
    if last is None:
        raise Http404
    response = redirect("catalogue-compare", code)
    response.headers["Location"] += "?" + urlencode({"van": last.number - 1, "tot": last.number})
    return response
