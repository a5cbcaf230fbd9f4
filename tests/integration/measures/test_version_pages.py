"""The versions of a list, two of them side by side, and the page to publish the next one."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from measures.draft import load_draft
from measures.models import CatalogueVersion, Measure
from tests.integration.measures.records import PUBLISHED, catalogue, measure, published, theme

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(days=3)
VERSIONS, COMPARE, REVIEW, PUBLISH = (
    reverse(name, args=["jeugd"])
    for name in ("catalogue-versions", "catalogue-compare", "catalogue-review", "catalogue-publish")
)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def text_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def three_versions() -> None:
    """One measure in the first; a text and a level change, and one comes; then it is withdrawn."""
    measure("Blijft", levels=(1,))
    published("Sporthal open", levels=(2,), description="De sporthal blijft open.")
    made = Measure.objects.get(title="Sporthal open")
    made.levels.create(number=3)
    Measure.objects.filter(pk=made.pk).update(description="De sporthal gaat dicht.")
    published("Nieuw", now=LATER)
    Measure.objects.filter(pk=made.pk).update(status="withdrawn", withdrawn_because="Niet meer nodig.")
    published("Weer een", now=LATER + timedelta(days=1))


def test_the_versions_with_why_and_what_changed(desk: Client) -> None:
    three_versions()
    page = text_of(desk, VERSIONS)
    assert page.index("Versie 3") < page.index("Versie 1")
    assert "Omdat." in page
    assert "zorgelijk → zorgelijk, ernstig, " in page
    lines = desk.get(VERSIONS).context["lines"]
    assert [dict(line.counts) for line in lines] == [
        {"added": 1, "dropped": 1, "moved": 0, "changed": 0},
        {"added": 1, "dropped": 0, "moved": 1, "changed": 0},
        {"added": 2, "dropped": 0, "moved": 0, "changed": 0},
    ]
    assert [len(line.told) for line in lines] == [2, 2, 0]


def test_who_published_is_for_colleagues_only(client: Client, desk: Client, editor: User, settings: Any) -> None:
    CatalogueVersion.objects.create(
        catalogue=catalogue(), number=1, motivation="Omdat.", published_at=PUBLISHED, published_by=editor
    )
    assert "· redacteur" in text_of(desk, VERSIONS)
    settings.PUBLIC_PAGES = True
    client.logout()
    assert "redacteur" not in text_of(client, VERSIONS)


@pytest.mark.parametrize(
    ("van", "tot", "kinds"),
    [
        ("1", "2", {"added": 1, "moved": 1}),
        ("2", "1", {"dropped": 1, "moved": 1}),
        ("2", "3", {"added": 1, "dropped": 1}),
        ("1", "3", {"added": 2, "dropped": 1}),
        ("0", "1", {"added": 2}),
        ("2", "2", {}),
        ("0", "0", {}),
    ],
)
def test_any_two_versions_side_by_side(desk: Client, van: str, tot: str, kinds: dict[str, int]) -> None:
    three_versions()
    two = desk.get(COMPARE, {"van": van, "tot": tot}).context["two"]
    assert {kind: count for kind, count in two.comparison.counts.items() if count} == kinds


def test_what_changed_in_a_text_is_marked(desk: Client) -> None:
    three_versions()
    page = text_of(desk, COMPARE, van="1", tot="2")
    assert "blijft open." in page
    assert page.count("<del>") == page.count("<ins>") > 0
    only = text_of(desk, COMPARE, van="1", tot="2", soort="added")
    assert "Nieuw" in only
    assert "blijft open." not in only


def test_without_numbers_the_last_two(desk: Client) -> None:
    three_versions()
    assert desk.get(COMPARE).headers["Location"] == f"{COMPARE}?van=2&tot=3"


@pytest.mark.parametrize("query", [{"van": "1", "tot": "9"}, {"van": "x", "tot": "1"}, {"van": "1"}])
def test_versions_that_are_not_there_are_not_found(desk: Client, query: dict[str, str]) -> None:
    published()
    assert desk.get(COMPARE, query).status_code == 404


def test_a_list_without_versions_has_nothing_to_compare(desk: Client) -> None:
    catalogue()
    assert desk.get(COMPARE).status_code == 404
    assert "Er is nog niets gepubliceerd." in text_of(desk, VERSIONS)


def test_the_draft_is_looked_at_and_published(desk: Client, editor: User) -> None:
    measure("Sporthal open", levels=(2,))
    assert "nog niet eerder gepubliceerd" in text_of(desk, REVIEW)
    typed = {"motivation": "Op advies van de GGD.", "seen": desk.get(REVIEW).context["draft"].fingerprint}
    response = desk.post(PUBLISH, typed, follow=True)
    assert "is gepubliceerd" in response.content.decode()
    version = CatalogueVersion.objects.get()
    assert (version.published_by, version.motivation) == (editor, "Op advies van de GGD.")
    assert "niets te publiceren" in text_of(desk, REVIEW)


def test_what_is_refused_keeps_what_was_typed(desk: Client) -> None:
    measure("Sporthal open", levels=(2,))
    response = desk.post(PUBLISH, {"motivation": "Op advies van de GGD.", "seen": "iets anders"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Op advies van de GGD." in page
    assert "gewijzigd terwijl u keek" in page
    assert load_draft(catalogue(), now=LATER).fingerprint in page
    assert desk.post(PUBLISH, {"motivation": " ", "seen": "x"}).status_code == 422
    assert not CatalogueVersion.objects.exists()


def test_open_contradictions_are_told_before_publishing(desk: Client) -> None:
    published("Sporten mag", theme=theme("sport"), stance=0)
    other = catalogue("zorg", "Zorg")
    measure("Sporten dicht", catalogue=other, theme=theme("sport"), stance=3, levels=(2,))
    page = text_of(desk, reverse("catalogue-review", args=["zorg"]))
    assert "1 openstaande tegenstrijdigheid" in page
    assert "Sporten mag" in page
    typed = {"motivation": "Toch.", "seen": load_draft(other, now=LATER).fingerprint}
    desk.post(reverse("catalogue-publish", args=["zorg"]), typed)
    assert "1 tegenstrijdigheid stond open" in text_of(desk, reverse("catalogue-versions", args=["zorg"]))
