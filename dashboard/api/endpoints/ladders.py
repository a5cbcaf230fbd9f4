"""Ladders with their versions, and signals."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from dashboard.api.paging import page_of_rows
from dashboard.api.parameters import Paging, Slug
from dashboard.api.problems import REFUSALS
from dashboard.api.schemas.ladders import Ladder as LadderSchema
from dashboard.api.schemas.ladders import LadderPage, SignalPage
from ladder.models import Ladder, LadderVersion, Signal

router = Router(tags=["ladders"])


@router.get(
    "/ladders",
    response={200: LadderPage, **REFUSALS},
    url_name="api-ladders",
    operation_id="listLadders",
    summary=gettext_noop("The ladders with their adopted versions"),
)
def ladders(request: HttpRequest, response: HttpResponse, filters: Query[Paging]) -> dict[str, Any]:
    return page_of_rows(request, response, filters, _ladders(), _ladder)


@router.get(
    "/ladders/{code}",
    response={200: LadderSchema, **REFUSALS},
    url_name="api-ladder",
    operation_id="getLadder",
    summary=gettext_noop("One ladder with its adopted versions"),
)
def ladder(request: HttpRequest, code: Path[Slug]) -> dict[str, Any]:
    return _ladder(get_object_or_404(_ladders(), code=code))


@router.get(
    "/signals",
    response={200: SignalPage, **REFUSALS},
    url_name="api-signals",
    operation_id="listSignals",
    summary=gettext_noop("The signals: what is watched, in which unit, and from which source"),
)
def signals(request: HttpRequest, response: HttpResponse, filters: Query[Paging]) -> dict[str, Any]:
    found = Signal.objects.prefetch_related("steps").order_by("order", "code")
    return page_of_rows(request, response, filters, found, _signal)


def _ladders() -> QuerySet[Ladder]:
    adopted = LadderVersion.objects.with_levels_and_bounds().filter(status=LadderVersion.Status.ADOPTED)
    versions = Prefetch("versions", adopted.order_by("valid_from"), to_attr="adopted_versions")
    return Ladder.objects.prefetch_related(versions).order_by("code")


def _ladder(ladder: Any) -> dict[str, Any]:  # a ladder with `adopted_versions`
    return {
        "code": ladder.code,
        "name": ladder.name,
        "area_kind": ladder.area_kind,
        "sector": ladder.sector,
        "versions": [_version(version) for version in ladder.adopted_versions],
    }


def _version(version: LadderVersion) -> dict[str, Any]:
    fields = ("code", "valid_from", "comparator", "dwell_weeks", "motivation", "adopted_at")
    of_level = ("number", "name", "name_en", "colour", "meaning")
    uses = sorted(version.uses.all(), key=lambda use: (use.signal.order, use.signal.code))
    return {
        **{name: getattr(version, name) for name in fields},
        "dead_band": None if version.dead_band is None else float(version.dead_band),
        "levels": [{name: getattr(level, name) for name in of_level} for level in version.levels.all()],
        "signals": [
            {
                "signal": use.signal.code,
                "role": use.role,
                "signal_values": [
                    {"level": bound.level.number, "value": bound.value} for bound in use.thresholds.all()
                ],
            }
            for use in uses
        ],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    definition = ("code", "name", "name_en", "unit", "unit_en", "per", "frequency", "aggregation", "direction")
    reading = ("usually_incomplete_days", "minimum_population", "decimals", "source", "description")
    steps = [{"value": step.value, "name": step.name, "name_en": step.name_en} for step in signal.steps.all()]
    return {**{name: getattr(signal, name) for name in (*definition, *reading)}, "steps": steps}
