"""The policy officer looks: weeks, regions, decided and computed levels, charts; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.accounts import fill_in, sign_in
from tests.browser.agenda import open_region
from tests.browser.overview import counts_in_legend, levels_in_table, levels_on_map
from tests.browser.site import Site

PLOTLY = re.compile(r"plotly[^/]*\.js")


def test_choosing_a_week_changes_map_table_and_address_without_loading_the_page(page: Page):
    page.goto("/?show=computed")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 39")
    page.evaluate("window.sameDocument = true")

    page.get_by_label("Week", exact=True).select_option("2020-W41")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 41")
    expect(page).to_have_url(re.compile(r"week=2020-W41"))
    expect(page).to_have_title(re.compile("Week 41"))
    expect(page.locator("#overview-sentence")).to_contain_text("Week 41, berekend:")
    assert page.evaluate("window.sameDocument") is True
    on_map, in_table = levels_on_map(page), levels_in_table(page)
    assert on_map == {name: f"{level} (berekend)" for name, level in in_table.items()}
    assert sum(counts_in_legend(page).values()) == len(in_table) == 25

    page.get_by_role("link", name="Vorige week").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 40")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 41")


def test_a_link_shows_the_same_page_to_somebody_else(page: Page):
    page.goto("/?week=2020-W36&show=decided")

    switch = page.get_by_role("navigation", name="Soort niveau")
    expect(switch.get_by_role("link", name="Vastgesteld niveau")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Haaglanden: niveau niet vastgesteld (vastgesteld)")).to_be_attached()


def test_switching_between_decided_and_computed(page: Page):
    page.goto("/?week=2020-W39")
    switch = page.get_by_role("navigation", name="Soort niveau")

    switch.get_by_role("link", name="Vastgesteld niveau").click()
    expect(page).to_have_url(re.compile("show=decided"))
    expect(page.get_by_role("heading", name="Vastgesteld niveau", level=2)).to_be_visible()
    # What the meeting on week 38 decided is in force until the one on 39 is adopted.
    assert levels_in_table(page)["Haaglanden"] == "niveau 2 zorgelijk"

    switch.get_by_role("link", name="Berekend niveau").click()
    expect(page).to_have_url(re.compile("show=computed"))
    expect(page.get_by_role("heading", name="Berekend niveau", level=2)).to_be_visible()
    assert levels_in_table(page)["Haaglanden"] == "niveau 3 ernstig"


def test_from_the_map_to_a_region_and_its_neighbour_in_the_same_week(page: Page):
    page.goto("/?week=2020-W41")

    page.locator("#VR15").click()
    expect(page.get_by_role("heading", name="Haaglanden", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/regio/VR15/\?week=2020-W41$"))
    page.get_by_role("region", name="Buurregio’s").get_by_role("link", name="Rotterdam-Rijnmond").click()
    expect(page.get_by_role("heading", name="Rotterdam-Rijnmond", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Overzicht").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 41")


def test_hovering_a_region_tells_its_name_level_and_figure(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    tooltip = page.locator("[data-tooltip]")
    expect(tooltip).to_be_hidden()

    page.locator("#VR15").hover()

    expect(tooltip).to_contain_text("Haaglanden")
    expect(tooltip).to_contain_text("niveau 3 ernstig")
    expect(tooltip).to_contain_text("180,5 per 100.000 inwoners per 7 dagen")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()


def test_charts_are_drawn_and_their_library_comes_only_when_they_are_in_view(page: Page):
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if PLOTLY.search(request.url) else None)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/regio/VR15/?week=2020-W41", wait_until="networkidle")
    assert asked == []

    charts = page.locator("[data-chart]")
    charts.first.scroll_into_view_if_needed()

    expect(charts.first).to_have_attribute("data-drawn", "true")
    assert charts.first.locator("svg .barlayer .point path").count() == 6 * 7
    assert charts.first.locator("svg .scatterlayer .point").count() > 6
    assert charts.first.locator("svg .shapelayer path").count() > 3
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "true")
    assert len(asked) == 1


def test_a_signed_in_reader_reads_the_meeting_and_changes_nothing(page: Page, site: Site):
    page.goto("/")
    sign_in(page, site, "beleidsmedewerker")
    page.get_by_role("link", name="Inschalingsoverleg").click()
    expect(page.get_by_role("button", name="Overleg openen")).to_have_count(0)
    page.get_by_role("region", name="Alle overleggen").get_by_role("link", name="Week 39").first.click()
    open_region(page, "Haaglanden")

    expect(page.get_by_role("main")).to_contain_text("Er is geen duiding geschreven.")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()


def test_the_site_in_english(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    page.get_by_label("Taal").select_option("en")
    page.get_by_role("button", name="Wijzigen").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("week=2020-W39"))
    expect(page.get_by_role("heading", name="Computed level", level=2)).to_be_visible()


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Page:
    """A page in a browser without JavaScript."""
    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        yield context.new_page()


def test_without_javascript_weeks_regions_and_figures_are_all_there(plain_page: Page):
    plain_page.goto("/?show=computed")
    plain_page.get_by_label("Week", exact=True).select_option("2020-W41")
    plain_page.get_by_role("button", name="Tonen").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("Week 41")
    plain_page.get_by_role("link", name="Haaglanden: niveau").click()
    expect(plain_page.get_by_role("heading", name="Haaglanden", level=1)).to_be_visible()

    plain_page.get_by_role("link", name="Vorige week").click()
    expect(plain_page).to_have_url(re.compile("week=2020-W40"))
    plain_page.get_by_text("De cijfers bij deze grafiek").first.click()
    expect(plain_page.get_by_role("table", name="Positieve testen, Haaglanden")).to_be_visible()


def test_without_javascript_a_duiding_is_written(plain_page: Page, site: Site):
    plain_page.goto("/overleg/2020-W39/VR15/")
    fill_in(plain_page, "voorzitter", site.accounts["voorzitter"])
    plain_page.get_by_label("Duiding van deze regio").fill("Zonder script.")
    plain_page.get_by_role("button", name="Duiding opslaan").click()

    expect(plain_page.get_by_role("status").first).to_contain_text("De duiding van Haaglanden is opgeslagen.")
    expect(plain_page.get_by_label("Duiding van deze regio")).to_have_value("Zonder script.")
