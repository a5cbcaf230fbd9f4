"""Rows of the answers, made from what the pages load."""

from collections.abc import Mapping
from typing import Any

from dashboard.pages.levels import RegionLevels
from ladder.levels_table import NOT_COMPUTED
from ladder.models import Assessment
from ladder.weeks import Week
from meetings.models import Decision

Row = dict[str, Any]
DECIDED, UNDECIDED = "decided", "undecided"
UNKNOWN_COMPUTED: Row = {
    "level": None,
    "level_name": None,
    "state": NOT_COMPUTED,
    "ladder_version": None,
    "deciding_signals": [],
    "reported_until": None,
    "computed_at": None,
}


def level_row(week: Week, levels: RegionLevels, *, is_insider: bool) -> Row:
    """Return both levels of an area in a week."""
    return {
        "area_code": levels.area.code,
        "area_name": levels.area.name,
        "week": str(week),
        "week_start": week.start,
        "week_end": week.end,
        "computed": computed_row(levels.computed),
        "decided": decided_row(levels.decided, is_insider=is_insider),
    }


def computed_row(found: Assessment | None) -> Row:
    """Return a computed level; `found` comes with its version and level."""
    if found is None:
        return UNKNOWN_COMPUTED
    return {
        "level": found.level.number if found.level else None,
        "level_name": found.level.name if found.level else None,
        "state": found.state,
        "ladder_version": found.version.code,
        "deciding_signals": list(found.verdict.deciding),
        "reported_until": found.as_of,
        "computed_at": found.computed_at,
    }


def decided_row(found: Decision | None, *, is_insider: bool) -> Row:
    """Return a decided level; `found` comes with its level, meeting and assessment."""
    if found is None:
        empty = ("level", "level_name", "valid_from", "decided_at", "meeting", "differs", "reason")
        return {**dict.fromkeys(empty), "state": UNDECIDED}
    return {
        "level": found.level.number,
        "level_name": found.level.name,
        "state": DECIDED,
        "valid_from": found.valid_from,
        "decided_at": found.decided_at,
        "meeting": found.item.meeting.key,
        "differs": found.differs,
        "reason": found.reason if is_insider else None,
    }


def computed_number(decision: Decision) -> int | None:
    """Return the number of the level that was computed for the meeting of a decision."""
    basis = decision.basis
    return basis.level.number if basis and basis.level else None


def weekly_value_rows(week: Week, area_code: str, found: Assessment, signals: Mapping[str, Any]) -> list[Row]:
    """Return the weekly values of an assessment; of `signals` only, when there are any in it."""
    return [
        {
            "area_code": area_code,
            "week": str(week),
            "signal": one.signal,
            "role": one.role,
            "value": one.value,
            "state": one.state.value,
            "days": one.days,
            "days_expected": one.days_expected,
            "grain": one.grain,
            "level": one.level,
            "signal_values": [{"level": level, "value": value} for level, value in one.bounds],
            "ladder_version": found.version.code,
        }
        for one in found.verdict.signals
        if not signals or one.signal in signals
    ]
