"""What a recompute reads from the database, as the engine wants it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from ladder.engine.columns import AREAS, OBSERVATIONS
from ladder.models import Assessment, Ladder, LadderVersion, Observation
from ladder.weeks import Week
from regions.models import Area


def read_observations(version: LadderVersion, weeks: Sequence[Week], as_of: datetime) -> pd.DataFrame:
    """Return the figures of the version's signals that counted at `as_of`, with the engine's columns."""
    signals = [use.signal_id for use in version.uses.all()]
    rows = (
        Observation.objects.filter(signal__in=signals, date__gte=min(weeks).start, date__lte=max(weeks).end)
        .known_at(as_of)
        .values_list("signal__code", "area__code", "date", "value")
    )
    return pd.DataFrame(list(rows), columns=list(OBSERVATIONS)).astype({"date": "datetime64[s]"})


def read_areas(ladder: Ladder) -> pd.DataFrame:
    """Return the areas that the ladder judges, each with its municipalities or other parts."""
    judged = Area.objects.of_kind(ladder.area_kind)
    own = judged.values_list("code", "code", "population")
    parts = Area.objects.filter(parent__in=judged).values_list("code", "parent__code", "population")
    return pd.DataFrame([*own, *parts], columns=list(AREAS))


def known_facts(
    version: LadderVersion, weeks: Sequence[Week], as_of: datetime
) -> dict[tuple[str, Week], dict[str, Any]]:
    """Return per area code and week the facts that are known at `as_of` already."""
    rows = Assessment.objects.filter(version=version).for_weeks(weeks).known_at(as_of)
    return {
        (code, Week(start)): facts for code, start, facts in rows.values_list("area__code", "week_start", "facts")
    }
