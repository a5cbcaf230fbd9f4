"""Until when the figures were seen on which a meeting was held."""

from datetime import datetime

from ladder.models import Ladder
from ladder.revisions import first_cut_off
from ladder.weeks import Week
from meetings.models import Meeting


def cut_off_then(ladder: Ladder, week: Week, *, as_of: datetime) -> datetime | None:
    """Return the data cut-off on which a week was discussed: that of its meeting, else of its first computation.

    Only cut-offs up to `as_of` count, so that "then" is never later than "now". None when the week was not
    computed by then. Two queries at most.
    """
    meetings = Meeting.objects.filter(as_of__lte=as_of, ladder=ladder, week_start=week.start, is_exercise=False)
    return meetings.values_list("as_of", flat=True).first() or first_cut_off(ladder, week, as_of=as_of)
