"""The published list, to read: of all catalogues together, and of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.public_pages import public_page
from measures.access import PUBLISH_CATALOGUE
from measures.forms.lists import ListForm
from measures.list_page import PublishedList, load_list, load_lists, show
from measures.models import Catalogue, CatalogueVersion
from measures.moments import read_moment
from measures.reactions.asking import open_rounds_for


@public_page
@require_safe
def catalogue_list(request: HttpRequest) -> HttpResponse:
    """All lists together as they stand, or stood on `?peildatum=`; the form chooses, `?groepering=` orders."""
    return _answer(request, load_lists(read_moment(request.GET, now=timezone.now())))


@public_page
@require_safe
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """One list as it stands, or stood on `?peildatum=` or in `?versie=`."""
    found = get_object_or_404(Catalogue, code=code)
    moment = read_moment(request.GET, now=timezone.now())
    try:
        published = load_list(found, moment, number=version_asked(request))
    except CatalogueVersion.DoesNotExist as error:
        raise Http404 from error
    return _answer(request, published)


def version_asked(request: HttpRequest) -> int | None:
    """Return the number in `?versie=`, None without; `Http404` for what is no number of a version."""
    found = request.GET.get("versie", "")
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and 0 < len(found) <= 6 and int(found)):
        raise Http404
    return int(found)


def _answer(request: HttpRequest, published: PublishedList) -> HttpResponse:
    form = ListForm(request.GET, published=published)
    choice = form.choice(request.GET.get("groepering", ""))
    context = {
        "published": published,
        "form": form,
        "choice": choice,
        "shown": show(published, choice, page=request.GET.get("page"), whole=request.GET.get("alles") == "1"),
        "may_publish": request.user.has_perm(PUBLISH_CATALOGUE),
        "open_rounds": open_rounds_for(request.user, day=timezone.localdate(), catalogue=published.catalogue),
    }
    return render(request, "measures/list.html", context)
