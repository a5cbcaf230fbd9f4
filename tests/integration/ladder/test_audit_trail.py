"""The audit trail: written once, never changed, on both databases."""

from datetime import date

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.utils import IntegrityError

from ladder.actions import VersionRefusedError, adopt_version, copy_version, withdraw_version
from ladder.append_only import AppendOnlyError
from ladder.audit import entry, record, record_all
from ladder.audit.origin import current_address, current_user, request_from
from ladder.models import AuditEntry, ImportBatch, LadderVersion, Signal
from tests.factories import REPORTED, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def user(db: None) -> User:
    found: User = UserFactory(username="beheerder")
    return found


@pytest.fixture
def written(user: User) -> AuditEntry:
    return record("record.added", about=Signal.objects.all()[0], by=user, now=REPORTED, after={"order": 1})


def test_an_entry_is_not_saved_again_and_not_deleted(written: AuditEntry):
    written.actor = "iemand anders"
    for attempt in (written.save, written.delete):
        with pytest.raises(AppendOnlyError):
            attempt()


def test_bulk_operations_are_refused(written: AuditEntry):
    entries = AuditEntry.objects.all()
    attempts = (
        entries.delete,
        lambda: entries.update(actor="x"),
        lambda: AuditEntry.objects.bulk_update([written], ["actor"]),
        lambda: AuditEntry.objects.bulk_create(
            [AuditEntry(pk=written.pk, at=REPORTED, action="x", object_type="x", object_id="1")],
            update_conflicts=True, update_fields=["action"], unique_fields=["id"],
        ),
    )  # fmt: skip
    for attempt in attempts:
        with pytest.raises((AppendOnlyError, IntegrityError), match="append-only"), transaction.atomic():
            attempt()
    assert AuditEntry.objects.get().action == "record.added"


@pytest.mark.parametrize(
    "statement", ["UPDATE ladder_auditentry SET actor = 'x'", "DELETE FROM ladder_auditentry"]
)
def test_the_database_refuses_what_goes_around_the_model(written: AuditEntry, statement: str):
    with pytest.raises(IntegrityError, match="ladder_auditentry is append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuditEntry.objects.get().actor == "beheerder"


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(written: AuditEntry):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE ladder_auditentry")


def test_the_administration_does_not_offer_it():
    assert AuditEntry not in site._registry


def test_an_account_in_the_trail_stays(written: AuditEntry, user: User):
    with pytest.raises(IntegrityError):
        user.delete()


def test_an_entry_says_who_what_and_from_where(user: User):
    signal = Signal.objects.all()[0]
    with request_from(lambda: "203.0.113.7"):
        found = record(
            "record.changed", about=signal, by=user, now=REPORTED, before={"order": 1}, after={"order": 2}
        )
    assert (found.actor, found.address, found.object_type, found.object_id, found.object_label) == (
        "beheerder", "203.0.113.7", "ladder.signal", str(signal.pk), str(signal),
    )  # fmt: skip
    assert (found.before, found.after, found.week_start, found.area) == ({"order": 1}, {"order": 2}, None, None)


def test_outside_a_request_nobody_is_known(user: User):
    with request_from(lambda: "203.0.113.7", lambda: user):
        assert (current_address(), current_user()) == ("203.0.113.7", user)
    assert (current_address(), current_user()) == (None, None)


def test_what_is_not_stored_has_no_id_and_an_unknown_verb_is_refused(user: User):
    found = record(
        "upload.refused", about=ImportBatch(source="a", file_name="b"), by=None, now=REPORTED, label="b"
    )
    assert (found.object_id, found.object_label, found.actor) == ("", "b", "")
    with pytest.raises(LookupError):
        record("meeting.forgotten", about=user, by=None, now=REPORTED)


def test_many_entries_take_one_query(user: User, django_assert_num_queries):
    signals = list(Signal.objects.all())
    with django_assert_num_queries(1):
        record_all(entry("record.added", about=signal, by=user, now=REPORTED) for signal in signals)
    assert AuditEntry.objects.count() == len(signals)


def test_what_happens_to_a_ladder_version_is_recorded(user: User):
    source = LadderVersion.objects.get(code="2020-09")
    draft = copy_version(version=source, code="2020-10", valid_from=date(2020, 10, 13), by=user, now=REPORTED)
    draft.motivation = "vier niveaus"
    draft.save()
    adopt_version(version=draft, by=user, now=REPORTED)
    withdraw_version(version=draft, by=user, now=REPORTED)
    found = AuditEntry.objects.filter(object_type="ladder.ladderversion", object_id=str(draft.pk)).order_by("pk")
    assert [one.action for one in found] == ["version.copied", "version.adopted", "version.withdrawn"]
    assert found[0].after == {"from": "2020-09", "valid_from": "2020-10-13"}


def test_what_is_refused_is_not_recorded(user: User):
    adopted = LadderVersion.objects.get(code="2020-09")
    with pytest.raises(VersionRefusedError):
        adopt_version(version=adopted, by=user, now=REPORTED)
    assert not AuditEntry.objects.exists()
