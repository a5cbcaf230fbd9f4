"""Measures to test with."""

from datetime import UTC, datetime
from typing import Any

from measures.actions.publishing import publish
from measures.models import Catalogue, CatalogueVersion, Measure, MeasureTheme

PUBLISHED = datetime(2020, 9, 10, 9, tzinfo=UTC)


def theme(code: str = "overig") -> MeasureTheme:
    return MeasureTheme.objects.get(code=code)


def catalogue(code: str = "jeugd", name: str = "Jeugd") -> Catalogue:
    return Catalogue.objects.get_or_create(code=code, defaults={"name": name})[0]


def measure(title: str = "Titel", *, levels: tuple[int, ...] = (), **fields: Any) -> Measure:
    """Make a draft entry; catalogue and theme are filled in unless given."""
    made = Measure.objects.create(
        **{"catalogue": catalogue(), "theme": theme(), "description": "Tekst.", "title": title, **fields}
    )
    for number in levels:
        made.levels.create(number=number)
    return made


def published(
    title: str = "Titel", *, levels: tuple[int, ...] = (2,), now: datetime = PUBLISHED, **fields: Any
) -> CatalogueVersion:
    """Make a draft entry and publish its list with it."""
    made = measure(title, levels=levels, **fields)
    return publish(catalogue=made.catalogue, motivation="Omdat.", by=None, now=now)
