"""The signals of an assessment against their signal values, each as a bar with its distance to the next level."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder import formats
from ladder.engine.verdicts import SignalVerdict
from ladder.explanations import next_bound
from ladder.models import Assessment, LadderVersion, Level, Signal
from ladder.pictures.threshold_bar import Segment, threshold_bar
from ladder.weekly_values import HELD_AGAINST_BOUNDS, cell


@dataclass(frozen=True)
class BarSegment:
    """A segment with its level, and the text at its start (empty at the first one)."""

    segment: Segment
    level: Level
    bound_text: str


@dataclass(frozen=True)
class SignalBar:
    """One signal on its bar. `text` says everything that the bar shows."""

    signal: Signal
    is_deciding: bool
    value_text: str
    remark: str
    segments: tuple[BarSegment, ...]
    marker: float | None
    distance: str

    @property
    def text(self) -> str:
        bounds = ", ".join(f"{part.level.label} {part.bound_text}" for part in self.segments[1:])
        return f"{self.signal.label}: {self.value_text or self.remark} {self.signal.unit_label}; {bounds}"


def signal_bars(assessment: Assessment, version: LadderVersion) -> list[SignalBar]:
    """Return a bar for each signal that has signal values, the deciding ones first."""
    uses = sorted(
        (use for use in version.uses.all() if use.role in HELD_AGAINST_BOUNDS),
        key=lambda use: [role.value for role in HELD_AGAINST_BOUNDS].index(use.role),
    )
    levels = {level.number: level for level in version.levels.all()}
    found = [(use.signal, assessment.verdict.of(use.signal.code)) for use in uses]
    return [
        _bar(signal, verdict, levels, above=version.comparator == version.Comparator.ABOVE)
        for signal, verdict in found
        if verdict is not None and verdict.bounds and signal.direction == Signal.Direction.HIGHER_IS_WORSE
    ]


def _bar(signal: Signal, found: SignalVerdict, levels: dict[int, Level], *, above: bool) -> SignalBar:
    bar = threshold_bar(found.value, found.bounds, min(levels))
    shown = cell(found, signal)
    sign = ">" if above else "≥"
    return SignalBar(
        signal=signal,
        is_deciding=found.role == "deciding",
        value_text=shown.text,
        remark=shown.remark,
        segments=tuple(
            BarSegment(part, levels[part.level], f"{sign} {formats.bound(part.bound)}" if part.start else "")
            for part in bar.segments
            if part.level in levels
        ),
        marker=bar.marker,
        distance=_distance(signal, found, levels),
    )


def _distance(signal: Signal, found: SignalVerdict, levels: dict[int, Level]) -> str:
    if found.value is None:
        return ""
    bound = next_bound(found)
    if bound is None:
        return pgettext("signal", "This is the highest level.")
    return _("%(distance)s to go to %(level)s.") % {
        "distance": formats.number(bound[1] - found.value, signal.decimals),
        "level": levels[bound[0]].label,
    }
