"""An adopted ladder version stays as it was adopted, on whatever way it is touched."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from ladder.actions import adopt_version
from ladder.models import Assessment, LadderVersion, Level, Signal, SignalUse, Threshold
from ladder.models.frozen_versions import FrozenVersionError
from tests.factories import store_assessments
from tests.integration.ladder.versions import a_draft, use_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2020, 10, 9, 12, tzinfo=UTC)


@pytest.fixture
def adopted() -> LadderVersion:
    return LadderVersion.objects.get(code="2020-09")


def raw(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def saved(row: LadderVersion | Level | SignalUse | Threshold, **changes: object) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def first_threshold(version: LadderVersion) -> Threshold:
    return Threshold.objects.filter(use__version=version).first()


def add_use(version: LadderVersion) -> None:
    signal = Signal.objects.create(code="x", name="x")
    SignalUse.objects.bulk_create([SignalUse(version=version, signal=signal, role="shown")])


def add_threshold(version: LadderVersion) -> None:
    level = version.levels.get(number=2)
    Threshold.objects.bulk_create([Threshold(use=use_of(version, "sewage"), level=level, value=1)])


def move_level_in(version: LadderVersion) -> None:
    Level.objects.filter(version=a_draft(), number=3).update(version=version, number=4)


IN_BULK: dict[str, Callable[[LadderVersion], object]] = {
    "update": lambda version: LadderVersion.objects.filter(pk=version.pk).update(valid_from=date(2020, 8, 1)),
    "back to draft": lambda version: LadderVersion.objects.filter(pk=version.pk).update(status="draft"),
    "first empty, then filled": lambda version: LadderVersion.objects.filter(pk=version.pk).update(dead_band=20),
    "withdraw and change": lambda version: LadderVersion.objects.filter(pk=version.pk).update(
        status="withdrawn", comparator="from"
    ),
    "adopt again": lambda version: LadderVersion.objects.filter(pk=version.pk).update(adopted_at=NOW),
    "delete": lambda version: LadderVersion.objects.filter(pk=version.pk).delete(),
    "SQL": lambda version: raw("UPDATE ladder_ladderversion SET motivation = 'x' WHERE id = %s", version.pk),
    "SQL delete": lambda version: raw("DELETE FROM ladder_ladderversion WHERE id = %s", version.pk),
    "level": lambda version: version.levels.update(name="x"),
    "level added": lambda version: Level.objects.bulk_create([Level(version=version, number=4, name="x")]),
    "level deleted": lambda version: version.levels.filter(number=3).delete(),
    "level moved out": lambda version: version.levels.filter(number=3).update(version=a_draft(), number=4),
    "level moved in": move_level_in,
    "level by SQL": lambda version: raw("UPDATE ladder_level SET colour = '#000000'"),
    "use": lambda version: version.uses.update(role="shown"),
    "use added": add_use,
    "use deleted": lambda version: version.uses.all().delete(),
    "threshold": lambda version: Threshold.objects.filter(use__version=version).update(value=1),
    "threshold added": add_threshold,
    "threshold deleted": lambda version: Threshold.objects.filter(use__version=version).delete(),
    "threshold by SQL": lambda version: raw("UPDATE ladder_threshold SET value = 1"),
}


@pytest.mark.parametrize("change", IN_BULK.values(), ids=IN_BULK)
def test_an_adopted_version_and_what_is_in_it_cannot_be_changed(adopted, change):
    before = content(adopted)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(adopted)
    assert content(adopted) == before


def content(version: LadderVersion) -> list[object]:
    thresholds = Threshold.objects.filter(use__version=version)
    return [
        LadderVersion.objects.filter(pk=version.pk).values().get(),
        *(list(rows.order_by("pk").values()) for rows in (version.levels, version.uses, thresholds)),
    ]


BY_MODEL: dict[str, Callable[[LadderVersion], object]] = {
    "version": lambda version: saved(version, motivation="x"),
    "version deleted": lambda version: version.delete(),
    "level": lambda version: saved(version.levels.first(), name="x"),
    "level added": lambda version: Level.objects.create(version=version, number=4, name="x", colour="#000000"),
    "level deleted": lambda version: version.levels.first().delete(),
    "use": lambda version: saved(version.uses.first(), role="shown"),
    "threshold": lambda version: saved(first_threshold(version), value=1),
    "threshold deleted": lambda version: first_threshold(version).delete(),
}


@pytest.mark.parametrize("change", BY_MODEL.values(), ids=BY_MODEL)
def test_the_models_say_so_before_the_database_does(adopted, change):
    with pytest.raises(FrozenVersionError):
        change(adopted)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["ladderversion", "level", "signaluse", "threshold"])
def test_the_tables_cannot_be_emptied(table):
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(f"TRUNCATE ladder_{table} CASCADE")


def test_a_draft_is_edited_freely():
    draft = a_draft()
    saved(draft, motivation="x")
    saved(draft.levels.first(), name="x")
    saved(first_threshold(draft), value=1)
    draft.levels.get(number=3).delete()
    assert (draft.levels.count(), Threshold.objects.filter(use__version=draft).count()) == (2, 2)


def test_a_version_that_judged_weeks_is_not_withdrawn_by_sql(adopted):
    withdraw = "UPDATE ladder_ladderversion SET status = 'withdrawn' WHERE id = %s"
    store_assessments("2020-W39", {"VR15": 2})
    with pytest.raises(IntegrityError, match="has judged weeks"), transaction.atomic():
        raw(withdraw, adopted.pk)
    assert Assessment.objects.exists()
    raw(withdraw, LadderVersion.objects.get(code="2021-02").pk)
    assert LadderVersion.objects.get(code="2021-02").status == "withdrawn"


def test_a_withdrawn_version_does_not_come_back():
    version = adopt_version(version=a_draft(), by=None, now=NOW)
    LadderVersion.objects.filter(pk=version.pk).update(status="withdrawn")
    with pytest.raises(IntegrityError, match="withdrawn"), transaction.atomic():
        LadderVersion.objects.filter(pk=version.pk).update(status="adopted")


def test_a_signal_value_names_a_level_of_its_own_version(adopted):
    draft = a_draft()
    with pytest.raises(IntegrityError, match="another ladder version"), transaction.atomic():
        Threshold.objects.create(use=use_of(draft, "sewage"), level=adopted.levels.get(number=2), value=1)
    with pytest.raises(IntegrityError, match="another ladder version"), transaction.atomic():
        Threshold.objects.filter(use__version=draft, level__number=2).update(level=adopted.levels.get(number=2))


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "tests"), ("per", 1000), ("per", None), ("frequency", "weekly"), ("aggregation", "mean"),
     ("direction", "lower_is_worse")],
)  # fmt: skip
def test_the_definition_of_a_signal_in_an_adopted_version_is_kept(field, value):
    with pytest.raises(IntegrityError, match="used by an adopted"), transaction.atomic():
        Signal.objects.filter(code="positive_tests").update(**{field: value})
    free = Signal.objects.create(code="x", name="x")
    assert Signal.objects.filter(pk=free.pk).update(**{field: value}) == 1


@pytest.mark.parametrize(("field", "value"), [("name", "x"), ("decimals", 3), ("usually_incomplete_days", 2)])
def test_the_rest_of_a_signal_can_be_changed(field, value):
    assert Signal.objects.filter(code="positive_tests").update(**{field: value}) == 1
