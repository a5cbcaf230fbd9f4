"""What stands below every picture that leaves the building, so that it can be read alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from ladder import formats
from ladder.models import LadderVersion, Signal
from ladder.weeks import Week


def versions_between(ladder: LadderInTime, weeks: Iterable[Week]) -> list[LadderVersion]:
    """Return the versions of which the levels are shown in these weeks, in their order."""
    return list(dict.fromkeys(ladder.version_shown(week) for week in weeks))


def about_the_ladder(ladder: LadderInTime, weeks: Iterable[Week]) -> str:
    """`Regionale escalatieladder, versie 2020-09, geldig vanaf 1 september 2020.`"""
    told = [
        _("version %(code)s, valid from %(day)s") % {"code": version.code, "day": formats.day(version.valid_from)}
        for version in versions_between(ladder, weeks)
    ]
    return f"{ladder.ladder.name}, {'; '.join(told)}."


def about_the_moment(as_of: datetime | None) -> Iterator[str]:
    """Say what was known when, where an earlier moment was asked for; else nothing."""
    if as_of:
        yield _("As it was known on %(moment)s.") % {"moment": formats.moment(as_of)}


def about_the_sources(signals: Iterable[Signal]) -> str:
    """`Bron: RIVM; Stichting NICE, RIVM.`"""
    sources = dict.fromkeys(signal.source for signal in signals if signal.source)
    return f"{_('Source')}: {'; '.join(sources) or '–'}."
