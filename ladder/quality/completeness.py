"""Which regions have no level, and which weekly values are not complete."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.models import Assessment, Signal, SignalUse
from ladder.quality.findings import Finding, Kind, Severity
from regions.models import Area


def not_computed(areas: Sequence[Area], levels: Mapping[int, Assessment]) -> Iterator[Finding]:
    """Name the areas of which no level was computed: these block."""
    absent = tuple(area for area in areas if area.pk not in levels)
    if absent:
        yield Finding(Kind.NOT_COMPUTED, Severity.BLOCKS, areas=absent, facts={"of": len(areas)})


def not_complete(
    areas: Sequence[Area], levels: Mapping[int, Assessment], signals: Mapping[str, Signal]
) -> Iterator[Finding]:
    """Name, per signal and state, the areas of which the weekly value is not complete.

    It blocks where it leaves the level unknown; a provisional level and a supporting signal ask for attention.
    """
    found: dict[tuple[str, ValueState, Severity], list[tuple[Area, SignalVerdict]]] = defaultdict(list)
    for area in areas:
        assessment = levels.get(area.pk)
        for value in assessment.verdict.signals if assessment else ():
            if assessment and value.state != ValueState.COMPLETE:
                found[value.signal, value.state, _severity(value, assessment)].append((area, value))
    for (code, state, severity), values in found.items():
        yield Finding(
            Kind.VALUES_NOT_COMPLETE,
            severity,
            signals[code],
            tuple(area for area, _value in values),
            {"state": state, "of": len(areas), "deciding": values[0][1].role == DECIDING},
        )


def _severity(value: SignalVerdict, assessment: Assessment) -> Severity:
    if value.role == DECIDING:
        return Severity.BLOCKS if assessment.level is None else Severity.ATTENTION
    return Severity.ATTENTION if value.role == SignalUse.Role.SUPPORTING else Severity.INFORMATION
