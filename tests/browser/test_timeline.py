"""The timeline with the keyboard, without a mouse and without a script."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import new_context
from tests.browser.site import Site
from tests.browser.test_keyboard import FOCUSED, OUTLINE, tab_to

PAGE = "/tijdlijn/?show=computed&from=2020-W36&to=2020-W41"
NAME = f"{FOCUSED}.ariaLabel"


def test_the_arrow_keys_go_from_cell_to_cell_and_enter_opens_one(page: Page):
    page.goto(PAGE)
    tab_to(page, "Amsterdam-Amstelland, week 41", most=80)
    assert page.evaluate(OUTLINE) == "solid3px"

    page.keyboard.press("ArrowDown")
    assert page.evaluate(NAME).startswith("Brabant-Noord, week 41, 2020: ")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NAME) == "Brabant-Noord, week 39, 2020: 2 zorgelijk"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NAME).startswith("Brabant-Noord, week 36")
    page.keyboard.press("End")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Brabant-Noord")
    expect(page).to_have_url(re.compile(r"/regio/VR21/\?week=2020-W41"))


def test_all_cells_together_are_one_stop_of_the_tab_key(page: Page):
    page.goto(PAGE)

    assert page.locator("a.cell").count() == 150
    assert page.locator("a.cell[tabindex='0']").count() == 1


def test_the_headings_stay_in_view_on_a_small_screen(page: Page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/tijdlijn/?show=computed&from=2020-W36&to=2020-W53")
    cell = page.get_by_role("link", name=re.compile("^Zuid-Limburg, week 53"))
    page.locator(".heat-scroll").scroll_into_view_if_needed()
    page.eval_on_selector(".heat-scroll", "frame => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)")

    expect(page.get_by_role("rowheader", name="Zuid-Limburg")).to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="week 53")).to_be_in_viewport()
    expect(cell).to_be_in_viewport()


def test_without_scripts_every_cell_is_a_link_and_the_form_chooses_weeks(browser: Browser, site: Site):
    context = new_context(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tijdlijn/")
    page.get_by_label("Van", exact=True).select_option("2020-W39")
    page.get_by_label("Tot en met", exact=True).select_option("2020-W40")
    page.get_by_role("button", name="Tonen").click()

    expect(page).to_have_url(re.compile("from=2020-W39&to=2020-W40"))
    expect(page.locator("a.cell")).to_have_count(50)
    page.get_by_role("link", name="aantal inwoners").click()
    expect(page).to_have_url(re.compile("sort=size&from=2020-W39&to=2020-W40"))
    expect(page.get_by_role("rowheader").first).to_have_text("Utrecht", use_inner_text=True)
    page.locator("a.cell").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gooi en Vechtstreek")
    context.close()
