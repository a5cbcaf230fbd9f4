"""No page breaks a rule of axe, in any state, light or dark; all fit every screen; and the focus can be seen."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looking import check_width, check_widths, focus_problems
from tests.browser.states import STATES, State
from tests.browser.visitors import Visitor

AXE = Axe().axe_script
RULES = {
    "resultTypes": ["violations"],
    "iframes": False,
    "preload": False,  # what is preloaded serves no rule that is on
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SCREENS = ((1440, "light"), (360, "dark"))  # axe takes a second or so per screen
# What Django's own administration does not do right, as the accessibility statement tells. It is for editors
# and administrators; all that others read and write is on pages of our own.
OF_DJANGO = {
    "aria-prohibited-attr",  # the question marks at the two lists of a choice of many
    "color-contrast",  # links of its index in the dark
    "empty-table-header",  # the column before the rows of a part
    "label", "select-name",  # fields of a row have the head of their column only
    "label-title-only",  # the search box is named by its help
    "link-in-text-block",  # the breadcrumb, by colour alone
    "scrollable-region-focusable",  # the rows of a part, on a phone
    "target-size",  # the filters beside a list lie close together
}  # fmt: skip


def violations(page: Page) -> dict[str, list[str]]:
    """Return each broken rule of axe with the elements that break it."""
    found: list[dict[str, Any]] = page.evaluate("async rules => (await axe.run(rules)).violations", RULES)
    return {each["id"]: [node["html"][:200] for node in each["nodes"]] for each in found}


def check_on_all_screens(page: Page, *, ignored: set[str] = frozenset()) -> None:
    page.evaluate(AXE)
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = violations(page)
        assert {rule: nodes for rule, nodes in found.items() if rule not in ignored} == {}, f"{width} px, {scheme}"


def check(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    check_on_all_screens(page)
    check_widths(page)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_breaks_no_rule_and_fits_every_screen(visitor: Visitor, state: State):
    page = visitor.show(state)

    expect(page.get_by_role("heading", level=1)).to_contain_text(state.title)
    check_on_all_screens(page, ignored=set() if state.is_ours else OF_DJANGO)
    if state.is_ours:
        check_widths(page)
        check_width(page, 360, height=640)
        assert focus_problems(page) == {}


def test_the_page_of_an_address_that_does_not_exist(production_page: Page):
    response = production_page.goto("/bestaat/niet/")

    assert response.status == 404
    check(production_page, "Deze pagina is er niet")
