"""What the database itself refuses, on whatever way it is asked."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from ladder.append_only import AppendOnlyError
from ladder.models import Ladder, LadderVersion, Level
from meetings.actions import adopt
from meetings.models import (
    AgendaItem,
    AgendaPoint,
    AgendaReason,
    Approval,
    Decision,
    Interpretation,
    Meeting,
    Minutes,
    Participant,
    RegionAnswer,
    RegionQuestion,
    RegionResponse,
    RouteEntry,
    RouteStep,
)
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    deviation,
    item_of,
    level,
    meeting_on,
    small_meeting,
    without_four_eyes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def frozen(chair: User) -> Meeting:
    meeting, _minutes = adopted(chair)
    return meeting


def raw(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def save_changed(meeting: Meeting) -> None:
    meeting.next_on = date(2021, 1, 1)
    meeting.save()


def bulk_update_changed(meeting: Meeting) -> None:
    meeting.next_on = date(2021, 1, 1)
    Meeting.objects.bulk_update([meeting], ["next_on"])


CHANGES_OF_A_MEETING: dict[str, Callable[[Meeting], object]] = {
    "save": save_changed,
    "bulk_update": bulk_update_changed,
    "queryset update": lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(next_on=date(2021, 1, 1)),
    "reopen": lambda meeting: Meeting.objects.update(status="in_session", adopted_at=None),
    "SQL update": lambda meeting: raw("UPDATE meetings_meeting SET held_on = '2021-01-01'"),
    "SQL delete": lambda meeting: raw("DELETE FROM meetings_meeting WHERE id = %s", meeting.pk),
}


@pytest.mark.parametrize("change", CHANGES_OF_A_MEETING.values(), ids=CHANGES_OF_A_MEETING)
def test_an_adopted_meeting_cannot_be_changed(frozen: Meeting, change: Callable[[Meeting], object]) -> None:
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        change(frozen)
    found = Meeting.objects.get(pk=frozen.pk)
    assert (found.status, found.held_on, found.next_on) == ("adopted", HELD_ON, HELD_ON)


@pytest.mark.parametrize("delete", [Meeting.delete, lambda meeting: Meeting.objects.all().delete()])
def test_a_meeting_with_an_agenda_cannot_be_deleted(frozen: Meeting, delete: Callable[[Meeting], object]) -> None:
    with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
        delete(frozen)
    assert Meeting.objects.exists()


# Everything that belongs to a meeting: how a row of it is made. Those of `LATER` may still be added afterwards.
def rows_of(meeting: Meeting, by: User, number: int = 1) -> dict[type[models.Model], Callable[[], models.Model]]:
    item, area = item_of(meeting), Area.objects.get(code="VR20")
    note = {"by": by, "at": NOW}
    fields: dict[type[models.Model], dict[str, object]] = {
        AgendaItem: {"meeting": meeting, "area": area},
        AgendaReason: {"item": item, "code": "asked", **note},
        AgendaPoint: {"meeting": meeting, "title": "punt", **note},
        Interpretation: {"item": item, "number": number, "text": "tekst", "author": by, "written_at": NOW},
        Decision: {
            "item": item, "level": level(2), "valid_from": HELD_ON, "reason": "x", "deviation": deviation(),
            "decided_by": by, "decided_at": NOW,
        },
        RegionResponse: {
            "item": item, "number": number, "view": "confirms", "receipt": f"{meeting.pk}-{number}", "author": by,
            "given_at": NOW,
        },
        Participant: {"meeting": meeting, "function": f"lid {number}"},
        Approval: {"meeting": meeting, "fingerprint": f"{number:064}", **note},
        RegionQuestion: {"item": item, "text": "vraag", "due_on": HELD_ON, "asked_by": by, "asked_at": NOW},
        RouteEntry: {
            "meeting": meeting, "step": RouteStep.objects.get(code="DOC"), "outcome": "agreed", "held_on": HELD_ON,
            **note,
        },
    }  # fmt: skip
    return {model: partial(model, **given) for model, given in fields.items()}


PARTS = [
    AgendaItem, AgendaReason, AgendaPoint, Interpretation, Decision, RegionResponse, Participant, Approval,
]  # fmt: skip
LATER = [RegionQuestion, RegionAnswer, RouteEntry]
RECORDS = [*(part for part in PARTS if part is not Participant), *LATER, Minutes]


WAYS_TO_ADD: dict[str, Callable[[models.Model], object]] = {
    "save": lambda row: row.save(),
    "bulk_create": lambda row: type(row).objects.bulk_create([row]),
    "bulk_create, ignoring conflicts": lambda row: type(row).objects.bulk_create([row], ignore_conflicts=True),
}


@pytest.fixture
def records(chair: User) -> dict[type[models.Model], models.Model]:
    """One row of each thing that belongs to a meeting, which has been adopted since."""
    without_four_eyes()
    meeting = small_meeting(["VR15"])
    found: dict[type[models.Model], models.Model] = {Meeting: meeting}
    for model, make in rows_of(meeting, chair).items():
        found[model] = make()
        found[model].save()
    added = found[AgendaItem]  # adopting wants a decision on every region
    Decision.objects.create(
        item=added, level=level(2), valid_from=HELD_ON, reason="x", deviation=deviation(), decided_by=chair,
        decided_at=NOW,
    )  # fmt: skip
    found[RegionAnswer] = RegionAnswer.objects.create(
        question=found[RegionQuestion], text="antwoord", author=chair, answered_at=NOW
    )
    found[Minutes] = adopt(meeting=meeting, by=chair, now=NOW)
    found[Meeting] = Meeting.objects.get()
    return found


def contents() -> list[list[tuple[object, ...]]]:
    """Return all that is stored under meetings, to see that nothing changed."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Meeting, *PARTS, *LATER, Minutes)]


