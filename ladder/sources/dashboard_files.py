"""The JSON files of the Coronadashboard: which area, when made, and the entries of its series."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ladder.sources.dashboard_series import MUNICIPALITY_SERIES, SAFETY_REGION_SERIES, Series
from ladder.sources.errors import SourceError
from ladder.sources.figures import AMSTERDAM
from ladder.sources.files import describe
from ladder.sources.rivm import MUNICIPALITY, SAFETY_REGION

SERIES_OF_KIND = ((SAFETY_REGION, SAFETY_REGION_SERIES), (MUNICIPALITY, MUNICIPALITY_SERIES))


@dataclass(frozen=True)
class AreaFile:
    """One file of one area, parsed."""

    name: str
    area_code: str
    made_at: datetime | None
    content: dict[str, Any]
    series: tuple[Series, ...]

    def entries(self, series: Series) -> tuple[str, list[Any]] | None:
        """Return the name under which a series stands in the file and its values; None when it is not there.

        `SourceError` when it is there, and is no list of values. `last_value` only repeats one of them.
        """
        name = next((name for name in series.names if self.content.get(name) is not None), None)
        if name is None:
            return None
        found = self.content[name]
        values = found.get("values") if isinstance(found, dict) else None
        if not isinstance(values, list):
            raise SourceError(
                "a series without values",
                expected='{"values": […]}',
                found=type(values if isinstance(found, dict) else found).__name__,
                where=f"{self.name}, {name}",
            )
        return name, values


def parse_area_file(name: str, data: bytes) -> AreaFile | None:
    """Read the file of a safety region or municipality; None for JSON of something else, such as the country.

    `SourceError` when it is no JSON.
    """
    content = _parse_json(name, data)
    if not isinstance(content, dict):
        return None
    code = str(content.get("code") or content.get("proto_name") or "").strip()
    for pattern, series in SERIES_OF_KIND:
        if re.fullmatch(pattern, code):
            return AreaFile(name, code, _moment(content.get("last_generated")), content, series)
    return None


def _parse_json(name: str, data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        kind = describe(data)
        if kind == "JSON":
            raise SourceError("the file is damaged", found=str(error), where=name) from error
        raise SourceError("not a JSON file", expected="JSON", found=kind, where=name) from error


def _moment(seconds: object) -> datetime | None:
    """Read the unix seconds at which a file was made, given as a number or as text."""
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC).astimezone(AMSTERDAM)
    except (ValueError, OverflowError, OSError):
        return None
