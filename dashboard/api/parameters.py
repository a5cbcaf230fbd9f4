"""What can be asked in the query string: read and checked before anything is looked up, all mistakes at once."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import PlainValidator, WithJsonSchema

from dashboard.pages.ladder_choice import DEFAULT
from dashboard.pages.parameters import ParameterError, read_as_of, read_week
from ladder.weeks import Week

CODE: Final = re.compile(r"[A-Z]{2,4}[A-Z0-9]{0,16}")
SLUG: Final = re.compile(r"[A-Za-z0-9_-]{1,50}")
Found = TypeVar("Found")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _week(text: Any) -> Week:
    found = _read(read_week, "week", text)
    if found is None:
        raise ValueError(_("a week such as 2020-W39"))
    return found


def _moment(text: Any) -> datetime:
    if not text:
        raise ValueError(_("a date or a moment such as 2020-09-30T12:00"))
    return _read(lambda query: read_as_of(query, now=EPOCH), "as_of", text).astimezone(UTC)


def _read(reader: Callable[[QueryDict], Found], name: str, text: Any) -> Found:
    """Read a value as the pages do; what they expect is the reason of the refusal."""
    query = QueryDict(mutable=True)
    query[name] = str(text)
    try:
        return reader(query)
    except ParameterError as error:
        raise ValueError(error.expected) from error


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    def matching(text: Any) -> str:
        if not pattern.fullmatch(str(text)):
            raise ValueError(_(expected))
        return str(text)

    return matching


def _text(pattern: str, example: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [example], **more})


WeekKey = Annotated[Week, PlainValidator(_week), _text(r"(19|20|21)\d{2}-W(0[1-9]|[1-4]\d|5[0-3])", "2020-W39")]
Moment = Annotated[
    datetime,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2020-09-30T12:00:00+02:00"]}),
]
AreaCode = Annotated[
    str,
    PlainValidator(_matching(CODE, gettext_noop("the code of an area such as VR15"))),
    _text(CODE.pattern, "VR15"),
]
Slug = Annotated[
    str,
    PlainValidator(_matching(SLUG, gettext_noop("letters, digits, - and _"))),
    _text(SLUG.pattern, "positive_tests"),
]


class Paging(Schema):
    """Which part of a long list."""

    page: int = Field(1, ge=1, le=100_000, description=gettext_noop("Which page, from 1."))
    page_size: int = Field(
        100, alias="pageSize", ge=1, le=1000, description=gettext_noop("How many items on a page.")
    )


class AsOf(Schema):
    """The moment from which one looks."""

    as_of: Moment | None = Field(
        None,
        alias="asOf",
        description=gettext_noop(
            "Only what was known at this moment; a date means the end of that day. Without it: now."
        ),
    )

    def moment(self, now: datetime) -> datetime:
        """Return the moment that is asked for, or the moment now."""
        return self.as_of or now


class OfLadder(AsOf):
    """A ladder at a moment."""

    ladder: Slug = Field(DEFAULT, description=gettext_noop("The code of a ladder."))


class OfPeriod(OfLadder):
    """A period and areas of a ladder."""

    week_from: WeekKey | None = Field(
        None, alias="weekFrom", description=gettext_noop("The first week of a period.")
    )
    week_to: WeekKey | None = Field(
        None, alias="weekTo", description=gettext_noop("The last week of a period. Without it: one year at most.")
    )
    region: list[AreaCode] = Field(
        [], description=gettext_noop("The codes of areas; without any: all areas of the ladder.")
    )


class OfWeeks(OfPeriod):
    """Weeks and areas of a ladder, judged by one of its versions."""

    week: WeekKey | None = Field(
        None, description=gettext_noop("One week. Without any week: the last one that was computed.")
    )
    version: Slug | None = Field(
        None,
        description=gettext_noop(
            "The code of a ladder version, for levels by that version; without it each week is judged by the"
            " version in force on its Sunday."
        ),
    )


class OfDays(AsOf):
    """Figures of one signal over some days."""

    signal: Slug = Field(description=gettext_noop("The code of a signal."))
    area: list[AreaCode] = Field(
        [], description=gettext_noop("The codes of areas; without any: all that have figures.")
    )
    date_from: date | None = Field(
        None, alias="dateFrom", description=gettext_noop("The first day. With one of the two: four weeks.")
    )
    date_to: date | None = Field(
        None, alias="dateTo", description=gettext_noop("The last day. Without any day: today.")
    )
