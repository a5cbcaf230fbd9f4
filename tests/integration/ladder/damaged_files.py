"""Files in the layouts of the sources, and ways to damage them. All by a given random generator: repeatable."""

import csv
import gzip
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook

DATA = Path(__file__).parents[4] / "shared" / "data"
REPORT = "2020-10-01 10:00:00"
DAYS = [f"2020-09-{day:02d}" for day in range(21, 28)]
CODES = ["GM0014", "GM0034", "GM0037", "GM0047", "GM0050"]
REGIONS = ["VR01", "VR02", "VR15", "VR24", "VR25"]
SECONDS_OF = {day: 1600646400 + 86400 * number for number, day in enumerate(DAYS)}

ODD_VALUES = (
    "9" * 30, "1e308", "NaN", "nan", "inf", "-inf", "-5", "-0", "1.5", "1,5", "1.234.567,8", "", " ", "null",
    "=1+1", "=cmd|' /C calc'!A0", "+1", "@x", "\\N", "\x00", "\x1b[0m", "'; DROP TABLE x; --", "٣", "0x10", "TRUE",
    "#N/A", "ë" * 400, "a\tb", "�",
)  # fmt: skip
ODD_DAYS = ("1900-01-01", "2099-12-31", "0001-01-01", "9999-12-31", "2020-02-30", "21-9-2020", "9/21/2020", "x",
            "", "2020-09-21T10:00:00+05:00", "44095", "2020-W39", "1600646400")  # fmt: skip
