"""The action list: per theme what is to be done, by whom and when, and what is kept for later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder.levels_table import LevelsTable
from ladder.models import Ladder
from meetings.models import ActionPoint, Meeting, Theme

State = ActionPoint.State
EVERY_STATE = "alle"


@dataclass(frozen=True)
class ActionFilter:
    """What of the list is asked for; empty: everything. `state` is a state of an action, or `alle`."""

    theme: str = ""
    owner: str = ""
    state: str = State.OPEN

    @property
    def is_usual(self) -> bool:
        return self == ActionFilter()


@dataclass(frozen=True)
class ActionRow:
    """An action with what is to be noticed about it."""

    action: ActionPoint
    is_overdue: bool
    is_new: bool


@dataclass(frozen=True)
class ThemeRows:
    """The actions under one theme."""

    theme: Theme
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class ActionList:
    """The list as it is shown. `later` is the voorraadagenda: empty when another state was asked for.

    `new_since` is the moment from which an action counts as new (None: there was no meeting before).
    """

    themes: tuple[ThemeRows, ...]
    later: tuple[ActionRow, ...]
    new_since: datetime | None

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        return (*(row for theme in self.themes for row in theme.rows), *self.later)

    @property
    def number(self) -> int:
        return len(self.rows) - len(self.later)

    @property
    def overdue(self) -> int:
        return sum(row.is_overdue for row in self.rows)

    @property
    def new(self) -> int:
        return sum(row.is_new for row in self.rows)


def action_list(
    ladder: Ladder, *, day: date, chosen: ActionFilter = ActionFilter(), meeting: Meeting | None = None
) -> ActionList:
    """Return the list of a ladder on a day in three queries at most, whatever the number of actions.

    With an exercise as `meeting` it holds the actions of that exercise only; else those of no exercise.
    """
    since = new_since(ladder, meeting)
    actions = actions_of(ladder, meeting).select_related("theme", "area", "meeting")
    found = [_row(action, day, since) for action in _chosen(actions, chosen)]
    later = [row for row in found if row.action.state == State.LATER]
    apart = later if chosen.state == State.OPEN else []
    listed = [row for row in found if row not in apart]
    themes = tuple(
        ThemeRows(theme, tuple(rows)) for theme, rows in groupby(listed, key=lambda row: row.action.theme)
    )
    return ActionList(themes, tuple(apart), since)


def actions_of(ladder: Ladder, meeting: Meeting | None) -> QuerySet[ActionPoint]:
    """Return all actions of a ladder, or those of the exercise that `meeting` is."""
    actions = ActionPoint.objects.filter(ladder=ladder)
    if meeting is not None and meeting.is_exercise:
        return actions.filter(meeting=meeting)
    return actions.exclude(meeting__is_exercise=True)


def _chosen(actions: QuerySet[ActionPoint], chosen: ActionFilter) -> QuerySet[ActionPoint]:
    if chosen.theme:
        actions = actions.filter(theme__code=chosen.theme)
    if chosen.owner:
        actions = actions.filter(owner=chosen.owner)
    if chosen.state == State.OPEN:  # with what is kept for later beside it
        actions = actions.filter(state__in=(State.OPEN, State.LATER))
    elif chosen.state != EVERY_STATE:
        actions = actions.filter(state=chosen.state)
    return actions.order_by("theme__order", "theme__name", "due_on", "pk")


def _row(action: ActionPoint, day: date, since: datetime | None) -> ActionRow:
    is_open = action.state == State.OPEN
    return ActionRow(
        action=action,
        is_overdue=is_open and action.due_on is not None and action.due_on < day,
        is_new=since is not None and action.created_at >= since,
    )


def new_since(ladder: Ladder, meeting: Meeting | None = None) -> datetime | None:
    """Return when the meeting before this one began: what was added since then is new.

    Without `meeting`: before the one that is open now, or else the last meeting itself. One query or two.
    """
    held = Meeting.objects.filter(ladder=ladder, is_exercise=meeting.is_exercise if meeting else False)
    moments = held.order_by("-week_start").values_list(
        "week_start", "status", Coalesce("started_at", "adopted_at", "opened_at")
    )
    if meeting is not None:
        before = moments.filter(week_start__lt=meeting.week_start).first()
        return before[2] if before else None
    last = list(moments[:2])
    previous = last[1:] if last and last[0][1] != Meeting.Status.ADOPTED else last
    return previous[0][2] if previous else None


def owners_of(ladder: Ladder) -> list[str]:
    """Return everybody who owns an action, by name: to choose from, and to write the same way again."""
    owners = ActionPoint.objects.filter(ladder=ladder).exclude(owner="").order_by("owner")
    return list(owners.values_list("owner", flat=True).distinct())


def action_table(rows: Iterable[ActionRow]) -> LevelsTable:
    """Return actions as a table for a spreadsheet, headed in the reader's language."""
    columns = (
        _("Theme"), _("Action"), _("Explanation"), _("Owner"), _("Due on"), pgettext("action", "State"),
        _("Overdue"), pgettext("action", "New"), _("Region"), _("Meeting"), _("Added on"),
    )  # fmt: skip
    return LevelsTable(columns, [_cells(row) for row in rows])


def _cells(row: ActionRow) -> tuple[Any, ...]:
    action = row.action
    return (
        action.theme.name,
        action.title,
        action.text,
        action.owner,
        action.due_on.isoformat() if action.due_on else "",
        action.get_state_display(),
        _("yes") if row.is_overdue else "",
        _("yes") if row.is_new else "",
        action.area.name if action.area else "",
        action.meeting.key if action.meeting else "",
        timezone.localdate(action.created_at).isoformat(),
    )
