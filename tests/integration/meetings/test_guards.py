"""What the database itself refuses, on whatever way it is asked."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction

from ladder.append_only import AppendOnlyError
from ladder.models import Ladder, LadderVersion, Level
from meetings.models import AgendaItem, Decision, Interpretation, Meeting, Minutes
from regions.models import Area
from tests.integration.meetings.records import HELD_ON, NOW, adopted, item_of, level, meeting_on, small_meeting

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


def add_interpretation(item: AgendaItem, by: User) -> None:
    Interpretation.objects.create(item=item, number=99, text="te laat", author=by, written_at=NOW)


def add_decision(item: AgendaItem, by: User) -> None:
    Decision.objects.bulk_create(
        [Decision(item=item, level=level(3), valid_from=HELD_ON, reason="x", decided_by=by, decided_at=NOW)]
    )


def add_item(item: AgendaItem, by: User) -> None:
    AgendaItem.objects.create(meeting=item.meeting, area=Area.objects.get(code="VR20"))


@pytest.mark.parametrize("add", [add_interpretation, add_decision, add_item])
def test_nothing_is_added_to_an_adopted_meeting(
    frozen: Meeting, chair: User, add: Callable[[AgendaItem, User], None]
) -> None:
    with pytest.raises(IntegrityError, match="adopted"), transaction.atomic():
        add(item_of(frozen), chair)


RECORDS = [AgendaItem, Interpretation, Decision, Minutes]


@pytest.fixture
def records(chair: User) -> dict[type[models.Model], models.Model]:
    """One row of each append-only model, in an adopted meeting and in one that is not."""
    meeting, minutes = adopted(chair)
    item = item_of(small_meeting(["VR15"], week="2020-W40"))
    written = Interpretation.objects.create(item=item, number=1, text="een", author=chair, written_at=NOW)
    return {
        AgendaItem: item,
        Interpretation: written,
        Decision: item_of(meeting).decisions.get(),
        Minutes: minutes,
    }


@pytest.mark.parametrize("model", RECORDS)
def test_records_are_refused_to_change_in_the_model(model: type[models.Model], records: dict) -> None:
    record = records[model]
    for change in (
        record.save,
        record.delete,
        lambda: model.objects.update(pk=1),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_update([record], ["pk"]),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_records_are_refused_to_change_in_the_database(model: type[models.Model], sql: str, records: dict) -> None:
    before = model.objects.count()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        raw(sql.format(model._meta.db_table))
    assert model.objects.count() == before > 0


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("model", [Meeting, *RECORDS])
def test_tables_are_refused_to_be_emptied(model: type[models.Model], records: dict) -> None:
    connection.check_constraints()  # PostgreSQL truncates no table of which it still has to check rows
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_an_area_is_on_the_agenda_once(db: None) -> None:
    item = item_of(small_meeting(["VR15"]))
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=item.meeting, area=item.area)


@pytest.mark.parametrize(
    ("code", "number", "reason", "refused"),
    [("VR15", 3, "", False), ("VR15", 2, "", True), ("VR15", 2, "  ", True), ("VR15", 2, "x", False),
     ("VR08", 1, "", True), ("VR03", 1, "", True), ("VR03", 1, "x", False)],
)  # fmt: skip
def test_the_database_wants_a_reason(chair: User, code: str, number: int, reason: str, refused: bool) -> None:
    item = item_of(meeting_on(), code)
    fields = {"level": level(number), "valid_from": HELD_ON, "reason": reason}
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
    fields = {"level": step, "valid_from": HELD_ON, "reason": "x"}
    _store(item_of(meeting_on()), chair, fields, True, "another ladder")


def _store(item: AgendaItem, by: User, fields: dict, refused: bool, match: str) -> None:
    if refused:
        with pytest.raises(IntegrityError, match=match), transaction.atomic():
            Decision.objects.create(item=item, decided_by=by, decided_at=NOW, **fields)
    else:
        assert Decision.objects.create(item=item, decided_by=by, decided_at=NOW, **fields).pk
