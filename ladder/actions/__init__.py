"""Everything that changes figures, ladders and computed levels."""

from ladder.actions.jobs import request_recompute, run_recompute_job
from ladder.actions.recompute import Recomputed, ladder_rule, recompute, recompute_week

__all__ = [
    "Recomputed",
    "ladder_rule",
    "recompute",
    "recompute_week",
    "request_recompute",
    "run_recompute_job",
]
