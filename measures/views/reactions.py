"""Reacting to a draft: the rounds in which one is asked, a round, and saying something."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from measures.access import PUBLISH_CATALOGUE, REACT_TO_CATALOGUE, get_round_for, member_of
from measures.actions.reactions import react
from measures.entries import Entry
from measures.errors import MeasureError
from measures.forms.reactions import ReactionForm
from measures.models import Measure, ReactionRound
from measures.reactions.asking import is_asked
from measures.reactions.drafts import entry_in
from measures.reactions.page import EntryBlock, anchor_of, one_block, round_page
from measures.reactions.rounds import asked_rounds, kept, rounds_to_keep

ROUNDS_PER_PAGE = 25


@require_safe
def reaction_rounds(request: HttpRequest) -> HttpResponse:
    """The rounds in which one is asked; editors see all rounds too."""
    member, today = member_of(request), timezone.localdate()
    may_react, may_keep = member.has_perm(REACT_TO_CATALOGUE), member.has_perm(PUBLISH_CATALOGUE)
    if not (may_react or may_keep):
        raise PermissionDenied
    page = Paginator(rounds_to_keep(), ROUNDS_PER_PAGE).get_page(request.GET.get("page")) if may_keep else None
    context = {
        "asked": asked_rounds(member, day=today),
        "may_keep": may_keep,
        "kept": kept(page, day=today) if page else [],
        "page": page,
    }
    return render(request, "measures/reaction_rounds.html", context)


@require_safe
def reaction_round(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft that was sent round; who is asked reacts at each entry."""
    return _show(request, get_round_for(request, pk=pk))


def _show(
    request: HttpRequest, round_: ReactionRound, status: int = 200, *, refused: ReactionForm | None = None
) -> HttpResponse:
    page = round_page(round_, member_of(request), day=timezone.localdate())
    context = {
        "page": page,
        "whole_form": _form(None, refused),
        "themes": [(theme, [(block, _form(block, refused)) for block in theme.entries]) for theme in page.themes],
    }
    return render(request, "measures/reaction_round.html", context, status=status)


def _form(block: EntryBlock | None, refused: ReactionForm | None) -> ReactionForm:
    """Return the form of an entry: empty, unless it is the one that was refused."""
    form = ReactionForm(entry=block.entry if block else None)
    return refused if refused is not None and refused.prefix == form.prefix else form


@require_POST
def reaction_add(request: HttpRequest, pk: int, key: UUID | None = None) -> HttpResponse:
    """React to an entry, or without `key` to the whole draft. With htmx only that entry changes."""
    round_, member = get_round_for(request, pk=pk), member_of(request)
    if not is_asked(member, round_):
        raise PermissionDenied
    entry, measure = _spoken_of(round_, key)
    form = ReactionForm(request.POST, entry=entry)
    if not form.is_valid():
        return _refused(request, round_, entry, form)
    try:
        react(round_=round_, measure=measure, by=member, now=timezone.now(), **form.cleaned_data)
    except MeasureError as error:
        refuse_in_form(form, error)
        return _refused(request, round_, entry, form)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return _part(request, round_, entry, ReactionForm(entry=entry), is_saved=True)
    messages.success(request, _("Your reaction is with the editor."))
    return HttpResponseRedirect(reverse("reaction-round", args=[pk]) + "#" + anchor_of(entry))


def _spoken_of(round_: ReactionRound, key: UUID | None) -> tuple[Entry | None, Measure | None]:
    """Return the entry and its row; `Http404` when it is not in the draft."""
    if key is None:
        return None, None
    entry, measure = entry_in(round_, str(key)), Measure.objects.filter(key=key).first()
    if entry is None or measure is None:
        raise Http404
    return entry, measure


def _refused(request: HttpRequest, round_: ReactionRound, entry: Entry | None, form: ReactionForm) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return _part(request, round_, entry, form, status=INVALID)
    return _show(request, round_, INVALID, refused=form)


def _part(
    request: HttpRequest,
    round_: ReactionRound,
    entry: Entry | None,
    form: ReactionForm,
    *,
    status: int = 200,
    is_saved: bool = False,
) -> HttpResponse:
    """Answer with the reactions to one entry and their form."""
    page = round_page(round_, member_of(request), day=timezone.localdate())
    context = {"page": page, "block": one_block(page, entry), "form": form, "is_saved": is_saved, "is_part": True}
    return render(request, "measures/_reaction_said.html", context, status=status)
