"""Years as they were lived: every week figures came in, levels were computed, a meeting decided and adopted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pandas as pd
from django.contrib.auth.models import User

from ladder.actions import recompute
from ladder.bulk import bulk_insert
from ladder.models import ImportBatch, Ladder, LadderVersion, Observation, Signal
from ladder.weeks import Week
from meetings.actions import open_meeting
from meetings.models import AgendaItem, Decision, DeviationReason, Interpretation, Meeting, Minutes
from meetings.roles import give_role
from regions.models import Area
from tests.bench.filling import analyse, vacuum, without_foreign_keys
from tests.bench.ladders import TWO_SIGNALS, ladder_for, new_version, regional

# The ladder judges weeks from September 2020 on, so four years of levels end here.
LAST_WEEK = Week.parse("2024-W35")
CHAIR = "voorzitter"
# Signal → most per week and inhabitant: waves go from nothing to this, past the highest signal value.
HEIGHTS = {"positive_tests": 130 / 100_000, "hospital_admissions": 20 / 1_000_000}
DAYS_UNTIL_MEETING = 11  # the Friday after the week: by then admissions count as final
WEEKS_PER_WAVE = 30
DEVIATING = 5  # one region in so many is decided at another level than the computed one


@dataclass(frozen=True)
class Country:
    """What stays the same from week to week."""

    ladder: Ladder
    municipal: LadderVersion
    municipalities: pd.DataFrame
    signals: dict[str, int]
    chair: User


def make_country() -> Country:
    """Make the account of a chair and a ladder for municipalities, and read the rest."""
    chair = User.objects.create_user(CHAIR)
    give_role(user=chair, code="chair")
    rows = Area.objects.municipalities().order_by("code").values_list("pk", "parent_id", "population")
    return Country(
        ladder=regional(),
        municipal=new_version(ladder_for(Area.Kind.MUNICIPALITY), TWO_SIGNALS),
        municipalities=pd.DataFrame(rows, columns=["area_id", "region_id", "people"]),
        signals=dict(Signal.objects.filter(code__in=HEIGHTS).values_list("code", "pk")),
        chair=chair,
    )


def live(country: Country, weeks: Sequence[Week]) -> None:
    """Store figures of every municipality, levels of every municipality and region, and adopted meetings."""
    for number, week in enumerate(weeks):
        now = datetime.combine(week.start + timedelta(days=DAYS_UNTIL_MEETING), time(9), UTC)
        _report(country, week, now)
        recompute(ladder=country.ladder, weeks=[week], as_of=now, computed_at=now)
        municipal = country.municipal
        recompute(ladder=municipal.ladder, weeks=[week], as_of=now, computed_at=now, version=municipal)
        meeting = open_meeting(ladder=country.ladder, week=week, as_of=now, now=now, by=country.chair)
        if week != LAST_WEEK:
            _adopt(meeting, country.chair, now)
        if number % 26 == 0:
            analyse()  # or the planner takes a table that grows for an empty one
    vacuum()


def _report(country: Country, week: Week, now: datetime) -> None:
    rows = pd.concat(_figures(country, week), ignore_index=True)
    batch = ImportBatch.objects.create(
        source="rivm-positive-tests", file_name=f"{week}.csv", sha256=f"{week.start:%Y%m%d}".rjust(64, "0"),
        reported_at=now, imported_at=now, status="stored", rows_read=len(rows), rows_stored=len(rows),
    )  # fmt: skip
    with without_foreign_keys():
        bulk_insert(Observation, rows, constants={"reported_at": now, "batch_id": batch.pk})


def _figures(country: Country, week: Week) -> Iterator[pd.DataFrame]:
    """Yield the figures of each signal: a wave that comes to each region at its own time."""
    places, random = country.municipalities, np.random.default_rng(week.start.toordinal())
    phase = week.start.toordinal() / 7 / WEEKS_PER_WAVE + places["region_id"].to_numpy() / 25
    wave = (1 + np.sin(2 * np.pi * phase)) / 2
    for code, height in HEIGHTS.items():
        for day in week.days:
            value = random.poisson(places["people"] * height * wave / 7).astype(float)
            figures = pd.DataFrame({"area_id": places["area_id"], "value": value})
            yield figures.assign(signal_id=country.signals[code], date=pd.Timestamp(day))


def _adopt(meeting: Meeting, chair: User, now: datetime) -> None:
    """Decide and adopt as the actions do, but in a few queries: there are thousands of regions to decide."""
    items = list(meeting.items.select_related("assessment"))
    levels = _levels(items)
    kind = DeviationReason.objects.first()
    Interpretation.objects.bulk_create(
        Interpretation(item=item, number=1, text="De stijging is breed.", author=chair, written_at=now)
        for item in items
    )  # fmt: skip
    Decision.objects.bulk_create(
        Decision(item=item, level_id=level, reason="Het loopt op." if level != item.assessment.level_id else "",
                 deviation=kind if level != item.assessment.level_id else None,
                 valid_from=meeting.held_on, decided_by=chair, decided_at=now)
        for item, level in zip(items, levels, strict=True)
    )  # fmt: skip
    Minutes.objects.create(meeting=meeting, content="{}", sha256="0" * 64)
    meeting.status, meeting.adopted_at, meeting.adopted_by = Meeting.Status.ADOPTED, now, chair
    meeting.save()


def _levels(items: Sequence[AgendaItem]) -> list[int]:
    """Return the level of each region: mostly the computed one, for some the highest one of all regions."""
    computed = [item.assessment.level_id for item in items]
    highest = max(level for level in computed if level)
    return [highest if place % DEVIATING == 0 or level is None else level for place, level in enumerate(computed)]
