"""What can be asked of meetings, agendas and decisions."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from ladder.append_only import AppendOnlyQuerySet
from ladder.weeks import Week

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Decision, Interpretation, Meeting


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def open(self) -> Self:
        """Keep the meetings that are not adopted yet."""
        return self.exclude(status="adopted")

    def with_progress(self) -> Self:
        """Annotate `total` (regions on the agenda) and `decided` (those with a decision)."""
        return self.annotate(
            total=Count("items", distinct=True),
            decided=Count("items", filter=Q(items__decisions__isnull=False), distinct=True),
        )


class AgendaItemQuerySet(AppendOnlyQuerySet["AgendaItem"]):
    """Agenda items."""

    def with_latest(self) -> Self:
        """Fetch area, computed level, and the duiding and decision that count: three queries for any number."""
        from meetings.models import Decision, Interpretation

        interpretations = Interpretation.objects.latest_per_item().select_related("author")
        decisions = Decision.objects.latest_per_item().select_related("level", "decided_by")
        return self.select_related("area", "assessment__level").prefetch_related(
            Prefetch("interpretations", interpretations, to_attr="latest_interpretations"),
            Prefetch("decisions", decisions, to_attr="latest_decisions"),
        )

    def with_explanation(self) -> Self:
        """Fetch all that the reasons of the computed levels name: three more queries."""
        return self.select_related("assessment__version").prefetch_related(
            "assessment__version__levels", "assessment__version__uses__signal"
        )

    def undecided(self) -> Self:
        """Keep the regions that have no decision yet."""
        return self.filter(decisions=None)


class InterpretationQuerySet(AppendOnlyQuerySet["Interpretation"]):
    """Versions of duidingen."""

    def latest_per_item(self) -> Self:
        """Keep the version with the highest number of each item."""
        last_first = Window(RowNumber(), partition_by=["item"], order_by=[F("number").desc()])
        return self.annotate(rank=last_first).filter(rank=1)


class DecisionQuerySet(AppendOnlyQuerySet["Decision"]):
    """Decided levels."""

    def latest_per_item(self) -> Self:
        """Keep, of each item, the decision that was taken last."""
        last_first = Window(RowNumber(), partition_by=["item"], order_by=[F("pk").desc()])
        return self.annotate(rank=last_first).filter(rank=1)

    def in_force_for_week(self, ladder_code: str, week: Week, *, as_of: datetime) -> Self:
        """Keep, per region, the decision of the last meeting up to this week that was adopted by `as_of`."""
        last_first = Window(
            RowNumber(),
            partition_by=["item__area"],
            order_by=[F("item__meeting__week_start").desc(), F("pk").desc()],
        )
        return (
            self.filter(
                item__meeting__ladder__code=ladder_code,
                item__meeting__week_start__lte=week.start,
                item__meeting__adopted_at__lte=as_of,
            )
            .annotate(rank=last_first)
            .filter(rank=1)
        )
