from datetime import UTC, date, datetime, time

import pytest

from ladder.weeks import Week
from meetings.agenda import is_closed
from meetings.agenda.dates import closing_moment, meeting_day
from meetings.models import Meeting, MeetingSettings

WEEK = Week.parse("2020-W39")
CLOSES = datetime(2020, 9, 29, 13, tzinfo=UTC)


@pytest.mark.parametrize(("weekday", "day"), [(1, 28), (3, 30)])
def test_a_meeting_is_held_in_the_week_after_its_figures(weekday: int, day: int) -> None:
    assert meeting_day(MeetingSettings(weekday=weekday), WEEK) == date(2020, 9, day)


@pytest.mark.parametrize(
    ("week", "settings", "moment"),
    [
        ("2020-W39", {}, datetime(2020, 9, 29, 13, tzinfo=UTC)),  # Tuesday 15:00, summer time
        ("2020-W43", {}, datetime(2020, 10, 27, 14, tzinfo=UTC)),  # winter time began on the 25th
        ("2020-W53", {}, datetime(2021, 1, 5, 14, tzinfo=UTC)),
        (
            "2020-W39",
            {"deadline_weekday": 5, "deadline_time": time(9, 30)},
            datetime(2020, 10, 2, 7, 30, tzinfo=UTC),
        ),
    ],
)
def test_the_agenda_closes_in_dutch_time(week: str, settings: dict[str, object], moment: datetime) -> None:
    assert closing_moment(MeetingSettings(**settings), Week.parse(week)) == moment


@pytest.mark.parametrize(
    ("fields", "now", "closed"),
    [
        ({"agenda_closes_at": CLOSES}, datetime(2020, 9, 29, 12, 59, 59, tzinfo=UTC), False),
        ({"agenda_closes_at": CLOSES}, CLOSES, True),
        ({"agenda_closes_at": None}, CLOSES, False),
        ({"agenda_closes_at": CLOSES, "agenda_closed_at": CLOSES}, datetime(2020, 9, 28, tzinfo=UTC), True),
        ({"status": "in_session"}, CLOSES, True),
        ({"status": "adopted"}, CLOSES, True),
    ],
)
def test_when_the_agenda_is_closed(fields: dict[str, object], now: datetime, closed: bool) -> None:
    assert is_closed(Meeting(**fields), now=now) is closed
