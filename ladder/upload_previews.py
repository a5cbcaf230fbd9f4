"""What accepting a spreadsheet would store, cell by cell, without storing anything."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import numpy as np
import pandas as pd
from django.db.models import Q
from django.utils.translation import gettext_noop

from ladder.actions.known_figures import key_of, known_between
from ladder.actions.known_notes import brings_note
from ladder.actions.observations import check_figures
from ladder.models import Signal, SpreadsheetUpload
from ladder.sheet_knowledge import load_knowledge
from ladder.sources.cell_problems import CellError, CellProblem
from ladder.sources.figures import REFUSED_COLUMNS, SourceFigures
from ladder.sources.sieve import together
from ladder.sources.snippets import shortened
from ladder.sources.spreadsheet import read_content
from regions.models import Area

AREA_OF_OTHERS = gettext_noop("area that you do not speak for")
NO_AREA = gettext_noop("an account that speaks for an area today")
MOST_AREAS = 10


@dataclass(frozen=True)
class Change:
    """A figure that would be stored: `old` is the value known so far, None when there is none."""

    cell: str
    area_code: str
    area_name: str
    signal: Signal
    day: date
    old: float | None
    new: float
    note: str


@dataclass(frozen=True)
class Preview:
    """The outcome of a spreadsheet: figures to store, in the order of the sheet, how many are known, problems."""

    changes: tuple[Change, ...]
    unchanged: int
    refused: pd.DataFrame
    remarks: tuple[str, ...]

    @cached_property
    def problems(self) -> list[tuple[CellProblem, int]]:
        """Each problem once, with the number of figures that it keeps from being stored."""
        return [(CellProblem.parse(reason), number) for reason, number in Counter(self.refused["reason"]).items()]

    @property
    def new(self) -> int:
        return sum(change.old is None for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new

    @property
    def digest(self) -> str:
        """The same for the same outcome: what somebody says yes to can be held against what would happen now."""
        outcome = [(c.cell, c.area_code, c.signal.code, c.day, c.old, c.new, c.note) for c in self.changes]
        told = repr((outcome, self.unchanged, self.refused["reason"].tolist()))
        return hashlib.sha256(told.encode()).hexdigest()


def read_upload(upload: SpreadsheetUpload, *, only_areas: Collection[str] | None = None) -> SourceFigures:
    """Read the kept content with the signals and areas of this moment; `SourceError` when it cannot be read.

    `only_areas`: the codes of the areas of which, and of whose municipalities, figures may be brought; figures of
    others are refused. Empty: of none at all; None: of every area.
    """
    found = read_content(bytes(upload.content), upload.file_name, load_knowledge())
    return found if only_areas is None else _without_others(found, only_areas)


def _without_others(found: SourceFigures, codes: Collection[str]) -> SourceFigures:
    own = Q(code__in=codes) | Q(parent__code__in=codes, kind=Area.Kind.MUNICIPALITY)
    allowed = set(Area.objects.filter(own).values_list("code", flat=True))
    figures, is_own = found.figures, found.figures["area_code"].isin(allowed)
    expected = shortened(sorted(codes), MOST_AREAS) or NO_AREA
    told = [
        (line, str(CellProblem.of(CellError(AREA_OF_OTHERS, found=code, expected=expected), place)))
        for line, code, place in figures.loc[~is_own, ["line", "area_code", "place"]].itertuples(index=False)
    ]
    return replace(
        found,
        figures=figures[is_own].reset_index(drop=True),
        refused=together([found.refused, pd.DataFrame(told, columns=list(REFUSED_COLUMNS))]),
    )


def preview_of(found: SourceFigures, *, at: datetime) -> Preview:
    """Compare what was read with what is known at a moment, which counts as the moment of reporting."""
    figures = found.figures
    codes = figures["signal"].cat.categories.tolist()
    signals = {signal.code: signal for signal in Signal.objects.filter(code__in=codes).prefetch_related("steps")}
    rows, refused_here = check_figures(figures, signals, at)
    known = _known_values(rows, at)
    fresh = (known != rows["value"].to_numpy()) | brings_note(rows, until=at)
    return Preview(
        changes=tuple(_changes(figures.loc[rows.index[fresh]], known[fresh], signals)),
        unchanged=int((~fresh).sum()),
        refused=together([found.refused, refused_here]),
        remarks=tuple(found.remarks),
    )


def _known_values(rows: pd.DataFrame, at: datetime) -> np.ndarray:
    if rows.empty:
        return np.empty(0)
    days = rows["date"].to_numpy().astype("datetime64[D]").astype("int64")
    keys = key_of(rows["signal_id"].to_numpy(), days, rows["area_id"].to_numpy())
    asked = rows["signal_id"].unique().tolist(), (int(days.min()), int(days.max()))
    return known_between(*asked, until=at).look_up(keys)


def _changes(figures: pd.DataFrame, known: np.ndarray, signals: Mapping[str, Signal]) -> list[Change]:
    names = load_knowledge().area_names
    texts = (figures[name].astype(str) for name in ("place", "area_code", "signal", "note"))
    rows = zip(*texts, figures["date"].dt.date, figures["value"], known, strict=True)
    return [
        Change(
            cell=cell,
            area_code=code,
            area_name=names[code],
            signal=signals[signal],
            day=day,
            old=None if np.isnan(old) else float(old),
            new=float(new),
            note=note,
        )
        for cell, code, signal, note, day, new, old in rows
    ]
