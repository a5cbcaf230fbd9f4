"""From what is asked to ladders, weeks and areas that are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dashboard.api.parameters import OfWeeks
from dashboard.api.problems import BadParameterError
from dashboard.pages.levels import LadderInTime, load_ladder
from ladder.computed_weeks import computed_weeks
from ladder.models import LadderVersion
from ladder.weeks import Week, weeks_between
from regions.models import Area

WEEKS_OF_A_YEAR = 53
MOST_WEEKS = 10 * WEEKS_OF_A_YEAR


@dataclass(frozen=True)
class Asked:
    """The areas of a ladder in some weeks, as known at a moment; `named` is a version asked for by its code."""

    ladder: LadderInTime
    weeks: tuple[Week, ...]
    areas: tuple[Area, ...]
    as_of: datetime
    named: LadderVersion | None

    def places(self) -> list[tuple[Week, Area]]:
        """Return each area in each week, by week and code: what is divided into pages."""
        return [(week, area) for week in self.weeks for area in self.areas]


def read_asked(asked: OfWeeks, *, now: datetime) -> Asked:
    """Load what is asked for; `BadParameterError` names what is not there."""
    ladder = find_ladder(asked.ladder)
    as_of = asked.moment(now)
    return Asked(
        ladder=ladder,
        weeks=tuple(_weeks(asked, ladder, as_of)),
        areas=tuple(find_areas(asked.region, ladder.ladder.area_kind)),
        as_of=as_of,
        named=_version(asked.version, ladder),
    )


def find_ladder(code: str) -> LadderInTime:
    """Return a ladder that has an adopted version."""
    ladder = load_ladder(code)
    if ladder is None:
        raise BadParameterError("ladder", _("the code of a ladder with an adopted version"))
    return ladder


def find_areas(codes: Iterable[str], kind: str) -> list[Area]:
    """Return the areas of a kind with these codes, all of them without codes, by code."""
    wanted = set(codes)
    found = list(Area.objects.of_kind(kind).filter(**{"code__in": wanted} if wanted else {}).order_by("code"))
    missing = wanted - {area.code for area in found}
    if missing:
        named = ", ".join(sorted(missing))
        raise BadParameterError("region", _("there is no such area: %(codes)s") % {"codes": named})
    return found


def _version(code: str | None, ladder: LadderInTime) -> LadderVersion | None:
    if code is None:
        return None
    found = next((version for version in ladder.versions if version.code == code), None)
    if found is None:
        codes = ", ".join(version.code for version in ladder.versions)
        raise BadParameterError("version", _("one of: %(codes)s") % {"codes": codes})
    return found


def _weeks(asked: OfWeeks, ladder: LadderInTime, as_of: datetime) -> Iterable[Week]:
    if asked.week is not None:
        if asked.week_from or asked.week_to:
            raise BadParameterError("week", _("not together with weekFrom or weekTo"))
        return [asked.week]
    if asked.week_from or asked.week_to:
        return period(asked.week_from, asked.week_to)
    return computed_weeks(ladder.versions, as_of=as_of)[-1:]


def period(first: Week | None, last: Week | None) -> list[Week]:
    """Return the weeks from the first to the last; with one of them only, a year on or back; of none, none."""
    known = first or last
    if known is None:
        return []
    first, last = first or known.plus(1 - WEEKS_OF_A_YEAR), last or known.plus(WEEKS_OF_A_YEAR - 1)
    if last < first:
        raise BadParameterError("weekTo", _("a week that is not before weekFrom"))
    found = list(weeks_between(first, last))
    if len(found) > MOST_WEEKS:
        raise BadParameterError("weekTo", _("at most %(count)d weeks at a time") % {"count": MOST_WEEKS})
    return found
