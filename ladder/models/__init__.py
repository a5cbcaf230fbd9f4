"""Signals, figures, ladders, computed levels, and the audit trail."""

from ladder.models.assessments import Assessment
from ladder.models.audit import AuditEntry
from ladder.models.feeds import Feed, FeedWarning, Fetch
from ladder.models.jobs import RecomputeJob
from ladder.models.ladders import Ladder, LadderVersion, Level, SignalUse, Threshold
from ladder.models.observations import ImportBatch, Observation, RefusedRow
from ladder.models.signals import Signal, SignalStep
from ladder.models.uploads import SpreadsheetUpload

__all__ = [
    "Assessment",
    "AuditEntry",
    "Feed",
    "FeedWarning",
    "Fetch",
    "ImportBatch",
    "Ladder",
    "LadderVersion",
    "Level",
    "Observation",
    "RecomputeJob",
    "RefusedRow",
    "Signal",
    "SignalStep",
    "SignalUse",
    "SpreadsheetUpload",
    "Threshold",
]
