"""The action list: what is on it, in which order, what is new and what is overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.action_list import ActionFilter, action_list, action_table, new_since
from meetings.actions.action_points import (
    complete_action,
)
from meetings.models import Meeting
from tests.integration.meetings.action_records import DAY, NOW, added, started, theme
from tests.integration.meetings.records import adopted, regional, small_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("due_on", "overdue"), [(date(2020, 9, 29), True), (date(2020, 9, 30), False), (date(2020, 10, 1), False)]
)
def test_overdue_is_after_the_day_itself_and_only_when_open(secretary, due_on, overdue):
    added(secretary, due_on=due_on)
    done = added(secretary, due_on=due_on)
    complete_action(action=done, by=secretary, now=NOW)

    rows = action_list(regional(), day=DAY, chosen=ActionFilter(state="alle")).rows

    assert sorted(row.is_overdue for row in rows) == [False, overdue]


def test_new_is_what_came_since_the_meeting_before_began(secretary):
    assert new_since(regional()) is None
    first = started("2020-W38", NOW - timedelta(days=7))
    assert new_since(regional()) is None  # the first meeting, still open
    second = started("2020-W39", NOW)

    assert new_since(regional()) == NOW - timedelta(days=7)
    assert new_since(regional(), first) is None
    assert new_since(regional(), second) == NOW - timedelta(days=7)
    for seconds, is_new in ((-1, False), (0, True)):
        added(secretary, title=f"{is_new}", now=NOW - timedelta(days=7) + timedelta(seconds=seconds))
    rows = action_list(regional(), day=DAY).rows
    assert {row.action.title: row.is_new for row in rows} == {"True": True, "False": False}


def test_after_adoption_new_counts_from_that_meeting(chair):
    meeting, _minutes = adopted(chair)

    assert new_since(regional()) == meeting.adopted_at


def test_the_list_groups_by_theme_and_keeps_what_is_for_later_apart(secretary):
    added(secretary, title="b", theme=theme("jeugd"))
    added(secretary, title="a", due_on=date(2020, 12, 1))
    added(secretary, title="c", due_on=date(2020, 11, 1))
    added(secretary, title="d", state="later")

    found = action_list(regional(), day=DAY)

    assert [(group.theme.code, [row.action.title for row in group.rows]) for group in found.themes] == [
        ("testen", ["c", "a"]), ("jeugd", ["b"]),
    ]  # fmt: skip
    assert [row.action.title for row in found.later] == ["d"]
    assert found.number == 3


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        (ActionFilter(), {"open", "ander", "later"}),
        (ActionFilter(theme="jeugd"), {"ander"}),
        (ActionFilter(owner="Jeugd"), {"ander"}),
        (ActionFilter(state="done"), {"klaar"}),
        (ActionFilter(state="later"), {"later"}),
        (ActionFilter(state="alle"), {"open", "ander", "later", "klaar"}),
    ],
)
def test_the_filter(secretary, chosen, titles):
    added(secretary, title="open")
    added(secretary, title="ander", theme=theme("jeugd"), owner="Jeugd")
    added(secretary, title="later", state="later")
    complete_action(action=added(secretary, title="klaar"), by=secretary, now=NOW)

    assert {row.action.title for row in action_list(regional(), day=DAY, chosen=chosen).rows} == titles


def test_actions_of_an_exercise_stay_in_the_exercise(secretary):
    exercise = small_meeting(["VR15"])
    Meeting.objects.filter(pk=exercise.pk).update(is_exercise=True)
    exercise.refresh_from_db()
    added(secretary, title="echt")
    added(secretary, title="oefening", meeting=exercise)

    assert [row.action.title for row in action_list(regional(), day=DAY).rows] == ["echt"]
    assert [row.action.title for row in action_list(regional(), day=DAY, meeting=exercise).rows] == ["oefening"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2020, 9, 30, 21, 59, 59, tzinfo=UTC), "2020-09-30"),
        (datetime(2020, 9, 30, 22, tzinfo=UTC), "2020-10-01"),  # midnight in Amsterdam
    ],
)
def test_an_action_is_added_on_a_dutch_day(secretary, moment, day):
    added(secretary, now=moment)
    table = action_table(row for group in action_list(regional(), day=DAY).themes for row in group.rows)
    assert [row[-1] for row in table.rows] == [day]
