"""The catalogue editor changes a measure in the administration; everybody sees it, and the history remembers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

TITLE = "Toezicht op drukke plekken"
NEW_TITLE = "Toezicht op drukke pleinen en parken"
REGION = "/regio/VR15/?week=2020-W39"


@pytest.fixture
def page(screen_of: Callable[[str], Page]) -> Page:
    """A page at which the editor is signed in."""
    return screen_of("redacteur")


def test_the_editor_changes_a_measure_publishes_and_sees_it_at_the_region(page: Page):
    page.goto(REGION)
    measures = page.get_by_role("region", name="Maatregelen", exact=True)
    expect(measures.get_by_role("heading", name=TITLE)).to_be_visible()

    open_in_administration(page, TITLE)
    page.get_by_label("Titel").fill(NEW_TITLE)
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    expect(page.get_by_role("link", name=NEW_TITLE).first).to_be_visible()
    page.goto(REGION)
    expect(measures.get_by_role("heading", name=TITLE)).to_be_visible()
    page.goto("/maatregelen/publieke-gezondheid/publiceren/")
    page.get_by_label("Motivatie").fill("Ook parken.")
    page.get_by_role("button", name="Publiceren").click()

    page.goto(REGION)
    expect(measures.get_by_role("heading", name=NEW_TITLE)).to_be_visible()
    expect(measures.get_by_role("heading", name=TITLE, exact=True)).to_have_count(0)
    check_history(page)


def open_in_administration(page: Page, title: str) -> None:
    page.get_by_role("link", name="Beheer").click()
    page.get_by_role("main").locator(".model-measure a").first.click()
    page.get_by_role("main").get_by_role("link", name=title).click()


def check_history(page: Page) -> None:
    open_in_administration(page, NEW_TITLE)
    page.get_by_role("link", name="Geschiedenis").click()
    rows = page.locator("#change-history tbody tr")
    expect(rows).to_have_count(3)  # added, its target groups, and what the editor changed
    expect(rows.first).to_contain_text("redacteur")
    expect(rows.first).to_contain_text(f"{TITLE} → {NEW_TITLE}")
    expect(rows.last).to_contain_text("toegevoegd")


def test_the_editor_finds_only_the_list_of_measures_in_the_administration(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Beheer").click()

    expect(page.get_by_role("link", name="Maatregelen", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Catalogi").first).to_be_visible()
    expect(page.get_by_role("link", name="Gebruikers")).to_have_count(0)
    expect(page.get_by_role("link", name="Metingen")).to_have_count(0)
