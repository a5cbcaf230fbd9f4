"""Weeks with levels, to show on pages."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import User

from ladder.models import Assessment, Ladder, Level
from ladder.weeks import Week
from meetings.actions import adopt, decide, open_meeting
from meetings.models import Meeting
from regions.models import Area
from tests.factories import store_assessments
from tests.integration.meetings.records import deviation, without_four_eyes

NOW = datetime(2020, 10, 2, 9, 0, tzinfo=UTC)
VALID_FROM = date(2020, 10, 5)


def every_region(number: int | None = 2) -> dict[str, int | None]:
    return dict.fromkeys(Area.objects.safety_regions().values_list("code", flat=True), number)


def computed_again(old: Assessment, **changes: object) -> Assessment:
    """Store a computed level once more, computed a minute later, with something changed: it counts instead."""
    kept = ("version", "area", "week_start", "as_of", "level", "state", "facts")
    same = {name: getattr(old, name) for name in kept}
    later = old.computed_at + timedelta(minutes=1)
    return Assessment.objects.create(**(same | changes), computed_at=later)


def open_meeting_on(week: str) -> Meeting:
    ladder = Ladder.objects.get(code="regionaal")
    of_week = Week.parse(week)
    return open_meeting(ladder=ladder, week=of_week, held_on=date(2020, 10, 1), as_of=NOW, now=NOW, by=None)


def decided_week(week: str, computed: Mapping[str, int | None], decided: Mapping[str, int], by: User) -> Meeting:
    """Compute a week and adopt its meeting; `decided` overrules the computed level of some regions."""
    store_assessments(week, computed)
    meeting = open_meeting_on(week)
    levels = {level.number: level for level in Level.objects.filter(version__code="2020-09")}
    for item in meeting.items.select_related("area"):
        found = computed.get(item.area.code)
        number = decided.get(item.area.code) or found or 1
        why = None if number == found else deviation()
        decide(
            item=item, level=levels[number], valid_from=VALID_FROM, reason="omdat", deviation=why, by=by, now=NOW
        )
    without_four_eyes()
    adopt(meeting=meeting, by=by, now=NOW)
    return meeting
