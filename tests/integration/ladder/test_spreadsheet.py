"""Figures by spreadsheet: by the command, and sent in, previewed and taken over."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from ladder.actions.feed_recompute import WEEKS_AT_MOST
from ladder.actions.uploads import UploadError, UploadTakenError, accept_upload, keep_upload
from ladder.models import ImportBatch, Ladder, Observation, RecomputeJob, Signal, SpreadsheetUpload
from ladder.sheet_template import Template, template_csv, template_xlsx
from ladder.sources.errors import SourceError
from ladder.upload_previews import Preview, preview_of, read_upload
from ladder.weeks import Week
from regions.models import Area
from tests.factories import UserFactory, store_figures
from tests.unit.ladder.sources.sheets import csv_of, saved, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("english")]

NOW = datetime(2020, 12, 1, 9, tzinfo=UTC)
WEEK = Week.parse("2020-W39")
DAY = "2020-09-21"
GOOD = csv_of(("VR01", "Groningen", DAY, 12), ("VR15", "Haaglanden", DAY, 7))
HALF_GOOD = csv_of(("VR01", "Groningen", DAY, 12), ("VR15", "Haaglanden", DAY, "x"), ("VR16", "", DAY, 10**9))


@pytest.fixture
def judged() -> Signal:
    """A signal that people judge each week, on a scale of three."""
    signal: Signal = Signal.objects.create(
        code="own_judgement", name="eigen oordeel", name_en="own judgement", unit="schaal", frequency="weekly",
        aggregation="latest", source="de regio zelf", order=99,
    )  # fmt: skip
    for value, name in enumerate(["goed", "matig", "slecht"], start=1):
        signal.steps.create(value=value, name=name)
    return signal


def sent(content: bytes, name: str = "cijfers.csv") -> SpreadsheetUpload:
    return keep_upload(content=content, file_name=name, by=UserFactory(), now=NOW)


def preview(upload: SpreadsheetUpload, at: datetime = NOW) -> Preview:
    return preview_of(read_upload(upload), at=at)


def accept(upload: SpreadsheetUpload, *, only_good: bool = False, now: datetime = NOW) -> ImportBatch:
    seen = preview(upload, now).digest
    return accept_upload(upload=upload, only_good=only_good, seen=seen, by=upload.uploaded_by, now=now)


def numbers(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.rows_read, batch.rows_stored, batch.rows_unchanged, batch.rows_refused


def stored() -> list[tuple[str, str, date, float, str]]:
    rows = Observation.objects.order_by("pk")
    return list(rows.values_list("signal__code", "area__code", "date", "value", "note"))


def test_the_command_imports_a_spreadsheet(tmp_path):
    path, out = tmp_path / "cijfers.xlsx", StringIO()
    path.write_bytes(xlsx_of(("VR01", "Groningen", DAY, 12), ("VR02", "", DAY, "x")))
    call_command("import_figures", "spreadsheet", str(path), stdout=out)

    assert "2 figures read: 1 stored, 0 unchanged, 1 refused" in out.getvalue()
    assert "line 3: not a number: x (D3)" in out.getvalue()
    assert stored() == [("positive_tests", "VR01", date(2020, 9, 21), 12.0, "")]


def test_the_command_reads_the_same_spreadsheet_again_as_the_signals_are_now(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_bytes(
        csv_of(("VR01", "", DAY, 1, 2), header=["code", "naam", "datum", "positive_tests", "own_count"])
    )
    arguments = ("import_figures", "spreadsheet", str(path), "--reported-on", "2020-10-01")
    call_command(*arguments, stdout=StringIO())
    Signal.objects.create(code="own_count", name="eigen telling", unit="aantal", source="de regio zelf")
    call_command(*arguments, stdout=StringIO())

    assert [numbers(batch) for batch in ImportBatch.objects.order_by("pk")] == [(2, 1, 0, 1), (2, 1, 1, 0)]


def test_a_published_file_is_read_again_after_a_spreadsheet_came_in_between(tmp_path):
    from tests.unit.ladder.sources.rivm_files import line, write

    path = str(write(tmp_path, [line(value=5)]))
    call_command("import_figures", "rivm-positive-tests", path, stdout=StringIO())
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(csv_of(("GM0014", "", DAY, 6)))
    call_command("import_figures", "spreadsheet", str(sheet), "--reported-on", "2020-10-02", stdout=StringIO())
    call_command("import_figures", "rivm-positive-tests", path, "--reported-on", "2020-10-03", stdout=StringIO())

    assert [row[3] for row in stored()] == [5.0, 6.0, 5.0]


def test_a_wrong_file_is_told_by_the_command(tmp_path):
    (tmp_path / "page.xlsx").write_bytes(b"<html></html>")
    with pytest.raises(CommandError, match="not a text file"):
        call_command("import_figures", "spreadsheet", str(tmp_path / "page.xlsx"), stdout=StringIO())


def test_a_kept_spreadsheet_counts_for_nothing():
    upload = sent(GOOD)

    assert bytes(upload.content) == GOOD
    assert len(upload.sha256) == 64
    assert upload.batch is None
    assert stored() == []
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_no_spreadsheet_is_not_kept():
    with pytest.raises(SourceError, match="another header"):
        sent(b"a;b\n1;2\n")
    assert not SpreadsheetUpload.objects.exists()


def test_the_preview_tells_old_and_new_values_and_stores_nothing():
    store_figures("positive_tests", {"VR01": {DAY: 10}, "VR15": {DAY: 7}})
    rows = [("VR01", "", DAY, 12), ("VR15", "", DAY, 7), ("VR02", "", DAY, 3), ("VR16", "", DAY, 10**9)]
    upload = sent(csv_of(*rows))
    before = stored()
    found = preview(upload)

    assert [(c.cell, c.area_code, c.old, c.new) for c in found.changes] == [
        ("D2", "VR01", 10.0, 12.0), ("D4", "VR02", None, 3.0),
    ]  # fmt: skip
    assert (found.new, found.changed, found.unchanged) == (1, 1, 1)
    ((problem, figures),) = found.problems
    assert (problem.words, problem.cell, figures) == ("more than the population of the area", "D5", 1)
    assert stored() == before


def test_the_preview_sees_what_was_known_at_its_moment():
    store_figures("positive_tests", {"VR01": {DAY: 12}, "VR15": {DAY: 7}}, reported_at=NOW)
    upload = sent(GOOD)

    assert preview(upload, NOW - timedelta(seconds=1)).new == 2
    assert preview(upload, NOW).unchanged == 2


def test_days_after_the_moment_are_refused():
    upload = sent(csv_of(("VR01", "", "2020-12-01", 1), ("VR01", "", "2020-12-02", 1)))

    assert [problem.words for problem, _ in preview(upload).problems] == ["date after the day of reporting"]


def test_all_figures_are_taken_over_and_the_levels_are_asked_for(django_capture_on_commit_callbacks):
    upload = sent(GOOD)
    batch = accept(upload)
    upload.refresh_from_db()

    assert numbers(batch) == (2, 2, 0, 0)
    assert (batch.source, batch.file_name, batch.sha256) == ("spreadsheet", "cijfers.csv", upload.sha256)
    assert batch.reported_at == batch.imported_at == NOW
    assert batch.imported_by == upload.uploaded_by
    assert upload.batch == batch
    jobs = RecomputeJob.objects.values_list("ladder__code", "week_start", "as_of", "requested_by")
    assert list(jobs) == [("regionaal", WEEK.start, NOW, upload.uploaded_by.pk)]


def test_levels_of_a_signal_that_no_ladder_uses_are_not_asked_for(judged):
    header = ("gebiedscode", "gebied", "week", "own_judgement")
    accept(sent(csv_of(("VR01", "", str(WEEK), 1), header=header)))

    assert not RecomputeJob.objects.exists()
    ladder = Ladder.objects.get(code="regionaal")
    draft = ladder.versions.create(code="next", valid_from=date(2022, 1, 1), comparator="from")
    draft.uses.create(signal=judged, role="shown")
    accept(sent(csv_of(("VR01", "", str(WEEK), 2), header=header)), now=NOW + timedelta(hours=1))
    assert not RecomputeJob.objects.exists()  # a draft judges nothing
    ladder.versions.filter(pk=draft.pk).update(status="adopted", adopted_at=NOW)
    accept(sent(csv_of(("VR01", "", str(WEEK), 3), header=header)), now=NOW + timedelta(hours=2))
    assert RecomputeJob.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "moment", "asked"),
    [
        ("2020-11-29", "2020-11-29T22:59:59+00:00", []),  # Sunday 23:59:59 in Amsterdam: the week still runs
        ("2020-11-29", "2020-11-29T23:00:00+00:00", ["2020-W48"]),
        ("2020-09-06", "2020-12-01T09:00:00+00:00", ["2020-W36"]),
        ("2020-08-30", "2020-12-01T09:00:00+00:00", []),  # before the first version
    ],
)
def test_levels_are_asked_for_of_full_weeks_that_are_judged(day, moment, asked):
    accept(sent(csv_of(("VR01", "Groningen", day, 12))), now=datetime.fromisoformat(moment))
    assert [str(Week(job.week_start)) for job in RecomputeJob.objects.all()] == asked


@pytest.mark.parametrize("number", [WEEKS_AT_MOST, WEEKS_AT_MOST + 1])
def test_levels_are_asked_for_of_the_last_weeks_at_most(number):
    weeks = [Week.parse("2020-W47").plus(-back) for back in range(number)]
    accept(sent(csv_of(*(("VR01", "Groningen", week.start.isoformat(), 12) for week in weeks))))
    asked = [Week(job.week_start) for job in RecomputeJob.objects.order_by("-week_start")]
    assert asked == weeks[:WEEKS_AT_MOST]


def test_only_the_good_figures_are_taken_over():
    batch = accept(sent(HALF_GOOD), only_good=True)

    assert numbers(batch) == (3, 1, 0, 2)
    assert [row.reason for row in batch.refused_rows.all()] == [
        "not a number: x (D3)", "more than the population of the area: 1e+09 (D4)",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [HALF_GOOD, csv_of(("VR01", "", DAY, 1), ("VR16", "", DAY, 10**9))])
def test_with_a_problem_nothing_is_taken_over_as_a_whole(content):
    upload = sent(content)
    with pytest.raises(UploadError, match="cells with problems"):
        accept(upload)

    upload.refresh_from_db()
    assert upload.batch is None
    assert stored() == []
    assert not ImportBatch.objects.exists()


def test_a_second_yes_says_so_and_stores_nothing():
    upload = sent(GOOD)
    seen = preview(upload).digest
    accept(upload)
    with pytest.raises(UploadTakenError):
        accept_upload(upload=upload, only_good=False, seen=seen, by=upload.uploaded_by, now=NOW)

    assert len(stored()) == 2
    assert ImportBatch.objects.count() == 1


def test_a_yes_to_another_outcome_than_was_seen_is_refused():
    upload = sent(GOOD)
    seen = preview(upload).digest
    store_figures("positive_tests", {"VR01": {DAY: 10}})
    with pytest.raises(UploadError, match="changed since you looked"):
        accept_upload(upload=upload, only_good=False, seen=seen, by=upload.uploaded_by, now=NOW)

    assert len(stored()) == 1
    assert numbers(accept(upload)) == (2, 2, 0, 0)


def test_a_spreadsheet_of_what_is_known_stores_nothing():
    accept(sent(GOOD))
    batch = accept(sent(GOOD), now=NOW + timedelta(hours=1))

    assert numbers(batch) == (2, 0, 2, 0)
    assert RecomputeJob.objects.count() == 1


def test_notes_are_stored_and_another_note_is_something_new(judged):
    header = ("gebiedscode", "gebied", "week", "eigen oordeel", "toelichting")

    def bring(hour: int, step: str, note: str) -> tuple[int, int, int, int]:
        upload = sent(csv_of(("VR01", "Groningen", str(WEEK), step, note), header=header))
        return numbers(accept(upload, now=NOW + timedelta(hours=hour)))

    assert bring(1, "2 matig", "druk\\in de\twinkels") == (1, 1, 0, 0)
    assert bring(2, "matig", "druk\\in de winkels") == (1, 0, 1, 0)
    assert bring(3, "2", "") == (1, 0, 1, 0)
    assert bring(4, "2", "rustiger") == (1, 1, 0, 0)
    assert bring(5, "1 goed", "") == (1, 1, 0, 0)
    assert [row[3:] for row in stored()] == [(2.0, "druk\\in de winkels"), (2.0, "rustiger"), (1.0, "")]


def template(*codes: str, areas: int = 25) -> Template:
    signals = Signal.objects.prefetch_related("steps").filter(code__in=codes)
    return Template(signals, WEEK, list(Area.objects.safety_regions()[:areas]))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("write", [template_xlsx, template_csv])
def test_an_empty_template_is_read_back_as_nothing_filled_in(judged, language, write):
    with override(language):
        content = write(template("positive_tests", "share_positive", "own_judgement"))
    with pytest.raises(SourceError, match="no figures are filled in"):
        sent(content)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_filled_template_is_taken_over(judged, language):
    with override(language):
        content = template_xlsx(template("positive_tests", "share_positive", "own_judgement"))
    book = load_workbook(BytesIO(content))
    days, weeks = book.worksheets[:2]
    days["D2"], weeks["D2"], weeks["E2"], weeks["F2"] = 12, 7.5, "2 matig", "druk"
    batch = accept(sent(saved(book), "ingevuld.xlsx"))

    assert numbers(batch) == (4 - 1, 3, 0, 0)
    assert stored() == [
        ("positive_tests", "VR01", WEEK.start, 12.0, ""),
        ("share_positive", "VR01", WEEK.start, 7.5, ""),
        ("own_judgement", "VR01", WEEK.start, 2.0, "druk"),
    ]
    assert not any("not read" in remark for remark in batch.remarks)


def test_a_filled_text_template_is_taken_over(judged):
    lines = template_csv(template("positive_tests", "own_judgement", areas=2)).decode("utf-8-sig").splitlines()
    assert lines[0] == "area code;area;date;positive tests;own judgement;note"
    assert len(lines) == 1 + 2 * 7 + 2
    lines[1], lines[-1] = lines[1].replace(";;;", ";5;;"), lines[-1].replace(";;;", ";;3;slecht")
    batch = accept(sent("\r\n".join(lines).encode("utf-8-sig")))

    assert [row[:4] for row in stored()] == [
        ("positive_tests", "VR01", WEEK.start, 5.0), ("own_judgement", "VR02", WEEK.start, 3.0),
    ]  # fmt: skip
    assert batch.rows_refused == 0


def test_the_template_locks_its_keys_and_helps_with_the_rest(judged):
    book = load_workbook(BytesIO(template_xlsx(template("positive_tests", "own_judgement"))))
    days, weeks, explanation = book.worksheets

    assert [cell.value for cell in days[1]] == ["area code", "area", "date", "positive tests"]
    assert (days.max_row, weeks.max_row) == (1 + 25 * 7, 1 + 25)
    assert days["C2"].value.date() == WEEK.start
    assert weeks["C2"].value == "2020-W39"
    assert "The number on that day" in days["D1"].comment.text
    assert "1 goed, 2 matig, 3 slecht" in weeks["D1"].comment.text
    assert days["D2"].comment.text.startswith("Example: 12")
    assert days.protection.sheet
    assert [days[cell].protection.locked for cell in ("A2", "D1", "D2")] == [True, True, False]
    assert [rule.formula1 for rule in weeks.data_validations.dataValidation] == [
        '"1 goed,2 matig,3 slecht"',
        "500",
    ]
    assert [rule.type for rule in days.data_validations.dataValidation] == ["whole"]
    assert explanation.title == "Explanation"


def test_a_name_that_looks_like_a_formula_is_text_in_the_template():
    Area.objects.filter(code="VR01").update(name="=1+1")
    sheet = load_workbook(BytesIO(template_xlsx(template("positive_tests", areas=1)))).worksheets[0]

    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_a_workbook_that_stands_apart_is_read_with_its_sheet_names():
    def change(book: Workbook) -> None:
        book.active.title = "Regio;s"
        second = book.create_sheet("Tweede")
        second.append(["code", "naam", "dag", "positive_tests"])
        second.append(["VR02", "", DAY, 3])

    found = preview(sent(xlsx_of(("VR01", "", DAY, 1), change=change), "boek.xlsx"))
    assert [change.cell for change in found.changes] == ["Regio,s!D2", "Tweede!D2"]
