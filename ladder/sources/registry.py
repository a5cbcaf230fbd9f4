"""The sources by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ladder.sheet_knowledge import read_spreadsheet
from ladder.sources import (
    coronadashboard,
    demo,
    rivm,
    rivm_hospital_admissions,
    rivm_nursing_homes,
    rivm_positive_tests,
)
from ladder.sources.dashboard_series import MUNICIPALITY_SERIES, SAFETY_REGION_SERIES
from ladder.sources.errors import SourceError
from ladder.sources.figures import Progress, SourceFigures


@dataclass(frozen=True)
class Source:
    """How the files of a source are read.

    `signals` are the codes of the signals that it can report; None: any that the database knows. `peek` tells the
    file's own moment of reporting without reading the file; None when it takes reading. `complete` says that every
    file repeats all earlier days of all areas, as RIVM's do: a figure that a file leaves unchanged is then
    confirmed by it.
    """

    read: Callable[[Path, Progress | None], SourceFigures]
    signals: frozenset[str] | None
    peek: Callable[[Path], datetime | None] | None = None
    complete: bool = False

    def shares_signals(self, other: "Source") -> bool:
        """Say whether both can report the same signal."""
        return self.signals is None or other.signals is None or bool(self.signals & other.signals)


DASHBOARD_SIGNALS = frozenset(series.signal for series in (*SAFETY_REGION_SERIES, *MUNICIPALITY_SERIES))

SOURCES: Mapping[str, Source] = {
    "rivm-positive-tests": Source(
        rivm_positive_tests.read,
        frozenset(rivm_positive_tests.LAYOUT.signals.values()),
        rivm.peek_reported_at,
        complete=True,
    ),
    "rivm-hospital-admissions": Source(
        rivm_hospital_admissions.read,
        frozenset(rivm_hospital_admissions.LAYOUT.signals.values()),
        rivm.peek_reported_at,
        complete=True,
    ),
    "rivm-nursing-homes": Source(
        rivm_nursing_homes.read,
        frozenset(rivm_nursing_homes.LAYOUT.signals.values()),
        rivm.peek_reported_at,
        complete=True,
    ),
    "coronadashboard": Source(coronadashboard.read, DASHBOARD_SIGNALS),
    "spreadsheet": Source(read_spreadsheet, None),
    "demo": Source(demo.read, DASHBOARD_SIGNALS, demo.reported_at),
}


def source_named(name: str) -> Source:
    """Return a source; `SourceError` when there is none of that name."""
    try:
        return SOURCES[name]
    except KeyError:
        raise SourceError("unknown source", expected=", ".join(SOURCES), found=name) from None
