"""Sorting, searching and grouping the table of the overview, with the keyboard and without loading the page."""

import re

from playwright.sync_api import Page, expect

from tests.browser.overview import levels_in_table, levels_on_map

FOCUSED = "document.activeElement.id"


def test_searching_filters_while_typing_and_keeps_what_is_typed(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    page.evaluate("window.sameDocument = true")
    search = page.get_by_label("Zoek een regio")

    search.press_sequentially("brabant", delay=60)

    expect(page.locator("#table-count")).to_have_text("3 van 25 regio’s")
    expect(search).to_have_value("brabant")
    assert page.evaluate(FOCUSED) == "zoek"
    assert len(levels_in_table(page)) == 3
    assert len(levels_on_map(page)) == 25
    expect(page).to_have_url(re.compile("zoek=brabant"))
    expect(page.locator("#overview-sentence")).to_contain_text("3 van 25 regio’s")
    assert page.evaluate("window.sameDocument") is True
    page.get_by_role("link", name="Volgende week").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 40")
    assert len(levels_in_table(page)) == 3


def test_a_heading_sorts_and_turns_and_keeps_the_focus(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    heading = page.locator("th:has(#sort-positive_tests)")

    for sort, first in [("descending", "Amsterdam-Amstelland"), ("ascending", "Zeeland")]:
        heading.get_by_role("link").press("Enter")
        expect(heading).to_have_attribute("aria-sort", sort)
        assert next(iter(levels_in_table(page))) == first
        assert page.evaluate(FOCUSED) == "sort-positive_tests"

    page.go_back()
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_grouping_puts_the_regions_below_their_levels(page: Page):
    page.goto("/?week=2020-W39&show=computed")

    page.get_by_role("link", name="Per niveau").click()

    headings = page.locator("tr.group th")
    expect(headings).to_have_text(
        [re.compile(r"3 ernstig \(3\)"), re.compile("2 zorgelijk"), re.compile("1 waakzaam")]
    )
    page.get_by_role("link", name="Verschil", exact=True).click()
    expect(page.get_by_role("link", name="Per verschil")).to_have_attribute("aria-current", "true")
    expect(headings.first).to_contain_text("lager vastgesteld dan berekend")


def test_from_a_mover_to_its_region_in_the_same_week(page: Page):
    page.goto("/?week=2020-W39&show=computed")
    movers = page.get_by_role("region", name="Vergeleken met week 38")

    expect(movers.get_by_role("listitem").filter(has_text="Haaglanden")).to_contain_text("naar 3 ernstig")
    movers.get_by_role("link", name="Haaglanden").click()

    expect(page).to_have_url(re.compile(r"/regio/VR15/\?week=2020-W39$"))
