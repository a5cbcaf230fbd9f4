"""What meetings said of a region: the duiding and the reasons of its decisions, latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.pages.parameters import ParameterError
from ladder import formats
from ladder.level_states import computed_state
from ladder.models import Ladder
from ladder.weeks import Week
from meetings.models import Decision, Interpretation, Meeting
from regions.models import Area

PAGE = 5  # meetings at a time
DIGITS = 3  # of a number of a page


@dataclass(frozen=True)
class MeetingOnRegion:
    """What one adopted meeting decided on a region, and why. `duiding` is empty when none was written."""

    decision: Decision
    duiding: str

    @property
    def meeting(self) -> Meeting:
        return self.decision.item.meeting

    @property
    def title(self) -> str:
        return meeting_name(self.meeting)

    @property
    def validity(self) -> str:
        return _("valid from %(day)s") % {"day": formats.day(self.decision.valid_from)}

    @property
    def computed_state(self) -> str:
        return computed_state(self.decision.basis)


@dataclass(frozen=True)
class MeetingsOnRegion:
    """One page of them; `newer` and `older` are the numbers of the pages beside it (None: there is none).

    `latest` is the first of all, on whatever page.
    """

    latest: MeetingOnRegion | None
    rows: tuple[MeetingOnRegion, ...]
    newer: int | None
    older: int | None


def read_page(query: QueryDict) -> int:
    """Read `history=`, the number of the page of meetings: 1 is the first."""
    found = query.get("history", "1") or "1"
    if not (found.isascii() and found.isdigit() and len(found) <= DIGITS and int(found)):
        raise ParameterError("history", expected=_("a number from 1 on"), found=found)
    return int(found)


def meeting_name(meeting: Meeting) -> str:
    """`the meeting of 30 September 2020 on week 39`"""
    facts = {"day": formats.day(meeting.held_on), "week": formats.week_name(meeting.week).lower()}
    return _("Meeting of %(day)s on %(week)s") % facts


def load_meetings_on(region: Area, ladder: Ladder, last: Week, *, page: int, as_of: datetime) -> MeetingsOnRegion:
    """Load a page of what adopted meetings up to a week said, in one query. Exercises are no part of it."""
    text = Interpretation.objects.filter(item=OuterRef("item")).order_by("-number").values("text")[:1]
    rows = (
        Decision.objects.filter(
            item__area=region,
            item__meeting__ladder=ladder,
            item__meeting__is_exercise=False,
            item__meeting__week_start__lte=last.start,
            item__meeting__adopted_at__lte=as_of,
            decided_at__lte=as_of,
        )
        .decided()
        .latest_per_stage()
        .select_related("level", "deviation", "item__meeting", "item__assessment__level")
        .defer("item__assessment__facts")
        .annotate(duiding=Subquery(text))
        .order_by("-item__meeting__week_start", "-pk")[: page * PAGE + 1]
    )
    return _page(list(rows), page)


def _page(decisions: Sequence[Decision], page: int) -> MeetingsOnRegion:
    every = [MeetingOnRegion(row, row.duiding or "") for row in decisions]  # type: ignore[attr-defined]  # annotated
    return MeetingsOnRegion(
        latest=next(iter(every), None),
        rows=tuple(every[(page - 1) * PAGE : page * PAGE]),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(every) > page * PAGE else None,
    )
