"""`export_levels`: the computed levels as a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from ladder.arguments import find_ladder, find_version
from ladder.levels_table import levels_table
from ladder.management.commands.recompute import LadderCommand
from ladder.table_files import write_table


class Command(LadderCommand):
    help = (
        "Write the computed levels of the given weeks: one row per area and week, weekly values in full precision."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--format", choices=["csv", "json", "xlsx"], default="csv")
        parser.add_argument("--output", type=Path, help="file to write; default: standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        ladder = find_ladder(options["ladder"])
        table = levels_table(
            ladder=ladder,
            weeks=options["weeks"],
            as_of=options["as_of"] or timezone.now(),
            version=find_version(ladder, options["version_code"]),
        )
        content = write_table(table, options["format"])
        if options["output"] is None:
            sys.stdout.buffer.write(content)
            return
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"cannot write {options['output']}: {error.strerror}") from error
        self.stdout.write(f"{len(table.rows)} rows written to {options['output']}")
