"""The page of a region in the browser: charts, their pictures and tables, the period, and no script at all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.contexts import new_context
from tests.browser.site import Site

ADDRESS = "/regio/VR15/?week=2020-W42"
PNG = b"\x89PNG\r\n\x1a\n"


def first_chart(page: Page) -> None:
    """Scroll to the first chart, and wait until it is drawn."""
    chart = page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("data-drawn", "true")


def test_plotly_is_fetched_only_when_a_chart_comes_near(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "plotly" in address or "grafiek" in address] == []

    first_chart(page)

    assert sum("plotly.min" in address for address in asked) == 1


def test_a_chart_has_bands_strips_bars_a_mean_and_its_names_in_words(page: Page):
    page.goto(ADDRESS)
    first_chart(page)

    chart = page.locator("[data-chart]").first
    expect(chart.locator(".barlayer .point").first).to_be_attached()
    names = chart.locator(".annotation-text").all_text_contents()
    assert {"Vastgesteld niveau", "Berekend niveau"} <= set(names)
    assert "3" in [name.split(" ")[0] for name in names]
    expect(page.get_by_role("list", name="Legenda van de grafieken")).to_contain_text("gemiddelde van 7 dagen")


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_no_names_in_a_chart_lie_over_each_other(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{ADDRESS}&period=all")
    first_chart(page)

    boxes = [
        found
        for each in page.locator("[data-chart]").first.locator(".annotation-text").all()
        if (found := each.bounding_box())
    ]
    assert len(boxes) > 4
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 3
                or other["y"] + other["height"] <= one["y"] + 3
            )
            assert apart, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_leaves_as_a_picture_in_light_colours_with_title_and_source(
    page: Page, scheme: str, artefacts: Path
):
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(ADDRESS)
    first_chart(page)

    with page.expect_download() as as_svg:
        page.get_by_role("button", name=re.compile("^SVG ?, Positieve testen, Haaglanden$")).click()
    with page.expect_download() as as_png:
        page.get_by_role("button", name=re.compile("^PNG ?, Positieve testen, Haaglanden$")).click()

    assert as_svg.value.suggested_filename == "haaglanden-positieve-testen-2020-w42.svg"
    assert as_png.value.suggested_filename == "haaglanden-positieve-testen-2020-w42.png"
    svg = as_svg.value.path().read_text()
    assert svg.startswith("<svg")
    assert "Positieve testen, Haaglanden" in svg
    assert "Bron: RIVM" in svg
    assert "rgb(255, 255, 255)" in svg
    assert "rgb(233, 238, 243)" not in svg  # the ink of the dark scheme
    as_png.value.save_as(artefacts / f"region-chart-{scheme}.png")
    assert (artefacts / f"region-chart-{scheme}.png").read_bytes().startswith(PNG)


def test_the_table_of_a_chart_and_its_pictures_are_reached_by_keyboard(page: Page):
    page.goto(ADDRESS)
    first_chart(page)
    frame = page.locator(".chart-frame").first
    frame.get_by_role("button", name="SVG").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".svg")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(frame.get_by_role("table")).to_be_visible()
    page.keyboard.press("Tab")
    expect(frame.get_by_role("region", name="Positieve testen, Haaglanden")).to_be_focused()


def test_the_contents_lead_to_every_part(page: Page):
    page.goto(ADDRESS)
    contents = page.get_by_role("navigation", name="Verder op deze pagina")

    for link in contents.get_by_role("link").all():
        target = link.get_attribute("href") or ""
        expect(page.locator(f"h2{target}")).to_have_count(1)
    contents.get_by_role("link", name="Buurregio’s").click()
    expect(page.get_by_role("heading", name="Buurregio’s")).to_be_in_viewport()


def test_without_scripts_the_period_tables_and_downloads_work(browser: Browser, site: Site):
    context = new_context(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_role("navigation", name="Periode").get_by_role("link", name="26 weken").click()

    expect(page).to_have_url(re.compile("week=2020-W42&period=26"))
    expect(page.get_by_role("button", name="SVG")).to_have_count(0)
    frame = page.locator(".chart-frame").first
    frame.get_by_text("De cijfers bij deze grafiek").click()
    expect(frame.get_by_role("table")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^CSV ?, Week voor week")).click()
    assert download.value.suggested_filename == "VR15-weken-2020-W42.csv"
    context.close()
