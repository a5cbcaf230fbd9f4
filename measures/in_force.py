"""What regions and the country have taken, as plain data to compare with the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from measures.entries import Entry
from measures.models import Measure, MeasureInForce

COUNTRY = "NL"  # with this area a measure is national
# A measure that ended longer ago than this is not about to be prolonged: it is simply not there.
ENDED_SHOWN = timedelta(days=28)


@dataclass(frozen=True)
class Taken:
    """A measure that an area has taken; first and last day count, `until` None is without an end.

    `area` and `theme` are codes, `key` is the entry's. Stance, theme and target groups are those of the entry on
    the list, or of the draft when the entry is no longer on it.
    """

    pk: int
    area: str
    key: str
    title: str
    theme: str
    stance: int
    target_groups: tuple[str, ...]
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Whether its last day has passed on a day."""
        return self.until is not None and self.until < day


def load_taken(entries: Mapping[str, Entry], *, day: date, where: Q | None = None) -> list[Taken]:
    """Return what is in force on a day, what is still to begin, and what ended not long before. Two queries.

    `entries` are those of the list, by key. `where` keeps some areas only.
    """
    rows = MeasureInForce.objects.filter(Q(until=None) | Q(until__gte=day - ENDED_SHOWN))
    if where is not None:
        rows = rows.filter(where)
    fields = ("pk", "area__code", "measure__key", "since", "until", "measure__title", "measure__theme__code")
    found = list(rows.order_by("area__code", "since").values_list(*fields, "measure__stance"))
    groups = _groups_of_drafts({str(row[2]) for row in found} - set(entries))
    return [
        _taken(
            pk,
            area,
            str(key),
            since,
            until,
            entries.get(str(key)) or _draft(str(key), title, theme, stance, groups),
        )
        for pk, area, key, since, until, title, theme, stance in found
    ]


def _taken(pk: int, area: str, key: str, since: date, until: date | None, entry: Entry) -> Taken:
    return Taken(pk, area, key, entry.title, entry.theme, entry.stance, entry.target_groups, since, until)


def _draft(key: str, title: str, theme: str, stance: int, groups: Mapping[str, tuple[str, ...]]) -> Entry:
    return Entry(
        key=key, catalogue="", title=title, description="", theme=theme, stance=stance,
        target_groups=groups.get(key, ()),
    )  # fmt: skip


def _groups_of_drafts(keys: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the target groups of measures by key; no query when there are none."""
    if not keys:
        return {}
    rows = Measure.objects.filter(key__in=keys, target_groups__isnull=False)
    found: dict[str, tuple[str, ...]] = {}
    for key, code in rows.order_by("target_groups__order").values_list("key", "target_groups__code"):
        found[str(key)] = (*found.get(str(key), ()), code)
    return found
