"""Ways to damage rows of text and workbooks. All by a given random generator: repeatable."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.integration.ladder.damages import Damage, another_encoding, flipped_bytes
from tests.integration.ladder.sound_files import as_csv, rows_of, saved

ODD_VALUES = (
    "9" * 30, "1e308", "NaN", "nan", "inf", "-inf", "-5", "-0", "1.5", "1,5", "1.234.567,8", "", " ", "null",
    "=1+1", "=cmd|' /C calc'!A0", "+1", "@x", "\\N", "\x00", "\x1b[0m", "'; DROP TABLE x; --", "٣", "0x10", "TRUE",
    "#N/A", "ë" * 400, "a\tb", "�",
)  # fmt: skip
ODD_DAYS = ("1900-01-01", "2099-12-31", "0001-01-01", "9999-12-31", "2020-02-30", "21-9-2020", "9/21/2020", "x",
            "", "2020-09-21T10:00:00+05:00", "44095", "2020-W39", "1600646400")  # fmt: skip


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


TEXT: list[Damage] = [
    another_encoding, shuffled_columns, missing_column, extra_column, ragged_rows, shuffled_rows, duplicate_rows,
    contradicting_rows, odd_values, odd_days, odd_everything, unclosed_quotes, bare_quotes,
]  # fmt: skip
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
