"""RIVM and Stichting NICE, `COVID-19_ziekenhuisopnames`: hospital admissions per municipality.

By the day of admission (`Hospital_admission`), not of notification: notifications come in bursts.
"""

from pathlib import Path

from ladder.sources.figures import Progress, SourceFigures
from ladder.sources.rivm import MUNICIPALITY, Layout, read_rivm

LAYOUT = Layout(
    area_column="Municipality_code",
    area_pattern=MUNICIPALITY,
    date_column="Date_of_statistics",
    signals={"Hospital_admission": "hospital_admissions"},
)


def read(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read hospital admissions; see `rivm.read_rivm`."""
    return read_rivm(path, LAYOUT, progress)