@pytest.mark.parametrize("model", PARTS)
@pytest.mark.parametrize("add", WAYS_TO_ADD.values(), ids=WAYS_TO_ADD)
def test_nothing_is_added_to_an_adopted_meeting(
    records: dict, chair: User, model: type[models.Model], add: Callable[[models.Model], object]
) -> None:
    before = contents()
    row = rows_of(records[Meeting], chair, number=2)[model]()
    if isinstance(row, AgendaItem):
        row.area = Area.objects.get(code="VR21")
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        add(row)
    assert contents() == before


@pytest.mark.parametrize("model", [model for model in LATER if model is not RegionAnswer])
def test_what_comes_after_the_adoption_is_added(records: dict, chair: User, model: type[models.Model]) -> None:
    row = rows_of(records[Meeting], chair, number=2)[model]()
    row.save()
    assert row.pk


@pytest.mark.parametrize("model", [Meeting, *RECORDS, Participant])
def test_an_adopted_meeting_is_refused_to_change_by_the_models(model: type[models.Model], records: dict) -> None:
    before, record = contents(), records[model]
    same = {_plain_field(model): getattr(record, _plain_field(model))}
    for change in (
        record.save,
        record.delete,
        lambda: model.objects.update(**same),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_update([record], [_plain_field(model)]),
        lambda: model.objects.update_or_create(pk=record.pk, defaults=same),
    ):
        refusals = (AppendOnlyError, IntegrityError, models.ProtectedError, models.RestrictedError)
        with pytest.raises(refusals), transaction.atomic():
            change()
    assert contents() == before


def _plain_field(model: type[models.Model]) -> str:
    """Return a field of a model that is not its key: also writing what stands there already is refused."""
    return next(field.attname for field in model._meta.concrete_fields if not field.primary_key)


@pytest.mark.parametrize("model", [Meeting, *RECORDS, Participant])
def test_an_upsert_does_not_change_it_either(model: type[models.Model], records: dict) -> None:
    before = contents()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create(
            [records[model]], update_conflicts=True, update_fields=[_plain_field(model)], unique_fields=["id"]
        )
    assert contents() == before


@pytest.mark.parametrize("model", [Meeting, *RECORDS, Participant])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_an_adopted_meeting_is_refused_to_change_in_sql(
    model: type[models.Model], sql: str, records: dict
) -> None:
    before = contents()
    with pytest.raises(IntegrityError, match=r"append-only|adopted"), transaction.atomic():
        raw(sql.format(model._meta.db_table))
    assert contents() == before


