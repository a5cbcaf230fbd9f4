"""`import_boundaries`: draw the map by official boundaries."""

from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from regions.actions import replace_boundaries
from regions.boundaries import MAX_BYTES, BoundaryError

SECONDS = 30


class Command(BaseCommand):
    help = "Replace the drawn shapes of the safety regions by official ones (TopoJSON or GeoJSON with VR codes)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path_or_url", metavar="PATH-OR-URL")

    def handle(self, *args: Any, **options: Any) -> None:
        place: str = options["path_or_url"]
        try:
            content = _read(place)
            drawing = replace_boundaries(content=content, source=place, now=timezone.now())
        except (BoundaryError, OSError, URLError) as error:
            raise CommandError(f"{place}: {error}") from error
        self.stdout.write(f"{drawing.shapes.count()} regions are now drawn from {place}")


def _read(place: str) -> bytes:
    """Return at most one byte more than is allowed, so that a file that is too large is seen to be."""
    if place.startswith(("https://", "http://")):
        with urlopen(place, timeout=SECONDS) as response:  # noqa: S310  # the scheme was looked at
            return bytes(response.read(MAX_BYTES + 1))
    with Path(place).open("rb") as file:
        return file.read(MAX_BYTES + 1)
