"""The lists in which contradictions are looked for: the drafts, or what is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from measures.entries import Entry, entry_of, published_entries
from measures.models import Measure, MeasureStep


@dataclass(frozen=True)
class Lists:
    """The entries of all lists, and the id of the draft of each by its key."""

    entries: tuple[Entry, ...]
    drafts: Mapping[str, int]


def load_drafts() -> Lists:
    """Load the drafts as they stand, without the steps of their routes: no rule looks at those. Three queries."""
    without_steps = Prefetch("steps", MeasureStep.objects.none())
    measures = Measure.objects.with_all().prefetch_related(None)
    rows = [
        (measure.pk, entry_of(measure))
        for measure in measures.prefetch_related("levels", "target_groups", without_steps)
    ]
    return Lists(tuple(entry for _pk, entry in rows), {entry.key: pk for pk, entry in rows})


def load_published(*, as_of: datetime) -> Lists:
    """Load the versions in force at a moment. Two queries."""
    drafts = {str(key): pk for key, pk in Measure.objects.order_by().values_list("key", "pk")}
    return Lists(tuple(published_entries(as_of=as_of)), drafts)
