"""Which weeks have been computed: asked by nearly every page, so it may not cost more as levels pile up."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import connection

from ladder.in_force import version_for
from ladder.models import Assessment, LadderVersion
from ladder.weeks import Week

# Steps from one computed week to the next along the index on (version, week): one look at it per week, where a
# plain DISTINCT reads every level that was ever computed.
STEPS: Final = """
    WITH RECURSIVE found (version_id, week_start) AS (
        SELECT versions.id, (
            SELECT MIN(week_start) FROM {assessments} WHERE version_id = versions.id AND as_of <= %s
        ) FROM {versions} AS versions WHERE versions.id IN ({places})
        UNION ALL
        SELECT found.version_id, (
            SELECT MIN(week_start) FROM {assessments}
            WHERE version_id = found.version_id AND week_start > found.week_start AND as_of <= %s
        ) FROM found WHERE found.week_start IS NOT NULL
    )
    SELECT version_id, week_start FROM found WHERE week_start IS NOT NULL ORDER BY week_start
"""


def computed_weeks(versions: Sequence[LadderVersion], *, as_of: datetime) -> list[Week]:
    """Return the weeks, earliest first, that had been computed by `as_of` with the version that judges them.

    `versions` are those of one ladder; what a version computed of weeks that another one judges does not count.
    One query; none without versions.
    """
    weeks = ((version, Week(monday)) for version, monday in _computed(versions, as_of=as_of))
    return [week for version, week in weeks if _judges(versions, week, version)]


def _computed(versions: Sequence[LadderVersion], *, as_of: datetime) -> list[tuple[int, date]]:
    if not versions:
        return []
    steps = STEPS.format(
        assessments=Assessment._meta.db_table,
        versions=LadderVersion._meta.db_table,
        places=", ".join(["%s"] * len(versions)),
    )
    moment = connection.ops.adapt_datetimefield_value(as_of)
    with connection.cursor() as cursor:
        cursor.execute(steps, [moment, *(version.pk for version in versions), moment])
        return [(version, _day(monday)) for version, monday in cursor.fetchall()]


def _day(found: date | str) -> date:
    return date.fromisoformat(found) if isinstance(found, str) else found  # SQLite keeps days as texts


def _judges(versions: Sequence[LadderVersion], week: Week, version_id: int) -> bool:
    version = version_for(versions, week)
    return version is not None and version.pk == version_id
