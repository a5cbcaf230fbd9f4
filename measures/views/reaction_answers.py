"""What was said of a draft, for its editors: read it, answer, take it along."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from ladder.table_files import write_table
from measures.access import PUBLISH_CATALOGUE, get_round_for, member_of
from measures.actions.reactions import answer_reaction
from measures.errors import MeasureError
from measures.forms.reactions import AnswerForm, closing_day_form
from measures.models import Reaction, ReactionRound
from measures.reactions.overview import (
    SpokenOf,
    count_round,
    entries_to_show,
    one_spoken,
    spoken_of,
)
from measures.reactions.rounds import group_names
from measures.reactions.said import WHOLE
from measures.reactions.table import reaction_table

UNANSWERED = "onbeantwoord"
WHOLE_LIST = "geheel"
ENTRIES_PER_PAGE = 10
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def reaction_overview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, per entry; `?toon=onbeantwoord` shows what is left, `?maatregel=` one entry."""
    return show_overview(request, get_round_for(request, pk=pk, right=PUBLISH_CATALOGUE))


def show_overview(request: HttpRequest, round_: ReactionRound, status: int = 200, **context: Any) -> HttpResponse:
    refused: AnswerForm | None = context.pop("refused", None)
    counts, key = count_round(round_), _chosen_key(request)
    only_open = request.GET.get("toon") == UNANSWERED
    wanted = entries_to_show(counts, unanswered_only=only_open, key=key)
    page = Paginator(wanted, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    shown = spoken_of(round_, list(page), unanswered_only=only_open)
    context = {
        "round": round_,
        "groups": group_names(round_),
        "is_open": round_.is_open(timezone.localdate()),
        "counts": counts,
        "shown": [(found, _with_forms(found, refused)) for found in shown],
        "page": page,
        "key": key,
        "only_open": only_open,
        "closing_form": closing_day_form(round_),
        "asked_for": request.GET.urlencode(),
    } | context
    return render(request, "measures/reaction_overview.html", context, status=status)


def _chosen_key(request: HttpRequest) -> str | None:
    key = request.GET.get("maatregel")
    return WHOLE if key == WHOLE_LIST else key or None


def _with_forms(found: SpokenOf, refused: AnswerForm | None) -> list[tuple[Any, AnswerForm]]:
    """Return the reactions to an entry with their forms; the refused one keeps what was typed."""
    rows = []
    for spoken in found.reactions:
        form = AnswerForm(reaction=spoken.said.reaction.pk, answer=spoken.said.answer)
        rows.append((spoken, refused if refused is not None and refused.prefix == form.prefix else form))
    return rows


@require_POST
def reaction_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a reaction. With htmx only that reaction changes, and the count."""
    member, reaction = member_of(request, PUBLISH_CATALOGUE), _reaction(pk)
    round_ = get_round_for(request, pk=reaction.round_id, right=PUBLISH_CATALOGUE)
    form = AnswerForm(request.POST, reaction=pk)
    if not form.is_valid():
        return _answer_refused(request, round_, reaction, form)
    try:
        answer_reaction(reaction=reaction, by=member, now=timezone.now(), **form.cleaned_data)
    except MeasureError as error:
        refuse_in_form(form, error)
        return _answer_refused(request, round_, reaction, form)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return _part(request, round_, pk)
    messages.success(request, _("The answer is saved."))
    asked = request.GET.urlencode()
    address = reverse("reaction-overview", args=[round_.pk]) + (f"?{asked}" if asked else "")
    return HttpResponseRedirect(f"{address}#reactie-{pk}")


def _answer_refused(
    request: HttpRequest, round_: ReactionRound, reaction: Reaction, form: AnswerForm
) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return _part(request, round_, reaction.pk, refused=form)
    return show_overview(request, round_, INVALID, refused=form)


def _part(
    request: HttpRequest, round_: ReactionRound, pk: int, *, refused: AnswerForm | None = None
) -> HttpResponse:
    """Answer with one reaction and its form, and the counts beside it."""
    spoken = one_spoken(round_, pk)
    context = {
        "round": round_,
        "spoken": spoken,
        "form": refused or AnswerForm(reaction=pk, answer=spoken.said.answer),
        "counts": count_round(round_),
        "asked_for": request.GET.urlencode(),
        "is_part": True,
    }
    return render(request, "measures/_reaction_spoken.html", context, status=INVALID if refused else 200)


def _reaction(pk: int) -> Reaction:
    reaction = Reaction.objects.filter(pk=pk).first()
    if reaction is None:
        raise Http404
    return reaction


@require_safe
def reaction_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """All reactions with their answers as a spreadsheet."""
    round_ = get_round_for(request, pk=pk, right=PUBLISH_CATALOGUE)
    # The file name is Dutch, as what people call it.
    name = f"reacties-{round_.catalogue.code}-{timezone.localdate(round_.opened_at).isoformat()}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    content = write_table(reaction_table(round_), file_format, sheet=f"reacties-{round_.catalogue.code}")
    return HttpResponse(content, content_type=FILE_TYPES[file_format], headers=headers)
