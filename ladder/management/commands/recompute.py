"""`recompute`: compute levels from the stored figures."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from ladder.actions import recompute
from ladder.arguments import add_ladder_arguments, find_ladder, find_version


class LadderCommand(BaseCommand):
    """A command about weeks of a ladder. `--version` here names a ladder version, not Django's."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let --version replace Django's own option of that name."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        add_ladder_arguments(parser)


class Command(LadderCommand):
    help = "Compute the level of every area of a ladder in the given weeks. Repeating it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        ladder = find_ladder(options["ladder"])
        now = timezone.now()
        done = recompute(
            ladder=ladder,
            weeks=options["weeks"],
            as_of=options["as_of"] or now,
            computed_at=now,
            version=find_version(ladder, options["version_code"]),
        )
        self.stdout.write(f"{done.stored} computed levels stored, {done.unchanged} unchanged")
        if done.without_version:
            weeks = ", ".join(str(week) for week in done.without_version)
            self.stderr.write(f"no version of the ladder is in force, so nothing was computed: {weeks}")
