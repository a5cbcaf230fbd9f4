"""Questions handed back to regions, as the pages need them."""

from datetime import date, timedelta

from meetings.models import Meeting, RegionQuestion
from regions.models import Area

LOOKS_BACK = timedelta(weeks=4)


def questions_about(area: Area, meeting: Meeting) -> list[RegionQuestion]:
    """Return what this meeting is to know of the questions to a region, newest first, in two queries.

    These are the questions of the meeting itself and of the four weeks before it; older ones only while they have
    no answer. Those of an exercise stay within the exercise. Each knows its answers (`question.answer`), its
    `item.meeting` and who asked.
    """
    up_to_here = RegionQuestion.objects.filter(
        item__area=area,
        item__meeting__ladder=meeting.ladder_id,
        item__meeting__is_exercise=meeting.is_exercise,
        item__meeting__week_start__lte=meeting.week_start,
    )
    recent = up_to_here.filter(item__meeting__week_start__gte=meeting.week_start - LOOKS_BACK)
    found = recent | up_to_here.unanswered()
    return list(found.select_related("item__meeting", "asked_by").with_answers().order_by("-pk").distinct())


def is_overdue(question: RegionQuestion, *, day: date) -> bool:
    """Whether a question still waits for its answer after the day by which that was asked.

    The question must come from `with_answers`.
    """
    return question.answer is None and question.due_on < day
