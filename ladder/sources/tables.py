"""Tables of text: separator, header and lines, told apart even where some are damaged."""

import csv
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from ladder.sources.errors import SourceError
from ladder.sources.snippets import shortened, snippet

SEPARATORS = (";", ",", "\t")


def read_table(body: bytes, *, needed: Sequence[str], where: str, optional: Sequence[str] = ()) -> pd.DataFrame:
    """Read the asked columns of a table in UTF-8 with line ends `\\n`.

    Returns one row per line that is not blank: the columns of `needed` and `optional` as categories of text
    (missing where empty; an optional column that is not there is missing throughout), `line` (the header is 1)
    and `fields`, the number of fields of a line that has another number than the header, else 0.
    `SourceError` when a needed column is not in the header exactly once.
    """
    header, _, lines = body.partition(b"\n")
    separator, names = _read_header(header.decode(), needed, where)
    if not lines.strip():
        raise SourceError("nothing under the header", where=where)
    wanted = [name for name in (*needed, *optional) if names.count(name.casefold()) == 1]
    places = [names.index(name.casefold()) for name in wanted]
    read = _read_quoted if b'"' in body else _read_plain
    frame = read(lines, separator, len(names), places)
    frame.columns = pd.Index([*wanted, "fields", "line"])
    for name in set(optional) - set(wanted):
        frame[name] = pd.Categorical([None] * len(frame), categories=pd.Index([], dtype=str))
    return frame


def _read_header(header: str, needed: Sequence[str], where: str) -> tuple[str, list[str]]:
    """Return the separator and the names of the columns, in small letters."""
    for separator in SEPARATORS:
        names = [name.strip().casefold() for name in _fields(header, separator)]
        if all(names.count(name.casefold()) == 1 for name in needed):
            return separator, names
    found = max((_fields(header, separator) for separator in SEPARATORS), key=len)
    raise SourceError(
        "another header than expected",
        expected=", ".join(needed),
        found=shortened([snippet(name) for name in found], 15) if len(found) > 1 else snippet(header),
        where=where,
    )


def _fields(line: str, separator: str) -> list[str]:
    """Split one line; a quote that does not close makes no fields at all, and does not swallow other lines."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _read_plain(lines: bytes, separator: str, width: int, places: list[int]) -> pd.DataFrame:
    """Read lines without any quote: all at once, after a count of the separators in each line."""
    letters = np.frombuffer(lines, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    if letters[-1] != ord("\n"):
        ends = np.append(ends, letters.size)
    blank = np.diff(ends, prepend=-1) == 1
    separators = np.flatnonzero(letters == ord(separator))
    fields = np.diff(np.searchsorted(separators, ends), prepend=0) + 1
    misfit = fields != width
    if misfit.any():
        lines = _emptied(lines, misfit, separator, width)
    frame = _parse(lines, separator, width, places)
    frame["fields"] = np.where(misfit, fields, 0)
    frame["line"] = np.arange(2, len(frame) + 2)
    return frame[~blank] if blank.any() else frame


def _emptied(lines: bytes, misfit: np.ndarray, separator: str, width: int) -> bytes:
    """Put an empty line of the right width in the place of every misfit, so that the others keep their number."""
    kept = lines.split(b"\n")
    for number in np.flatnonzero(misfit):
        kept[number] = separator.encode() * (width - 1)
    return b"\n".join(kept)


def _parse(lines: bytes, separator: str, width: int, places: list[int]) -> pd.DataFrame:
    frame = pd.read_csv(
        BytesIO(lines),
        sep=separator,
        header=None,
        names=range(width),
        usecols=places,
        dtype="category",
        quoting=csv.QUOTE_NONE,
        skip_blank_lines=False,
        keep_default_na=False,
        na_values=[""],
    )
    return pd.DataFrame({place: _stripped(frame[place]) for place in places})


def _read_quoted(lines: bytes, separator: str, width: int, places: list[int]) -> pd.DataFrame:
    """Read lines with quotes, each by itself: slower, and a stray quote spoils its own line only."""
    texts = lines.decode().split("\n")
    rows = [(number, _fields(text, separator)) for number, text in enumerate(texts, start=2) if text]
    columns = {
        place: _stripped(
            pd.Series([row[place] if len(row) == width else None for _, row in rows], dtype="category")
        )
        for place in places
    }
    fields = [0 if len(row) == width else max(len(row), 1) for _, row in rows]
    return pd.DataFrame(columns).assign(fields=fields, line=[number for number, _ in rows])


def _stripped(column: "pd.Series[Any]") -> "pd.Categorical[str]":
    """Return a column as categories of stripped text, with nothing but spaces as missing."""
    texts = [str(text).strip() for text in column.cat.categories]
    unique = pd.Index(sorted(set(texts) - {""}), dtype=str)
    to_unique = np.append(unique.get_indexer(pd.Index(texts, dtype=str)), -1)
    return pd.Categorical.from_codes(to_unique[column.cat.codes.to_numpy()], categories=unique)
