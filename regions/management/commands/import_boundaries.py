"""`import_boundaries`: draw the map by official boundaries."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from regions.actions import replace_boundaries
from regions.boundaries import BoundaryError
from regions.boundary_source import read_boundary_file


class Command(BaseCommand):
    help = "Replace the drawn shapes of the safety regions by official ones (TopoJSON or GeoJSON with VR codes)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path_or_url", metavar="PATH-OR-URL")

    def handle(self, *args: Any, **options: Any) -> None:
        place: str = options["path_or_url"]
        try:
            content = read_boundary_file(place)
            drawing = replace_boundaries(content=content, source=place, now=timezone.now())
        except (BoundaryError, OSError) as error:
            raise CommandError(f"{place}: {error}") from error
        self.stdout.write(f"{drawing.shapes.count()} regions are now drawn from {place}")
