"""`revision_report --week 2020-W38`: with the figures of now, which levels would have been others.

It stands here and not with the ladder, because the meeting on a week says which figures were seen then.
"""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder import formats
from ladder.arguments import find_ladder, moment_argument
from ladder.engine.verdicts import SignalVerdict
from ladder.explanations import describe_state
from ladder.models import Assessment, Signal
from ladder.revisions import RevisedRegion, revision_report
from ladder.weeks import Week, WeekError
from meetings.access import DEFAULT_LADDER
from meetings.cut_offs import cut_off_then


class Command(BaseCommand):
    help = "Say what the levels of a week would have been with the figures of now, and which figures changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", type=_week, required=True, help="such as 2020-W38")
        parser.add_argument("--ladder", default=DEFAULT_LADDER, help="code of the ladder (default: %(default)s)")
        parser.add_argument(
            "--before", type=moment_argument, help="what was known then; default: the meeting, or the first levels"
        )
        parser.add_argument("--as-of", type=moment_argument, help="what is known now; default: now")

    def handle(self, *args: Any, **options: Any) -> None:
        ladder, week = find_ladder(options["ladder"]), options["week"]
        as_of = options["as_of"] or timezone.now()
        before = options["before"] or cut_off_then(ladder, week, as_of=as_of)
        if before is None:
            raise CommandError(_("No levels have been computed for %(week)s yet.") % {"week": week})
        report = revision_report(ladder, week, before=before, as_of=as_of)
        self.stdout.write(report.sentence())
        for region in report.changes:
            self.stdout.write(_line(region))


def _line(region: RevisedRegion) -> str:
    """`VR15 Haaglanden: zorgelijk → ernstig · positieve testen 118,8 → 152,0`"""
    parts = [f"{_level(region.old)} → {_level(region.new)}"]
    parts += [
        f"{one.signal.label} {_value(one.old, one.signal)} → {_value(one.new, one.signal)}"
        for one in region.changed_signals
    ]
    return f"{region.area.code} {region.area.name}: {' · '.join(parts)}"


def _level(found: Assessment | None) -> str:
    if found is None:
        return pgettext("level", "not computed")
    return found.level.label if found.level else pgettext("level", "unknown")


def _value(found: SignalVerdict | None, signal: Signal) -> str:
    if found is None:
        return "–"
    shown = "–" if found.value is None else formats.weekly_value(found.value, signal, found.bounds)
    return shown if found.state == "complete" else f"{shown} ({describe_state(found)})"


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except WeekError as error:
        raise ArgumentTypeError(str(error)) from error
