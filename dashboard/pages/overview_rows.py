"""The regions of the overview: one row each, for the table, the map, the counts and the download alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, difference_of
from dashboard.pages.levels import RegionLevels
from dashboard.pages.levels_in_period import LevelsOfWeek
from dashboard.pages.overview_levels import Levels
from dashboard.pages.paint import Paint, paint_of_difference, paint_of_level
from dashboard.pages.standings import LastChange, Standing
from ladder import formats
from ladder.level_states import ABSENT, COMPLETE, PROVISIONAL, UNDECIDED, UNKNOWN
from ladder.models import Assessment, Level, Signal
from ladder.weekly_values import Cell, cell, deciding_names, doubt
from meetings.models import Decision
from regions.models import Area


@dataclass(frozen=True)
class Value:
    """The weekly value of one signal: in full precision (None without one) and as it is shown, with its bounds."""

    signal: str
    number: float | None
    cell: Cell
    bounds: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """One region as the overview shows it: the same in table and on the map.

    `level` is the one that is shown: the computed one, the decided one, or for the difference the decided one;
    without a level `state` says why. `values` go with the signals of the page: where decided levels are shown,
    those on which was decided. `steps` is the decided minus the computed level, None where that cannot be told.
    """

    area: Area
    show: str
    level: Level | None
    state: str
    state_text: str
    deciding: str
    values: tuple[Value, ...]
    values_text: str
    computed: Standing
    decided: Standing
    steps: int | None
    change: LastChange

    @property
    def shows_difference(self) -> bool:
        return self.show not in (DECIDED, COMPUTED)

    @property
    def mark(self) -> str:
        """What stands on the map: the number of the level, `≥2` while provisional, `?` or `–` without one.

        For the difference: `+1`, `=`, `−1`, or `·` where the two cannot be compared.
        """
        if self.shows_difference:
            return difference_of(self.steps).mark
        if self.level is None:
            return "?" if self.state == UNKNOWN else "–"
        return f"≥{self.level.number}" if self.state == PROVISIONAL else str(self.level.number)

    @property
    def level_text(self) -> str:
        """What is shown in words: `niveau 2 zorgelijk`, or why there is none; both levels for the difference.

        While provisional: `niveau ten minste 2 zorgelijk, voorlopig`.
        """
        if self.shows_difference:
            return f"{difference_of(self.steps).name} ({self.both_text})"
        if self.level is not None:
            is_provisional = self.state == PROVISIONAL
            text = (
                _("level at least %(number)d %(name)s, provisional")
                if is_provisional
                else _("level %(number)d %(name)s")
            )
            return text % {"number": self.level.number, "name": self.level.label}
        return {
            UNKNOWN: _("level unknown"),
            ABSENT: _("level not computed"),
            UNDECIDED: _("level not decided"),
        }[self.state]

    @property
    def both_text(self) -> str:
        """`vastgesteld: 3 ernstig, berekend: 2 zorgelijk`"""
        return _("decided: %(decided)s, computed: %(computed)s") % {
            "decided": self.decided.words,
            "computed": self.computed.words,
        }

    @property
    def difference_name(self) -> str:
        return difference_of(self.steps).name

    @property
    def difference_mark(self) -> str:
        return difference_of(self.steps).mark

    @property
    def paint(self) -> Paint:
        """How the region is drawn: the id of its pattern, its colour, and the ink on it."""
        return paint_of_difference(self.steps) if self.shows_difference else paint_of_level(self.level)

    def value_of(self, signal: str) -> float | None:
        return next((value.number for value in self.values if value.signal == signal), None)


def rows_of(levels: Levels, signals: Sequence[Signal], names: Mapping[str, Signal]) -> tuple[Row, ...]:
    """Return a row per region, in the order of the regions. `names`: the signals of the version by their codes."""
    return tuple(_row(region, levels, signals, names) for region in levels.regions)


def _row(found: RegionLevels, levels: Levels, signals: Sequence[Signal], names: Mapping[str, Signal]) -> Row:
    decided, computed = _decided(found), _computed(found)
    shown = computed if levels.show == COMPUTED else decided
    basis = found.decided.item.assessment if found.decided else None
    source = basis if levels.show == DECIDED else found.computed
    return Row(
        area=found.area,
        show=levels.show,
        level=shown.level,
        state=shown.state,
        state_text=_state_text(found, levels, names),
        deciding=deciding_names(source.verdict, dict(names)) if source else "",
        values=tuple(_value(source, signal) for signal in signals),
        values_text=_values_text(source, signals),
        computed=computed,
        decided=decided,
        steps=LevelsOfWeek(computed.level, computed.state, found.decided).difference,
        change=levels.change_of(found.area),
    )


def _decided(found: RegionLevels) -> Standing:
    return Standing(found.decided.level if found.decided else None, found.decided_state)


def _computed(found: RegionLevels) -> Standing:
    return Standing(found.computed.level if found.computed else None, found.computed_state)


def _value(assessment: Assessment | None, signal: Signal) -> Value:
    found = assessment.verdict.of(signal.code) if assessment else None
    bounds = tuple(bound for _level, bound in found.bounds) if found else ()
    return Value(signal.code, found.value if found else None, cell(found, signal), bounds)


def _values_text(assessment: Assessment | None, signals: Sequence[Signal]) -> str:
    """The first signal with its value and unit, for the tooltip of the map."""
    if assessment is None or not signals:
        return ""
    first = cell(assessment.verdict.of(signals[0].code), signals[0])
    text = f"{first.text} {signals[0].unit_label}" if first.text else first.remark
    return f"{signals[0].label}: {text}"


def _state_text(found: RegionLevels, levels: Levels, names: Mapping[str, Signal]) -> str:
    if levels.show == COMPUTED:
        return _computed_text(found.computed, names)
    if found.decided is None:
        return _("no decided level is in force yet")
    if levels.show == DECIDED:
        return "; ".join([*_decided_texts(found.decided, levels), *_differs(found.decided)])
    is_certain = found.computed is not None and found.computed.state == COMPLETE
    doubts = [] if is_certain else [_computed_text(found.computed, names)]
    return "; ".join([*_decided_texts(found.decided, levels), *doubts])


def _computed_text(computed: Assessment | None, names: Mapping[str, Signal]) -> str:
    if computed is None:
        return _("nothing has been computed for this week")
    if computed.state == COMPLETE:
        return pgettext("figures", "complete")
    why = doubt(computed.verdict, dict(names))
    text = _("at least this level: %(why)s") if computed.state == PROVISIONAL else _("unknown: %(why)s")
    return text % {"why": why}


def _decided_texts(decided: Decision, levels: Levels) -> list[str]:
    meeting = decided.item.meeting
    texts = [_("in force since %(day)s") % {"day": formats.day(decided.valid_from)}]
    if meeting.week != levels.week:
        of_week = formats.week_name(meeting.week).lower()
        texts.append(_("decided on the figures of %(week)s") % {"week": of_week})
    return texts


def _differs(decided: Decision) -> list[str]:
    return [_("differs from the computed level")] if decided.differs else []
