"""What can be asked of meetings, agendas and decisions."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ladder.append_only import AppendOnlyQuerySet
from ladder.weeks import Week

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Decision, Meeting


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def open(self) -> Self:
        """Keep the meetings that are not adopted yet."""
        return self.exclude(status="adopted")


class AgendaItemQuerySet(AppendOnlyQuerySet["AgendaItem"]):
    """Agenda items."""

    def with_all(self) -> Self:
        """Fetch area, assessment, duiding versions and decisions, whatever the number of items: five queries."""
        return self.select_related("area", "assessment__level", "assessment__version").prefetch_related(
            "interpretations__author", "decisions__level", "decisions__decided_by"
        )


class DecisionQuerySet(AppendOnlyQuerySet["Decision"]):
    """Decided levels."""

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
