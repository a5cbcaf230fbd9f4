"""`quality_gate --week 2020-W39`: what to know before the meeting; exit status 1 when something blocks."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.arguments import find_ladder, moment_argument
from ladder.quality import Severity, quality_gate, sentence, severity_in_words
from ladder.weeks import Week, WeekError


class Command(BaseCommand):
    help = (
        "Print what is to be known of the figures of a week before the meeting. Exit status 1: something blocks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", type=_week, required=True, help="such as 2020-W39")
        parser.add_argument("--ladder", default="regionaal", help="code of the ladder (default: %(default)s)")
        parser.add_argument("--as-of", type=moment_argument, help="what was known then; default: now")

    def handle(self, *args: Any, **options: Any) -> None:
        ladder = find_ladder(options["ladder"])
        findings = quality_gate(ladder, options["week"], as_of=options["as_of"] or timezone.now())
        for finding in findings:
            self.stdout.write(f"{severity_in_words(finding.severity)}: {sentence(finding)}")
        if not findings:
            self.stdout.write(_("Nothing was found."))
        blocking = sum(finding.severity == Severity.BLOCKS for finding in findings)
        if blocking:
            text = ngettext("%(number)d finding blocks", "%(number)d findings block", blocking)
            raise CommandError(text % {"number": blocking}, returncode=1)


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except WeekError as error:
        raise ArgumentTypeError(str(error)) from error
