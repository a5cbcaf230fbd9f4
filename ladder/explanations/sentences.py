"""An explanation in sentences, in the language of the reader."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ladder.explanations.alone import side_of
from ladder.explanations.facts import Explanation, NeighbourLevel, Run
from ladder.explanations.held import why_held
from ladder.explanations.numbers import ordinal
from ladder.explanations.signal_sentences import about_signal, without_last_week
from ladder.explanations.states import doubts, grains
from ladder.models import Level

PROVISIONAL = "provisional"


def sentences(explanation: Explanation) -> list[str]:
    """Return the sentences: the level and how long, each signal, what is in doubt, and the neighbours."""
    return list(_sentences(explanation))


def _sentences(told: Explanation) -> Iterator[str]:
    version, verdict = told.assessment.version, told.assessment.verdict
    signals = {one.signal.code: one.signal for one in told.signals}
    yield from _level(told)
    yield from why_held(told.assessment)
    alone = sum(one.may_decide for one in told.signals) == 1
    for one in told.signals:
        yield from about_signal(one, side_of(one.signal, version.comparator), alone=alone)
    yield from without_last_week(told.signals)
    yield from doubts(verdict, signals)
    yield from grains(verdict, signals)
    yield from _neighbours(told.neighbours)


def _level(told: Explanation) -> Iterator[str]:
    """Say the level, what it follows from, and for how long it has been so."""
    level, deciding = told.assessment.level, [one.signal.label for one in told.signals if one.decides]
    if level is None or told.run is None:
        return
    if deciding:
        signals = _(" and ").join(part for part in (", ".join(deciding[:-1]), deciding[-1]) if part)
        yield _("%(level)s, because of %(signals)s.") % {"level": capfirst(level.label), "signals": signals}
    yield _how_long(told.run, level, told.level_before)


def _how_long(run: Run, level: Level, before: Level | None) -> str:
    if run.at_least and run.weeks == 1:
        return _("The level of the week before is not known.")
    if run.at_least:
        facts = {"number": run.weeks, "level": level.label}
        return _("At least %(number)d weeks in a row at %(level)s.") % facts
    facts = {"ordinal": ordinal(run.weeks), "level": level.label}
    if run.weeks == 1 and before:
        facts["before"] = before.label
        return capfirst(_("%(ordinal)s week at %(level)s; the week before: %(before)s.") % facts)
    return capfirst(_("%(ordinal)s week at %(level)s.") % facts)


def _neighbours(neighbours: tuple[NeighbourLevel, ...]) -> Iterator[str]:
    if neighbours:
        levels = ", ".join(f"{one.area.name} {_level_in_words(one)}" for one in neighbours)
        sentence = ngettext(
            "Neighbouring region: %(levels)s.", "Neighbouring regions: %(levels)s.", len(neighbours)
        )
        yield sentence % {"levels": levels}


def _level_in_words(neighbour: NeighbourLevel) -> str:
    if neighbour.level is None:
        absent = neighbour.computed is None
        return pgettext("level", "not computed") if absent else pgettext("level", "unknown")
    if neighbour.state == PROVISIONAL:
        doubt = pgettext("level", "provisional")
        return f"{neighbour.level.label} ({doubt})"
    return neighbour.level.label
