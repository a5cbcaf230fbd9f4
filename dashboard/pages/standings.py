"""Where a region stood in each of the last weeks, and since when it stands where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ladder.level_states import ABSENT, UNDECIDED, UNKNOWN, WAITING
from ladder.models import Level
from ladder.weeks import Week

LOOK_BACK = 13  # weeks before the one that is shown
NOTHING_YET = (ABSENT, UNDECIDED)


@dataclass(frozen=True)
class Standing:
    """A level, or the reason why there is none: `unknown`, `absent` (not computed) or `undecided`."""

    level: Level | None
    state: str

    @property
    def number(self) -> int | None:
        return self.level.number if self.level else None

    @property
    def words(self) -> str:
        """`2 zorgelijk`, or `onbekend`."""
        return f"{self.level.number} {self.level.label}" if self.level else state_names()[self.state]

    @property
    def is_nothing_yet(self) -> bool:
        return self.level is None and self.state in NOTHING_YET

    def same_as(self, other: "Standing") -> bool:
        """Whether it is the same level by its number, or for both the same reason that there is none."""
        return self.number == other.number and (self.level is not None or self.state == other.state)


@dataclass(frozen=True)
class LastChange:
    """Since when a region stands where it stands.

    `weeks` it has stood there, the week that is shown included; more than `LOOK_BACK` means "or longer". `since`
    is the first of them. `before` is what it was in the week before; None when that lies too far back.
    """

    since: Week
    weeks: int
    now: Standing
    before: Standing | None

    @property
    def is_known(self) -> bool:
        return not self.now.is_nothing_yet

    @property
    def is_long_ago(self) -> bool:
        return self.is_known and self.weeks > LOOK_BACK

    @property
    def before_number(self) -> int | None:
        return self.before.number if self.is_known and self.before else None

    @property
    def text(self) -> str:
        """`sinds week 37, was 1 waakzaam`; empty where there is nothing yet."""
        if not self.is_known:
            return ""
        if self.is_long_ago:
            return _("longer than %(weeks)d weeks") % {"weeks": LOOK_BACK}
        if self.before is None or self.before.is_nothing_yet:
            text = ngettext("for %(weeks)d week", "for %(weeks)d weeks", self.weeks)
            return text % {"weeks": self.weeks}
        return _("since week %(number)d, was %(before)s") % {
            "number": self.since.number,
            "before": self.before.words,
        }


def last_change(week: Week, standings: Sequence[Standing]) -> LastChange:
    """Find the last change. `standings`: of `week` and of the `LOOK_BACK` weeks before it, latest first."""
    now = standings[0]
    weeks = next((at for at, one in enumerate(standings) if not one.same_as(now)), len(standings))
    before = standings[weeks] if weeks < len(standings) else None
    return LastChange(week.plus(1 - weeks), weeks, now, before)


def weeks_looked_at(week: Week) -> list[Week]:
    """Return a week and those before it, latest first."""
    return [week.plus(-back) for back in range(LOOK_BACK + 1)]


def state_names() -> dict[str, str]:
    """Return why there can be no level, in words."""
    return {
        UNKNOWN: pgettext("level", "unknown"),
        ABSENT: pgettext("level", "not computed"),
        UNDECIDED: pgettext("level", "not decided"),
        WAITING: pgettext("level", "not in force yet"),
    }
