"""Arguments that several commands share, read with clear errors."""

import argparse
from datetime import date, datetime, time

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from ladder.models import Ladder, LadderVersion
from ladder.weeks import Week, WeekError, parse_weeks


def weeks_argument(text: str) -> list[Week]:
    """Read `2020-W36..2020-W41` or one week."""
    try:
        return parse_weeks(text)
    except WeekError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def moment_argument(text: str) -> datetime:
    """Read an ISO moment. Without a zone it is Dutch time; a day alone means up to and including that day."""
    try:
        moment = parse_datetime(text) if "T" in text or " " in text else None
        day = parse_date(text) if moment is None else None
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"there is no moment {text}: {error}") from error
    if day is not None:
        return end_of_day(day)
    if moment is None:
        raise argparse.ArgumentTypeError(f"expected a moment such as 2020-09-30T10:00, found {text!r}")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day, in Dutch time."""
    return timezone.make_aware(datetime.combine(day, time.max))


def find_ladder(code: str) -> Ladder:
    """Return the ladder with this code, or a `CommandError` that names the codes that exist."""
    found = Ladder.objects.filter(code=code).first()
    if found is None:
        codes = ", ".join(Ladder.objects.values_list("code", flat=True))
        raise CommandError(f"there is no ladder {code!r}; expected one of: {codes}")
    return found


def find_version(ladder: Ladder, code: str | None) -> LadderVersion | None:
    """Return the ladder's version with this code; None without a code; else a `CommandError` with the codes."""
    if code is None:
        return None
    found = LadderVersion.objects.with_levels_and_bounds().filter(ladder=ladder, code=code).first()
    if found is None:
        codes = ", ".join(ladder.versions.values_list("code", flat=True))
        raise CommandError(f"ladder {ladder.code} has no version {code!r}; expected one of: {codes}")
    return found


def add_ladder_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --ladder, --weeks, --version and --as-of."""
    parser.add_argument("--ladder", default="regionaal", help="code of the ladder (default: %(default)s)")
    parser.add_argument("--weeks", type=weeks_argument, required=True, help="such as 2020-W36..2020-W41")
    parser.add_argument(
        "--version", dest="version_code", help="code of the ladder version; default: the one in force"
    )
    parser.add_argument("--as-of", type=moment_argument, help="only what was reported by then; default: now")
