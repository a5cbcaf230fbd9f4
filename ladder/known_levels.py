"""The computed levels that count, of many areas and weeks at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch, Q

from ladder.in_force import version_for
from ladder.models import Assessment, LadderVersion, SignalUse
from ladder.weeks import Week

ByAreaAndWeek = dict[tuple[int, Week], Assessment]


def adopted_versions(ladder_id: int) -> list[LadderVersion]:
    """Return the adopted versions of a ladder, oldest first, in one query."""
    adopted = LadderVersion.objects.filter(ladder=ladder_id, status=LadderVersion.Status.ADOPTED)
    return list(adopted.order_by("valid_from"))


def adopted_with_signals(ladder_id: int) -> list[LadderVersion]:
    """Return the adopted versions of a ladder, oldest first, with their uses and signals, in two queries."""
    uses = Prefetch("uses", SignalUse.objects.select_related("signal").order_by("signal__order"))
    adopted = LadderVersion.objects.filter(ladder=ladder_id, status=LadderVersion.Status.ADOPTED)
    return list(adopted.prefetch_related(uses).order_by("valid_from"))


def known_levels(
    versions: Sequence[LadderVersion],
    weeks: Iterable[Week],
    *,
    as_of: datetime,
    where: Q | None = None,
    named: LadderVersion | None = None,
) -> ByAreaAndWeek:
    """Return the assessments that counted at `as_of`, by id of the area and week, in one query.

    `versions` are the adopted ones of one ladder, oldest first; each week is taken from the one that judges it.
    A version asked for by name (`named`) is taken for every week instead. `where` keeps some areas or weeks only;
    it must not look at levels or states.
    """
    known = Assessment.objects.filter(version__in=[named] if named else versions).for_weeks(weeks)
    if where is not None:
        known = known.filter(where)
    found: ByAreaAndWeek = {}
    for assessment in known.known_at(as_of).select_related("level"):
        version = named or version_for(versions, assessment.week)
        if version is not None and version.pk == assessment.version_id:
            assessment.version = version
            found[assessment.area_id, assessment.week] = assessment
    return found
