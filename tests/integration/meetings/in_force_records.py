"""Lists and what is in force, to test pages with."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from measures.actions import publish
from measures.models import Catalogue, Measure, MeasureInForce, MeasureLevel
from regions.models import Area
from tests.integration.measures.records import catalogue, measure, theme


def agreed(title: str = "Titel", *, levels: tuple[int, ...] = (2,), **fields: Any) -> Measure:
    """Make an agreed draft entry."""
    return measure(title, levels=levels, **{"status": Measure.Status.AGREED, **fields})


def publish_all(now: datetime | None = None) -> None:
    """Publish each list that has anything new."""
    for one in Catalogue.objects.filter(measures__isnull=False).distinct():
        publish(catalogue=one, motivation="Voor de test.", by=None, now=now or timezone.now())


def take(
    taken: Measure, code: str = "VR15", *, since: date, until: date | None = None, by: User | None = None
) -> MeasureInForce:
    area = Area.objects.get(code=code)
    return MeasureInForce.objects.create(
        measure=taken, area=area, since=since, until=until, entered_at=timezone.now(), entered_by=by
    )


def many_agreed(number: int, *, levels: Iterable[int] = (2,)) -> list[Measure]:
    """Make many agreed draft entries at once, spread over the themes."""
    of_list, themes = catalogue(), [theme(code) for code in ("sport", "horeca", "bezoek", "overig")]
    made = Measure.objects.bulk_create(
        Measure(catalogue=of_list, theme=themes[n % 4], title=f"Maatregel {n}", description="x", stance=n % 4,
                status="agreed", order=n)
        for n in range(number)
    )  # fmt: skip
    MeasureLevel.objects.bulk_create(MeasureLevel(measure=one, number=number) for one in made for number in levels)
    return made
