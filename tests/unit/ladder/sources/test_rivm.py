"""The files of RIVM, with each quirk and with what comes just short of it."""

import codecs
import gzip
import zipfile
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from ladder.sources import rivm_hospital_admissions, rivm_nursing_homes, rivm_positive_tests
from ladder.sources.errors import SourceError
from ladder.sources.figures import AMSTERDAM, SourceFigures
from ladder.sources.rivm import peek_reported_at
from tests.unit.ladder.sources.rivm_files import HEADER, NURSING_HEADER, line, text_of, write


def read(folder: Path, *lines: str, header: str = HEADER) -> SourceFigures:
    return rivm_positive_tests.read(write(folder, lines, header))


def refused(found: SourceFigures) -> list[tuple[int, str]]:
    return list(found.refused.itertuples(index=False, name=None))


def taken(found: SourceFigures) -> list[tuple[str, str, float]]:
    figures = found.figures
    days = figures["date"].dt.strftime("%Y-%m-%d")
    return list(zip(figures["area_code"], days, figures["value"], strict=True))


def test_positive_tests_are_read_per_municipality_by_day_of_publication(tmp_path):
    found = read(tmp_path, line(value=5), line("GM0034", "2020-09-22", 7))

    assert taken(found) == [("GM0014", "2020-09-21", 5.0), ("GM0034", "2020-09-22", 7.0)]
    assert set(found.figures["signal"]) == {"positive_tests"}
    assert list(found.figures["line"]) == [2, 3]
    assert found.reported_at == datetime(2020, 10, 1, 10, tzinfo=AMSTERDAM)
    assert found.rows_read == 2
    assert refused(found) == []


def test_hospital_admissions_are_those_by_day_of_admission(tmp_path):
    header = "Date_of_statistics;Municipality_code;Hospital_admission_notification;Hospital_admission"
    found = rivm_hospital_admissions.read(write(tmp_path, ["2020-09-21;GM0014;9;4"], header))

    assert taken(found) == [("GM0014", "2020-09-21", 4.0)]
    assert set(found.figures["signal"]) == {"hospital_admissions"}


