"""What people may ask of a page in its query string, and the answer when they ask something else."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from ladder.weeks import Week, WeekError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(1900, 2200)  # beyond these, going some weeks back or on would leave the calendar
Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


class ParameterError(ValueError):
    """A parameter that cannot be read: its name, what was expected, what was found."""

    def __init__(self, name: str, *, expected: str, found: str) -> None:
        super().__init__(f"{name}: expected {expected}, found {found!r}")
        self.name, self.expected, self.found = name, expected, found


def answers_bad_parameters(view: View[Arguments]) -> View[Arguments]:
    """Answer a `ParameterError` with a page of status 400 that says what was expected and what was found."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ParameterError as problem:
            return render(request, "400.html", {"problem": problem}, status=400)

    return answering


def read_week(query: QueryDict, name: str = "week") -> Week | None:
    """Read `week=2020-W39`, or a week under another name; None when it is not given."""
    found = query.get(name, "")
    if not found:
        return None
    try:
        week = Week.parse(found)
    except WeekError as error:
        raise ParameterError(name, expected=_("a week such as 2020-W39"), found=found) from error
    if week.year not in YEARS:
        raise ParameterError(name, expected=_("a week such as 2020-W39"), found=found)
    return week


def read_as_of(query: QueryDict, *, now: datetime) -> datetime:
    """Read `as_of=`, a moment in ISO 8601; a date means the end of that day; without a zone Dutch time."""
    found = query.get("as_of", "")
    if not found:
        return now
    try:
        moment = _end_of(date.fromisoformat(found)) if len(found) == len("2020-09-30") else _moment(found)
        if moment.year not in YEARS:
            raise ValueError(moment.year)
        return moment.astimezone(UTC).astimezone(AMSTERDAM)
    except (ValueError, OverflowError) as error:
        raise ParameterError(
            "as_of", expected=_("a date or a moment such as 2020-09-30T12:00"), found=found
        ) from error


def read_choice(query: QueryDict, name: str, choices: Iterable[str]) -> str | None:
    """Read a parameter that is one of a few words; None when it is not given."""
    found = query.get(name, "")
    allowed = list(choices)
    if found and found not in allowed:
        raise ParameterError(name, expected=" / ".join(allowed), found=found)
    return found or None


def kept_parameters(query: QueryDict, *names: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of these names that are given, to be kept in links and forms of the page."""
    given = ((name, query.get(name)) for name in names)
    return tuple((name, value) for name, value in given if value)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=AMSTERDAM)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace(" ", "+"))  # a "+" in a query string arrives as a space
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
