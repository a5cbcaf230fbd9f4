"""A list that is larger than any will be, made quickly."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from measures.entries import as_content, draft_entries
from measures.models import (
    Catalogue,
    CatalogueVersion,
    Measure,
    MeasureInForce,
    MeasureLevel,
    MeasureStep,
    MeasureTheme,
    PublishedMeasure,
    TargetGroup,
)
from regions.models import Area

FIRST = datetime(2020, 8, 1, 9, tzinfo=UTC)
TEXT = "De regio vraagt de instelling om het bezoek te spreiden en legt uit waarom dat nodig is. " * 4


def fill_catalogue(*, measures: int, versions: int, code: str = "groot") -> str:
    """Store a list with its draft and its versions, a day apart; return the key of a measure.

    From one version to the next every fourth measure has another text.
    """
    of_list = Catalogue.objects.create(code=code, name="Een grote lijst")
    made = _draft(of_list, measures)
    contents = [as_content(entry) for entry in draft_entries(of_list)]
    for number in range(1, versions + 1):
        version = CatalogueVersion.objects.create(
            catalogue=of_list, number=number, motivation="Omdat.", published_at=FIRST + timedelta(days=number)
        )
        PublishedMeasure.objects.bulk_create(
            PublishedMeasure(
                version=version, measure=measure, order=order, content=_in_version(content, number, order)
            )
            for order, (measure, content) in enumerate(zip(made, contents, strict=True), start=1)
        )
    return str(made[0].key)


def take_everywhere(*, since: date, until: date | None = None, each: int = 5) -> None:
    """Have each safety region take a few of the measures."""
    taken = list(Measure.objects.all()[:each])
    MeasureInForce.objects.bulk_create(
        MeasureInForce(measure=measure, area=area, since=since, until=until, entered_at=timezone.now())
        for area in Area.objects.safety_regions()
        for measure in taken
    )


def _draft(of_list: Catalogue, count: int) -> list[Measure]:
    themes, groups = list(MeasureTheme.objects.all()), list(TargetGroup.objects.all())
    made = Measure.objects.bulk_create(
        Measure(
            catalogue=of_list,
            title=f"Maatregel {number}",
            description=TEXT,
            theme=themes[number % len(themes)],
            stance=number % 4,
            effect_text=TEXT,
            order=number,
        )
        for number in range(count)
    )
    MeasureLevel.objects.bulk_create(MeasureLevel(measure=one, number=1 + one.order % 3) for one in made)
    MeasureStep.objects.bulk_create(MeasureStep(measure=one, number=1, text="Overleg") for one in made)
    Measure.target_groups.through.objects.bulk_create(
        Measure.target_groups.through(measure=one, targetgroup=groups[one.order % len(groups)]) for one in made
    )
    return made


def _in_version(content: dict[str, object], number: int, order: int) -> dict[str, object]:
    return content if order % 4 else {**content, "description": f"{TEXT} Stand {number}."}
