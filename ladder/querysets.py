"""What can be asked of figures, ladder versions and computed levels."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Prefetch, Window
from django.db.models.functions import RowNumber

from ladder.append_only import AppendOnlyQuerySet
from ladder.in_force import day_that_judges, newest_on
from ladder.weeks import Week

if TYPE_CHECKING:
    from ladder.models import Assessment, AuditEntry, Ladder, LadderVersion, Observation


class LadderVersionQuerySet(models.QuerySet["LadderVersion"]):
    """Versions of ladders."""

    def in_force(self, day: date) -> Self:
        """Keep the adopted version that is in force on a day: at most one per ladder."""
        return self.filter(pk=newest_on(day, self.model._default_manager.all()))

    def for_week(self, week: Week) -> Self:
        """Keep the version that judges a week, as `ladder.in_force.version_for` does."""
        return self.in_force(day_that_judges(week))

    def with_levels_and_bounds(self) -> Self:
        """Fetch all that the engine and the pages need of a version, in a fixed number of queries."""
        from ladder.models import SignalUse, Threshold  # the models are made with these querysets

        uses = SignalUse.objects.select_related("signal")
        thresholds = Threshold.objects.select_related("level")
        return self.select_related("ladder").prefetch_related(
            "levels", Prefetch("uses", uses), Prefetch("uses__thresholds", thresholds)
        )


class ObservationQuerySet(AppendOnlyQuerySet["Observation"]):
    """Figures."""

    def known_at(self, as_of: datetime) -> Self:
        """Keep, of each figure, the row that counted at a moment: the one reported last by then."""
        newest_first = Window(
            RowNumber(),
            partition_by=["signal", "area", "date"],
            order_by=[F("reported_at").desc(), F("pk").desc()],
        )
        return self.filter(reported_at__lte=as_of).annotate(rank=newest_first).filter(rank=1)


class AssessmentQuerySet(AppendOnlyQuerySet["Assessment"]):
    """Computed levels."""

    def known_at(self, as_of: datetime) -> Self:
        """Keep, of each area, week and version, the row that counted at a moment: the latest cut-off by then.

        Filter by area, week and version only; a filter by level or state would choose among older rows too.
        """
        newest_first = Window(
            RowNumber(),
            partition_by=["version", "week_start", "area"],
            order_by=[F("as_of").desc(), F("computed_at").desc(), F("pk").desc()],
        )
        return self.filter(as_of__lte=as_of).annotate(rank=newest_first).filter(rank=1)

    def for_weeks(self, weeks: Iterable[Week]) -> Self:
        return self.filter(week_start__in=[week.start for week in weeks])

    def for_week(self, week: Week) -> Self:
        return self.filter(week_start=week.start)

    def with_explanation(self) -> Self:
        """Fetch area, level and all that an explanation names, whatever the number of rows: five more queries."""
        return self.select_related("area", "level").prefetch_related("version__levels", "version__uses__signal")


class AuditQuerySet(AppendOnlyQuerySet["AuditEntry"]):
    """The audit trail."""

    def story(self, *, ladder: "Ladder", week: Week, area_code: str = "") -> Self:
        """Keep what happened with a week, or with one area in it, oldest first."""
        found = self.filter(ladder=ladder, week_start=week.start)
        if area_code:
            found = found.filter(area__code=area_code)
        return found.select_related("area").order_by("at", "pk")
