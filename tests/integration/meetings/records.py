"""Meetings to test with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.contrib.auth.models import User

from ladder.models import Ladder, Level
from ladder.weeks import Week
from meetings.actions import adopt, decide, open_meeting
from meetings.models import AgendaItem, Decision, DeviationReason, Meeting, MeetingSettings, Minutes
from regions.models import Area
from tests.factories import store_assessments

NOW = datetime(2020, 10, 2, 9, 42, tzinfo=UTC)
HELD_ON = date(2020, 9, 30)
# Three regions are enough to tell apart computed, differing and unknown; the others have no assessment.
LEVELS = {"VR01": 1, "VR02": 2, "VR15": 3, "VR08": None}


def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


def level(number: int, version: str = "2020-09") -> Level:
    return Level.objects.get(version__code=version, number=number)


def all_levels(number: int = 2) -> dict[str, int | None]:
    return dict.fromkeys(Area.objects.safety_regions().values_list("code", flat=True), number)


def meeting_on(
    week: str = "2020-W39", levels: Mapping[str, int | None] = LEVELS, *, by: User | None = None
) -> Meeting:
    """Open a meeting of all regions on a week with these computed levels."""
    store_assessments(week, levels)
    return open_meeting(ladder=regional(), week=Week.parse(week), held_on=HELD_ON, as_of=NOW, now=NOW, by=by)


def small_meeting(codes: list[str], week: str = "2020-W39", number: int = 2) -> Meeting:
    """Make a meeting with only these regions on the agenda, all at one computed level."""
    assessments = store_assessments(week, dict.fromkeys(codes, number))
    first = Week.parse(week).start
    meeting = Meeting.objects.create(
        ladder=regional(),
        week_start=first,
        held_on=max(HELD_ON, first),  # never before the week that it is about
        next_on=HELD_ON,
        as_of=NOW,
        opened_at=NOW,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, area=found.area, assessment=found) for found in assessments
    )
    return meeting


def item_of(meeting: Meeting, code: str = "VR15") -> AgendaItem:
    return meeting.items.get(area__code=code)


def decided(item: AgendaItem, by: User, number: int = 2, reason: str = "omdat") -> Decision:
    return decide(
        item=item,
        level=level(number),
        valid_from=HELD_ON,
        reason=reason,
        deviation=deviation(),
        by=by,
        now=NOW,
    )


def deviation(code: str = "cluster") -> DeviationReason:
    return DeviationReason.objects.get(code=code)


def without_four_eyes() -> None:
    """Let one person decide and adopt: for tests that are about something else."""
    MeetingSettings.objects.update_or_create(ladder=regional(), defaults={"four_eyes": False})


def without_near_bounds() -> None:
    """Let no region be discussed because it is near a signal value: the values of the factory all are."""
    MeetingSettings.objects.update_or_create(ladder=regional(), defaults={"near_bound": 0})


def adopted(by: User, codes: tuple[str, ...] = ("VR01", "VR15")) -> tuple[Meeting, Minutes]:
    """Return an adopted meeting of a few regions, with its minutes."""
    without_four_eyes()
    meeting = small_meeting(list(codes))
    for item in meeting.items.all():
        decided(item, by)
    minutes = adopt(meeting=meeting, by=by, now=NOW)
    return Meeting.objects.get(pk=meeting.pk), minutes
