"""Safety regions, municipalities and the map."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router

from dashboard.api.paging import page_of_rows
from dashboard.api.parameters import AreaCode, Paging
from dashboard.api.problems import REFUSALS
from dashboard.api.schemas.areas import MapShapes, MunicipalityPage, Region, RegionPage
from ladder.pictures.map import load_drawing
from regions.models import Area

router = Router(tags=["areas"])


class MunicipalityFilters(Paging):
    """Municipalities of a region."""

    region: AreaCode | None = Field(None, description=gettext_noop("The code of a safety region."))


@router.get(
    "/regions",
    response={200: RegionPage, **REFUSALS},
    url_name="api-regions",
    operation_id="listRegions",
    summary=gettext_noop("The safety regions"),
)
def regions(request: HttpRequest, response: HttpResponse, filters: Query[Paging]) -> dict[str, Any]:
    return page_of_rows(request, response, filters, _regions(), _region)


@router.get(
    "/regions/{code}",
    response={200: Region, **REFUSALS},
    url_name="api-region",
    operation_id="getRegion",
    summary=gettext_noop("One safety region"),
)
def region(request: HttpRequest, code: Path[AreaCode]) -> dict[str, Any]:
    return _region(get_object_or_404(_regions(), code=code))


@router.get(
    "/municipalities",
    response={200: MunicipalityPage, **REFUSALS},
    url_name="api-municipalities",
    operation_id="listMunicipalities",
    summary=gettext_noop("The municipalities, each with its safety region"),
)
def municipalities(
    request: HttpRequest, response: HttpResponse, filters: Query[MunicipalityFilters]
) -> dict[str, Any]:
    found = Area.objects.municipalities().select_related("parent").order_by("code")
    if filters.region is not None:
        found = found.filter(parent__code=filters.region)
    return page_of_rows(request, response, filters, found, _municipality)


@router.get(
    "/map-shapes",
    response={200: MapShapes, **REFUSALS},
    url_name="api-map-shapes",
    operation_id="getMapShapes",
    summary=gettext_noop("The outlines of the safety regions, as the map draws them"),
)
def map_shapes(request: HttpRequest) -> dict[str, Any]:
    drawing = load_drawing()
    items = [
        {
            "code": mapped.area.code,
            "name": mapped.area.name,
            "path": mapped.path,
            "label_x": mapped.label_x,
            "label_y": mapped.label_y,
        }
        for mapped in drawing.areas
        if mapped.path
    ]
    return {"source": drawing.source, "width": drawing.width, "height": drawing.height, "items": items}


def _regions() -> QuerySet[Area]:
    regions = Area.objects.safety_regions().with_population_of_parts()
    return regions.prefetch_related("neighbours").order_by("code")


def _region(area: Any) -> dict[str, Any]:  # an area with the annotation `inhabitants`
    return {
        "code": area.code,
        "name": area.name,
        "kind": area.kind,
        "inhabitants": area.inhabitants,
        "neighbours": sorted(neighbour.code for neighbour in area.neighbours.all()),
    }


def _municipality(area: Area) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "region": area.parent.code if area.parent else "",
        "inhabitants": area.population,
    }
