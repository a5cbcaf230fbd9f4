"""Comparing in the browser: choosing, the chart and its table, and the same without a script."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import new_context
from tests.browser.site import Site

CHOICE = "Kies regio’s, hoogstens 6, en het land"


def test_choosing_regions_draws_a_line_for_each(page: Page):
    page.goto("/vergelijken/?region=NL&region=VR01")
    page.get_by_text(CHOICE).click()
    page.get_by_label("Haaglanden", exact=True).check()
    page.get_by_label("Signaal").select_option("hospital_admissions")
    page.get_by_label("Schaal").select_option("log")
    page.get_by_role("button", name="Vergelijken").click()

    expect(page).to_have_url(re.compile("region=NL&region=VR01&region=VR15&signal=hospital_admissions"))
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")
    assert chart.locator(".scatterlayer .trace").count() >= 3
    expect(page.locator(".series-list li")).to_have_count(3)


def test_each_line_has_the_colour_of_its_swatch(page: Page):
    page.goto("/vergelijken/?region=NL&region=VR01&region=VR15")
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")

    drawn = page.eval_on_selector_all(
        ".scatterlayer .js-line", "all => all.map(each => getComputedStyle(each).stroke)"
    )
    swatches = page.eval_on_selector_all(
        ".series-list .line", "all => all.map(each => getComputedStyle(each).color)"
    )

    assert len(set(swatches)) == 3
    assert set(swatches) <= set(drawn)


def test_too_few_regions_are_refused_with_the_choice_kept_and_open(page: Page):
    page.goto("/vergelijken/?region=NL&region=VR01")
    page.get_by_text(CHOICE).click()
    page.get_by_role("checkbox", name="Nederland").uncheck()
    page.get_by_role("button", name="Vergelijken").click()

    expect(page.get_by_role("alert")).to_contain_text("Kies er ten minste twee")
    expect(page.get_by_label("Groningen")).to_be_checked()
    expect(page.get_by_label("Groningen")).to_be_visible()


def test_without_scripts_the_figures_stand_in_list_and_table(browser: Browser, site: Site):
    context = new_context(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/vergelijken/?region=NL&region=VR15&from=2020-W39&to=2020-W40")
    page.get_by_label("Uitgelijnd op").select_option("level-3")
    page.get_by_role("button", name="Vergelijken").click()

    expect(page).to_have_url(re.compile("align=level-3"))
    expect(page.locator(".series-list")).to_contain_text("Haaglanden")
    page.get_by_text("De cijfers bij deze grafiek").click()
    expect(page.get_by_role("columnheader", name="Dagen sinds het niveau")).to_be_visible()
    context.close()
