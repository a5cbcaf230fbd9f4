"""From a file to stored observations: only what is new or changed, and nothing twice."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from django.db import connection, transaction
from django.utils import translation

from ladder.actions.observations import import_figures, store_observations
from ladder.import_texts import in_words
from ladder.models import ImportBatch, Observation, RefusedRow
from ladder.sources import reasons
from ladder.sources.errors import SourceError
from regions.models import Area
from tests.factories import UserFactory
from tests.unit.ladder.sources.rivm_files import line, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 12, 1, 9, tzinfo=UTC)
DAY_1, DAY_2, DAY_3 = (f"2020-10-0{day} 10:00:00" for day in (1, 2, 3))
AT_1, AT_2, AT_3 = (datetime(2020, 10, day, 8, tzinfo=UTC) for day in (1, 2, 3))
SOURCE = "rivm-positive-tests"


def bring(folder: Path, *lines: str, **options) -> ImportBatch:
    return import_figures(source=SOURCE, path=write(folder, lines), **{"by": None, "now": NOW, **options})


def numbers(batch: ImportBatch) -> tuple[int, int, int, int]:
    """Rows read, stored, unchanged, refused."""
    return batch.rows_read, batch.rows_stored, batch.rows_unchanged, batch.rows_refused


def known(as_of: datetime) -> dict[tuple[str, str], float]:
    rows = Observation.objects.known_at(as_of).values_list("area__code", "date", "value")
    return {(code, day.isoformat()): value for code, day, value in rows}


def refused(batch: ImportBatch) -> list[tuple[int, str]]:
    return list(batch.refused_rows.values_list("line", "reason"))


def test_a_batch_says_where_the_figures_come_from(tmp_path):
    by = UserFactory()
    batch = bring(tmp_path, line(), by=by)
    stored = Observation.objects.get()

    assert (batch.source, batch.file_name, batch.imported_at, batch.imported_by) == (
        SOURCE,
        "figures.csv",
        NOW,
        by,
    )
    assert len(batch.sha256) == 64
    assert batch.status == ImportBatch.Status.STORED
    assert (stored.signal.code, stored.area.code, stored.value) == ("positive_tests", "GM0014", 5.0)
    assert stored.date.isoformat() == "2020-09-21"
    assert stored.reported_at == batch.reported_at == AT_1
    assert stored.batch == batch


def test_the_same_file_twice_stores_nothing_twice(tmp_path):
    lines = [line(), line("GM0034"), line(code="")]
    first, second = bring(tmp_path, *lines), bring(tmp_path, *lines)

    assert numbers(first) == (3, 2, 0, 1)
    assert numbers(second) == (3, 0, 2, 1)
    assert Observation.objects.count() == 2
    assert refused(first) == refused(second) == [(4, "no area code")]
    assert f"{reasons.SEEN_BEFORE}: {first.pk}" in second.remarks


def test_the_same_figures_in_another_file_store_nothing(tmp_path):
    bring(tmp_path, line(), line("GM0034"))
    second = bring(tmp_path, line("GM0034"), line())

    assert numbers(second) == (2, 0, 2, 0)


def test_a_file_read_before_is_read_again_after_a_revision(tmp_path):
    bring(tmp_path, line(value=5))
    bring(tmp_path, line(value=6, report=DAY_2))
    again = bring(tmp_path, line(value=5), reported_at=AT_3)

    assert numbers(again) == (1, 1, 0, 0)
    assert known(AT_3) == {("GM0014", "2020-09-21"): 5.0}


def test_a_file_read_before_is_read_again_when_its_area_has_come(tmp_path):
    assert numbers(bring(tmp_path, line("GM9999"))) == (1, 0, 0, 1)
    Area.objects.create(code="GM9999", kind="municipality", name="New", parent=Area.objects.get(code="VR01"))

    assert numbers(bring(tmp_path, line("GM9999"))) == (1, 1, 0, 0)


def test_a_revised_day_is_a_new_row_and_the_old_moment_keeps_the_old_value(tmp_path):
    bring(tmp_path, line(value=5), line("GM0034", value=7))
    batch = bring(tmp_path, line(value=6, report=DAY_2), line("GM0034", value=7, report=DAY_2))

    assert numbers(batch) == (2, 1, 1, 0)
    assert known(AT_1 - timedelta(seconds=1)) == {}
    assert known(AT_1) == {("GM0014", "2020-09-21"): 5.0, ("GM0034", "2020-09-21"): 7.0}
    assert known(AT_2 - timedelta(seconds=1))["GM0014", "2020-09-21"] == 5.0
    assert known(AT_2) == {("GM0014", "2020-09-21"): 6.0, ("GM0034", "2020-09-21"): 7.0}


def test_a_value_that_goes_back_is_stored_again(tmp_path):
    for value, day in ((5, DAY_1), (6, DAY_2), (5, DAY_3)):
        batch = bring(tmp_path, line(value=value, report=day))

    assert numbers(batch) == (1, 1, 0, 0)
    assert known(AT_3)["GM0014", "2020-09-21"] == 5.0


def test_an_older_file_changes_nothing_of_what_later_files_said(tmp_path):
    lines = [line(), line("GM0034", value=7), line("GM0037", value=9)]
    bring(tmp_path, *lines)
    changed = line("GM0034", value=8, report=DAY_3)
    bring(tmp_path, line(report=DAY_3), changed, line("GM0037", value=9, report=DAY_3))
    before = known(AT_3)
    between = [line(value=50, report=DAY_2), line("GM0034", value=70, report=DAY_2)]
    batch = bring(tmp_path, *between, line("GM0037", value=9, report=DAY_2))

    assert numbers(batch) == (3, 2, 1, 0)
    assert f"{reasons.RESTATED}: 1" in batch.remarks
    assert known(AT_2) == {("GM0014", "2020-09-21"): 50, ("GM0034", "2020-09-21"): 70, ("GM0037", "2020-09-21"): 9}
    assert known(AT_3) == before
    assert known(AT_1)["GM0014", "2020-09-21"] == 5.0


def test_the_given_moment_wins_over_that_of_the_file(tmp_path):
    assert bring(tmp_path, line(), reported_at=AT_3).reported_at == AT_3


def test_a_file_without_a_moment_is_reported_now(tmp_path):
    header = "Date_of_publication;Municipality_code;Total_reported"
    path = write(tmp_path, ["2020-09-21;GM0014;5"], header)

    assert import_figures(source=SOURCE, path=path, by=None, now=NOW).reported_at == NOW


def test_a_moment_in_the_future_is_refused(tmp_path):
    assert bring(tmp_path, line(), reported_at=NOW).reported_at == NOW
    with pytest.raises(SourceError, match="lies in the future"):
        bring(tmp_path, line(), reported_at=NOW + timedelta(seconds=1))
    assert ImportBatch.objects.count() == 1


def test_a_file_from_the_future_is_refused_and_leaves_a_batch(tmp_path):
    with pytest.raises(SourceError, match="lies in the future"):
        bring(tmp_path, line(report="2020-12-01 10:00:01"))

    assert ImportBatch.objects.get().status == ImportBatch.Status.REFUSED
    assert bring(tmp_path, line(report="2020-12-01 10:00:00")).rows_stored == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line("GM9999"), "unknown area code: GM9999"),
        (line(day="2020-10-02"), "date after the day of reporting: 2020-10-02"),
        (line("GM0034", value=217_829), "more than the population of the area: 217829"),
        (line("GM0034", value=-217_829), "more than the population of the area: -217829"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(tmp_path, bad, reason):
    batch = bring(tmp_path, line(), bad)

    assert numbers(batch) == (2, 1, 0, 1)
    assert refused(batch) == [(3, reason)]


@pytest.mark.parametrize("good", [line(day="2020-10-01"), line("GM0034", value=217_828)])
def test_a_figure_on_the_bound_is_stored(tmp_path, good):
    assert numbers(bring(tmp_path, good)) == (1, 1, 0, 0)


def test_a_file_of_the_wrong_kind_stores_no_figure_and_leaves_a_batch(tmp_path):
    path = write(tmp_path, ["1;2"], header="a;b")
    with pytest.raises(SourceError) as caught:
        import_figures(source=SOURCE, path=path, by=None, now=NOW)
    batch = ImportBatch.objects.get()

    assert batch.status == ImportBatch.Status.REFUSED
    assert batch.problem == str(caught.value)
    assert numbers(batch) == (0, 0, 0, 0)
    assert not Observation.objects.exists()


@pytest.mark.parametrize(("source", "name"), [("rivm", "figures.csv"), (SOURCE, "absent.csv")])
def test_no_source_and_no_file_leave_no_batch(tmp_path, source, name):
    write(tmp_path, [line()])
    with pytest.raises(SourceError):
        import_figures(source=source, path=tmp_path / name, by=None, now=NOW)

    assert not ImportBatch.objects.exists()


def test_areas_without_any_row_are_named(tmp_path):
    codes = Area.objects.municipalities().exclude(code__in=["GM0014", "GM0034"]).values_list("code", flat=True)
    assert bring(tmp_path, *map(line, codes)).remarks == [f"{reasons.AREAS_WITHOUT_FIGURES}: GM0014, GM0034"]
    assert bring(tmp_path, *map(line, codes), line(), line("GM0034", value="x")).remarks == []


def test_a_failure_half_way_stores_nothing(tmp_path, monkeypatch):
    def fail(step: str, done: int, total: int) -> None:
        if step == "store":
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"), transaction.atomic():
        bring(tmp_path, line(), progress=fail)

    assert not ImportBatch.objects.exists()
    assert not Observation.objects.exists()


def test_progress_is_told_of_reading_and_storing(tmp_path):
    steps: list[tuple[str, int, int]] = []
    bring(tmp_path, line(), line("GM0034"), progress=lambda *step: steps.append(step))

    assert steps == [("read", 1, 1), ("store", 2, 2)]


@pytest.mark.parametrize("number", [2, 300])
def test_the_number_of_queries_does_not_grow_with_the_areas(tmp_path, django_assert_max_num_queries, number):
    codes = Area.objects.municipalities().values_list("code", flat=True)[:number]
    lines = [line(code) for code in codes]
    with django_assert_max_num_queries(15):
        assert bring(tmp_path, *lines).rows_stored == number


def store(*rows: tuple[str, str, str, float], **options) -> ImportBatch:
    figures = pd.DataFrame(rows, columns=["signal", "area_code", "date", "value"])
    figures = figures.assign(date=pd.to_datetime(figures["date"]), line=range(2, len(rows) + 2))
    fields = {"source": "by-hand", "file_name": "sheet.xlsx", "sha256": "0" * 64, "reported_at": AT_1}
    nothing = pd.DataFrame({"line": [], "reason": []})
    return store_observations(
        **{"figures": figures, "refused": nothing, "by": None, "now": NOW, **fields, **options}
    )


def test_a_table_can_be_stored_without_a_file():
    batch = store(("positive_tests", "VR01", "2020-09-21", 5), ("sewage", "VR01", "2020-09-21", 1.5))

    assert numbers(batch) == (2, 2, 0, 0)
    stored = set(Observation.objects.values_list("signal__code", "value"))
    assert stored == {("positive_tests", 5), ("sewage", 1.5)}


def test_an_unknown_signal_is_refused():
    batch = store(("happiness", "VR01", "2020-09-21", 5), ("sewage", "VR01", "2020-09-21", 1))

    assert refused(batch) == [(2, "unknown signal: happiness")]
    assert batch.rows_stored == 1


def test_a_region_has_the_inhabitants_of_its_municipalities():
    people = sum(Area.objects.filter(parent__code="VR01").values_list("population", flat=True))
    batch = store(
        ("positive_tests", "VR01", "2020-09-21", people),
        ("positive_tests", "VR01", "2020-09-22", people + 1),
        ("sewage", "VR01", "2020-09-21", people + 1),
    )

    assert refused(batch) == [(3, f"more than the population of the area: {people + 1}")]


def test_refused_rows_of_the_reader_are_kept_with_their_texts():
    told = pd.DataFrame({"line": [7], "reason": ["not a number: a\tb\\N 50% “é”"]})
    batch = store(("sewage", "VR01", "2020-09-21", 1), refused=told)

    assert refused(batch) == [(7, "not a number: a\tb\\N 50% “é”")]
    assert RefusedRow.objects.get().batch == batch


def test_figures_of_two_moments_are_told_apart_to_the_microsecond():
    soon = AT_1 + timedelta(microseconds=1)
    store(("sewage", "VR01", "2020-09-21", 1))
    store(("sewage", "VR01", "2020-09-21", 2), reported_at=soon)

    assert set(known(AT_1).values()) == {1.0}
    assert set(known(soon).values()) == {2.0}
    assert numbers(store(("sewage", "VR01", "2020-09-21", 1))) == (1, 0, 1, 0)


def test_a_correction_of_the_same_moment_counts_from_then_on():
    store(("sewage", "VR01", "2020-09-21", 1))

    assert numbers(store(("sewage", "VR01", "2020-09-21", 2))) == (1, 1, 0, 0)
    assert numbers(store(("sewage", "VR01", "2020-09-21", 2))) == (1, 0, 1, 0)
    assert set(known(AT_1).values()) == {2.0}


def test_nothing_at_all_can_be_stored():
    assert numbers(store()) == (0, 0, 0, 0)


def test_every_value_comes_back_as_it_was(tmp_path):
    values = [0.1, 1e-300, 123456789.123456789, 0.0]
    store(*(("sewage", "VR01", f"2020-09-0{day}", value) for day, value in enumerate(values, start=1)))

    assert list(Observation.objects.order_by("date").values_list("value", flat=True)) == values


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_store_a_figure_once(tmp_path):
    lines = [line(code) for code in Area.objects.municipalities().values_list("code", flat=True)]
    together = threading.Barrier(2)
    errors: list[BaseException] = []

    def run(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        try:
            together.wait(timeout=20)
            bring(folder, *lines, line("GM9999", value=name))
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[name]) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert errors == []
    assert Observation.objects.count() == len(lines)
    assert sorted(ImportBatch.objects.values_list("rows_stored", flat=True)) == [0, len(lines)]


REASONS = [value for name, value in vars(reasons).items() if name.isupper()]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_and_remark_is_said_in_dutch(reason):
    with translation.override("nl"):
        told = in_words(f"{reason}: 7")

    assert told.endswith(": 7")
    assert told != f"{reason}: 7"
