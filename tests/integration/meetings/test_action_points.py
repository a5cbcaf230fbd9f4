"""An action: what is stored, refused, recorded and told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ladder.models import AuditEntry
from meetings.action_history import history_of
from meetings.actions.action_points import (
    change_action,
    complete_action,
    drop_action,
    keep_for_later,
    take_up_action,
)
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import ActionPoint
from regions.models import Area
from tests.integration.meetings.action_records import DUE, NOW, added, agreement, theme
from tests.integration.meetings.records import adopted, regional, small_meeting

pytestmark = pytest.mark.django_db


def entries(action: ActionPoint) -> list[tuple[str, Any, Any]]:
    found = AuditEntry.objects.filter(object_type="meetings.actionpoint", object_id=str(action.pk)).order_by("pk")
    return [(entry.action, entry.before, entry.after) for entry in found]


def test_an_action_is_stored_with_its_audit(secretary):
    meeting = small_meeting(["VR15"])

    action = added(secretary, meeting=meeting, title="  Teststraat\r\n", area=Area.objects.get(code="VR15"))

    assert (action.title, action.state, action.created_by, action.created_at) == (
        "Teststraat",
        "open",
        secretary,
        NOW,
    )
    assert entries(action) == [
        (
            "action.added",
            None,
            {
                "theme": str(theme()), "title": "Teststraat", "text": "", "owner": "GGD", "due_on": "2020-10-07",
                "state": "open", "area": "VR15",
            },
        )
    ]  # fmt: skip
    entry = AuditEntry.objects.get(object_id=str(action.pk), action="action.added")
    assert (entry.by, entry.ladder, entry.area.code, entry.week_start) == (
        secretary, regional(), "VR15", meeting.week_start,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": "  "}, "title"), ({"owner": " "}, "owner"), ({"due_on": None}, "due_on")],
    ids=["no title", "no owner", "no date"],
)
def test_an_open_action_says_what_who_and_when(secretary, fields, field):
    with pytest.raises(MeetingError) as refused:
        added(secretary, **fields)

    assert refused.value.field == field
    assert not ActionPoint.objects.exists()


def test_what_is_kept_for_later_needs_no_owner_and_no_date(secretary):
    assert added(secretary, state="later", owner="", due_on=None).state == "later"


@pytest.mark.both_databases
@pytest.mark.parametrize("fields", [{"owner": ""}, {"due_on": None}], ids=["no owner", "no date"])
def test_the_database_refuses_an_open_action_of_nobody(secretary, fields):
    action = added(secretary)

    with pytest.raises(IntegrityError, match="action_point_open_has_owner_and_date"), transaction.atomic():
        ActionPoint.objects.filter(pk=action.pk).update(**fields)


def test_no_new_action_hangs_on_an_adopted_meeting_but_an_old_one_can_be_done(secretary, chair):
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        added(secretary, meeting=meeting)

    older = ActionPoint.objects.create(
        ladder=regional(), theme=theme(), title="a", owner="b", due_on=DUE, meeting=meeting, created_by=secretary,
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    assert complete_action(action=older, by=secretary, now=NOW).state == "done"


def test_a_change_records_only_what_changed_and_no_change_nothing(secretary):
    action = added(secretary)
    later = NOW + timedelta(hours=1)

    changed = change_action(action=action, agreement=agreement(owner="GGD GHOR"), by=secretary, now=later)
    change_action(action=action, agreement=agreement(owner="GGD GHOR"), by=secretary, now=later + timedelta(1))

    assert changed.changed_at == later
    assert ActionPoint.objects.get().changed_at == later
    assert entries(action)[1:] == [("action.changed", {"owner": "GGD"}, {"owner": "GGD GHOR"})]


def test_a_change_on_an_old_version_is_refused(secretary):
    action = added(secretary)
    change_action(
        action=action,
        agreement=agreement(owner="Ander"),
        seen_at=NOW,
        by=secretary,
        now=NOW + timedelta(minutes=1),
    )

    with pytest.raises(MeetingError, match="terwijl u typte"):
        change_action(action=action, agreement=agreement(title="Mijn"), seen_at=NOW, by=secretary, now=NOW)
    assert ActionPoint.objects.get().title == "Teststraat openen"


@pytest.mark.parametrize(
    ("act", "state"), [(complete_action, "done"), (keep_for_later, "later"), (drop_action, "dropped")]
)
def test_an_action_is_moved_once_and_opened_again(secretary, act, state):
    action = added(secretary)

    for _time in range(2):
        assert act(action=action, by=secretary, now=NOW).state == state
    assert take_up_action(action=action, by=secretary, now=NOW).state == "open"

    assert [(verb, before, after) for verb, before, after in entries(action)[1:]] == [
        ("action.changed", {"state": "open"}, {"state": state}),
        ("action.changed", {"state": state}, {"state": "open"}),
    ]


def test_taking_up_asks_for_what_is_missing(secretary):
    action = added(secretary, state="later", owner="", due_on=None)
    with pytest.raises(MeetingError) as refused:
        take_up_action(action=action, owner="GGD", by=secretary, now=NOW)
    assert refused.value.field == "due_on"

    taken = take_up_action(action=action, owner="GGD", due_on=DUE, by=secretary, now=NOW)
    assert (taken.owner, taken.due_on) == ("GGD", DUE)


def test_the_history_tells_it_in_words(secretary):
    action = added(secretary, state="later", owner="", due_on=None)
    take_up_action(action=action, owner="GGD", due_on=DUE, by=secretary, now=NOW + timedelta(hours=1))

    newest, oldest = history_of(action)

    assert oldest.changes == ()
    assert {(change.label, change.before, change.after) for change in newest.changes} == {
        ("trekker", "", "GGD"), ("uiterlijk", "", "7 oktober 2020"), ("status", "bewaard voor later", "open"),
    }  # fmt: skip
