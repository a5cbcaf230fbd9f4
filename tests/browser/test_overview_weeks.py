"""Sliding and playing through the weeks of the overview."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.contexts import new_context
from tests.browser.site import Site

FOCUSED = "document.activeElement.id"
# What came over the line for each week, and whether its content was there already.
RECEIVED = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.includes("week=") && ["fetch", "xmlhttprequest"].includes(one.initiatorType))
  .map((one) => ({ bytes: one.transferSize, kept: one.transferSize < one.encodedBodySize }))"""
SLIDER, PLAY = "Door de weken schuiven", "Weken afspelen"


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Call it with the options of a browser profile to get a page in it."""
    contexts: list[BrowserContext] = []

    def visiting(**options: object) -> Page:
        contexts.append(new_context(browser, site, **options))
        return contexts[-1].new_page()

    yield visiting
    for context in contexts:
        context.close()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def test_the_keys_of_the_slider_choose_a_week_and_the_focus_stays(page: Page):
    page.goto("/?week=2020-W39&show=computed&sort=-positive_tests")
    page.evaluate("window.sameDocument = true")
    slider = page.get_by_role("slider", name=SLIDER)
    expect(slider).to_have_attribute("aria-valuetext", "Week 39 2020")
    slider.focus()

    for key, week in [("ArrowRight", 40), ("ArrowLeft", 39), ("End", 53), ("Home", 36), ("ArrowUp", 37)]:
        page.keyboard.press(key)
        heading(page, f"Week {week}")
        expect(slider).to_have_attribute("aria-valuetext", f"Week {week} 2020")
        expect(page.get_by_label("Week", exact=True)).to_have_value(f"2020-W{week}")
        assert page.evaluate(FOCUSED) == "week-slider"
    assert page.evaluate("window.sameDocument") is True
    expect(page).to_have_url(re.compile(r"\?week=2020-W37&show=computed&sort=-positive_tests$"))


def test_sliding_leaves_one_step_in_the_history(page: Page):
    page.goto("/tijdlijn/")
    page.goto("/?week=2020-W39&show=computed")
    page.get_by_role("slider", name=SLIDER).focus()
    page.keyboard.press("ArrowRight")
    heading(page, "Week 40")
    page.keyboard.press("ArrowRight")
    heading(page, "Week 41")

    page.go_back()

    heading(page, "Tijdlijn")


def test_the_slider_follows_the_list_of_weeks(page: Page):
    page.goto("/?week=2020-W39&show=computed")

    page.get_by_label("Week", exact=True).select_option("2020-W41")

    expect(page.get_by_role("slider", name=SLIDER)).to_have_attribute("aria-valuetext", "Week 41 2020")
    expect(page.locator(".week-name")).to_have_text("Week 41 · 5–11 oktober 2020")


@pytest.mark.parametrize("script", ["htmx-2*", "js/overview*"])
@pytest.mark.parametrize("way", ["list", "slider", "search"])
def test_what_was_chosen_before_the_scripts_were_there_is_carried_out(page: Page, script: str, way: str):
    late: list[Route] = []
    # Not `late.append` itself: playwright marks what it calls.
    page.route(f"**/{script}.js", lambda route: late.append(route))
    page.goto("/?week=2020-W39&show=computed", wait_until="commit")
    if way == "list":
        page.get_by_label("Week", exact=True).select_option("2020-W41")
    elif way == "slider":
        page.get_by_role("slider", name=SLIDER).fill("5")
    else:
        page.get_by_label("Zoek een regio").fill("haag")

    while not late:
        page.wait_for_timeout(50)
    late[0].continue_()

    if way == "search":
        expect(page).to_have_url(re.compile("zoek=haag"))
        expect(page.get_by_role("row", name=re.compile("Haaglanden"))).to_be_visible()
        expect(page.get_by_role("row", name=re.compile("Groningen"))).to_have_count(0)
    else:
        heading(page, "Week 41")
        expect(page.get_by_role("slider", name=SLIDER)).to_have_attribute("aria-valuetext", "Week 41 2020")


@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_a_week_that_is_about_to_be_asked_for_is_fetched_once(visit: Callable[..., Page], way: str):
    page = visit()
    page.goto("/?week=2020-W39&show=computed", wait_until="networkidle")
    link = page.locator("#week-previous")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    with page.expect_response("**/?week=2020-W38&show=computed"):
        link.hover() if way == "pointer" else link.focus()
    page.mouse.move(0, 0)
    link.hover()
    assert len(asked) == 1
    heading(page, "Week 39")
    with page.expect_response("**/?week=2020-W37&show=computed"):  # and then the one after that
        link.click()
    heading(page, "Week 38")

    first, asked_again = page.evaluate(RECEIVED)[:2]
    assert asked_again["kept"]
    assert asked_again["bytes"] < first["bytes"] / 10


def test_a_week_that_was_computed_since_loads_the_page_anew(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    page.evaluate("""() => {
      window.sameDocument = true;
      document.querySelector("#week option[value='2020-W40']").remove();
    }""")

    page.locator("#week-next").click()

    heading(page, "Week 40")
    expect(page.get_by_label("Week", exact=True)).to_have_value("2020-W40")
    assert page.evaluate("window.sameDocument") is None


def test_playing_goes_from_week_to_week_until_the_last(page: Page):
    page.goto("/?week=2020-W51&show=computed")
    button = page.get_by_role("button", name=PLAY)
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    heading(page, "Week 52")
    heading(page, "Week 53")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile("week=2020-W53"))
    assert page.evaluate(FOCUSED) == "week-play"
    button.click()
    heading(page, "Week 36")


@pytest.mark.parametrize("action", ["button", "key", "map", "slider", "hidden"])
def test_playing_stops_at_any_other_action(page: Page, action: str):
    page.goto("/?week=2020-W36&show=computed")
    button = page.get_by_role("button", name=PLAY)
    button.click()
    heading(page, "Week 37")

    if action == "button":
        button.click()
    elif action == "key":
        page.keyboard.press("Tab")
    elif action == "map":
        page.locator("[data-map]").click(position={"x": 5, "y": 5})
    elif action == "slider":
        page.get_by_role("slider", name=SLIDER).focus()
        page.keyboard.press("End")
    else:
        hide = "Object.defineProperty(document, 'hidden', {get: () => true})"
        page.evaluate(f"{hide}; document.dispatchEvent(new Event('visibilitychange'))")

    expect(button).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(1500)
    stopped = page.get_by_role("heading", level=1).inner_text()
    page.wait_for_timeout(2000)
    assert page.get_by_role("heading", level=1).inner_text() == stopped


def test_when_the_site_cannot_be_reached_the_slider_goes_back(visit: Callable[..., Page]):
    page = visit()
    page.goto("/?week=2020-W39&show=computed")

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/?*week=2020-W40*", refuse)
    slider = page.get_by_role("slider", name=SLIDER)
    slider.focus()
    page.keyboard.press("ArrowRight")

    expect(slider).to_have_attribute("aria-valuetext", "Week 39 2020")
    heading(page, "Week 39")


def test_with_less_motion_the_button_goes_one_week_at_a_time_and_says_so(visit: Callable[..., Page]):
    page = visit(reduced_motion="reduce")
    page.goto("/?week=2020-W52&show=computed")
    expect(page.get_by_role("button", name=PLAY)).to_have_count(0)
    button = page.get_by_role("button", name="Eén week verder")
    expect(button).not_to_have_attribute("aria-pressed", re.compile(".*"))
    expect(button).to_have_accessible_description(re.compile("vraagt om minder beweging"))

    button.press("Enter")
    heading(page, "Week 53")
    page.wait_for_timeout(2000)
    heading(page, "Week 53")
    button.press("Enter")
    heading(page, "Week 36")


def test_without_javascript_the_list_of_weeks_is_enough(visit: Callable[..., Page]):
    page = visit(java_script_enabled=False)
    page.goto("/?week=2020-W39&show=computed&sort=-positive_tests")

    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name=PLAY)).to_have_count(0)
    page.get_by_label("Week", exact=True).select_option("2020-W41")
    page.get_by_role("button", name="Tonen").click()
    heading(page, "Week 41")
    page.get_by_label("Zoek een regio").fill("haag")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator("#table-count")).to_have_text("1 van 25 regio’s")
    expect(page).to_have_url(re.compile("sort=-positive_tests"))


def test_the_first_tap_tells_and_the_second_one_goes(visit: Callable[..., Page]):
    page = visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page.goto("/?week=2020-W39&show=computed")

    page.locator("#VR06").tap()
    expect(page.locator("[data-tooltip]")).to_contain_text("Gelderland")
    heading(page, "Week 39")
    page.locator("#VR06").tap()

    heading(page, "Noord- en Oost-Gelderland")


def test_the_tooltip_stays_while_the_pointer_is_on_it(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    tooltip = page.locator("[data-tooltip]")
    page.locator("#VR13").hover()
    expect(tooltip).to_be_visible()

    tooltip.hover()
    page.wait_for_timeout(600)
    expect(tooltip).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(tooltip).to_be_hidden()


def test_nothing_moves_when_the_script_arrives(visit: Callable[..., Page]):
    page = visit()
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto("/?week=2020-W39&show=computed", wait_until="networkidle")

    assert page.evaluate("window.shifted") == 0
