"""Ladder versions for measures: the same content each time, never seen before, so that all is stored anew."""

from itertools import count

from ladder.models import Ladder, LadderVersion, Level, Signal, SignalUse, Threshold

TWO_SIGNALS = {"positive_tests": (35.0, 100.0), "hospital_admissions": (4.0, 16.0)}
_numbers = count(1)


def new_version(ladder: Ladder, bounds: dict[str, tuple[float, float]]) -> LadderVersion:
    """Make a draft version whose signals all decide, with three levels."""
    version = LadderVersion.objects.create(
        ladder=ladder, code=f"bench-{next(_numbers)}", valid_from="2020-01-01", comparator="from"
    )
    levels = [
        Level.objects.create(version=version, number=number, name=f"niveau {number}", colour="#A11050")
        for number in (1, 2, 3)
    ]
    for code, values in bounds.items():
        use = SignalUse.objects.create(version=version, signal=Signal.objects.get(code=code), role="deciding")
        for level, value in zip(levels[1:], values, strict=True):
            Threshold.objects.create(use=use, level=level, value=value)
    return version


def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


def ladder_for(area_kind: str) -> Ladder:
    """Make a ladder for another kind of area."""
    return Ladder.objects.get_or_create(code=f"bench-{area_kind}", name="bench", area_kind=area_kind)[0]
