"""What the quality gate finds, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ladder.models import Signal
from regions.models import Area


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    BLOCKS = "blocks"  # a level is not known: the meeting cannot judge that region
    ATTENTION = "attention"  # look at it before the meeting
    INFORMATION = "information"


class Kind(StrEnum):
    """What was found, in the order in which people are told."""

    NOT_COMPUTED = "not_computed"
    VALUES_NOT_COMPLETE = "values_not_complete"
    SOURCE_OLD = "source_old"
    JUMP = "jump"
    FEED_REFUSED = "feed_refused"
    FILE_REFUSED = "file_refused"
    ROWS_REFUSED = "rows_refused"


@dataclass(frozen=True)
class Finding:
    """One thing to know before a meeting. `facts` are what its sentence says (`ladder.quality.texts`)."""

    kind: Kind
    severity: Severity
    signal: Signal | None = None
    areas: tuple[Area, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def concerns_all(self) -> bool:
        """Whether it is so for every area of the ladder."""
        return len(self.areas) == self.facts.get("of")

    @property
    def order(self) -> tuple[int, int, int]:
        """The heaviest first, then by kind, then in the order of the signals."""
        signal = self.signal.order if self.signal else 0
        return list(Severity).index(self.severity), list(Kind).index(self.kind), signal
