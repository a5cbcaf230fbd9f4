"""When a decision differs from the computed level: every basis that a meeting can have before it."""

import pytest

from ladder.models import Assessment, Level
from meetings.models import AgendaItem, Decision

CAUTION, CONCERN = Level(pk=1, number=1), Level(pk=2, number=2)
CASES = {
    "as computed": (Assessment(level=CONCERN, state="complete"), False),
    "as computed from part of the figures": (Assessment(level=CONCERN, state="provisional"), False),
    "higher than computed": (Assessment(level=CAUTION, state="complete"), True),
    "the computed level was unknown": (Assessment(level=None, state="unknown"), True),
    "none was computed": (None, True),
}


@pytest.mark.parametrize(("basis", "differs"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("stage", Decision.Stage.values)
def test_a_decision_differs(basis: Assessment | None, differs: bool, stage: str) -> None:
    decision = Decision(item=AgendaItem(assessment=basis), level=CONCERN, stage=stage)

    assert (decision.basis, decision.differs) == (basis, differs)


@pytest.mark.parametrize(
    ("stage", "level", "differs"),
    [("decided", CAUTION, True), ("decided", CONCERN, False), ("proposed", CAUTION, False)],
)
def test_a_region_differs_only_by_what_was_decided(stage: str, level: Level, differs: bool) -> None:
    item = AgendaItem(assessment=Assessment(level=CONCERN))
    item.latest_decisions = [Decision(item=item, level=level, stage=stage)]

    assert item.differs is differs


def test_a_region_without_decision_does_not_differ() -> None:
    item = AgendaItem(assessment=None)
    item.latest_decisions = []

    assert not item.differs
