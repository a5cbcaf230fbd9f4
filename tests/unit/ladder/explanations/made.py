"""Explanations made by hand, without a database."""

from datetime import date
from typing import Any

from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict
from ladder.explanations.facts import Change, Distance, Explanation, NeighbourLevel, Run, SignalExplanation
from ladder.models import Assessment, LadderVersion, Level, Signal
from regions.models import Area

BOUNDS = ((2, 50.0), (3, 150.0))
CAUTION = Level(number=1, name="waakzaam", name_en="caution")
CONCERN = Level(number=2, name="zorgelijk", name_en="concern")
SERIOUS = Level(number=3, name="ernstig", name_en="serious")
LEVELS = {1: CAUTION, 2: CONCERN, 3: SERIOUS}
TESTS = Signal(
    code="positive_tests",
    name="positieve testen",
    name_en="positive tests",
    unit="per 100.000",
    unit_en="per 100,000",
    per=100_000,
    decimals=1,
)
CONTACTS = Signal(code="contacts", name="opsporing", name_en="tracing", unit="%", direction="lower_is_worse")
VERSION = LadderVersion(code="2020-09", comparator="above")


def found(value: float | None, level: int | None, **fields: Any) -> SignalVerdict:
    facts: dict[str, Any] = {
        "signal": "positive_tests",
        "role": "deciding",
        "state": ValueState.COMPLETE if value is not None else ValueState.MISSING,
        "days": 7 if value is not None else 0,
        "days_expected": 7,
        "grain": None,
        "bounds": BOUNDS,
    }
    return SignalVerdict(value=value, level=level, **{**facts, **fields})


def verdict(*signals: SignalVerdict, level: int | None, state: str = "complete") -> Verdict:
    deciding = tuple(one.signal for one in signals if level and one.level == level and one.role == "deciding")
    return Verdict("2020-09", "above", level, LevelState(state), signals, deciding)


def assessment(
    *signals: SignalVerdict, level: int | None, state: str = "complete", week: date = date(2020, 9, 21)
) -> Assessment:
    return Assessment(
        version=VERSION,
        area=Area(code="VR15", name="Haaglanden"),
        week_start=week,
        level=LEVELS[level] if level else None,
        state=state,
        facts=verdict(*signals, level=level, state=state).as_facts(),
    )


def distance(value: float, number: int) -> Distance:
    bound = dict(BOUNDS)[number]
    return Distance(LEVELS[number], bound, abs(value - bound), abs(value - bound) / bound)


def signal_told(
    value: float | None, level: int | None, *, signal: Signal = TESTS, **given: Any
) -> SignalExplanation:
    """Return a signal with its distances; `run`, `change` and fields of the verdict can be given."""
    run, change, decides = given.pop("run", None), given.pop("change", None), given.pop("decides", True)
    fields = {"signal": signal.code, **given}
    reached = distance(value, level) if value is not None and level and level > 1 else None
    following = distance(value, level + 1) if value is not None and level and level < 3 else None
    return SignalExplanation(
        signal, found(value, level, **fields), decides, LEVELS.get(level or 0), reached, following, run, change
    )


def told(
    *signals: SignalExplanation,
    level: int | None,
    run: Run | None = None,
    before: Level | None = None,
    neighbours: tuple[NeighbourLevel, ...] = (),
    state: str = "complete",
) -> Explanation:
    now = assessment(*(one.found for one in signals), level=level, state=state)
    return Explanation(now, run, before, signals, neighbours)


def neighbour(name: str, level: int | None, state: str = "complete") -> NeighbourLevel:
    area = Area(code="VR99", name=name)
    if state == "absent":
        return NeighbourLevel(area, None)
    return NeighbourLevel(area, assessment(level=level, state=state))


def change(then: float, now: float, doubling: float | None = None, halving: float | None = None) -> Change:
    return Change(then, now - then, (now - then) / then if then else None, doubling, halving)
