"""What the reader of spreadsheets must know, from the database; and that reader as a source of figures."""

from pathlib import Path

from ladder.models import Signal
from ladder.sources import spreadsheet
from ladder.sources.dashboard_series import MUNICIPALITY_SERIES, SAFETY_REGION_SERIES
from ladder.sources.figures import Measure, Progress, SourceFigures
from ladder.sources.spreadsheet_knowledge import SheetKnowledge, SheetSignal
from regions.models import Area

PERCENTAGES = frozenset(
    series.signal
    for series in (*SAFETY_REGION_SERIES, *MUNICIPALITY_SERIES)
    if series.measure == Measure.PERCENTAGE
)


def read_spreadsheet(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read a spreadsheet with the signals and areas of this moment; `SourceError` when it is none."""
    found = spreadsheet.read(path, load_knowledge())
    if progress:
        progress(1, 1)
    return found


def load_knowledge() -> SheetKnowledge:
    """Return every signal with its steps, and the name of every area. Three queries."""
    signals = Signal.objects.prefetch_related("steps")
    areas = Area.objects.order_by().values_list("code", "name")
    return SheetKnowledge(signals=tuple(map(sheet_signal, signals)), area_names=dict(areas))


def sheet_signal(signal: Signal) -> SheetSignal:
    """Return a signal as a column. What is summed over days is a count."""
    return SheetSignal(
        code=signal.code,
        names=tuple(filter(None, (signal.name, signal.name_en))),
        weekly=signal.frequency == Signal.Frequency.WEEKLY,
        whole=signal.aggregation == Signal.Aggregation.SUM,
        percentage=signal.code in PERCENTAGES,
        steps={step.value: tuple(filter(None, (step.name, step.name_en))) for step in signal.steps.all()},
    )
