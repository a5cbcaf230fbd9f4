"""`import_figures SOURCE PATH-OR-URL [--reported-on YYYY-MM-DD]`"""

import sys
from argparse import ArgumentTypeError
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext
from tqdm import tqdm

from ladder.actions.observations import import_figures
from ladder.import_texts import in_words, summary_lines
from ladder.models import ImportBatch
from ladder.sources.download import download, is_url
from ladder.sources.errors import SourceError
from ladder.sources.figures import AMSTERDAM
from ladder.sources.registry import SOURCES


class Command(BaseCommand):
    help = "Store the figures of a published file; only what is new or changed. Levels are not recomputed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=list(SOURCES), metavar="SOURCE", help=", ".join(SOURCES))
        parser.add_argument("place", metavar="PATH-OR-URL", help="a file, .gz, .zip, folder, or http(s) URL")
        parser.add_argument(
            "--reported-on",
            type=_day,
            metavar="YYYY-MM-DD",
            help="the day from whose start the figures were known; default: what the file says, else now",
        )

    def handle(self, *, source: str, place: str, reported_on: date | None, **options: Any) -> None:
        reported_at = datetime.combine(reported_on, time.min, AMSTERDAM) if reported_on else None
        now = timezone.now()
        try:
            with TemporaryDirectory() as folder, _Bar() as bar:
                path = download(place, Path(folder)) if is_url(place) else Path(place)
                batch = import_figures(
                    source=source, path=path, by=None, now=now, reported_at=reported_at, progress=bar.show
                )
        except SourceError as error:
            raise CommandError(in_words(str(error))) from error
        self._tell(batch)

    def _tell(self, batch: ImportBatch) -> None:
        for line in summary_lines(batch):
            self.stdout.write(line)


class _Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._step = ""

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, step: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if step != self._step:
            self.__exit__()
            name = {"read": gettext("reading"), "store": gettext("storing")}[step]
            self._step, self._bar = step, tqdm(total=total, desc=name, leave=False)
        self._bar.update(done - self._bar.n)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"expected a date such as 2020-09-23, found {text!r}") from error
