"""The day on which a list is looked at: `?peildatum=2020-09-30` shows the versions of that day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils import timezone

PARAMETER = "peildatum"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Moment:
    """The moment as of which a page is asked; `asked`: the day that the reader chose, None for now."""

    as_of: datetime
    asked: date | None = None

    @property
    def day(self) -> date:
        return timezone.localdate(self.as_of)


def read_moment(query: QueryDict, *, now: datetime) -> Moment:
    """Return the end of the day asked for, in Dutch time, or now; `BadRequest` for what is no day."""
    found = query.get(PARAMETER, "")
    if not found:
        return Moment(now)
    try:
        day = date.fromisoformat(found)
    except ValueError as error:
        raise BadRequest(f"{PARAMETER}: no day such as 2020-09-30") from error
    if day.year not in YEARS:
        raise BadRequest(f"{PARAMETER}: no such year")
    return Moment(datetime.combine(day, time.max, tzinfo=AMSTERDAM), day)
