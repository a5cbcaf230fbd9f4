"""RIVM, `COVID-19_verpleeghuizen`: newly infected nursing homes and deaths per safety region and day."""

from pathlib import Path

from ladder.sources.figures import Progress, SourceFigures
from ladder.sources.rivm import SAFETY_REGION, Layout, read_rivm

LAYOUT = Layout(
    area_column="Security_region_code",
    area_pattern=SAFETY_REGION,
    date_column="Date_of_statistic_reported",
    signals={
        "Total_new_infected_locations_reported": "nursing_home_locations",
        "Total_deceased_reported": "nursing_home_deaths",
    },
)


def read(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read nursing homes; see `rivm.read_rivm`. Every line holds two figures."""
    return read_rivm(path, LAYOUT, progress)
