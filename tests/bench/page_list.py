"""The pages that are measured, by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from ladder.weeks import Week

REGION = "VR15"
WEEKS_SHOWN = 13


@dataclass(frozen=True)
class PageAt:
    """A page as an anonymous reader sees it, or the chair. `most_queries`: None when only told."""

    name: str
    address: str
    signed_in: bool = False
    most_queries: int | None = None


def pages(last: Week) -> Iterator[PageAt]:
    """Yield the pages that this site has, in a fixed period up to a week, which has an open meeting."""
    for page in _pages(last, f"from={last.plus(1 - WEEKS_SHOWN)}&to={last}"):
        if _is_there(page.address):
            yield page


def _pages(last: Week, period: str) -> tuple[PageAt, ...]:
    three = f"region=NL&region={REGION}&region=VR13&{period}"
    return (
        PageAt("overview", "/", most_queries=10),
        PageAt("overview, computed", f"/?show=computed&week={last}", most_queries=10),
        PageAt("region", f"/regio/{REGION}/?week={last}"),
        PageAt("region, figures of a chart", f"/regio/{REGION}/grafiek/positive_tests.json?week={last}"),
        PageAt(f"timeline, {WEEKS_SHOWN} weeks", f"/tijdlijn/?{period}"),
        PageAt(f"compare, 3 regions, {WEEKS_SHOWN} weeks", f"/vergelijken/?{three}"),
        PageAt("sources", "/bronnen/"),
        PageAt("revisions", f"/herzieningen/?week={last}"),
        PageAt("list of measures", "/maatregelen/"),
        PageAt("API: levels of a week", f"/api/v1/levels?week={last}"),
        PageAt("meetings", "/overleg/", signed_in=True),
        PageAt("agenda", f"/overleg/{last}/", signed_in=True),
        PageAt("session screen of a region", f"/overleg/{last}/{REGION}/", signed_in=True),
    )


def _is_there(address: str) -> bool:
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True
