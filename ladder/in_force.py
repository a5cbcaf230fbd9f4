"""Which version of a ladder is in force: the only place that says so, for rows at hand and for the database.

Of the adopted versions it is the one with the latest `valid_from` on or before the day; before the first there is
none. A week is judged by the version in force on its Sunday (docs/adr/0003-how-a-week-is-judged.md).
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from ladder.weeks import Week

if TYPE_CHECKING:
    from ladder.models import LadderVersion

ADOPTED = "adopted"  # LadderVersion.Status.ADOPTED; the models are made with this module


def day_that_judges(week: Week) -> date:
    """Return the day of a week on which a version must be in force to judge it: the Sunday."""
    return week.end


def version_for(versions: Iterable["LadderVersion"], week: Week) -> "LadderVersion | None":
    """Return which of the versions of one ladder judges a week, without a query; None before the first.

    The order does not matter, and versions that are not adopted do not count.
    """
    day = day_that_judges(week)
    begun = (version for version in versions if version.status == ADOPTED and version.valid_from <= day)
    return max(begun, key=lambda version: version.valid_from, default=None)


def newest_on(day: date, versions: "QuerySet[LadderVersion]") -> Subquery:
    """Return the key of the version in force on a day, of the ladder of the row around it; of all `versions`."""
    begun = versions.filter(ladder=OuterRef("ladder"), status=ADOPTED, valid_from__lte=day)
    return Subquery(begun.order_by("-valid_from").values("pk")[:1])
