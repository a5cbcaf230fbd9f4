"""Facts that were stored live longer than the engine that wrote them."""

import json

import pytest

from ladder.engine.verdicts import Holding, HoldingReason, LevelState, SignalVerdict, ValueState, Verdict

FOUND = SignalVerdict("cases", "deciding", ValueState.COMPLETE, 60.0, 7, 7, "parts", 2, ((2, 50.0), (3, 150.0)))
HELD = Holding(raw=2, band=2, standing=3, reason=HoldingReason.DWELL, weeks_below=1)


@pytest.mark.parametrize("holding", [None, HELD, Holding(None, None, None, HoldingReason.NONE)])
def test_a_verdict_survives_being_stored(holding):
    verdict = Verdict("2020-09", "above", 3, LevelState.COMPLETE, (FOUND,), ("cases",), holding)
    assert Verdict.from_facts(json.loads(json.dumps(verdict.as_facts()))) == verdict


def test_facts_of_the_first_engine_are_read():
    facts = json.loads(
        '{"rule": "2020-09", "comparator": "above", "level": 2, "state": "complete", "deciding": ["cases"],'
        ' "signals": [{"signal": "cases", "role": "deciding", "state": "complete", "value": 60.0, "days": 7,'
        ' "days_expected": 7, "grain": "parts", "level": 2, "bounds": [[2, 50.0], [3, 150.0]]}]}'
    )
    verdict = Verdict.from_facts(facts)
    assert (verdict.signals, verdict.holding, verdict.held) == ((FOUND,), None, False)
    assert verdict.as_facts() == facts


def test_what_a_later_engine_added_is_read_past():
    facts = Verdict("x", "from", 3, LevelState.COMPLETE, (FOUND,), (), HELD).as_facts()
    facts["mood"] = facts["signals"][0]["mood"] = facts["holding"]["mood"] = "good"
    assert Verdict.from_facts(facts).holding == HELD
