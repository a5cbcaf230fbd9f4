"""The site without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.browser.site import Site

FOCUSED = "document.activeElement"
OUTLINE = f"getComputedStyle({FOCUSED}).outlineStyle + getComputedStyle({FOCUSED}).outlineWidth"


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the element with this label, text or id has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if name in page.evaluate(f"[{FOCUSED}.ariaLabel, {FOCUSED}.innerText, {FOCUSED}.id].join(' ')"):
            return
    raise AssertionError(f"no way to {name} in {most} presses of Tab")


def test_the_first_tab_skips_to_the_content(page: Page):
    page.goto("/")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).not_to_be_in_viewport()

    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Link kopiëren")).to_be_focused()
    assert page.evaluate(OUTLINE) == "solid3px"


def test_each_region_of_the_map_is_reached_shown_and_opened(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    tab_to(page, "Sla de kaart over")
    expect(page.get_by_role("link", name="Sla de kaart over")).to_be_in_viewport()

    reached = []
    for _region in range(25):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(f"{FOCUSED}.ariaLabel"))
        assert page.evaluate(f"getComputedStyle({FOCUSED}.querySelector('use')).strokeWidth") == "6px"
        expect(page.locator("[data-tooltip]")).to_contain_text(reached[-1].split(":")[0])
    assert len(set(reached)) == 25
    assert reached[-1] == "Flevoland: niveau 2 zorgelijk (berekend)"
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Flevoland", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("week=2020-W39"))


def test_the_map_can_be_skipped(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    tab_to(page, "Sla de kaart over")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Alle regio’s")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Zoek een regio")).to_be_focused()
    tab_to(page, "sort-state", most=15)  # the heads of the columns sort
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Groningen", exact=True)).to_be_focused()


def test_the_focus_stays_where_it_was_when_the_week_changes(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    tab_to(page, "Volgende week")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 40")
    expect(page.get_by_role("link", name="Volgende week")).to_be_focused()


def test_signing_in_writing_and_deciding(page: Page, site: Site):
    page.goto("/overleg/2020-W39/VR15/")
    page.keyboard.type("voorzitter")
    page.keyboard.press("Tab")
    page.keyboard.type(site.accounts["voorzitter"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Haaglanden", level=1)).to_be_visible()

    tab_to(page, "id_text")
    page.keyboard.type("Met het toetsenbord geschreven.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Duiding")).to_contain_text("Opgeslagen om")

    tab_to(page, "id_level")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="2 zorgelijk")).to_be_checked()
    tab_to(page, "id_deviation")
    page.keyboard.type("begrensd")
    tab_to(page, "id_reason")
    page.keyboard.type("Eén uitbraak.")
    tab_to(page, "Niveau vaststellen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Vastgesteld voor Haaglanden: 2 zorgelijk.")


def test_regions_are_compared_and_their_figures_read(page: Page):
    page.goto("/vergelijken/?region=NL&region=VR01")
    tab_to(page, "Kies regio’s")
    page.keyboard.press("Enter")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.value") == "VR15":
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Haaglanden")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("region=VR15"))
    expect(page.locator(".series-list li")).to_have_count(3)
    read_figures(page)


def test_the_figures_below_a_chart_of_a_region_are_read(page: Page):
    page.goto("/regio/VR15/?week=2020-W39")
    read_figures(page)


def read_figures(page: Page) -> None:
    """Unfold the table of the first chart and walk into it: the frame that scrolls has the focus, and shows it."""
    tab_to(page, "De cijfers bij deze grafiek", most=120)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    frame = page.locator(":focus")
    expect(frame.get_by_role("table")).to_be_visible()
    assert page.evaluate(OUTLINE) == "solid3px"
