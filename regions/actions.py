"""Changes to the map."""

from datetime import datetime

from django.apps import apps
from django.db import transaction

from regions.boundaries import read_boundaries
from regions.models import Area, MapDrawing
from regions.tables import store_map


@transaction.atomic
def replace_boundaries(*, content: bytes, source: str, now: datetime) -> MapDrawing:
    """Draw the safety regions by official boundaries (TopoJSON or GeoJSON) from now on.

    Refused whole with a `BoundaryError` when the content is damaged or misses, doubles or adds a region.
    """
    codes = set(Area.objects.safety_regions().values_list("code", flat=True))
    drawing: MapDrawing = store_map(apps, read_boundaries(content, codes=codes, source=source), now=now)
    return drawing
