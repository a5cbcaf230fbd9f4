"""Everything that changes figures, ladders and computed levels."""

from ladder.actions.jobs import request_recompute, run_recompute_job
from ladder.actions.ladders import VersionRefusedError, adopt_version, copy_version, withdraw_version
from ladder.actions.observations import import_figures, store_observations
from ladder.actions.recompute import Recomputed, ladder_rule, recompute, recompute_week

__all__ = [
    "Recomputed",
    "VersionRefusedError",
    "adopt_version",
    "copy_version",
    "import_figures",
    "ladder_rule",
    "recompute",
    "recompute_week",
    "request_recompute",
    "run_recompute_job",
    "store_observations",
    "withdraw_version",
]
