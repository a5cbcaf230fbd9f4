"""The page of sources as tables that leave the building: the signals, and the signal values per version."""

from typing import Any

from dashboard.pages.sources import Sources
from dashboard.pages.sources_signals import SignalRow
from dashboard.pages.sources_versions import UseRow, VersionRow
from ladder.levels_table import LevelsTable

SIGNAL_COLUMNS = (
    "signal",
    "name",
    "definition",
    "unit",
    "window",
    "weekly_value",
    "per_inhabitants",
    "direction",
    "usually_incomplete_days",
    "minimum_population",
    "scale",
    "role",
    "source",
    "addresses",
    "licence",
    "last_reported_at",
    "last_imported_at",
    "way",
    "covers_until",
    "late_after_days",
    "state",
    "late_since",
    "problems",
)
VERSION_COLUMNS = (
    "ladder",
    "version",
    "valid_from",
    "valid_until",
    "comparator",
    "dead_band",
    "dwell_weeks",
    "motivation",
    "signal",
    "role",
    "level",
    "level_name",
    "signal_value",
)


def signals_table(page: Sources) -> LevelsTable:
    """Return one row per signal, in the order of the page. Moments are in ISO 8601, empty where there is none."""
    return LevelsTable(SIGNAL_COLUMNS, [_signal(row) for row in page.signals])


def _signal(row: SignalRow) -> tuple[Any, ...]:
    signal, source, last = row.signal, row.source, row.source.last
    return (
        signal.code,
        row.name,
        signal.description,
        signal.unit_label,
        row.window,
        row.weekly_value,
        signal.per,
        row.direction,
        signal.usually_incomplete_days,
        signal.minimum_population,
        row.steps,
        row.role,
        signal.source,
        " ".join(publisher.url for publisher in row.publishers),
        " ".join(publisher.licence for publisher in row.publishers if publisher.licence),
        last.reported_at.isoformat() if last else None,
        last.imported_at.isoformat() if last else None,
        row.way,
        source.covers_until.isoformat() if source.covers_until else None,
        source.usual,
        source.state.value,
        source.late_since.isoformat() if source.late_since else None,
        " ".join(row.problems),
    )


def versions_table(page: Sources) -> LevelsTable:
    """Return one row per version, signal and level with a signal value; a signal without any has one row."""
    return LevelsTable(VERSION_COLUMNS, [row for version in page.versions for row in _version(page, version)])


def _version(page: Sources, row: VersionRow) -> list[tuple[Any, ...]]:
    version = row.version
    of_version = (
        page.ladder.ladder.code,
        version.code,
        version.valid_from.isoformat(),
        row.until.isoformat() if row.until else None,
        version.comparator,
        None if version.dead_band is None else float(version.dead_band),
        version.dwell_weeks,
        version.motivation,
    )
    return [(*of_version, *of_use) for use in row.uses for of_use in _use(use)]


def _use(row: UseRow) -> list[tuple[Any, ...]]:
    of_signal = (row.use.signal.code, row.use.role)
    values = [
        (*of_signal, threshold.level.number, threshold.level.name, threshold.value)
        for threshold in row.use.thresholds.all()
    ]
    return values or [(*of_signal, None, None, None)]
