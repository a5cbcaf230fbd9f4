"""Which decision is in force: the only place that says so, as SQL.

A decision counts at a moment when it was decided by then in a meeting that was adopted by then and was no
exercise, when no later decision on the region replaced it in the same meeting by then (an erratum does), and when
it waits for no route, or the route had been completed and nothing was sent back since. In force for a week is, of
each region, what counted in the last meeting up to that week.

As SQL, since nearly every page asks it: Django takes longer to write the same query than a database to answer it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models.expressions import RawSQL

from ladder.weeks import Week
from regions.models import Area

if TYPE_CHECKING:
    from ladder.models import Ladder

NAME = re.compile(r"{(\w+)}")

COUNTED = """
    FROM meetings_decision AS decision
    JOIN meetings_agendaitem AS item ON item.id = decision.item_id
    JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
    WHERE meeting.ladder_id = {ladder} AND NOT meeting.is_exercise AND meeting.adopted_at <= {as_of}
    AND decision.stage = 'decided' AND decision.decided_at <= {as_of} AND decision.valid_from <= {valid_by}
    AND NOT EXISTS (
        SELECT 1 FROM meetings_decision AS later
        WHERE later.item_id = decision.item_id AND later.stage = 'decided' AND later.id > decision.id
        AND later.decided_at <= {as_of}
    )
    AND (NOT decision.waits_for_route OR EXISTS (
        SELECT 1 FROM meetings_routeentry AS entry
        WHERE entry.meeting_id = meeting.id AND entry.completes AND entry.at <= {as_of}
        AND NOT EXISTS (
            SELECT 1 FROM meetings_routeentry AS sent_back
            WHERE sent_back.meeting_id = meeting.id AND sent_back.outcome = 'returned'
            AND sent_back.at <= {as_of} AND sent_back.id > entry.id
        )
    ))
"""
# Area by area the database walks back along the meetings and stops at the first decision, so that this takes no
# longer as meetings pile up. A ladder has one meeting a week, so the week alone gives the order.
LAST = f"""
    SELECT (
        SELECT decision.id {COUNTED} AND item.area_id = area.id AND meeting.week_start <= {{first}}
        ORDER BY meeting.week_start DESC LIMIT 1
    ) FROM regions_area AS area
"""
LATER = f"SELECT decision.id {COUNTED} AND meeting.week_start > {{first}} AND meeting.week_start <= {{last}}"


@dataclass(frozen=True)
class InForce:
    """Which decisions of a ladder are in force, as it was known at `as_of`.

    `areas`: None for all that the ladder judges. Only decisions that hold from `valid_by` or earlier count.
    """

    ladder: "Ladder"
    as_of: datetime
    areas: Sequence[Area] | None = None
    valid_by: date = date.max

    def for_week(self, week: Week) -> RawSQL:
        """Return the key of each region's decision for a week, NULL without one."""
        return self._asked(self._last, week, week)

    def over_weeks(self, first: Week, last: Week) -> RawSQL:
        """Return the same for the first of some weeks, and the keys of what came into force by later meetings."""
        return self._asked(f"{self._last} UNION ALL {self._later}", first, last)

    @property
    def _last(self) -> str:
        return f"{LAST} WHERE area.kind = {{kind}}" if self.areas is None else f"{LAST} WHERE area.id IN {{areas}}"

    @property
    def _later(self) -> str:
        return LATER if self.areas is None else f"{LATER} AND item.area_id IN {{areas}}"

    def _asked(self, sql: str, first: Week, last: Week) -> RawSQL:
        as_day = connection.ops.adapt_datefield_value
        values = {
            "ladder": self.ladder.pk,
            "kind": self.ladder.area_kind,
            "areas": [area.pk for area in self.areas or ()],
            "as_of": connection.ops.adapt_datetimefield_value(self.as_of),
            "valid_by": as_day(self.valid_by),
            "first": as_day(first.start),
            "last": as_day(last.start),
        }
        return _bound(sql, values)


def _bound(sql: str, values: Mapping[str, Any]) -> RawSQL:
    """Put a placeholder for each name, and as many as there are values for a list."""
    parameters: list[Any] = []

    def placed(found: re.Match[str]) -> str:
        value = values[found[1]]
        if not isinstance(value, list):
            parameters.append(value)
            return "%s"
        parameters.extend(value)
        return f"({', '.join(['%s'] * len(value)) or 'NULL'})"

    return RawSQL(NAME.sub(placed, sql), parameters)  # noqa: S611  # what comes from outside is in the parameters
