"""No page breaks a rule of axe, in any state, light or dark; and none is wider than the smallest phone."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.states import STATES, State
from tests.processes import eventually

AXE = Axe().axe_script
RULES = {"resultTypes": ["violations"], "iframes": False}
SCREENS = ((1440, "light"), (360, "dark"))  # axe takes a second or two per screen
NARROWEST = 320


def violations(page: Page) -> list[str]:
    """Return each broken rule of axe with the elements that break it."""
    found: list[dict[str, Any]] = page.evaluate("async rules => (await axe.run(rules)).violations", RULES)
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def check_on_all_screens(page: Page) -> None:
    page.evaluate(AXE)
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], f"{width} px, {scheme}"


def check_width(page: Page) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    # Charts take a moment to follow the window.
    eventually(lambda: width_of(page) <= NARROWEST, 3, lambda: f"{width_of(page)} px wide")


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def check(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    check_on_all_screens(page)
    check_width(page)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_breaks_no_rule_and_fits_every_screen(visitor: Callable[[str], Page], state: State):
    page = visitor(state.account)
    state.show(page)

    check(page, state.title)


def test_the_page_of_an_address_that_does_not_exist(production_page: Page):
    response = production_page.goto("/bestaat/niet/")

    assert response.status == 404
    check(production_page, "Deze pagina is er niet")
