"""The errata on a meeting, as pages show them."""

from django.db.models import Q

from ladder.models import LadderVersion, Level
from meetings.models import Erratum, Meeting


def errata_of(meeting: Meeting) -> list[Erratum]:
    """Return all errata on a meeting by number, drafts included, with all that they name, in one query."""
    found = meeting.errata.select_related(
        "item__area", "item__assessment", "level", "written_by", "adopted_by", "decision__deviation"
    )
    return list(found.order_by("number"))


def adopted_errata_of(meeting: Meeting, *, area_code: str = "") -> list[Erratum]:
    """Return the adopted errata on a meeting; with a code only those on that region or on the whole meeting."""
    found = [erratum for erratum in errata_of(meeting) if erratum.adopted_at]
    return [one for one in found if not area_code or one.item is None or one.item.area.code == area_code]


def levels_of(meeting: Meeting) -> list[Level]:
    """Return the levels that regions of a meeting can get: of the versions by which they were computed, and of the
    version in force for the week."""
    in_force = LadderVersion.objects.for_week(meeting.week).filter(ladder=meeting.ladder_id)
    computed = meeting.items.exclude(assessment=None).values("assessment__version")
    wanted = Q(version__in=computed) | Q(version__in=in_force.values("pk"))
    return list(Level.objects.filter(wanted).order_by("version", "number"))
