"""Small frames and rules for the tests of the engine."""

from datetime import date, timedelta

import pandas as pd

from ladder.engine.rules import LadderRule, SignalRule

MONDAY = date(2020, 9, 21)
CASES = SignalRule("cases", "deciding", per=100_000, bounds=((2, 50.0), (3, 150.0)))
BEDS = SignalRule("beds", "deciding", per=1_000_000, bounds=((2, 4.0), (3, 16.0)))
SHARE = SignalRule("share", "supporting", frequency="weekly", aggregation="mean", bounds=((2, 5.0), (3, 10.0)))

# Region R has the municipalities A and B with 10,000 inhabitants each; region S is one municipality, C.
AREAS = pd.DataFrame(
    [("R", "R", None), ("S", "S", None), ("A", "R", 10_000), ("B", "R", 10_000), ("C", "S", 20_000)],
    columns=["area", "judged", "population"],
)


def rule(*signals: SignalRule, comparator: str = "above", levels: tuple[int, ...] = (1, 2, 3)) -> LadderRule:
    return LadderRule("test", levels, comparator, signals)


def observations(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """Rows of (signal, area, day of the week from 0, value); a day from 7 on lies in a later week."""
    frame = pd.DataFrame(
        [(signal, area, MONDAY + timedelta(days=day), value) for signal, area, day, value in rows],
        columns=["signal", "area", "date", "value"],
    )
    return frame.astype({"date": "datetime64[s]", "value": float})


def whole_week(signal: str, area: str, *values: float) -> list[tuple[str, str, int, float]]:
    """Seven days for one area; a single value stands on the Monday, with zeros behind it."""
    days = [*values, *[0.0] * (7 - len(values))]
    return [(signal, area, day, value) for day, value in enumerate(days)]
