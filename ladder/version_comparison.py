"""What differs between two versions of a ladder, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ladder import formats
from ladder.models import LadderVersion, Level, SignalUse


@dataclass(frozen=True)
class Difference:
    """One line: what it is about, and how it was and is, in words. `before` is empty for what is new.

    `is_data`: the words are kept with the versions, in Dutch only.
    """

    subject: str
    before: str
    after: str
    is_data: bool = False


def compare_versions(before: LadderVersion, after: LadderVersion) -> list[Difference]:
    """Return what differs in comparator, dead-band, dwell, levels, roles and signal values. No queries.

    Both come from `with_levels_and_bounds`. Code, date and motivation differ by nature and are left out.
    """
    old, new = dict(_lines(before)), dict(_lines(after))
    subjects = dict.fromkeys([*new, *old])
    meanings = {_meaning_of(level) for version in (before, after) for level in version.levels.all()}
    return [
        Difference(subject, old.get(subject, ""), new.get(subject, ""), is_data=subject in meanings)
        for subject in subjects
        if old.get(subject, "") != new.get(subject, "")
    ]


def _lines(version: LadderVersion) -> Iterator[tuple[str, str]]:
    yield _("comparator"), version.get_comparator_display()
    yield _("dead-band (%)"), formats.bound(float(version.dead_band)) if version.dead_band else ""
    yield _("dwell (weeks)"), str(version.dwell_weeks or "")
    for level in version.levels.all():
        yield from _level(level)
    for use in version.uses.all():
        yield from _use(use)


def _level(level: Level) -> Iterator[tuple[str, str]]:
    number = {"number": level.number}
    yield _("level %(number)s") % number, level.label
    yield _("level %(number)s: colour") % number, level.colour.upper()
    yield _meaning_of(level), level.meaning


def _meaning_of(level: Level) -> str:
    return _("level %(number)s: meaning") % {"number": level.number}


def _use(use: SignalUse) -> Iterator[tuple[str, str]]:
    signal = {"signal": use.signal.label}
    yield _("%(signal)s: role") % signal, use.get_role_display()
    for threshold in use.thresholds.all():
        subject = _("%(signal)s: signal value of level %(number)s")
        yield subject % {**signal, "number": threshold.level.number}, formats.bound(threshold.value)
