"""What the timeline shows, in two sentences: how it stands in the last week, and what changed since the first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.pages.kinds_of_level import COMPUTED, DIFFERENCE
from dashboard.pages.levels_in_period import LevelsOfWeek, Place
from dashboard.pages.period import Period
from dashboard.pages.standings import Standing, of_which
from ladder import formats
from ladder.level_states import decided_state
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
        {area.pk: _stood(levels[area.pk, week], show) for area in every} for week in (period.first, period.last)
    )
    return " ".join(
        part for part in (_standing(show, period.last, last, styles), _changes(period, first, last)) if part
    )


def _stood(found: LevelsOfWeek, show: str) -> Standing:
    if show == COMPUTED:
        return Standing(found.computed, found.state)
    return Standing(found.decided.level if found.decided else None, decided_state(found.decided))


def _standing(show: str, week: Week, stood: Mapping[int, Standing], styles: Sequence[Level]) -> str:
    found = Counter(one.number for one in stood.values())
    doubtful = Counter(one.number for one in stood.values() if one.is_provisional)
    parts = [
        " ".join(
            part for part in (_regions(found[level.number]), level.label, of_which(doubtful[level.number])) if part
        )
        for level in styles
        if found[level.number]
    ]
    if found[None]:
        parts.append(_("%(regions)s without a level") % {"regions": _regions(found[None])})
    kind = pgettext("levels", "computed") if show == COMPUTED else pgettext("levels", "decided")
    return f"{formats.week_name(week)}, {kind}: {', '.join(parts)}."


def _changes(period: Period, first: Mapping[int, Standing], last: Mapping[int, Standing]) -> str:
    """Empty when the period is one week, or no region has a level at both ends.

    A provisional level is at least its number: where that leaves a rise or a fall open, it is counted apart.
    """
    both = [area for area in first if first[area].level and last[area].level]
    told = [steps for area in both if (steps := last[area].steps_since(first[area])) is not None]
    if period.first == period.last or not both:
        return ""
    return f"{_counted(period, told)} {_unclear(len(both) - len(told))}".strip()


def _counted(period: Period, told: Sequence[int]) -> str:
    steps = Counter((one > 0) - (one < 0) for one in told)
    return _("Compared with %(week)s: %(higher)d higher, %(lower)d lower, %(same)d the same.") % {
        "week": _named(period.first, beside=period.last),
        "higher": steps[1],
        "lower": steps[-1],
        "same": steps[0],
    }


def _unclear(count: int) -> str:
    """Empty without any."""
    text = ngettext(
        "Of %(count)d region it cannot be told yet: its level is provisional.",
        "Of %(count)d regions it cannot be told yet: their levels are provisional.",
        count,
    )
    return text % {"count": count} if count else ""


def _named(week: Week, *, beside: Week) -> str:
    """`week 36`, with its year where that is not the year of the other week."""
    name = formats.week_name(week).lower()
    return name if week.year == beside.year else f"{name}, {week.year}"


def _differences(levels: Mapping[Place, LevelsOfWeek]) -> str:
    steps = [found.difference for found in levels.values() if found.difference is not None]
    if not steps:
        return _("In these weeks no decided level can be compared with a computed one.")
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
