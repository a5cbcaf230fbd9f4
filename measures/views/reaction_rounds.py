"""Sending a draft round, and moving the day on which it closes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from measures.access import PUBLISH_CATALOGUE, get_round_for, member_of
from measures.actions.reactions import move_closing_day, open_round
from measures.errors import MeasureError
from measures.forms.reactions import ClosingDayForm, RoundForm, round_form
from measures.reactions.asking import askable_groups
from measures.views.reaction_answers import show_overview


@require_safe
def reaction_round_new(request: HttpRequest) -> HttpResponse:
    """The form to send a draft round; `?lijst=` chooses the list."""
    member_of(request, PUBLISH_CATALOGUE)
    form = round_form(groups=askable_groups(), catalogue=request.GET.get("lijst", ""), today=timezone.localdate())
    return _show_new(request, form)


def _show_new(request: HttpRequest, form: RoundForm, status: int = 200) -> HttpResponse:
    return render(request, "measures/reaction_round_new.html", {"form": form}, status=status)


@require_POST
def reaction_round_open(request: HttpRequest) -> HttpResponse:
    """Send a draft round."""
    member = member_of(request, PUBLISH_CATALOGUE)
    form = RoundForm(request.POST, groups=askable_groups())
    if not form.is_valid():
        return _show_new(request, form, INVALID)
    try:
        made = open_round(by=member, now=timezone.now(), **form.cleaned_data)
    except MeasureError as error:
        refuse_in_form(form, error)
        return _show_new(request, form, INVALID)
    messages.success(request, _("The draft is out for reaction. Who is asked finds it under Reactions."))
    return redirect("reaction-overview", made.pk)


@require_POST
def reaction_round_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a round close on another day."""
    round_ = get_round_for(request, pk=pk, right=PUBLISH_CATALOGUE)
    form = ClosingDayForm(request.POST)
    if not form.is_valid():
        return show_overview(request, round_, INVALID, closing_form=form)
    try:
        move_closing_day(round_=round_, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeasureError as error:
        refuse_in_form(form, error)
        return show_overview(request, round_, INVALID, closing_form=form)
    messages.success(request, _("The closing day is moved."))
    return redirect("reaction-overview", pk)
