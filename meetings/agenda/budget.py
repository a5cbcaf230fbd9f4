"""How long the meeting takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class TimeBudget:
    """Minutes for what is discussed (regions and points) and for the hamerstukken together (0: there are none).

    `to_discuss` and `consent_to_do` say what is still to come; `started_at` None: the session has not begun.
    """

    discussed: int
    minutes_each: int
    consent_minutes: int
    to_discuss: int
    consent_to_do: bool
    started_at: datetime | None
    now: datetime

    @property
    def total(self) -> int:
        """All minutes together."""
        return self.discussed * self.minutes_each + self.consent_minutes

    @property
    def remaining(self) -> int:
        """The minutes that what is not decided yet takes."""
        return self.to_discuss * self.minutes_each + (self.consent_minutes if self.consent_to_do else 0)

    @property
    def planned_end(self) -> datetime:
        """When the meeting ends by its budget: counted from its start, or from now when it has not begun."""
        return (self.started_at or self.now) + timedelta(minutes=self.total)

    @property
    def expected_end(self) -> datetime:
        """When it ends if the rest takes as long as planned."""
        return self.now + timedelta(minutes=self.remaining)
