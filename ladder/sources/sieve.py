"""Sorts the figures of a file into accepted and refused."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ladder.sources.figures import FIGURE_COLUMNS, REFUSED_COLUMNS
from ladder.sources.snippets import snippet

LONGEST_REASON = 300


class Sieve:
    """Holds a table of figures, and lets checks refuse rows of it. A row is refused once, for the first reason.

    `frame` has `line` and `place` and whatever the checks look at. Masks are over all its rows, in its order.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.accepted = np.ones(len(frame), dtype=bool)
        self._refused: list[pd.DataFrame] = []

    def refuse(self, mask: np.ndarray, reason: str, shown: Callable[[pd.DataFrame], "pd.Series[str]"]) -> None:
        """Refuse the rows of a mask. `shown` gives the text after the reason, for the refused rows only."""
        mask = mask & self.accepted
        if not mask.any():
            return
        self.accepted &= ~mask
        rows = self.frame[mask]
        reasons = _reasons(reason, shown(rows), rows["place"])
        self._refused.append(pd.DataFrame({"line": rows["line"].to_numpy(), "reason": reasons}))

    def refuse_column(self, mask: np.ndarray, reason: str, column: str) -> None:
        """Refuse the rows of a mask, showing what stands in a column."""
        self.refuse(mask, reason, lambda rows: rows[column].astype(object).map(_shown).astype(str))

    def refuse_plainly(self, mask: np.ndarray, reason: str) -> None:
        """Refuse the rows of a mask; there is nothing to show."""
        self.refuse(mask, reason, lambda rows: pd.Series("", index=rows.index))

    def figures(self) -> pd.DataFrame:
        """Return what is left, with the columns `FIGURE_COLUMNS`."""
        columns = list(FIGURE_COLUMNS)
        kept = self.frame[columns] if self.accepted.all() else self.frame.loc[self.accepted, columns]
        return kept.reset_index(drop=True)

    def refused(self) -> pd.DataFrame:
        """Return line and reason of what was refused, in order of line."""
        return together(self._refused)


def together(refused: list[pd.DataFrame]) -> pd.DataFrame:
    """Join tables of refused rows, in order of line."""
    parts = [part for part in refused if len(part)]
    if not parts:
        return pd.DataFrame({"line": np.empty(0, dtype="int64"), "reason": np.empty(0, dtype=object)})
    joined = pd.concat(parts, ignore_index=True)[list(REFUSED_COLUMNS)]
    return joined.sort_values("line", kind="stable", ignore_index=True)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else snippet(value)


def _reasons(reason: str, shown: "pd.Series[str]", place: "pd.Series[str]") -> list[str]:
    texts = []
    for detail, where in zip(shown, place.astype(object), strict=True):
        told = f"{reason}: {detail}" if detail else reason
        texts.append((f"{told} ({where})" if where else told)[:LONGEST_REASON])
    return texts
