"""Filling an installation."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from dashboard.demo.accounts import USERNAMES, People
from dashboard.demo.last_week import hold_last_week
from dashboard.demo.measures_taken import enter_measures_taken
from dashboard.demo.to_do import add_to_do
from ladder.actions import import_figures, recompute
from ladder.models import ImportBatch, Ladder
from ladder.weeks import Week, parse_weeks
from measures.actions import load_example_catalogues
from meetings.actions import open_meeting
from meetings.models import Meeting

FIGURES = settings.BASE_DIR / "ladder" / "data" / "demo_figures.csv"
# The ladder starts on 1 September 2020, so these are the weeks that it can judge.
WEEKS = parse_weeks("2020-W36..2020-W53")
LAST_WEEK, LAST_DAY = Week.parse("2020-W38"), date(2020, 9, 23)
MEETING_WEEK, MEETING_DAY = Week.parse("2020-W39"), date(2020, 9, 30)


def is_loaded() -> bool:
    """Whether there is anything to keep: figures that are not the demonstration's, or the last that this makes.

    Somebody who stopped it half-way has its figures and no meeting; it is then loaded again.
    """
    others = ImportBatch.objects.exclude(source="demo").exists()
    return others or Meeting.objects.filter(week_start=MEETING_WEEK.start).exists()


def load_demo(*, now: datetime, people: People) -> None:
    """Import the figures, compute the levels, load the example lists and make the meetings.

    With `people` in all roles there is also last week's meeting, adopted, with what regions took after it and
    what is still to do. Repeating it does no harm.
    """
    import_figures(source="demo", path=FIGURES, by=None, now=now)
    regional = Ladder.objects.get(code="regionaal")
    recompute(ladder=regional, weeks=WEEKS, as_of=now, computed_at=now)
    load_example_catalogues(by=people.get("editor"), now=now)
    if len(people) == len(USERNAMES) and not Meeting.objects.filter(ladder=regional).exists():
        _live_last_week(regional, people, now=now)
    if not Meeting.objects.filter(ladder=regional, week_start=MEETING_WEEK.start).exists():
        open_meeting(ladder=regional, week=MEETING_WEEK, held_on=MEETING_DAY, as_of=now, now=now, by=None)


@transaction.atomic
def _live_last_week(ladder: Ladder, people: People, *, now: datetime) -> None:
    meeting = open_meeting(
        ladder=ladder, week=LAST_WEEK, held_on=LAST_DAY, as_of=now, now=now, by=people["secretary"]
    )
    hold_last_week(meeting, people, now=now)
    enter_measures_taken(meeting, people, now=now)
    add_to_do(ladder, meeting, people, now=now)
