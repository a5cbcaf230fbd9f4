"""Saving the duiding, and hearing what others saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.differences import differences
from ladder.refusals import CONFLICT, INVALID, refuse_in_form
from meetings.access import get_item_for, member_of
from meetings.actions import save_interpretation
from meetings.errors import InterpretationConflict, MeetingError
from meetings.forms.interpretations import InterpretationForm, StateForm, interpretation_form
from meetings.merging import merge
from meetings.models import AgendaItem, Interpretation
from meetings.roles import WRITE_INTERPRETATION
from meetings.versions import also_writing, authors_since, latest_of
from meetings.views.items import show_item

NOTHING_NEW = 204


@require_POST
def interpretation_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Save the duiding. With htmx only the state below the text box changes."""
    item = get_item_for(request, week=week, area=area, right=WRITE_INTERPRETATION)
    form = InterpretationForm(request.POST)
    if not form.is_valid():
        return _unsaved(request, item, INVALID, interpretation_form=form, outcome="refused")
    try:
        saved = save_interpretation(item=item, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except InterpretationConflict as conflict:
        return _unsaved(request, item, CONFLICT, **_overlap(request, conflict))
    except MeetingError as error:
        refuse_in_form(form, error)
        return _unsaved(request, item, INVALID, interpretation_form=form, outcome="refused")
    return _saved(request, item, form, saved)


def _saved(
    request: HttpRequest, item: AgendaItem, form: InterpretationForm, saved: Interpretation | None
) -> HttpResponse:
    sent, number = form.cleaned_data["text"], form.cleaned_data["base_number"]
    # Whoever goes on from another text than the version's gets it merged too, without any new author.
    merged = saved is not None and saved.text != sent
    others = authors_since(item, number=number, beside=member_of(request)) if merged else ()
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        outcome = {"outcome": "merged", "base_text": sent} if merged else {"outcome": "saved"}
        return _state(request, item, saved, others=others, since=number, **outcome)
    messages.success(request, _saved_sentence(item, others, merged=merged))
    return redirect("item-detail", item.meeting.key, item.area.code)


def _saved_sentence(item: AgendaItem, others: tuple[str, ...], *, merged: bool) -> str:
    facts = {"region": item.area, "authors": ", ".join(others)}
    if others:
        return _("The duiding of %(region)s is saved, together with what %(authors)s wrote meanwhile.") % facts
    if merged:
        return _("The duiding of %(region)s is saved, together with what was written meanwhile.") % facts
    return _("The duiding of %(region)s is saved.") % facts


def _overlap(request: HttpRequest, conflict: InterpretationConflict) -> dict[str, Any]:
    """Return the context in which a writer sees both texts, and one that holds both.

    The box gets that proposal. With htmx a script puts it there; until it has, the next save is still judged
    against the text with which the writer began.
    """
    base, latest = conflict.base_text, conflict.latest
    proposal = merge(base, latest.text, conflict.text).text
    initial = {"text": proposal, "base_number": latest.number}
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        initial["base_text"] = base
    return {
        "conflict": conflict,
        "theirs": differences(base, latest.text),
        "mine": differences(base, conflict.text),
        "text_for_box": proposal,
        "interpretation_form": InterpretationForm(initial=initial),
        "outcome": "conflict",
    }


def _unsaved(request: HttpRequest, item: AgendaItem, status: int, **context: Any) -> HttpResponse:
    """Say why nothing was saved."""
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        context |= {"meeting": item.meeting, "page": {"item": item}}
        return render(request, "meetings/_interpretation_state.html", context)
    return show_item(request, item.meeting, item.area.code, status, **context)


def _state(request: HttpRequest, item: AgendaItem, saved: Interpretation | None, **context: Any) -> HttpResponse:
    """Answer with the state of the duiding; `base_text` is what the box holds when that is another text."""
    form, others = interpretation_form(saved), also_writing(item, beside=member_of(request), now=timezone.now())
    if "base_text" in context:
        form.initial["base_text"] = context.pop("base_text")
    text = saved.text if saved and context["outcome"] in {"merged", "followed"} else None
    context |= {"meeting": item.meeting, "page": {"item": item}, "present": ", ".join(others)}
    context |= {"saved": saved, "interpretation_form": form, "text_for_box": text}
    return render(request, "meetings/_interpretation_state.html", context)


@require_safe
def interpretation_state(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Tell an open page what others saved meanwhile; 204 when it knows that already."""
    item = get_item_for(request, week=week, area=area, right=WRITE_INTERPRETATION)
    form = StateForm(request.GET)
    known = form.cleaned_data if form.is_valid() else {}
    saved = latest_of(item)
    present = also_writing(item, beside=member_of(request), now=timezone.now())
    if item.meeting.is_adopted:
        return _state(request, item, saved, outcome="closed")
    if (saved.number if saved else 0) != known.get("base_number"):
        return _state(request, item, saved, outcome="followed")
    if ", ".join(present) != known.get("present"):
        return _state(request, item, saved, outcome="idle")
    return HttpResponse(status=NOTHING_NEW)
