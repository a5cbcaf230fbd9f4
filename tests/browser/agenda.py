"""The agenda of a meeting, used as people use it."""

from playwright.sync_api import Page, expect

from tests.browser.contexts import new_context
from tests.browser.site import Site

SECRETARY = "secretaris"


def open_region(page: Page, name: str) -> None:
    """From the agenda, go to a region: a bespreekstuk, or one of the hamerstukken under their fold."""
    link = page.get_by_role("main").get_by_role("table").get_by_role("link", name=name, exact=True)
    if not link.count():
        page.get_by_text("Toon de regio’s").click()
    link.click()


def hammer(page: Page, week: str) -> None:
    """As the chair: decide all hamerstukken at once."""
    page.goto(f"/overleg/{week}/hamerstukken/")
    button = page.get_by_role("button", name="Afhameren")
    if button.count():
        button.click()


def decide_rest(page: Page, week: str) -> None:
    """As the chair: hammer, then decide each region that is left at the level that the form proposes."""
    hammer(page, week)
    page.goto(f"/overleg/{week}/?toon=todo")
    left = page.locator("table.agenda tbody th a")
    for address in left.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        page.goto(address)
        page.get_by_role("region", name="Besluit").get_by_role("button", name="Niveau vaststellen").click()


def check_decisions(page: Page, site: Site, week: str) -> None:
    """As the secretary, on a screen of his or her own: check the decisions of the chair (four eyes)."""
    assert page.context.browser
    context = new_context(page.context.browser, site, SECRETARY)
    screen = context.new_page()
    screen.goto(f"/overleg/{week}/vaststelling/")
    screen.get_by_role("button", name="Besluiten gecontroleerd").click()
    expect(screen.get_by_role("main")).to_contain_text(SECRETARY)
    context.close()


def adopt(page: Page, site: Site, week: str) -> None:
    """Have the decisions checked by the secretary, and adopt the meeting as the chair."""
    check_decisions(page, site, week)
    page.goto(f"/overleg/{week}/vaststelling/")
    page.get_by_role("button", name="Vaststellen en bevriezen").click()
