"""`export_catalogue`: the lists of measures as a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.catalogue_arguments import find_catalogue
from measures.entries import Entry, draft_entries, entries_of_version
from measures.exchange.vocabulary import load_vocabulary
from measures.exchange.writing import CONTENT_TYPES, write_entries


class Command(BaseCommand):
    help = "Write the draft of all lists of measures, of one list, or one published version of a list."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let --version name a version of a list, in the place of Django's own option of that name."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=list(CONTENT_TYPES), default="csv")
        parser.add_argument("--output", type=Path, help="file to write; default: standard output")
        parser.add_argument("--catalogue", help="code of one list; default: all lists")
        parser.add_argument("--version", dest="number", type=int, help="number of a version")

    def handle(self, *args: Any, **options: Any) -> None:
        entries = _entries(options["catalogue"], options["number"])
        content = write_entries(entries, options["format"], load_vocabulary())
        if options["output"] is None:
            sys.stdout.buffer.write(content)
            return
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"cannot write {options['output']}: {error.strerror}") from error
        self.stdout.write(f"{len(entries)} entries written to {options['output']}")


def _entries(code: str | None, number: int | None) -> list[Entry]:
    catalogue = find_catalogue(code) if code else None
    if number is None:
        return draft_entries(catalogue)
    if catalogue is None:
        raise CommandError("--version needs --catalogue: each list has versions of its own")
    version = catalogue.versions.select_related("catalogue").filter(number=number).first()
    if version is None:
        raise CommandError(f"the list {code} has no version {number}")
    return entries_of_version(version)
