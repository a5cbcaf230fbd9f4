"""Assessments with the weekly values that a test wants, without computing them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict
from ladder.models import Assessment, LadderVersion
from ladder.weeks import Week
from regions.models import Area

KNOWN = datetime(2020, 9, 30, 6, tzinfo=UTC)
BOUNDS = ((2, 50.0), (3, 150.0))
Values = Mapping[str, float | None]


def store_values(
    week: str,
    values: Mapping[str, Values],
    *,
    as_of: datetime = KNOWN,
    version: str = "2020-09",
    states: Mapping[str, ValueState] | None = None,
) -> list[Assessment]:
    """Store what areas had in a week: `store_values("2020-W39", {"VR15": {"positive_tests": 180.5}})`.

    `positive_tests` decides, by 50 and 150; other signals are shown. None is a missing value. `states` gives
    signals another state than complete or missing.
    """
    judge = LadderVersion.objects.get(code=version)
    levels = {level.number: level for level in judge.levels.all()}
    areas = Area.objects.in_bulk(list(values), field_name="code")
    rows = []
    for code, of_area in values.items():
        verdict = _verdict(judge, of_area, states or {})
        level = levels[verdict.level] if verdict.level else None
        rows.append(
            Assessment(
                version=judge, area=areas[code], week_start=Week.parse(week).start, as_of=as_of,
                computed_at=as_of, level=level, state=verdict.state.value, facts=verdict.as_facts(),
            )
        )  # fmt: skip
    return Assessment.objects.bulk_create(rows)


def _verdict(version: LadderVersion, values: Values, states: Mapping[str, ValueState]) -> Verdict:
    found = tuple(_signal(code, value, states.get(code)) for code, value in values.items())
    deciding = next((one for one in found if one.role == "deciding"), None)
    level = deciding.level if deciding else None
    complete = deciding is not None and deciding.state == ValueState.COMPLETE
    if level == 1 and not complete:
        level = None
    state = LevelState.UNKNOWN if level is None else LevelState.COMPLETE if complete else LevelState.PROVISIONAL
    return Verdict(version.code, version.comparator, level, state, found, ("positive_tests",) if level else ())


def _signal(code: str, value: float | None, state: ValueState | None) -> SignalVerdict:
    decides = code == "positive_tests"
    usual = ValueState.MISSING if value is None else ValueState.COMPLETE
    return SignalVerdict(
        signal=code, role="deciding" if decides else "shown", state=state or usual, value=value,
        days=0 if value is None else 7, days_expected=7, grain=None if value is None else "parts",
        level=_level(value) if decides and value is not None else None, bounds=BOUNDS if decides else (),
    )  # fmt: skip


def _level(value: float) -> int:
    return 1 + sum(value > bound for _number, bound in BOUNDS)


def every_region(values: Values) -> dict[str, Values]:
    """Give every safety region the same values."""
    return dict.fromkeys(Area.objects.safety_regions().values_list("code", flat=True), values)
