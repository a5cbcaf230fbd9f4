"""Which measures are in force where: entering many at once, reading, ending and correcting."""

from collections.abc import Collection, Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from measures.access import ENTER_MEASURES
from measures.actions.in_force import correct_measure, end_measures, enter_measures
from measures.errors import MeasureError
from measures.models import MeasureInForce
from meetings.access import get_ladder, member_of
from meetings.forms.measures_in_force import CorrectionForm, EndForm, TakingForm, correction_form
from meetings.in_force_access import (
    areas_with_measures,
    enterable_codes,
    enterer_of,
    get_in_force_for,
    get_own_in_force_for,
    with_all,
)
from meetings.in_force_cells import CellError, cells_of, errors_of, places_ticked
from meetings.in_force_page import EnterPage, enter_page, in_force_page

LONGEST_KEY = 18  # digits; more do not fit into a key of the database, and name nothing


@require_safe
def in_force(request: HttpRequest) -> HttpResponse:
    """The grid of measures by regions; whoever may enters what is in force."""
    now = timezone.now()
    page = enter_page(member_of(request), request.GET, ladder=get_ladder(request), now=now)
    return _show_grid(request, page, TakingForm(initial={"since": page.places.day}))


def _show_grid(
    request: HttpRequest, page: EnterPage, form: TakingForm, errors: Sequence[CellError] = (), status: int = 200
) -> HttpResponse:
    context = {"page": page, "choice": page.places.choice, "form": form, "errors": errors}
    return render(request, "measures_in_force/grid.html", context, status=status)


@require_POST
def in_force_enter(request: HttpRequest) -> HttpResponse:
    """Store what was ticked in the grid, for the days that were filled in once."""
    now, member = timezone.now(), member_of(request, ENTER_MEASURES)
    page = enter_page(member, request.GET, ladder=get_ladder(request), now=now)
    ticked = places_ticked(request.POST, page.grid)
    if not page.places.enterable or not {code for _key, code in ticked} <= page.places.enterable:
        raise PermissionDenied
    form = TakingForm(request.POST)
    errors: list[CellError] = []
    if form.is_valid():
        cells = cells_of(ticked)
        try:
            rows = enter_measures(cells=cells, taking=form.taking, by=member, now=now)
            return _entered(request, len(rows))
        except MeasureError as error:
            refuse_in_form(form, error)
            errors = errors_of(error, cells)
    answered = page.answered(ticked, {one.place: one.sentence for one in errors})
    return _show_grid(request, answered, form, errors, INVALID)


def _entered(request: HttpRequest, number: int) -> HttpResponse:
    sentence = ngettext("%(number)s measure entered.", "%(number)s measures entered.", number)
    messages.success(request, sentence % {"number": number})
    return redirect(f"{reverse('in-force')}?{request.GET.urlencode()}")


@require_safe
def in_force_list(request: HttpRequest) -> HttpResponse:
    """What is in force per region, below what is in force nationally."""
    return _show_list(request)


def _show_list(
    request: HttpRequest,
    form: EndForm | None = None,
    ticked: Collection[int] = (),
    errors: Sequence[CellError] = (),
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = in_force_page(member_of(request), request.GET, ladder=get_ladder(request), now=now)
    context = {
        "page": page,
        "choice": page.places.choice,
        "form": form or EndForm(),
        "ticked": ticked,
        "errors": errors,
    }
    return render(request, "measures_in_force/list.html", context, status=status)


@require_POST
def in_force_end(request: HttpRequest) -> HttpResponse:
    """Give the measures that were ticked their last day."""
    now, form = timezone.now(), EndForm(request.POST)
    rows = _own_rows(request, day=timezone.localdate(now))
    errors: list[CellError] = []
    if form.is_valid():
        try:
            until = form.cleaned_data["until"]
            return _ended(request, end_measures(rows=rows, until=until, by=member_of(request), now=now))
        except MeasureError as error:
            refuse_in_form(form, error)
            errors = errors_of(error, [(row.measure, row.area) for row in rows])
    return _show_list(request, form, {row.pk for row in rows}, errors, INVALID)


def _own_rows(request: HttpRequest, *, day: date) -> list[MeasureInForce]:
    """Return the measures in force that were ticked; `PermissionDenied` when one is of an area of others."""
    enterable = enterer_of(request, areas_with_measures(), day=day)
    ticked = {int(pk) for pk in request.POST.getlist("row") if _is_key(pk)}
    rows = list(with_all(MeasureInForce.objects.filter(pk__in=ticked)))
    if not {row.area.code for row in rows} <= enterable:
        raise PermissionDenied
    return rows


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


def _ended(request: HttpRequest, number: int) -> HttpResponse:
    sentence = ngettext("%(number)s measure got its last day.", "%(number)s measures got their last day.", number)
    messages.success(request, sentence % {"number": number})
    return redirect(f"{reverse('in-force-list')}?{request.GET.urlencode()}")


@require_safe
def in_force_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure in force with its history; whoever may corrects it."""
    row = get_in_force_for(request, pk)
    return _show_detail(request, row, correction_form(row))


def _show_detail(
    request: HttpRequest, row: MeasureInForce, form: CorrectionForm, status: int = 200
) -> HttpResponse:
    enterable = enterable_codes(member_of(request), [row.area], day=timezone.localdate())
    context = {
        "row": row,
        "form": form,
        "may_correct": row.area.code in enterable,
        "history": row.history.select_related("history_user"),
    }
    return render(request, "measures_in_force/detail.html", context, status=status)


@require_POST
def in_force_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was entered."""
    now = timezone.now()
    row, form = get_own_in_force_for(request, pk, day=timezone.localdate(now)), CorrectionForm(request.POST)
    if form.is_valid():
        try:
            correct_measure(row=row, taking=form.taking, by=member_of(request), now=now)
            messages.success(request, _("Corrected: %(measure)s, %(region)s.") % facts_of(row))
            return redirect("in-force-detail", row.pk)
        except MeasureError as error:
            refuse_in_form(form, error)
    return _show_detail(request, row, form, INVALID)


def facts_of(row: MeasureInForce) -> dict[str, object]:
    """Return what names a measure in force in a sentence."""
    return {"measure": row.measure, "region": row.area}
