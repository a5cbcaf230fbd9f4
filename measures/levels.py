"""The levels of the regional ladder by number: entries name levels by number, readers know them by name."""

from datetime import date

from django.db.models import QuerySet

from ladder.models import LadderVersion, Level

REGIONAL = "regionaal"


def levels_in_force(day: date) -> QuerySet[Level]:
    """Return the levels of the version in force on a day; none before the first."""
    versions = LadderVersion.objects.filter(ladder__code=REGIONAL).in_force(day)
    return Level.objects.filter(version__in=versions).order_by()


def load_levels(day: date) -> dict[int, Level]:
    """Return the levels in force on a day by number, lowest first. One query."""
    return {level.number: level for level in levels_in_force(day).order_by("number")}
