"""Publishing a list: look at what changed, say why, publish."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from measures.access import PUBLISH_CATALOGUE, get_catalogue_for, member_of
from measures.actions.publishing import publish
from measures.contradictions import sentence
from measures.draft import load_draft
from measures.errors import MeasureError
from measures.forms.versions import PublishForm
from measures.models import Catalogue
from measures.term_names import load_terms_by_code
from measures.version_pages import shown_changes


@require_safe
def catalogue_review(request: HttpRequest, code: str) -> HttpResponse:
    """The draft of a list beside its last version, with its open contradictions and the form to publish it."""
    return _review(request, get_catalogue_for(request, code=code, right=PUBLISH_CATALOGUE))


def _review(request: HttpRequest, catalogue: Catalogue, typed: PublishForm | None = None) -> HttpResponse:
    now = timezone.now()
    draft = load_draft(catalogue, now=now)
    terms = load_terms_by_code(levels_on=timezone.localdate(now))
    context = {
        "catalogue": catalogue,
        "draft": draft,
        "contradictions": [sentence(found.facts(), terms) for found in draft.contradictions],
        "shown": shown_changes(draft.comparison, terms, kind="", page=request.GET.get("page")),
        "form": typed or PublishForm(),
    }
    return render(request, "measures/review.html", context, status=INVALID if typed else None)


@require_POST
def catalogue_publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the draft that the editor looked at."""
    catalogue = get_catalogue_for(request, code=code, right=PUBLISH_CATALOGUE)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _review(request, catalogue, form)
    try:
        version = publish(catalogue=catalogue, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeasureError as error:
        refuse_in_form(form, error)
        return _review(request, catalogue, form)
    sentence_done = _("Version %(number)s of %(catalogue)s has been published.")
    messages.success(request, sentence_done % {"number": version.number, "catalogue": catalogue.name})
    return redirect("catalogue-versions", catalogue.code)
