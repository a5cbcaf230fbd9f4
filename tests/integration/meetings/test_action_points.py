"""The action list: what is stored, refused, recorded, shown and exported."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from ladder.models import AuditEntry
from ladder.weeks import Week
from meetings.action_history import history_of
from meetings.action_list import ActionFilter, action_list, new_since
from meetings.actions.action_points import (
    Agreement,
    add_action,
    change_action,
    complete_action,
    drop_action,
    keep_for_later,
    take_up_action,
)
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import ActionPoint, Meeting, Theme
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import adopted, regional, small_meeting

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 30, 9, tzinfo=UTC)
DAY = date(2020, 9, 30)
DUE = date(2020, 10, 7)
LIST, ADD = "/overleg/acties/", "/overleg/acties/toevoegen/"


def theme(code: str = "testen") -> Theme:
    return Theme.objects.get(code=code)


def agreement(**fields: Any) -> Agreement:
    said = {"theme": theme(), "title": "Teststraat openen", "owner": "GGD", "due_on": DUE}
    return Agreement(**{**said, **fields})


def added(by, *, now=NOW, state="open", meeting=None, **fields: Any) -> ActionPoint:
    return add_action(
        ladder=regional(), agreement=agreement(**fields), state=state, meeting=meeting, by=by, now=now
    )


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


@pytest.mark.parametrize(
    ("due_on", "overdue"), [(date(2020, 9, 29), True), (date(2020, 9, 30), False), (date(2020, 10, 1), False)]
)
def test_overdue_is_after_the_day_itself_and_only_when_open(secretary, due_on, overdue):
    added(secretary, due_on=due_on)
    done = added(secretary, due_on=due_on)
    complete_action(action=done, by=secretary, now=NOW)

    rows = action_list(regional(), day=DAY, chosen=ActionFilter(state="alle")).rows

    assert sorted(row.is_overdue for row in rows) == [False, overdue]


def started(week: str, at: datetime | None, *, status: str = "in_session") -> Meeting:
    meeting = small_meeting(["VR15"], week)
    Meeting.objects.filter(pk=meeting.pk).update(started_at=at, status=status)
    return Meeting.objects.get(pk=meeting.pk)


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


# The pages


def typed(**fields: Any) -> dict[str, Any]:
    said = {"theme": theme().pk, "title": "Teststraat openen", "owner": "GGD", "due_on": "2020-10-07"}
    return {**said, **fields}


def test_a_secretary_adds_an_action_in_a_meeting(client, secretary):
    meeting = small_meeting(["VR15"])
    client.force_login(secretary)

    response = client.post(f"{ADD}?overleg=2020-W39&thema=testen", typed())

    action = ActionPoint.objects.get()
    assert (response.status_code, response.url) == (302, f"{LIST}?overleg=2020-W39&thema=testen")
    assert (action.meeting, action.owner, action.due_on) == (meeting, "GGD", DUE)
    page = client.get(response.url).content.decode()
    assert "Teststraat openen" in page
    assert "te laat" in page


def test_a_refused_action_keeps_what_was_typed(client, secretary):
    client.force_login(secretary)

    response = client.post(ADD, typed(owner="", text="een lange toelichting"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "heeft een trekker" in page
    assert "een lange toelichting" in page
    assert not ActionPoint.objects.exists()


def test_the_edit_page_changes_and_moves(client, secretary):
    action = added(secretary)
    client.force_login(secretary)
    place = f"{LIST}{action.pk}/"
    seen = client.get(place).context["form"].initial["seen_at"]

    assert client.post(f"{place}wijzigen/", typed(title="Anders", seen_at=seen)).status_code == 302
    stale = client.post(f"{place}wijzigen/", typed(title="Mijn versie", seen_at=seen))
    assert client.post(f"{place}afronden/?status=alle").url == f"{LIST}?status=alle"

    assert stale.status_code == 422
    assert "Mijn versie" in stale.content.decode()
    action.refresh_from_db()
    assert (action.title, action.state) == ("Anders", "done")
    for step, state in (("oppakken", "open"), ("bewaren", "later"), ("vervallen", "dropped")):
        assert client.post(f"{place}{step}/").status_code == 302
        action.refresh_from_db()
        assert action.state == state


def test_taking_up_without_an_owner_is_told_at_the_field(client, secretary):
    action = added(secretary, state="later", owner="", due_on=None)
    client.force_login(secretary)

    response = client.post(f"{LIST}{action.pk}/oppakken/", {"owner": "", "due_on": "2020-10-07"})

    assert response.status_code == 422
    assert "heeft een trekker" in response.content.decode()


CHANGES = ("toevoegen/", "{}/wijzigen/", "{}/afronden/", "{}/bewaren/", "{}/oppakken/", "{}/vervallen/")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("role", ["viewer", "region_contact", "sector_lead", "editor", "administrator"])
def test_who_does_not_keep_the_list_changes_nothing(client, secretary, role, change):
    action = added(secretary)
    client.force_login(UserFactory(groups=[role]))

    assert client.post(LIST + change.format(action.pk), typed()).status_code == 403
    assert client.get(LIST + change.format(action.pk)).status_code == 405
    assert list(ActionPoint.objects.values_list("state", "title")) == [("open", "Teststraat openen")]


def test_everybody_with_an_account_reads_and_nobody_else(client, viewer, secretary):
    action = added(secretary)
    places = (LIST, f"{LIST}{action.pk}/", f"{LIST}acties.xlsx", f"{LIST}acties.csv")

    assert [client.get(place).status_code for place in places] == [302] * 4
    client.force_login(viewer)
    assert [client.get(place).status_code for place in places] == [200] * 4
    assert client.get(f"{LIST}{action.pk + 1}/").status_code == 404
    assert client.get(f"{LIST}?overleg=2020-W01").status_code == 404
    assert "Actie toevoegen" not in client.get(LIST).content.decode()


def test_on_an_adopted_meeting_nothing_is_offered_to_add(client, chair):
    adopted(chair)
    client.force_login(chair)

    page = client.get(f"{LIST}?overleg=2020-W39").content.decode()

    assert "Actie toevoegen" not in page
    assert "nieuwe acties horen er niet meer bij" in page


def test_the_export_holds_what_is_shown(client, secretary):
    added(secretary, title="=1+1", due_on=timezone.localdate() - timedelta(days=1))
    added(secretary, title="later", state="later")
    added(secretary, title="ander", theme=theme("jeugd"))
    client.force_login(secretary)

    rows = list(csv.reader(io.StringIO(client.get(f"{LIST}acties.csv?thema=testen").content.decode())))
    book = load_workbook(io.BytesIO(client.get(f"{LIST}acties.xlsx").content))

    assert rows[0][:4] == ["Thema", "Actie", "Uitleg", "Trekker"]
    assert [(row[1], row[6]) for row in rows[1:]] == [("'=1+1", "ja"), ("later", "")]
    assert [cell.value for cell in book.active["B"]] == ["Actie", "=1+1", "ander", "later"]
    assert book.active["B2"].data_type == "s"


@pytest.mark.parametrize("number", [2, 25])
def test_the_number_of_queries_does_not_grow(client, secretary, django_assert_max_num_queries, number):
    for count in range(number):
        started(str(Week.parse("2020-W37").plus(count)), NOW + timedelta(days=7 * count))
    meeting = Meeting.objects.order_by("-week_start")[0]
    for count in range(number):
        added(secretary, title=f"actie {count}", owner=f"directie {count}", meeting=meeting)
    client.force_login(secretary)

    with django_assert_max_num_queries(14):
        client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(f"{LIST}?overleg={meeting.key}")
