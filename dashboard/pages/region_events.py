"""What happened to a region in the weeks of its charts: decisions, measures, other signal values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.charts.marks import Mark, marks
from dashboard.charts.points import Event
from dashboard.pages.levels import LadderInTime
from dashboard.pages.region_levels import LevelsOfRegion
from ladder import formats
from ladder.weeks import Week
from measures.in_force import COUNTRY
from measures.models import MeasureInForce
from meetings.models import Decision

MOST_NAMES = 4  # of measures in one sentence


def region_marks(
    ladder: LadderInTime, levels: LevelsOfRegion, measures: Iterable[MeasureInForce] = ()
) -> list[Mark]:
    """Return what happened, as numbered marks on the axis of time and as sentences."""
    weeks = levels.period.weeks
    events = [*_decisions(levels), *_measures(measures), *_versions(ladder, weeks)]
    return marks(events, weeks[0].start, weeks[-1].end + timedelta(days=1))


def _decisions(levels: LevelsOfRegion) -> Iterator[Event]:
    """Yield the decisions that changed the level or differ from the computed one, on the Monday of their week.

    A decision that only lets the level stand is no event: the strip shows that it stood.
    """
    before = levels.before
    for week, decision in levels.decided.items():
        if decision != before and decision.item.meeting.week == week:
            changed = before is None or before.level.number != decision.level.number
            if changed or decision.differs:
                yield Event(week.start, _decision_text(decision, before))
        before = decision


def _decision_text(decision: Decision, before: Decision | None) -> str:
    facts = {
        "week": formats.week_name(decision.item.meeting.week).lower(),
        "level": decision.level.label,
        "before": before.level.label if before else "",
        "day": formats.day(decision.valid_from),
    }
    if before is None or before.level.number == decision.level.number:
        text = _("Decided on %(week)s: %(level)s, valid from %(day)s.") % facts
    else:
        text = _("Decided on %(week)s: %(level)s (was %(before)s), valid from %(day)s.") % facts
    return f"{text} {_differs_text(decision)}" if decision.differs else text


def _differs_text(decision: Decision) -> str:
    basis = decision.basis
    computed = basis.level.label if basis and basis.level else _("unknown")
    return _("The computed level was: %(level)s.") % {"level": computed}


def _measures(rows: Iterable[MeasureInForce]) -> Iterator[Event]:
    """Yield one event for all that began on a day, and one for all that ended on a day."""
    begun: defaultdict[date, list[str]] = defaultdict(list)
    ended: defaultdict[date, list[str]] = defaultdict(list)
    for row in rows:
        begun[row.since].append(_name(row))
        if row.until:
            ended[row.until].append(_name(row))
    for day, names in begun.items():
        yield Event(day, _("In force from %(day)s: %(measures)s.") % _facts(day, names))
    for day, names in ended.items():
        text = _("Ended after %(day)s: %(measures)s.") % _facts(day, names)
        yield Event(day + timedelta(days=1), text)


def _facts(day: date, names: Sequence[str]) -> dict[str, str]:
    """Name the first of them; the section on measures has them all."""
    told, more = list(names[:MOST_NAMES]), len(names) - MOST_NAMES
    if more > 0:
        told.append(ngettext("%(number)d other", "%(number)d others", more) % {"number": more})
    return {"day": formats.day(day), "measures": "; ".join(told)}


def _name(row: MeasureInForce) -> str:
    return f"{row.measure.title} ({_('national')})" if row.area.code == COUNTRY else row.measure.title


def _versions(ladder: LadderInTime, weeks: Sequence[Week]) -> Iterator[Event]:
    for earlier, week in pairwise(weeks):
        version = ladder.version_for(week)
        if version is not None and version != ladder.version_for(earlier):
            text = _("From week %(week)s on, version %(version)s of the ladder applies.")
            yield Event(week.start, text % {"week": f"{week.number}, {week.year}", "version": version.code})
