"""The regions of the overview: one row each, for the table, the map and the counts alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.pages.levels import RegionLevels
from ladder import formats
from ladder.models import Assessment, Level, Signal
from ladder.weekly_values import Cell, cell, deciding_names, doubt
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area

COMPLETE, PROVISIONAL, UNKNOWN, ABSENT, UNDECIDED = "complete", "provisional", "unknown", "absent", "undecided"


@dataclass(frozen=True)
class Row:
    """One region as the overview shows it: in table and map the same level, either computed or decided.

    `state` is one of the module's words; without a level it says why. `values` go with the signals of the page.
    """

    area: Area
    level: Level | None
    state: str
    state_text: str
    deciding: str
    values: tuple[Cell, ...]
    values_text: str = ""

    @property
    def mark(self) -> str:
        """What stands on the map: the number of the level, `≥2` while provisional, `?` or `–` without one."""
        if self.level is None:
            return "?" if self.state == UNKNOWN else "–"
        return f"≥{self.level.number}" if self.state == PROVISIONAL else str(self.level.number)

    @property
    def level_text(self) -> str:
        """The level in words: `niveau 2 zorgelijk`, or why there is none."""
        if self.level is not None:
            return _("level %(number)d %(name)s") % {"number": self.level.number, "name": self.level.label}
        return {
            UNKNOWN: _("level unknown"),
            ABSENT: _("level not computed"),
            UNDECIDED: _("level not decided"),
        }[self.state]


def computed_row(found: RegionLevels, signals: Sequence[Signal], names: Mapping[str, Signal]) -> Row:
    """Return the row of a region with its computed level."""
    computed = found.computed
    if computed is None:
        text = _("nothing has been computed for this week")
        return Row(found.area, None, ABSENT, text, "", _values(None, signals))
    return Row(
        area=found.area,
        level=computed.level,
        state=computed.state,
        state_text=_computed_text(computed, names),
        deciding=deciding_names(computed.verdict, dict(names)),
        values=_values(computed, signals),
        values_text=_values_text(computed, signals),
    )


def decided_row(found: RegionLevels, signals: Sequence[Signal], names: Mapping[str, Signal], week: Week) -> Row:
    """Return the row of a region with its decided level, and the values on which it was decided."""
    decided = found.decided
    if decided is None:
        return Row(found.area, None, UNDECIDED, _("nothing has been decided yet"), "", _values(None, signals))
    basis = decided.item.assessment
    return Row(
        area=found.area,
        level=decided.level,
        state=COMPLETE,
        state_text=_decided_text(decided, week),
        deciding=deciding_names(basis.verdict, dict(names)) if basis else "",
        values=_values(basis, signals),
        values_text=_values_text(basis, signals),
    )


def _values(assessment: Assessment | None, signals: Sequence[Signal]) -> tuple[Cell, ...]:
    return tuple(cell(assessment.verdict.of(signal.code) if assessment else None, signal) for signal in signals)


def _values_text(assessment: Assessment | None, signals: Sequence[Signal]) -> str:
    """The first signal with its value and unit, for the tooltip of the map."""
    if assessment is None or not signals:
        return ""
    first = cell(assessment.verdict.of(signals[0].code), signals[0])
    text = f"{first.text} {signals[0].unit_label}" if first.text else first.remark
    return f"{signals[0].label}: {text}"


def _computed_text(computed: Assessment, names: Mapping[str, Signal]) -> str:
    if computed.state == COMPLETE:
        return pgettext("figures", "complete")
    why = doubt(computed.verdict, dict(names))
    text = _("at least this level: %(why)s") if computed.state == PROVISIONAL else _("unknown: %(why)s")
    return text % {"why": why}


def _decided_text(decided: Decision, week: Week) -> str:
    meeting = decided.item.meeting
    text = _("in force since %(day)s") % {"day": formats.day(decided.valid_from)}
    if meeting.week != week:
        text += "; " + _("decided on the figures of %(week)s") % {"week": formats.week_name(meeting.week).lower()}
    basis = decided.item.assessment
    if basis is None or basis.level is None or basis.level.number != decided.level.number:
        text += "; " + _("differs from the computed level")
    return text
