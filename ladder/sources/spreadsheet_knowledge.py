"""What the reader of spreadsheets must know of signals and areas; `ladder.sheet_knowledge` loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SheetSignal:
    """A signal as a column of a spreadsheet.

    `names` are the headings by which it is known besides its code. `weekly`: one figure per week, else per day.
    `whole`: figures are counts. `steps`: the names of each step of a scale; empty for a number.
    """

    code: str
    names: tuple[str, ...] = ()
    weekly: bool = False
    whole: bool = False
    percentage: bool = False
    steps: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetKnowledge:
    """All signals, and the name of each area by its code."""

    signals: tuple[SheetSignal, ...]
    area_names: Mapping[str, str]

    def signal_headed(self, heading: str) -> SheetSignal | None:
        """Return the signal with this code, else the only one with this name; in any case of letters."""
        wanted = heading.casefold()
        for signal in self.signals:
            if signal.code.casefold() == wanted:
                return signal
        named = [signal for signal in self.signals if wanted in (name.casefold() for name in signal.names)]
        return named[0] if len(named) == 1 else None
