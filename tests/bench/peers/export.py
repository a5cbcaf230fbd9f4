"""The same figures for a peer that has no database: every week as `tests.bench.floor_site.rows` gives it."""

import json
from dataclasses import asdict
from pathlib import Path

from ladder.models import Assessment
from tests.bench.floor_site.rows import SHOWN, rows_of


def export_overview(path: Path) -> None:
    """Write the map, and the rows of each computed week, earliest first, as JSON."""
    weeks = Assessment.objects.filter(version__ladder__code="regionaal").values_list("week_start", flat=True)
    of_week = {str(week): [asdict(row) for row in rows_of(week)] for week in sorted(set(weeks))}
    path.write_text(json.dumps({"signals": SHOWN, "weeks": of_week}))