@pytest.mark.parametrize("model", PARTS)
def test_nothing_is_put_into_an_adopted_meeting_in_sql(model: type[models.Model], records: dict) -> None:
    """With a copy of a row of the meeting itself: the refusal comes before any other."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    names, table, before = ", ".join(f'"{name}"' for name in columns), model._meta.db_table, contents()
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        raw(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}")
    assert contents() == before


@pytest.mark.parametrize("model", [Meeting, *RECORDS, Participant])
def test_an_adopted_meeting_is_refused_to_change_in_the_admin(
    model: type[models.Model], records: dict, client: Client
) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    before, name, pk = contents(), f"admin:meetings_{model._meta.model_name}", records[model].pk
    assert client.get(reverse(f"{name}_change", args=[pk])).status_code == 200
    fields = {field.name: "x" for field in model._meta.concrete_fields}
    for url in (f"{name}_change", f"{name}_delete"):
        assert client.post(reverse(url, args=[pk]), {**fields, "post": "yes"}).status_code == 403
    assert client.post(reverse(f"{name}_add"), fields).status_code == 403
    client.post(
        reverse(f"{name}_changelist"), {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    )
    assert contents() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
@pytest.mark.parametrize("model", [Meeting, *PARTS, Minutes])
def test_rows_are_not_replaced(model: type[models.Model], records: dict) -> None:
    table, before = model._meta.db_table, contents()
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert contents() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_a_row_of_an_open_meeting_does_not_take_the_place_of_a_frozen_one(records: dict, chair: User) -> None:
    meeting = small_meeting(["VR15"], "2020-W40")
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(
            "INSERT OR REPLACE INTO meetings_approval (id, meeting_id, fingerprint, by_id, at)"
            " VALUES (%s, %s, 'x', %s, %s)",
            records[Approval].pk, meeting.pk, chair.pk, NOW,
        )  # fmt: skip
    assert Approval.objects.get() == records[Approval]
    assert Approval.objects.get().meeting == records[Meeting]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("model", [Meeting, *RECORDS, Participant])
def test_tables_are_refused_to_be_emptied(model: type[models.Model], records: dict) -> None:
    connection.check_constraints()  # PostgreSQL truncates no table of which it still has to check rows
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_a_participant_of_an_open_meeting_is_not_moved_into_an_adopted_one(records: dict) -> None:
    seat = Participant.objects.create(meeting=small_meeting(["VR15"], "2020-W40"), function="lid")
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        Participant.objects.filter(pk=seat.pk).update(meeting=records[Meeting])


def test_a_meeting_does_not_begin_as_adopted(records: dict) -> None:
    fields = {"ladder": records[Meeting].ladder, "week_start": date(2020, 9, 28), "held_on": HELD_ON}
    fields |= {"next_on": HELD_ON, "as_of": NOW, "opened_at": NOW}
    with pytest.raises(IntegrityError, match="begin as adopted"), transaction.atomic():
        Meeting.objects.create(**fields, status="adopted", adopted_at=NOW)


def test_an_area_is_on_the_agenda_once(db: None) -> None:
    item = item_of(small_meeting(["VR15"]))
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=item.meeting, area=item.area)


@pytest.mark.parametrize(
    ("code", "number", "reason", "kind", "refused"),
    [("VR15", 3, "", False, False), ("VR15", 2, "", True, True), ("VR15", 2, "  ", True, True),
     ("VR15", 2, "x", False, True), ("VR15", 2, "x", True, False), ("VR08", 1, "", True, True),
     ("VR03", 1, "", True, True), ("VR03", 1, "x", True, False)],
)  # fmt: skip
def test_the_database_wants_a_reason_and_its_kind(
    chair: User, code: str, number: int, reason: str, kind: bool, refused: bool
) -> None:
    item = item_of(meeting_on(), code)
    fields = {"level": level(number), "valid_from": HELD_ON, "reason": reason}
    fields["deviation"] = deviation() if kind else None
    _store(item, chair, fields, refused, "needs a reason")


@pytest.mark.parametrize(("day", "refused"), [(date(2020, 9, 20), True), (date(2020, 9, 21), False)])
def test_the_database_wants_a_day_in_or_after_the_week(chair: User, day: date, refused: bool) -> None:
    item = item_of(meeting_on())
    fields = {"level": level(3), "valid_from": day, "reason": ""}
    _store(item, chair, fields, refused, "before the week")


def test_the_database_refuses_a_level_of_another_ladder(chair: User) -> None:
    other = Ladder.objects.create(code="instellingen", name="Instellingen", area_kind="institution")
    version = LadderVersion.objects.create(ladder=other, code="1", valid_from=HELD_ON, comparator="above")
    step = Level.objects.create(version=version, number=1, name="een", colour="#000000")
    fields = {"level": step, "valid_from": HELD_ON, "reason": "x", "deviation": deviation()}
    _store(item_of(meeting_on()), chair, fields, True, "another ladder")


def _store(item: AgendaItem, by: User, fields: dict, refused: bool, match: str) -> None:
    if refused:
        with pytest.raises(IntegrityError, match=match), transaction.atomic():
            Decision.objects.create(item=item, decided_by=by, decided_at=NOW, **fields)
    else:
        assert Decision.objects.create(item=item, decided_by=by, decided_at=NOW, **fields).pk
