"""Comparing in the browser: choosing, the chart and its table, and the same without a script."""

import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize(
    ("width", "names", "weeks"),
    [
        (360, {"> 50", "> 150"}, ["wk 37", "wk 45", "wk 53"]),
        (1280, {"zorgelijk > 50", "ernstig > 150"}, ["wk 37", "wk 41", "wk 45", "wk 49", "wk 53"]),
    ],
)
def test_the_words_of_the_chart_have_room(page: Page, width: int, names: set[str], weeks: list[str]):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/vergelijken/?region=NL&region=VR01&from=2020-W36&to=2020-W53")
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")

    assert set(chart.locator(".annotation-text").all_text_contents()) == names
    assert chart.locator(".xtick text").all_text_contents() == weeks


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chart_leaves_as_a_picture_in_light_colours_that_can_be_read_alone(
    page: Page, scheme: str, artefacts: Path
):
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/vergelijken/?region=NL&region=VR01&region=VR15&from=2020-W36&to=2020-W41")
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")
    assert not any("chart_pictures" in address for address in fetched)

    with page.expect_download() as as_svg:
        page.get_by_role("button", name="SVG").click()
    with page.expect_download() as as_png:
        page.get_by_role("button", name="PNG").click()

    assert sum("chart_pictures" in address for address in fetched) == 1
    assert as_svg.value.suggested_filename == "vergelijking-positieve-testen-2020-w36-2020-w41.svg"
    svg = as_svg.value.path().read_text()
    for told in ("Positieve testen per 100.000", "Groningen", "Haaglanden", "schaal: lineair", "Bron: RIVM"):
        assert told in svg
    assert "rgb(255, 255, 255)" in svg
    assert "rgb(233, 238, 243)" not in svg  # the ink of the dark scheme
    dashes = {re.sub(r"\s", "", found) for found in re.findall(r"stroke-dasharray: ([^;]+);", svg)}
    assert len(dashes) >= 2  # of a line, and of the signal values
    as_png.value.save_as(artefacts / f"compare-chart-{scheme}.png")
    assert (artefacts / f"compare-chart-{scheme}.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_made_is_told(page: Page):
    page.goto("/vergelijken/?region=NL&region=VR01")
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")
    page.evaluate("() => { window.Plotly.toImage = () => Promise.reject(new Error('refused')); }")

    page.get_by_role("button", name="PNG").click()

    expect(page.get_by_text("De afbeelding kon niet worden gemaakt.")).to_be_visible()


FIRST_LINE = "getComputedStyle(document.querySelector('.scatterlayer .js-line')).stroke"
WIDTH = "document.querySelector('.main-svg').getBoundingClientRect().width"


def test_a_chart_that_was_drawn_stands_on_paper_in_light_colours_and_comes_back(page: Page):
    page.emulate_media(color_scheme="dark")
    page.goto("/vergelijken/?region=NL&region=VR01")
    chart = page.locator("[data-chart]")
    expect(chart).to_have_class(re.compile("no-print"))
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")
    on_screen = page.evaluate(f"[{FIRST_LINE}, {WIDTH}]")
    expect(chart).not_to_have_class(re.compile("no-print"))

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = page.evaluate(f"[{FIRST_LINE}, {WIDTH}]")
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert on_paper == ["rgb(140, 15, 71)", 650]  # the signal values, as wide as a sheet of A4 allows
    assert on_screen[0] == "rgb(242, 145, 188)"
    page.wait_for_function(f"{FIRST_LINE} === '{on_screen[0]}' && {WIDTH} === {on_screen[1]}")
