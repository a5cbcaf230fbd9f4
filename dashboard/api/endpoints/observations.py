"""Figures as they were reported."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router

from dashboard.api.paging import page_of_rows
from dashboard.api.parameters import OfDays, Paging
from dashboard.api.problems import REFUSALS, BadParameterError
from dashboard.api.schemas.levels import ObservationPage
from ladder.models import Observation, Signal

router = Router(tags=["figures"])
DAYS_WITHOUT_A_QUESTION = 28
MOST_DAYS = 92


class ObservationFilters(Paging, OfDays):
    """Figures of one signal."""


@router.get(
    "/observations",
    response={200: ObservationPage, **REFUSALS},
    url_name="api-observations",
    operation_id="listObservations",
    summary=gettext_noop("Figures of one signal as reported, by day and area; at most 92 days at a time"),
)
def observations(
    request: HttpRequest, response: HttpResponse, filters: Query[ObservationFilters]
) -> dict[str, Any]:
    as_of = filters.moment(timezone.now())
    first, last = _days(filters, as_of)
    signal = Signal.objects.filter(code=filters.signal).first()
    if signal is None:
        raise BadParameterError("signal", _("there is no such signal"))
    found = Observation.objects.filter(signal=signal, date__range=(first, last))
    if filters.area:
        found = found.filter(area__code__in=filters.area)
    known = found.known_at(as_of).select_related("area", "batch").order_by("date", "area__code")
    return page_of_rows(request, response, filters, known, partial(_row, signal))


def _days(filters: OfDays, as_of: datetime) -> tuple[date, date]:
    last = filters.date_to or (None if filters.date_from else timezone.localdate(as_of))
    if last is None or filters.date_from is None:
        known = last or filters.date_from
        return _around(filters.date_from, last, known or date.max)
    if last < filters.date_from:
        raise BadParameterError("dateTo", _("a day that is not before dateFrom"))
    if (last - filters.date_from).days >= MOST_DAYS:
        raise BadParameterError("dateTo", _("at most %(count)d days at a time") % {"count": MOST_DAYS})
    return filters.date_from, last


def _around(first: date | None, last: date | None, known: date) -> tuple[date, date]:
    """Return four weeks from the first day on, or up to the last; at the edges of the calendar fewer."""
    span = timedelta(days=DAYS_WITHOUT_A_QUESTION - 1)
    return (
        first or max(known, date.min + span) - span,
        last or min(known, date.max - span) + span,
    )


def _row(signal: Signal, found: Observation) -> dict[str, Any]:
    return {
        "signal": signal.code,
        "area_code": found.area.code,
        "date": found.date,
        "value": found.value,
        "reported_at": found.reported_at,
        "source": found.batch.source,
    }
