"""The decided levels in the layout of the Coronadashboard, so that what read that can read this.

Its field names and its moments in seconds since 1970 are kept, against the rules that the rest of the API follows.
"""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router

from dashboard.api.asked import Asked, read_asked
from dashboard.api.loading import load_levels
from dashboard.api.parameters import AsOf, OfWeeks, WeekKey
from dashboard.api.problems import REFUSALS
from dashboard.api.schemas.meetings import EscalationLevels
from dashboard.pages.levels import RegionLevels
from dashboard.pages.parameters import AMSTERDAM
from ladder.engine.verdicts import ValueState
from ladder.models import Assessment, LadderVersion, Signal
from ladder.weeks import Week

router = Router(tags=["levels"])
COLLECTION = "VR_COLLECTION"
INDICATORS = (
    ("positive_tested_per_100k", "positive_tests", 100_000),
    ("hospital_admissions_per_million", "hospital_admissions", 1_000_000),
)


class EscalationFilters(AsOf):
    """One week of the regional ladder."""

    week: WeekKey | None = Field(
        None, description=gettext_noop("One week. Without any week: the last one that was computed.")
    )


@router.get(
    "/escalation-levels",
    response={200: EscalationLevels, **REFUSALS},
    url_name="api-escalation-levels",
    operation_id="getEscalationLevels",
    summary=gettext_noop("The decided levels in the layout of the Coronadashboard"),
)
def escalation_levels(request: HttpRequest, filters: Query[EscalationFilters]) -> dict[str, Any]:
    asked = read_asked(OfWeeks.model_construct(week=filters.week, as_of=filters.as_of), now=timezone.now())
    signals = _signals(asked)
    rows = [_row(week, levels, signals) for week, levels in load_levels(asked, asked.places())]
    newest = max((row["date_of_insertion_unix"] or 0 for row in rows), default=0)
    return {
        "last_generated": str(newest),
        "proto_name": COLLECTION,
        "name": COLLECTION,
        "code": COLLECTION,
        "escalation_levels": rows,
    }


def _signals(asked: Asked) -> dict[str, Signal]:
    versions: tuple[LadderVersion, ...] = asked.ladder.versions
    return {use.signal.code: use.signal for version in versions for use in version.uses.all()}


def _row(week: Week, levels: RegionLevels, signals: dict[str, Signal]) -> dict[str, Any]:
    decided = levels.decided
    basis, meeting = (decided.item.assessment, decided.item.meeting) if decided else (None, None)
    window = meeting.week if meeting else week
    return {
        "vrcode": levels.area.code,
        "level": decided.level.number if decided else None,
        **{name: _value(basis, signals.get(code), base) for name, code, base in INDICATORS},
        "based_on_statistics_from_unix": _unix(window.start),
        "based_on_statistics_to_unix": _unix(window.end),
        "last_determined_unix": _unix(meeting.held_on) if meeting else None,
        "next_determined_unix": _unix(meeting.next_on) if meeting else None,
        "valid_from_unix": _unix(decided.valid_from) if decided else None,
        "date_of_insertion_unix": int(decided.decided_at.timestamp()) if decided else None,
    }


def _value(basis: Assessment | None, signal: Signal | None, base: int) -> float | None:
    """Return the value on which was decided, per `base` inhabitants whatever the signal is counted per.

    None unless it was complete: the layout has no place to say that some of the days were not there.
    """
    found = basis.verdict.of(signal.code) if basis and signal else None
    if found is None or found.value is None or signal is None or not signal.per:
        return None
    if found.state != ValueState.COMPLETE:
        return None
    return found.value * base / signal.per


def _unix(day: date) -> int:
    """Return the beginning of a day in the Netherlands."""
    return int(datetime.combine(day, time.min, tzinfo=AMSTERDAM).timestamp())