ODD_JSON: tuple[Any, ...] = (
    None, "12", "x", [], {}, [1], {"a": 1}, True, -5, 1.5, 1e308, float("nan"), float("inf"), 10**30, "", -1e-9,
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A sound file of a source: its name, and its content."""

    source: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Damaged:
    """A damaged file: of which source, by which damage, and what stands in it."""

    source: str
    damage: str
    name: str
    content: bytes


def samples() -> dict[str, Sample]:
    """Return a sound file per layout: small ones written here, and the start of the real ones where these are."""
    locations, deaths = "Total_new_infected_locations_reported", "Total_deceased_reported"
    homes = _rivm("Date_of_statistic_reported", "Security_region_code", [locations, deaths], REGIONS)
    beds = _rivm("Date_of_statistics", "Municipality_code", ["Hospital_admission"], CODES)
    tests = _rivm("Date_of_publication", "Municipality_code", ["Total_reported"], CODES)
    written = [
        Sample("rivm-positive-tests", "tests.csv", tests),
        Sample("rivm-hospital-admissions", "beds.csv", beds),
        Sample("rivm-nursing-homes", "homes.csv", homes),
        Sample("coronadashboard", "VR15.json", json.dumps(dashboard_region()).encode()),
        Sample("spreadsheet", "cijfers.csv", as_csv(sheet_rows())),
        Sample("spreadsheet", "cijfers.xlsx", _sheet_book()),
    ]
    return {f"{sample.source} {sample.name}": sample for sample in (*written, *_real())}


def _real() -> Iterator[Sample]:
    files = {
        "rivm-positive-tests": "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz",
        "rivm-hospital-admissions": "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz",
        "rivm-nursing-homes": "COVID-19_verpleeghuizen.csv.gz",
    }
    for source, name in files.items():
        if (DATA / name).exists():
            with gzip.open(DATA / name) as file:
                yield Sample(
                    source, f"real-{name.removesuffix('.gz')}", b"".join(file.readline() for _ in range(300))
                )
    archive = DATA / "coronadashboard-vr-2020-11.zip"
    if archive.exists():
        with zipfile.ZipFile(archive) as opened:
            name = next(name for name in opened.namelist() if name.endswith("VR15.json"))
            yield Sample("coronadashboard", "real-VR15.json", opened.read(name))


def _rivm(day_column: str, area_column: str, columns: list[str], codes: list[str]) -> bytes:
    header = ["Version", "Date_of_report", day_column, area_column, "Name", *columns]
    rows = [
        ["6", REPORT, day, code, "Name", *[str(number + len(column)) for column in columns]]
        for number, (day, code) in enumerate((day, code) for day in DAYS for code in codes)
    ]
    return as_csv([header, *rows])


def dashboard_region() -> dict[str, Any]:
    """Return the file of a region, as the Coronadashboard served it."""
    daily = [{"date_of_report_unix": SECONDS_OF[day], "total_reported_increase_per_region": 5} for day in DAYS]
    homes = [{"date_unix": SECONDS_OF[day], "newly_infected_locations": 1, "deceased_daily": None} for day in DAYS]
    weeks = [{"week_start_unix": SECONDS_OF[DAYS[0]], "infected_percentage": 7.5, "average": 12.5}]
    series = {"results_per_region": daily, "nursing_home": homes, "ggd": weeks, "sewer": weeks}
    values = {name: {"values": rows, "last_value": rows[-1]} for name, rows in series.items()}
    return {"code": "VR15", "last_generated": "1601539200", "proto_name": "VR15", **values}


def sheet_rows() -> list[list[Any]]:
    header = ["gebiedscode", "gebied", "datum", "positive_tests", "toelichting", "sewage"]
    return [header, *[[code, "", day, 3, "goed geteld", ""] for code in REGIONS for day in DAYS],
            *[[code, "", "2020-W39", "", "", "12,5"] for code in REGIONS]]  # fmt: skip


def _sheet_book() -> bytes:
    book = Workbook()
    for row in sheet_rows():
        book.active.append([cell if cell != "" else None for cell in row])
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(rows: list[list[Any]], separator: str = ";") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n", escapechar="\\").writerows(rows)
    return text.getvalue().encode()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


Damage = Callable[[Random, bytes], bytes]


def truncated(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(1, len(content))]


def truncated_gzip(random: Random, content: bytes) -> bytes:
    return truncated(random, gzip.compress(content))


def truncated_zip(random: Random, content: bytes) -> bytes:
    return truncated(random, zipped(random, content))


def zipped(random: Random, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("VR15.json" if content.startswith(b"{") else "figures.csv", content)
    return buffer.getvalue()


def flipped_bytes(random: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(20):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def noise(random: Random, content: bytes) -> bytes:
    return random.randbytes(random.choice([1, 50, 4000]))


def empty(random: Random, content: bytes) -> bytes:
    return random.choice([b"", b"\n\n", b"\xef\xbb\xbf", b"\0" * 300])


def web_page(random: Random, content: bytes) -> bytes:
    return random.choice(
        [b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", b"<?xml version='1.0'?><a/>"]
    )


def other_json(random: Random, content: bytes) -> bytes:
    return random.choice([b"{}", b"[]", b"null", b"12", b"[" * 100_000, b'{"code": "VR15"}', b'{"code": 15}'])


def another_encoding(random: Random, content: bytes) -> bytes:
    text = content.decode("utf-8-sig").replace("Name", "Fryslân")
    return text.encode(random.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "cp037", "utf-7"]), "replace")


def _by_rows(change: Callable[[Random, list[list[str]]], list[list[str]]]) -> Damage:
    def damage(random: Random, content: bytes) -> bytes:
        return as_csv(change(random, rows_of(content)), random.choice([";", ";", ",", "\t"]))

    damage.__name__ = change.__name__
    return damage


@_by_rows
def shuffled_columns(random: Random, rows: list[list[str]]) -> list[list[str]]:
    order = random.sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order] for row in rows]


@_by_rows
def missing_column(random: Random, rows: list[list[str]]) -> list[list[str]]:
    gone = random.randrange(len(rows[0]))
    return [row[:gone] + row[gone + 1 :] for row in rows]


@_by_rows
def extra_column(random: Random, rows: list[list[str]]) -> list[list[str]]:
    place, name = random.randrange(len(rows[0]) + 1), random.choice(["Nieuw", "", rows[0][-1]])
    return [[*row[:place], name if number == 0 else "1", *row[place:]] for number, row in enumerate(rows)]


@_by_rows
def ragged_rows(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return [
        rows[0],
        *[row + ["x"] * random.randrange(3) if random.random() < 0.3 else row[:4] for row in rows[1:]],
    ]


@_by_rows
def shuffled_rows(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return random.sample(rows, len(rows))


@_by_rows
def duplicate_rows(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return [*rows, *random.choices(rows[1:], k=30)]


@_by_rows
def contradicting_rows(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return [*rows, *[[*row[:-1], "77"] for row in random.choices(rows[1:], k=30)]]


@_by_rows
def odd_values(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return _oddly(random, rows, ODD_VALUES, first=3)


@_by_rows
def odd_days(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return _oddly(random, rows, ODD_DAYS, first=1, last=4)


@_by_rows
def odd_everything(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return _oddly(random, rows, ODD_VALUES + ODD_DAYS, first=0, share=0.7)


@_by_rows
def unclosed_quotes(random: Random, rows: list[list[str]]) -> list[list[str]]:
    return [row if random.random() < 0.7 else ['"' + row[0] + '""', *row[1:]] for row in rows]


def bare_quotes(random: Random, content: bytes) -> bytes:
    places = sorted(random.sample(range(len(content)), 5), reverse=True)
    for place in places:
        content = content[:place] + b'"' + content[place:]
    return content


def _oddly(
    random: Random,
    rows: list[list[str]],
    odd: tuple[str, ...],
    *,
    first: int,
    last: int | None = None,
    share: float = 0.4,
) -> list[list[str]]:
    changed = [list(row) for row in rows]
    for row in changed[1:]:
        if random.random() < share:
            place = random.randrange(first, min(last or len(row), len(row)))
            row[place] = random.choice(odd)
    return changed


def odd_json_values(random: Random, content: bytes) -> bytes:
    """Put something odd in the place of some of the values, at any depth."""
    return json.dumps(_odd_json(random, json.loads(content))).encode()


def _odd_json(random: Random, found: Any, depth: int = 0) -> Any:
    if random.random() < (0.02 if depth < 3 else 0.2):
        return random.choice(ODD_JSON)
    if isinstance(found, dict):
        return {key: _odd_json(random, value, depth + 1) for key, value in found.items()}
    if isinstance(found, list):
        return [_odd_json(random, value, depth + 1) for value in found]
    return found


def odd_json_days(random: Random, content: bytes) -> bytes:
    """Dates of 1900 and 2099, in milliseconds, not at midnight, as text."""
    text = content.decode()
    for second in SECONDS_OF.values():
        odd = random.choice([-2208988800, 4070908800, second * 1000, second + 3600, f'"{second}"', "null", "1e99"])
        text = text.replace(f": {second}", f": {odd}", 1)
    return text.encode()


def duplicate_json(random: Random, content: bytes) -> bytes:
    found = json.loads(content)
    for series in ("results_per_region", "nursing_home"):
        values = found.get(series, {}).get("values", [])
        values += [{**value, "newly_infected_locations": 9} for value in values[:4]]
    return json.dumps(found).encode()


def _by_book(change: Callable[[Random, Workbook], Any]) -> Damage:
    def damage(random: Random, content: bytes) -> bytes:
        book = load_workbook(BytesIO(content))
        change(random, book)
        return saved(book)

    damage.__name__ = change.__name__
    return damage


@_by_book
def odd_cells(random: Random, book: Workbook) -> None:
    sheet = book.active
    odd = [*(value for value in ODD_VALUES if value.isprintable()), 1e308, -5, 1.5, True, *ODD_DAYS]
    for _ in range(25):
        sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column), random.choice(odd))


@_by_book
def merged_cells(random: Random, book: Workbook) -> None:
    for row in range(2, 30, 4):
        column = random.randint(1, 5)
        book.active.merge_cells(start_row=row, start_column=column, end_row=row + 2, end_column=column + 1)


@_by_book
def other_sheets(random: Random, book: Workbook) -> None:
    book.active.sheet_state = random.choice(["hidden", "veryHidden", "visible"])
    book.create_sheet("Anders", 0).append(["van alles", "en nog wat"])
    book.active = 0


@_by_book
def lost_headings(random: Random, book: Workbook) -> None:
    book.active.delete_cols(random.randint(1, 5))
    book.active.insert_rows(1, random.randint(0, 12))


@_by_book
def far_cell(random: Random, book: Workbook) -> None:
    book.active.cell(random.choice([60, 1_048_576]), random.choice([7, 16_384]), "ver weg")


def lost_part(random: Random, content: bytes) -> bytes:
    """Leave a part out of the workbook, or damage it."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            if name != chosen:
                new.writestr(name, old.read(name))
            elif random.random() < 0.5:
                new.writestr(name, flipped_bytes(random, old.read(name)))
    return buffer.getvalue()


ANY: list[Damage] = [truncated, flipped_bytes, noise, empty, web_page, other_json]
PACKED: list[Damage] = [truncated_gzip, truncated_zip, zipped]
TEXT: list[Damage] = [
    another_encoding, shuffled_columns, missing_column, extra_column, ragged_rows, shuffled_rows, duplicate_rows,
    contradicting_rows, odd_values, odd_days, odd_everything, unclosed_quotes, bare_quotes,
]  # fmt: skip
JSON: list[Damage] = [odd_json_values, odd_json_values, odd_json_days, duplicate_json, another_encoding]
BOOK: list[Damage] = [
    odd_cells,
    odd_cells,
    merged_cells,
    other_sheets,
    lost_headings,
    far_cell,
    lost_part,
    lost_part,
]


def damages_of(sample: Sample) -> list[Damage]:
    """Return the ways in which a file of this layout is damaged."""
    kinds = {".csv": PACKED + TEXT, ".json": PACKED + JSON, ".xlsx": BOOK}
    return ANY + kinds[Path(sample.name).suffix]


def damaged(sample: Sample, number: int) -> Damaged:
    """Return the damaged variant with a number, always the same one."""
    damages = damages_of(sample)
    damage = damages[number % len(damages)]
    random = Random(f"{sample.source} {sample.name} {number}")
    name = f"{damage.__name__}-{sample.name}" if sample.source != "coronadashboard" else sample.name
    return Damaged(sample.source, damage.__name__, name, damage(random, sample.content))
