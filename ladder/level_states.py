"""How far a level can be trusted, or why there is none: the states that pages, files and documents tell apart."""

from typing import TYPE_CHECKING

from ladder.engine.verdicts import LevelState

if TYPE_CHECKING:
    from ladder.models import Assessment

COMPLETE, PROVISIONAL, UNKNOWN = str(LevelState.COMPLETE), str(LevelState.PROVISIONAL), str(LevelState.UNKNOWN)
ABSENT = "absent"  # nothing was computed; not the same as unknown, which was computed from too little
UNDECIDED = "undecided"  # no decided level is in force
WAITING = "waiting"  # decided, but not in force yet; only for readers who may know of routes


def computed_state(found: "Assessment | None") -> str:
    """Return the state of a computed level, `absent` when nothing was computed."""
    return found.state if found else ABSENT


def decided_state(found: object | None) -> str:
    """Return the state of a decided level: it is there or it is not. `found`: the level, or its decision."""
    return COMPLETE if found else UNDECIDED
