"""An installation of before keeps its records when it is migrated."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from ladder.guards import guarded_models

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases, pytest.mark.timeout(180)]

FIRST_RELEASE = [("meetings", "0001_initial"), ("measures", "0001_initial"), ("ladder", "0005_feeds")]
NOW = datetime(2020, 10, 1, 12, tzinfo=UTC)


def back_to(release):
    for app, name in release:
        call_command("migrate", app, name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(release).apps


def test_a_meeting_of_the_first_release_comes_along_and_is_guarded_as_before():
    old = back_to(FIRST_RELEASE)
    ladder = old.get_model("ladder", "Ladder").objects.get(code="regionaal")
    area = old.get_model("regions", "Area").objects.get(code="VR15")
    meeting = old.get_model("meetings", "Meeting").objects.create(
        ladder=ladder, week_start=date(2020, 9, 21), held_on=date(2020, 9, 30), next_on=date(2020, 10, 7),
        as_of=NOW, opened_at=NOW,
    )  # fmt: skip
    item = old.get_model("meetings", "AgendaItem").objects.create(meeting=meeting, area=area)
    author = old.get_model("auth", "User").objects.create(username="secretaris")
    old.get_model("meetings", "Interpretation").objects.create(
        item=item, number=1, text="Stijging onder studenten.", author=author, written_at=NOW
    )

    call_command("migrate", verbosity=0)

    item = apps.get_model("meetings", "AgendaItem").objects.get()
    assert (item.meeting.key, item.area.code) == ("2020-W39", "VR15")
    assert item.interpretations.get().text == "Stijging onder studenten."
    assert count_guards() == sum(
        guard.event != "TRUNCATE" or connection.vendor == "postgresql"
        for model in guarded_models()
        for guard in model.guards
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_interpretation SET text = ''")


def count_guards() -> int:
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
