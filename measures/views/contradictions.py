"""Contradictions between the lists: the matrix, and accepting one with a reason."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from measures.access import PUBLISH_CATALOGUE, member_of
from measures.actions.contradictions import accept_contradiction
from measures.contradictions import Judged, judged, load_rights
from measures.contradictions.lists import Lists, load_drafts, load_published
from measures.contradictions.page import Item, in_words, overview
from measures.errors import MeasureError
from measures.forms.contradictions import AcceptanceForm, ContradictionChoiceForm, Stand
from measures.levels import load_levels
from measures.term_names import load_terms_by_code

PER_PAGE = 20


@dataclass(frozen=True)
class Card:
    """A contradiction on the page, with the form to accept it."""

    item: Item
    form: AcceptanceForm


@require_safe
def contradiction_matrix(request: HttpRequest) -> HttpResponse:
    """The matrix, and the chosen contradictions: of the drafts for editors, of what is published for everyone."""
    stand, lists = _load_lists(request)
    terms, levels = load_terms_by_code(), load_levels(timezone.localdate())
    form = ContradictionChoiceForm(request.GET, terms=terms, levels=levels)
    choice = form.choice()
    found = overview(lists.entries, judged(lists.entries, load_rights()), choice, terms=terms, levels=levels)
    page = Paginator(found.chosen, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "stand": stand.value,
        "choice": choice,
        "overview": found,
        "page": page,
        "cards": [_card(in_words(one, lists, terms, levels), number) for number, one in enumerate(page)],
        "may_see_drafts": request.user.has_perm(PUBLISH_CATALOGUE),
        "may_resolve": request.user.has_perm("measures.change_measure"),
    }
    return render(request, "measures/contradiction_matrix.html", context)


def _load_lists(request: HttpRequest) -> tuple[Stand, Lists]:
    is_editor = member_of(request).has_perm(PUBLISH_CATALOGUE)
    usual = Stand.DRAFTS if is_editor else Stand.PUBLISHED
    asked = request.GET.get("stand", "")
    stand = Stand(asked) if asked in Stand.values else usual
    if stand is Stand.PUBLISHED:
        return stand, load_published(as_of=timezone.now())
    if not is_editor:
        raise PermissionDenied
    return stand, load_drafts()


def _card(item: Item, number: int) -> Card:
    found = item.judged.contradiction
    named = {"contradiction": found.identity, "fingerprint": found.fingerprint}
    return Card(item, AcceptanceForm(initial=named, auto_id=f"id_{number}_%s"))


@require_POST
def contradiction_accept(request: HttpRequest) -> HttpResponse:
    """Let a contradiction stand, with the reason."""
    editor = member_of(request, PUBLISH_CATALOGUE)
    _stand, lists = _load_lists(request)
    form = AcceptanceForm(request.POST)
    one = form.find(judged(lists.entries, load_rights()))
    if one is None or not form.is_valid():
        return _refuse(request, form, one, lists)
    try:
        accept_contradiction(
            contradiction=one.contradiction, reason=form.cleaned_data["reason"], by=editor, now=timezone.now()
        )
    except MeasureError as error:
        refuse_in_form(form, error)
        return _refuse(request, form, one, lists)
    messages.success(request, _("The contradiction is accepted, with your reason."))
    return redirect(f"{reverse('contradiction-matrix')}?{request.GET.urlencode()}#tegenstrijdigheden")


def _refuse(request: HttpRequest, form: AcceptanceForm, one: Judged | None, lists: Lists) -> HttpResponse:
    """Show the form again, with the contradiction that it was about; that is None when it changed meanwhile."""
    terms, levels = load_terms_by_code(), load_levels(timezone.localdate())
    item = in_words(one, lists, terms, levels) if one else None
    return render(request, "measures/contradiction_refused.html", {"form": form, "item": item}, status=INVALID)
