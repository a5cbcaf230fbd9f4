"""Static files that come out of installed packages, so that no third-party file is copied here."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY_FILE = "plotly.min.js"


class PlotlyFinder(BaseFinder):
    """Serves `plotly/plotly.min.js` from the `plotly` package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=str(files("plotly") / "package_data"))
        self.storage.prefix = "plotly"  # type: ignore[attr-defined]  # read by collectstatic

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the file's place on disk for the one path served here, else an empty list."""
        if path != f"plotly/{PLOTLY_FILE}":
            return []
        found = self.storage.path(PLOTLY_FILE)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield the one file for collectstatic."""
        yield PLOTLY_FILE, self.storage
