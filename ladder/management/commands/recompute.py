"""`recompute`: compute levels from the stored figures."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ladder.actions import recompute
from ladder.actions.recompute import FutureCutOffError
from ladder.arguments import add_ladder_arguments, end_of_day, find_ladder, find_version


class LadderCommand(BaseCommand):
    """A command about weeks of a ladder. `--version` here names a ladder version, not Django's."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let --version replace Django's own option of that name."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        add_ladder_arguments(parser)


class Command(LadderCommand):
    help = (
        "Compute the level of every area of a ladder in the given weeks. Repeating it changes nothing. "
        "With the day of today as --as-of it is now; a later moment is refused."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ladder = find_ladder(options["ladder"])
        now = timezone.now()
        try:
            done = recompute(
                ladder=ladder,
                weeks=options["weeks"],
                as_of=_cut_off(options["as_of"], now),
                computed_at=now,
                version=find_version(ladder, options["version_code"]),
            )
        except FutureCutOffError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{done.stored} computed levels stored, {done.unchanged} unchanged")
        if done.without_version:
            weeks = ", ".join(str(week) for week in done.without_version)
            self.stderr.write(f"no version of the ladder is in force, so nothing was computed: {weeks}")


def _cut_off(asked: datetime | None, now: datetime) -> datetime:
    """Return the moment asked for; now for no moment, and for the end of today: more is not known yet."""
    return now if asked in (None, end_of_day(timezone.localdate(now))) else asked