def test_a_line_of_nursing_homes_holds_two_figures_and_is_matched_by_code(tmp_path):
    lines = ["2020-10-01;2020-09-21;VR24;Limburg-Zuid;3;1", "2020-10-01;2020-09-21;VR01;Groningen;;2"]
    found = rivm_nursing_homes.read(write(tmp_path, lines, NURSING_HEADER))

    told = found.figures.set_index(["signal", "area_code"])["value"].to_dict()
    assert told == {
        ("nursing_home_deaths", "VR24"): 3,
        ("nursing_home_locations", "VR24"): 1,
        ("nursing_home_locations", "VR01"): 2,
    }
    assert refused(found) == [(3, "empty value (Total_deceased_reported)")]
    assert found.rows_read == 4


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line(code=""), "no area code"),
        (line(code="Onbekend"), "no area code"),
        (line(code="VR01"), "another kind of area code than this source has: VR01"),
        (line(code="GM14"), "another kind of area code than this source has: GM14"),
        (line(day="1900-01-01"), "date unknown"),
        (line(day=""), "date unknown"),
        (line(day="2019-12-31"), "date before 2020: 2019-12-31"),
        (line(day="2020-02-30"), "unreadable date: 2020-02-30"),
        (line(day="soon"), "unreadable date: soon"),
        (line(value=""), "empty value"),
        (line(value="NaN"), "not a number: NaN"),
        (line(value="inf"), "not a number: inf"),
        (line(value="1e999"), "not a number: inf"),
        (line(value="five"), "not a number: five"),
        (line(value="=1+1"), "not a number: =1+1"),
        (line(value="1_0"), "not a number: 1_0"),
        (line(value="0x1"), "not a number: 0x1"),
        (line(value="True"), "not a number: True"),
        (line(value="2.5"), "fraction of a count: 2.5"),
        (line(value="2,5"), "not a number: 2,5"),
        (line() + ";9", "another number of columns than the header: 8"),
        ("6;2020-10-01", "another number of columns than the header: 2"),
        (line(report="2099-01-01 10:00:00"), "reported later than the rest of the file"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason_and_loses_no_other(tmp_path, bad, reason):
    found = read(tmp_path, line("GM0034"), bad, line("GM0037"))

    assert refused(found) == [(3, reason)]
    assert [area for area, _, _ in taken(found)] == ["GM0034", "GM0037"]
    assert list(found.figures["line"]) == [2, 4]
    assert found.rows_read == 3


@pytest.mark.parametrize(
    ("good", "day", "value"),
    [
        (line(day="2020-01-01"), "2020-01-01", 5),
        (line(day="2020-09-21 00:00:00"), "2020-09-21", 5),
        (line(day="21-9-2020"), "2020-09-21", 5),
        (line(value="5.0"), "2020-09-21", 5),
        (line(value=" 5 "), "2020-09-21", 5),
        (line(value="0"), "2020-09-21", 0),
        (line(value="1e3"), "2020-09-21", 1000),
        (line(code=" GM0014 "), "2020-09-21", 5),
    ],
)
def test_an_unusual_line_is_taken(tmp_path, good, day, value):
    found = read(tmp_path, good)

    assert taken(found) == [("GM0014", day, value)]
    assert refused(found) == []


def test_negative_corrections_are_taken_and_remarked_on(tmp_path):
    assert read(tmp_path, line(value=-3)).remarks == ["negative figures, taken over as corrections: 1"]
    assert taken(read(tmp_path, line(value=-3))) == [("GM0014", "2020-09-21", -3.0)]
    assert read(tmp_path, line(value=0)).remarks == []


def test_the_same_line_twice_is_taken_once(tmp_path):
    found = read(tmp_path, line(), line("GM0034"), line(), line())

    assert len(found.figures) == 2
    assert refused(found) == [(4, "same as line: 2"), (5, "same as line: 2")]


def test_lines_that_contradict_each_other_are_all_refused_naming_each_other(tmp_path):
    found = read(tmp_path, line(value=5), line("GM0034"), line(value=6), line(value=5))

    assert [area for area, _, _ in taken(found)] == ["GM0034"]
    assert refused(found) == [(2, "contradicts line: 4"), (4, "contradicts line: 2"), (5, "contradicts line: 4")]


def test_the_same_value_on_another_day_is_no_duplicate(tmp_path):
    assert len(read(tmp_path, line(), line(day="2020-09-22")).figures) == 2


def quoted(text: str) -> str:
    return "\n".join(";".join(f'"{cell}"' for cell in row.split(";")) for row in text.splitlines())


def as_comma(text: str) -> bytes:
    return text.replace(";", ",").encode()


@pytest.mark.parametrize(
    "rewritten",
    [
        as_comma,
        lambda text: text.replace(";", "\t").encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("Name", "Súdwest-Fryslân").encode("cp1252"),
        lambda text: text.replace("Name", "S\x9ddwest").encode("latin-1"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("Name", '"Bergen; (L.)"').encode(),
        lambda text: quoted(text).encode(),
        lambda text: text.rstrip().encode(),
        lambda text: (text + "\n\n").encode(),
        lambda text: text.upper().replace("NAME", "Name").encode(),
        lambda text: gzip.compress(text.encode()),
    ],
)  # fmt: skip
def test_a_file_that_was_saved_otherwise_says_the_same(tmp_path, rewritten):
    text = text_of([line(), line("GM0034", value=7)])
    path = tmp_path / "figures.csv"
    path.write_bytes(rewritten(text))

    found = rivm_positive_tests.read(path)

    assert taken(found) == [("GM0014", "2020-09-21", 5.0), ("GM0034", "2020-09-21", 7.0)]
    assert refused(found) == []
    assert found.reported_at == datetime(2020, 10, 1, 10, tzinfo=AMSTERDAM)


def test_a_zip_of_one_file_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "figures.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("figures.csv", text_of([line()]))
        archive.writestr("__MACOSX/._figures.csv", b"\0")

    assert len(rivm_positive_tests.read(tmp_path / "figures.zip").figures) == 1


def test_a_stray_quote_spoils_its_own_line_only(tmp_path):
    found = read(tmp_path, line(), line("GM0034").replace("Name", '"Name'), line("GM0037"))

    assert [area for area, _, _ in taken(found)] == ["GM0014", "GM0037"]
    assert [number for number, _ in refused(found)] == [3]


def test_a_zero_byte_further_on_spoils_its_own_line_only(tmp_path):
    found = read(tmp_path, line(), line("GM0034"), line("GM0037"), line("GM0047", value="5\0"), line("GM0050"))

    assert len(found.figures) == 4
    assert refused(found) == [(5, "not a number: 5�")]


def test_blank_lines_are_no_figures_but_keep_their_number(tmp_path):
    found = read(tmp_path, line(), "", line("GM0034", value="x"))

    assert refused(found) == [(4, "not a number: x")]
    assert found.rows_read == 2


def test_only_the_needed_columns_count_in_any_order(tmp_path):
    header = "Total_reported;Extra;Municipality_code;Date_of_publication"
    found = read(tmp_path, "5;x;GM0014;2020-09-21", header=header)

    assert taken(found) == [("GM0014", "2020-09-21", 5.0)]
    assert found.reported_at is None


def test_the_moment_is_that_of_most_lines(tmp_path):
    early = "2020-09-30 10:00:00"
    found = read(tmp_path, line(), line("GM0034"), line("GM0037", report=early), line("GM0047", report="x"))

    assert found.reported_at == datetime(2020, 10, 1, 10, tzinfo=AMSTERDAM)
    assert len(found.figures) == 4


def test_the_areas_that_have_a_line_are_named_even_when_it_is_refused(tmp_path):
    found = read(tmp_path, line(), line("GM0034", value="x"))

    assert found.areas == {"positive_tests": {"GM0014", "GM0034"}}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (HEADER.encode() + b"\n", "nothing under the header"),
        (
            HEADER.replace("Total_reported", "Total").encode() + b"\n1;2;3;4;5;6;7\n",
            "another header than expected",
        ),
        (
            (HEADER + ";Total_reported").encode() + b"\n" + line().encode() + b";5\n",
            "another header than expected",
        ),
        (b"<!DOCTYPE html><html><body>404</body></html>", "not a text file"),
        (b'{"code": "VR01"}', "not a text file"),
        (b"%PDF-1.7 ...", "not a text file"),
        (text_of([line()]).encode("utf-16-le"), "not a text file"),
        (codecs.BOM_UTF16_LE + b"a\0b", "not a text file"),
        (gzip.compress(text_of([line()]).encode())[:-12], "the file is damaged"),
        (b"\x1f\x8b" + b"nonsense", "the file is damaged"),
        (b"PK\x03\x04" + b"nonsense", "the file is damaged"),
        (b"one line without any separator\nand another\n", "another header than expected"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_whole(tmp_path, content, problem):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)

    with pytest.raises(SourceError) as caught:
        rivm_positive_tests.read(path)

    assert caught.value.problem == problem
    assert "in: figures.csv" in str(caught.value)


def test_another_header_is_told_with_what_was_expected_and_found(tmp_path):
    path = write(tmp_path, ["2020-10-01;2020-09-21;VR24;x;3;1"], NURSING_HEADER)

    with pytest.raises(SourceError) as caught:
        rivm_positive_tests.read(path)

    told = str(caught.value)
    assert "expected: Municipality_code, Date_of_publication, Total_reported" in told
    assert "found: Date_of_report, Date_of_statistic_reported, Security_region_code" in told


@pytest.mark.parametrize("name", ["figures.csv.gz", "figures.csv"])
def test_the_moment_can_be_seen_without_reading_on(tmp_path, name):
    path = tmp_path / name
    text = text_of([line(), line("GM0034", report="2020-10-02 10:00:00")]).encode()
    path.write_bytes(gzip.compress(text) if name.endswith("gz") else text)

    assert peek_reported_at(path) == datetime(2020, 10, 1, 10, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bnonsense", b"a;b\n1;2\n", HEADER.encode()])
def test_no_moment_is_seen_in_another_file(tmp_path, content):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)

    assert peek_reported_at(path) is None


def test_the_order_of_lines_changes_nothing_but_their_numbers(tmp_path):
    lines = [line("GM0014"), line("GM0034", value=7), line("GM0014", "2020-09-22", 9)]
    one, other = read(tmp_path, *lines), read(tmp_path, *reversed(lines))

    columns = ["area_code", "date", "value"]
    first, second = (
        found.figures[columns].astype({"area_code": str}).sort_values(columns, ignore_index=True)
        for found in (one, other)
    )
    pd.testing.assert_frame_equal(first, second)
