"""Where a region stood in each of the last weeks, and since when it stands where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ladder.level_states import ABSENT, PROVISIONAL, UNDECIDED, UNKNOWN, WAITING
from ladder.models import Level
from ladder.weeks import Week

LOOK_BACK = 13  # weeks before the one that is shown
NOTHING_YET = (ABSENT, UNDECIDED)


@dataclass(frozen=True)
class Standing:
    """A level, or the reason why there is none: `unknown`, `absent` (not computed) or `undecided`.

    A provisional level is at least its number: it can become higher when the figures are complete.
    """

    level: Level | None
    state: str

    @property
    def number(self) -> int | None:
        return self.level.number if self.level else None

    @property
    def words(self) -> str:
        return level_words(self.level, self.state)

    @property
    def is_provisional(self) -> bool:
        return self.level is not None and self.state == PROVISIONAL

    @property
    def is_nothing_yet(self) -> bool:
        return self.level is None and self.state in NOTHING_YET

    def same_as(self, other: "Standing") -> bool:
        """Whether it is the same level by its number, or for both the same reason that there is none."""
        return self.number == other.number and (self.level is not None or self.state == other.state)

    def steps_since(self, before: "Standing") -> int | None:
        """Return by how many steps it is higher; None without one of the levels, or where it cannot be told.

        That is after a fall to a provisional level and after a rise from one: both may have stayed the same.
        """
        if self.number is None or before.number is None:
            return None
        steps = self.number - before.number
        is_open = (steps < 0 and self.is_provisional) or (steps > 0 and before.is_provisional)
        return None if is_open else steps

    def may_have_been(self, before: "Standing") -> bool:
        """Whether it may have stood here before: it did, or a provisional level leaves it open."""
        if self.number is None or before.number is None:
            return self.same_as(before)
        return self.steps_since(before) in (None, 0)

    def was_surely(self, before: "Standing") -> bool:
        """Whether what is said of it was true before: a level that was higher was at least a provisional one."""
        if self.is_provisional and self.number is not None and before.number is not None:
            return before.number >= self.number
        return self.same_as(before)


@dataclass(frozen=True)
class LastChange:
    """Since when a region stands where it stands.

    `weeks` it has stood there, the week that is shown included; more than `LOOK_BACK` means "or longer". `since`
    is the first of them; a provisional level has stood as long as the level was at least that. `before` is what
    it was in the week before; None when that lies too far back.
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
    """Find the last change. `standings`: of `week` and of the `LOOK_BACK` weeks before it, latest first.

    Weeks that leave it open are looked through: they count when the region surely stood there before them too.
    """
    now = standings[0]
    weeks = next((at for at, one in enumerate(standings) if not now.may_have_been(one)), len(standings))
    while not now.was_surely(standings[weeks - 1]):  # ends at the first at the latest: that is `now` itself
        weeks -= 1
    before = standings[weeks] if weeks < len(standings) else None
    return LastChange(week.plus(1 - weeks), weeks, now, before)


def weeks_looked_at(week: Week) -> list[Week]:
    """Return a week and those before it, latest first."""
    return [week.plus(-back) for back in range(LOOK_BACK + 1)]


def level_words(level: Level | None, state: str) -> str:
    """Say a level and how far to trust it: `2 zorgelijk`, `ten minste 2 zorgelijk, voorlopig`, `onbekend`."""
    if level is None:
        return state_names()[state]
    if state == PROVISIONAL:
        return _("at least %(number)d %(name)s, provisional") % {"number": level.number, "name": level.label}
    return f"{level.number} {level.label}"


def of_which(provisional: int) -> str:
    """`(waarvan 3 voorlopig)`, to stand behind a number of regions at a level; empty without any."""
    return _("(of which %(number)d provisional)") % {"number": provisional} if provisional else ""


def state_names() -> dict[str, str]:
    """Return why there can be no level, in words."""
    return {
        UNKNOWN: pgettext("level", "unknown"),
        ABSENT: pgettext("level", "not computed"),
        UNDECIDED: pgettext("level", "not decided"),
        WAITING: pgettext("level", "not in force yet"),
    }
