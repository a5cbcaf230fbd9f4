"""What asks the API for the figures of a page."""

from datetime import datetime
from urllib.parse import urlencode

from dashboard.pages.levels import LadderInTime
from ladder.weeks import Week


def api_query(ladder: LadderInTime, week: Week, *, as_of: datetime | None, **places: str) -> str:
    """Return the query string for the ladder, the week and the moment of a page: `?ladder=regionaal&week=…`."""
    asked = {"ladder": ladder.ladder.code, "week": str(week), **places}
    return "?" + urlencode(asked | ({"asOf": as_of.isoformat()} if as_of else {}))
