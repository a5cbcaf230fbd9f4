"""Many rows in and out of the database at once: COPY on PostgreSQL, executemany and a cursor on SQLite."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from django.db import connection, models

CHUNK = 50_000
NULL = r"\N"
BINARY_HEADER, BINARY_TRAILER = 19, 2


def bulk_insert(
    model: type[models.Model],
    frame: pd.DataFrame,
    *,
    constants: Mapping[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Insert a row per row of a frame, and return how many.

    Columns are named by attribute (`signal_id`). A datetime64 column holds days; columns of Python objects hold
    text, numbers or None. `constants` have the same value in every row and may be of any kind that the model's
    field takes. Default values of the model are not filled in, nothing is validated but by the database, and no
    primary keys come back. The caller holds the transaction. `progress` is told rows done and rows in all.
    """
    given = constants or {}
    names = {field.attname: field for field in model._meta.concrete_fields}
    fixed = [names[name].get_db_prep_save(value, connection) for name, value in given.items()]
    columns = [str(names[name].column) for name in (*frame.columns, *given)]
    write = _copy if connection.vendor == "postgresql" else _execute_many
    for start in range(0, len(frame), CHUNK):
        chunk = frame.iloc[start : start + CHUNK]
        write(model._meta.db_table, columns, [_values(chunk[name]) for name in chunk.columns], fixed)
        if progress:
            progress(start + len(chunk), len(frame))
    return len(frame)


def read_numbers(query: str, parameters: Sequence[Any], kinds: Mapping[str, type]) -> dict[str, np.ndarray]:
    """Run a query whose columns are all numbers and never NULL, and return them as arrays.

    `kinds` gives for each column, in order, `int` or `float`. On PostgreSQL the rows come as fixed-width binary,
    so that no Python object is made per cell.
    """
    if connection.vendor == "postgresql":
        return _read_binary(query, parameters, kinds)
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(kinds)
    return {
        name: np.array(values, dtype=np.dtype(kind))
        for (name, kind), values in zip(kinds.items(), columns, strict=True)
    }


def _values(column: "pd.Series[Any]") -> list[Any]:
    if column.dtype.kind == "M":
        return list(np.datetime_as_string(column.to_numpy().astype("datetime64[D]")).tolist())
    return list(column.tolist())


def _execute_many(table: str, columns: list[str], values: list[list[Any]], fixed: list[Any]) -> None:
    marks = ", ".join(["%s"] * len(columns))
    rows: Iterator[tuple[Any, ...]] = zip(*values, *map(repeat, fixed), strict=False)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows))


def _copy(table: str, columns: list[str], values: list[list[Any]], fixed: list[Any]) -> None:
    ends = "".join(f"\t{_escaped(value)}" for value in fixed).replace("%", "%%")
    line = "\t".join(["%s"] * len(values)) + ends + "\n"
    cells = (value if _is_plain(value) else [_escaped(cell) for cell in value] for value in values)
    text = "".join(map(line.__mod__, zip(*cells, strict=True)))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", StringIO(text))


def _is_plain(values: list[Any]) -> bool:
    return set(map(type, values)) <= {int, float}


def _escaped(value: Any) -> str:
    if value is None:
        return NULL
    text = str(value)
    for character, escape in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r")):
        text = text.replace(character, escape)
    return text


def _read_binary(query: str, parameters: Sequence[Any], kinds: Mapping[str, type]) -> dict[str, np.ndarray]:
    casts = ", ".join(f"{name}::{'int8' if kind is int else 'float8'}" for name, kind in kinds.items())
    with connection.cursor() as cursor:
        inner = cursor.mogrify(query, parameters).decode()
        buffer = BytesIO()
        names = ", ".join(kinds)
        cursor.copy_expert(
            f"COPY (SELECT {casts} FROM ({inner}) AS asked ({names})) TO STDOUT WITH (FORMAT binary)", buffer
        )
    cells = (
        [(f"{name}_size", ">i4") for name in kinds],
        [(name, ">i8" if kind is int else ">f8") for name, kind in kinds.items()],
    )
    row = np.dtype([("cells", ">i2"), *(cell for pair in zip(*cells, strict=True) for cell in pair)])
    data = buffer.getvalue()
    number = (len(data) - BINARY_HEADER - BINARY_TRAILER) // row.itemsize
    rows = np.frombuffer(data, row, count=number, offset=BINARY_HEADER)
    return {name: rows[name].astype(kind) for name, kind in kinds.items()}
