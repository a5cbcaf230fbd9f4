"""Computed levels of figures that are not complete: at least these, perhaps higher."""

from collections.abc import Mapping
from datetime import timedelta

from ladder.models import Assessment
from tests.factories import REPORTED, store_assessments
from tests.integration.dashboard.records import computed_again


def store_provisional(week: str, levels: Mapping[str, int]) -> list[Assessment]:
    """Store levels that are provisional, and count instead of what `store_assessments` stored by default."""
    complete = store_assessments(week, levels, as_of=REPORTED + timedelta(minutes=1))
    return [_provisional(found) for found in complete]


def _provisional(found: Assessment) -> Assessment:
    facts = found.facts | {"state": "provisional"}
    facts["signals"] = [one | {"state": "incomplete", "days": 5} for one in facts["signals"]]
    return computed_again(found, state="provisional", facts=facts)
