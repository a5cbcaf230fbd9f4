"""The agenda items around one region, with all that counts of each, in one query."""

from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from meetings.models import AgendaItem, Decision, Interpretation, Meeting, RegionResponse
from regions.models import Area, MapDrawing, MapShape

LATEST = ("interpretations", "responses", "decided", "proposed")
PARTS = (
    "meeting",
    "area",
    "assessment__level",
    "assessment__version",
    "in_force__level",
    "of_interpretations__author",
    "of_responses__author",
    "of_responses__error_signal",
    "of_responses__proposed_level",
    *(f"of_{stage}__{part}" for stage in Decision.Stage for part in ("level", "decided_by", "deviation")),
)


def items_around(meeting: Meeting, code: str) -> list[AgendaItem]:
    """Return the items of a meeting, and that of one area in the meeting before it, in one query.

    Each knows its decision, proposal, duiding and response, as those from `with_latest` do. Annotated are
    `is_neighbour` (of that area), `inhabitants`, and `path`, `label_x` and `label_y` in the newest drawing of the
    map (None without a shape). Joined rather than prefetched: the screen of a region has few queries to spend.
    """
    before = Meeting.objects.filter(
        ladder=meeting.ladder_id, week_start__lt=meeting.week_start, is_exercise=meeting.is_exercise
    )
    wanted = Q(meeting=meeting) | Q(meeting__in=before.order_by("-week_start").values("pk")[:1], area__code=code)
    items = _with_map(_with_place(_joined(AgendaItem.objects.filter(wanted)), code))
    return [_as_from_with_latest(item) for item in items]


def _joined(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    decisions = Decision.objects.order_by("-pk")
    items = _join(items, "interpretations", "interpretations", Interpretation.objects.order_by("-number"))
    items = _join(items, "responses", "responses", RegionResponse.objects.order_by("-number"))
    for stage in (Decision.Stage.DECIDED, Decision.Stage.PROPOSED):
        items = _join(items, stage, "decisions", decisions.filter(stage=stage))
    return items.select_related(*PARTS)


def _join(
    items: QuerySet[AgendaItem], name: str, relation: str, newest_first: QuerySet[Any]
) -> QuerySet[AgendaItem]:
    """Join the first of the rows of each item; it stands on the item as `of_<name>`, absent when there is none."""
    newest = newest_first.filter(item=OuterRef("pk")).values("pk")[:1]
    that_one = Q(**{f"{relation}__pk": F(f"newest_{name}")})
    return items.alias(**{f"newest_{name}": Subquery(newest)}).annotate(
        **{f"of_{name}": FilteredRelation(relation, condition=that_one)}
    )


def _with_place(items: QuerySet[AgendaItem], code: str) -> QuerySet[AgendaItem]:
    beside = Area.neighbours.through.objects.filter(from_area__code=code, to_area=OuterRef("area"))
    areas: QuerySet[Any] = Area.objects.filter(pk=OuterRef("area")).with_population_of_parts().order_by()
    return items.annotate(is_neighbour=Exists(beside), inhabitants=Subquery(areas.values("inhabitants")))


def _with_map(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    newest = MapDrawing.objects.order_by("-loaded_at", "-pk").values("pk")[:1]
    shape = MapShape.objects.filter(drawing=Subquery(newest), area=OuterRef("area"))
    return (
        items.alias(shape_id=Subquery(shape.values("pk")[:1]))
        .annotate(shape=FilteredRelation("area__shapes", condition=Q(area__shapes__pk=F("shape_id"))))
        .annotate(path=F("shape__path"), label_x=F("shape__label_x"), label_y=F("shape__label_y"))
    )


def _as_from_with_latest(item: AgendaItem) -> AgendaItem:
    found = {name: [row] if (row := getattr(item, f"of_{name}", None)) else [] for name in LATEST}
    item.latest_interpretations = found["interpretations"]
    item.latest_responses = found["responses"]
    item.latest_decisions = [*found["decided"], *found["proposed"]]
    return item
