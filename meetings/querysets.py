"""What can be asked of meetings, agendas and decisions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, Greatest, RowNumber

from ladder.append_only import AppendOnlyQuerySet
from ladder.weeks import Week
from meetings.in_force import InForce

if TYPE_CHECKING:
    from ladder.models import Ladder
    from meetings.models import (
        ActionPoint,
        AgendaItem,
        ApiToken,
        AreaMembership,
        Decision,
        Interpretation,
        Meeting,
        RegionQuestion,
        RegionResponse,
        RouteEntry,
    )
    from regions.models import Area


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def open(self) -> Self:
        """Keep the meetings that are not adopted yet."""
        return self.exclude(status="adopted")

    def with_progress(self) -> Self:
        """Annotate `total` (regions on the agenda) and `decided` (those with a decision).

        Counted for each meeting on its own, so that a page of them does not count those on the other pages.
        """
        from meetings.models import AgendaItem, Decision  # the models are made with these querysets

        items = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by()
        decided = Decision.objects.decided().filter(item__meeting=OuterRef("pk")).order_by()
        return self.annotate(
            total=_count(items.values("meeting"), "pk"), decided=_count(decided.values("item__meeting"), "item")
        )


class AgendaItemQuerySet(AppendOnlyQuerySet["AgendaItem"]):
    """Agenda items."""

    def with_latest(self) -> Self:
        """Fetch area, computed level, and the duiding, decision, proposal and response that count.

        Four queries for any number of items.
        """
        from meetings.models import Decision, Interpretation, RegionResponse

        interpretations = Interpretation.objects.latest_per_item().select_related("author")
        decisions = Decision.objects.latest_per_stage().select_related("level", "decided_by", "deviation")
        responses = RegionResponse.objects.latest_per_item().select_related(
            "author", "proposed_level", "error_signal"
        )
        return self.select_related("area", "assessment__level", "in_force__level").prefetch_related(
            Prefetch("interpretations", interpretations, to_attr="latest_interpretations"),
            Prefetch("decisions", decisions, to_attr="latest_decisions"),
            Prefetch("responses", responses, to_attr="latest_responses"),
        )

    def with_explanation(self) -> Self:
        """Fetch all that the reasons of the computed levels name: three more queries."""
        return self.select_related("assessment__version").prefetch_related(
            "assessment__version__levels", "assessment__version__uses__signal"
        )

    def undecided(self) -> Self:
        """Keep the regions that have no decision yet."""
        from meetings.models import Decision

        return self.exclude(Exists(Decision.objects.decided().filter(item=OuterRef("pk"))))


class InterpretationQuerySet(AppendOnlyQuerySet["Interpretation"]):
    """Versions of duidingen."""

    def latest_per_item(self) -> Self:
        """Keep the version with the highest number of each item."""
        last_first = Window(RowNumber(), partition_by=["item"], order_by=[F("number").desc()])
        return self.annotate(rank=last_first).filter(rank=1)


class RegionResponseQuerySet(AppendOnlyQuerySet["RegionResponse"]):
    """Versions of what regions said before a meeting."""

    def latest_per_item(self) -> Self:
        """Keep the version with the highest number of each item."""
        last_first = Window(RowNumber(), partition_by=["item"], order_by=[F("number").desc()])
        return self.annotate(rank=last_first).filter(rank=1)


class RegionQuestionQuerySet(AppendOnlyQuerySet["RegionQuestion"]):
    """Questions handed back to regions."""

    def unanswered(self) -> Self:
        """Keep the questions without any answer."""
        return self.filter(answers=None)

    def with_answers(self) -> Self:
        """Fetch the answers of each question, last one first: one more query."""
        from meetings.models import RegionAnswer

        answers = RegionAnswer.objects.select_related("author").order_by("-pk")
        return self.prefetch_related(Prefetch("answers", answers, to_attr="latest_answers"))


class AreaMembershipQuerySet(models.QuerySet["AreaMembership"]):
    """Who speaks for which area."""

    def on(self, day: date) -> Self:
        """Keep the memberships that hold on a day; first and last day count."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def of(self, user: User) -> Self:
        """Keep the memberships of one account."""
        return self.filter(user=user)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens of the API."""

    def usable_on(self, day: date) -> Self:
        """Keep the tokens that may be used on a day; the last day counts."""
        return self.filter(is_active=True, expires_on__gte=day)


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    """Actions."""

    def open(self) -> Self:
        """Keep the actions that are to be done."""
        return self.filter(state="open")

    def overdue(self, day: date) -> Self:
        """Keep the open actions whose date has passed on a day."""
        return self.open().filter(due_on__lt=day)


class DecisionQuerySet(AppendOnlyQuerySet["Decision"]):
    """Proposed and decided levels."""

    def decided(self) -> Self:
        """Keep what was decided, without the proposals."""
        return self.filter(stage="decided")

    def latest_per_stage(self) -> Self:
        """Keep, of each item, the last proposal and the last decision."""
        last_first = Window(RowNumber(), partition_by=["item", "stage"], order_by=[F("pk").desc()])
        return self.annotate(rank=last_first).filter(rank=1)

    def in_force_for_week(
        self,
        ladder: "Ladder",
        week: Week,
        *,
        as_of: datetime,
        areas: Sequence["Area"] | None = None,
        valid_by: date = date.max,
    ) -> Self:
        """Keep, per region, the decision that was in force for a week as it was known at `as_of`.

        That is the decision of the last meeting up to this week that was adopted by then and was no exercise; of
        that meeting the last one, a correction by an erratum included. While a decision waits for its route,
        the one before it stays in force; sent back on its route, a decision that waited is in force no more.
        """
        return self.filter(pk__in=InForce(ladder, as_of, areas, valid_by).for_week(week))

    def in_force_over_weeks(
        self, ladder: "Ladder", first: Week, last: Week, *, as_of: datetime, areas: Sequence["Area"] | None = None
    ) -> Self:
        """Keep, per region, what was in force for `first`, and what came into force by each later meeting.

        A decision stays in force until the next one; so for every week up to `last` the decision is here that
        `in_force_for_week` would keep.
        """
        return self.filter(pk__in=InForce(ladder, as_of, areas).over_weeks(first, last))


def _count(grouped: "models.QuerySet[Any, Any]", counted: str) -> Coalesce:
    """Count the different values of a field in a group; 0 where there is no group."""
    return Coalesce(Subquery(grouped.annotate(found=Count(counted, distinct=True)).values("found")), 0)
