"""The map and the table of one week, by one query; also what the Dash peer is given."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

SHOWN = ("positive_tests", "share_positive", "hospital_admissions")
QUERY = """
SELECT a.code, a.name, s.path, s.label_x, s.label_y, l.number, l.name, l.colour, x.state, x.facts
FROM regions_area a
JOIN regions_mapshape s ON s.area_id = a.id
    AND s.drawing_id = (SELECT id FROM regions_mapdrawing ORDER BY loaded_at DESC, id DESC LIMIT 1)
LEFT JOIN LATERAL (
    SELECT level_id, state, facts FROM ladder_assessment WHERE area_id = a.id AND week_start = %(week)s
    AND version_id = (
        SELECT v.id FROM ladder_ladderversion v JOIN ladder_ladder b ON b.id = v.ladder_id
        WHERE b.code = 'regionaal' AND v.status = 'adopted' AND v.valid_from <= %(week)s + 6
        ORDER BY v.valid_from DESC LIMIT 1
    ) ORDER BY as_of DESC, computed_at DESC LIMIT 1
) x ON TRUE
LEFT JOIN ladder_level l ON l.id = x.level_id
WHERE a.kind = 'safety_region' ORDER BY a.code
"""


@dataclass(frozen=True)
class Row:
    """One region: outline and label on the map, level, and the weekly value of each of `SHOWN` (None without)."""

    code: str
    name: str
    path: str
    label_x: int
    label_y: int
    number: int | None
    level: str
    colour: str
    state: str
    values: tuple[float | None, ...]
    deciding: str


def rows_of(week: date) -> list[Row]:
    """Return every region with its computed level in the week that begins on this Monday."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"week": week})
        return [_row(*found) for found in cursor.fetchall()]


def _row(*found: Any) -> Row:
    *shown, level, colour, state, facts = found
    verdict = json.loads(facts) if facts else {"signals": [], "deciding": []}
    values = {signal["signal"]: signal["value"] for signal in verdict["signals"]}
    return Row(
        *shown, level or "", colour or "#C6C8CA", state or "",
        tuple(values.get(code) for code in SHOWN), ", ".join(verdict["deciding"]),
    )  # fmt: skip
