"""RIVM, `COVID-19_aantallen_gemeente_per_dag`: positive tests per municipality, by day of publication."""

from pathlib import Path

from ladder.sources.figures import Progress, SourceFigures
from ladder.sources.rivm import MUNICIPALITY, Layout, read_rivm

LAYOUT = Layout(
    area_column="Municipality_code",
    area_pattern=MUNICIPALITY,
    date_column="Date_of_publication",
    signals={"Total_reported": "positive_tests"},
)


def read(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read positive tests; see `rivm.read_rivm`."""
    return read_rivm(path, LAYOUT, progress)
