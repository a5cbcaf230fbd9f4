"""What the timeline shows, in two sentences: how it stands in the last week, and what changed since the first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.pages.kinds_of_level import COMPUTED, DIFFERENCE
from dashboard.pages.levels_in_period import LevelsOfWeek, Place
from dashboard.pages.period import Period
from ladder import formats
from ladder.models import Level
from ladder.weeks import Week
from regions.models import Area


def sentence(
    show: str, period: Period, levels: Mapping[Place, LevelsOfWeek], areas: Iterable[Area], styles: Sequence[Level]
) -> str:
    """Say how many regions are at each level in the last week, and how many went up and down since the first."""
    every = list(areas)
    if show == DIFFERENCE:
        return _differences(levels)
    first, last = (
        {area.pk: _number(levels[area.pk, week], show) for area in every} for week in (period.first, period.last)
    )
    return " ".join(
        part for part in (_standing(show, period.last, last, styles), _changes(period, first, last)) if part
    )


def _number(found: LevelsOfWeek, show: str) -> int | None:
    level = found.computed if show == COMPUTED else found.decided and found.decided.level
    return level.number if level else None


def _standing(show: str, week: Week, numbers: Mapping[int, int | None], styles: Sequence[Level]) -> str:
    found = Counter(numbers.values())
    parts = [f"{_regions(found[level.number])} {level.label}" for level in styles if found[level.number]]
    if found[None]:
        parts.append(_("%(regions)s without a level") % {"regions": _regions(found[None])})
    kind = pgettext("levels", "computed") if show == COMPUTED else pgettext("levels", "decided")
    return f"{formats.week_name(week)}, {kind}: {', '.join(parts)}."


def _changes(period: Period, first: Mapping[int, int | None], last: Mapping[int, int | None]) -> str:
    """Empty when the period is one week, or no region has a level at both ends."""
    steps = Counter(
        (after > before) - (after < before)
        for before, after in ((first[area], last[area]) for area in first)
        if before is not None and after is not None
    )
    if period.first == period.last or not steps:
        return ""
    return _("Compared with %(week)s: %(higher)d higher, %(lower)d lower, %(same)d the same.") % {
        "week": _named(period.first, beside=period.last),
        "higher": steps[1],
        "lower": steps[-1],
        "same": steps[0],
    }


def _named(week: Week, *, beside: Week) -> str:
    """`week 36`, with its year where that is not the year of the other week."""
    name = formats.week_name(week).lower()
    return name if week.year == beside.year else f"{name}, {week.year}"


def _differences(levels: Mapping[Place, LevelsOfWeek]) -> str:
    steps = [found.difference for found in levels.values() if found.difference is not None]
    if not steps:
        return _("In these weeks no region has both a decided and a computed level.")
    higher, lower = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return _(
        "Of the %(all)s levels in these weeks that can be compared: %(higher)s decided higher than computed,"
        " %(lower)s lower, %(same)s the same."
    ) % {
        name: formats.number(count, 0)
        for name, count in {
            "all": len(steps),
            "higher": higher,
            "lower": lower,
            "same": len(steps) - higher - lower,
        }.items()
    }


def _regions(count: int) -> str:
    return ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}
