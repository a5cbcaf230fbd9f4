"""Signals, figures, ladders and computed levels."""

from ladder.models.assessments import Assessment
from ladder.models.jobs import RecomputeJob
from ladder.models.ladders import Ladder, LadderVersion, Level, SignalUse, Threshold
from ladder.models.observations import ImportBatch, Observation, RefusedRow
from ladder.models.signals import Signal

__all__ = [
    "Assessment",
    "ImportBatch",
    "Ladder",
    "LadderVersion",
    "Level",
    "Observation",
    "RecomputeJob",
    "RefusedRow",
    "Signal",
    "SignalUse",
    "Threshold",
]
