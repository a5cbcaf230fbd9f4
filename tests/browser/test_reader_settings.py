"""The site as readers set their browser up: colours of their own, large text, more space in it, no motion.

The rules: WCAG 2.2, 1.4.4 (200 %), 1.4.10 (reflow), 1.4.11 and 1.4.1 (colours), 1.4.12 (text spacing), 2.3.3.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.contexts import new_context
from tests.browser.looking import check_width, texts_of
from tests.browser.site import Site
from tests.browser.states import STATES, State
from tests.browser.visitors import Visitor

MAIN = (
    "overview-computed",
    "region",
    "timeline",
    "compare",
    "item",
    "agenda",
    "catalogues",
    "in-force-grid",
    "sources",
)
MAIN_STATES = [state for state in STATES if state.name in MAIN]
WITH_LEVELS = [state for state in MAIN_STATES if state.name in ("overview-computed", "region", "timeline", "item")]

# The four values of success criterion 1.4.12.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
# Elements of text whose own box cuts off a part of what stands in it.
CUT_OFF = """
() => [...document.querySelectorAll("main :is(p, h1, h2, h3, a, button, th, td, dt, dd, label, summary, span)")]
  .filter((element) => element.checkVisibility({visibilityProperty: true}) && element.clientWidth > 1)
  .filter((element) => {
    const style = getComputedStyle(element);
    const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
    const {scrollHeight, clientHeight, scrollWidth, clientWidth} = element;
    const isTooSmall = scrollHeight > clientHeight + 2 || scrollWidth > clientWidth + 2;
    return cuts && isTooSmall && !["auto", "scroll"].includes(style.overflowX);
  })
  .map((element) => element.outerHTML.slice(0, 150))
"""
# Controls without anything that tells their edge when all colours are the reader's.
EDGELESS = """
() => [...document.querySelectorAll("main :is(button, .button, input, select, textarea)")]
  .filter((element) => element.checkVisibility({visibilityProperty: true}))
  .filter((element) => !["checkbox", "radio", "range", "hidden", "file"].includes(element.type))
  .filter((element) => {
    const style = getComputedStyle(element);
    const isLink = style.textDecorationLine.includes("underline");
    return style.borderStyle === "none" && style.outlineStyle === "none" && !isLink;
  })
  .map((element) => element.outerHTML.slice(0, 150))
"""
# Each mark of a level in the page: a name or number to read, or a description.
WORDLESS = """
() => [...document.querySelectorAll(".level, .regions a, a.cell")]
  .filter((mark) => !/[\\p{L}\\d?–]/u.test(mark.textContent + (mark.ariaLabel ?? "")))
  .map((mark) => mark.outerHTML.slice(0, 150))
"""


@pytest.mark.parametrize("state", MAIN_STATES, ids=lambda state: state.name)
def test_with_forced_colours_controls_have_edges_and_levels_words(visitor: Visitor, state: State):
    page = visitor.page(state.account)
    page.emulate_media(forced_colors="active")
    state.show(page, visitor.profiles.site.places)

    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(EDGELESS) == []
    assert page.evaluate(WORDLESS) == []


@pytest.mark.parametrize("state", WITH_LEVELS, ids=lambda state: state.name)
def test_with_forced_colours_levels_still_look_different(visitor: Visitor, state: State):
    """The fills of the map and the cells are data: they stay, where the reader's colours replace all others."""
    page = visitor.page(state.account)
    page.emulate_media(forced_colors="active")
    state.show(page, visitor.profiles.site.places)
    marks = page.locator(".regions path, a.cell, .level .number, .level > :first-child")
    looks = marks.evaluate_all(
        "marks => marks.map((mark) => getComputedStyle(mark).fill + getComputedStyle(mark).backgroundColor"
        " + mark.textContent)"
    )

    assert len(set(looks)) > 1


@pytest.fixture
def enlarged(browser: Browser, lived_in_site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a window of 1440 × 900 at 200 %: half as many pixels of CSS; styles may be added to it."""
    account = request.getfixturevalue("state").account
    context = new_context(
        browser, lived_in_site, account, viewport={"width": 720, "height": 450}, device_scale_factor=2,
        bypass_csp=True,
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", MAIN_STATES, ids=lambda state: state.name)
def test_enlarged_and_spaced_out_nothing_is_lost(enlarged: Page, visitor: Visitor, state: State):
    state.show(enlarged, visitor.profiles.site.places)
    check_width(enlarged, 720, height=450)
    before = texts_of(enlarged, seen_only=True)

    enlarged.add_style_tag(content=SPACED)

    check_width(enlarged, 720, height=450)
    assert enlarged.evaluate(CUT_OFF) == []
    assert before <= texts_of(enlarged, seen_only=True)


@pytest.mark.parametrize("state", MAIN_STATES, ids=lambda state: state.name)
def test_who_wants_no_motion_sees_none(visitor: Visitor, state: State):
    page = visitor.page(state.account)
    page.emulate_media(reduced_motion="reduce")
    state.show(page, visitor.profiles.site.places)
    for control in page.locator("main :is(a, button, summary):visible").all()[:3]:
        control.hover()
    page.keyboard.press("Tab")

    assert page.evaluate("document.getAnimations().filter(each => each.playState === 'running').length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_map_without_motion_follows_the_week(visitor: Visitor):
    page = visitor.page()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?week=2020-W39&show=computed")
    page.get_by_role("link", name="Volgende week").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 40")
    assert page.evaluate("document.getAnimations().length") == 0
