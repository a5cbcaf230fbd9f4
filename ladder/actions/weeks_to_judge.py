"""The weeks that come under another version when one is adopted."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from ladder.in_force import version_for
from ladder.known_levels import adopted_versions
from ladder.models import Assessment, LadderVersion, Observation
from ladder.weeks import Week


def weeks_to_judge(version: LadderVersion, *, now: datetime) -> list[Week]:
    """Return the weeks that an adopted version governs and that are there to be judged, in order.

    Those are the weeks of its ladder that were judged by any version, and the full weeks with figures of a signal
    that it uses. Weeks from the next version on are not among them.
    """
    adopted = adopted_versions(version.ladder_id)
    last_full = Week.last_full_before(timezone.localdate(now))
    found = {*_judged(version), *(week for week in _with_figures(version) if week <= last_full)}
    return sorted(week for week in found if version_for(adopted, week) == version)


def _judged(version: LadderVersion) -> Iterator[Week]:
    judged = Assessment.objects.filter(version__ladder=version.ladder_id).order_by()
    return map(Week, judged.values_list("week_start", flat=True).distinct())


def _with_figures(version: LadderVersion) -> set[Week]:
    first_day: date = Week.of(version.valid_from).start
    figures = Observation.objects.filter(signal__in=version.uses.values("signal"), date__gte=first_day).order_by()
    return {Week.of(day) for day in figures.values_list("date", flat=True).distinct()}
