"""What must fit: wide tables on an ordinary screen, and what a reader must see of them on a small one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import check_width
from tests.browser.site import Site

REGION = "/regio/VR15/?week=2020-W39"
BY_VALUE = "/tijdlijn/?show=computed&sort=value&from=2020-W36&to=2020-W53"
A_YEAR_BY_VALUE = "/tijdlijn/?show=computed&sort=value&from=2020-W01&to=2020-W53"
PROVISIONAL = "/?week=2020-W43&show=computed"
STICKING_OUT = """
cells => cells.filter(cell => [...cell.children].some(
  one => one.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1)).map(cell => cell.innerText)
"""
OVERFLOWING = "frames => frames.filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel)"
SHOWN_WHOLE = """
list => {
  const paper = document.createElement("canvas").getContext("2d"), style = getComputedStyle(list);
  paper.font = style.font;
  const arrow = 16, edges = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + arrow;
  return paper.measureText(list.selectedOptions[0].label).width + edges <= list.clientWidth;
}
"""


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_weeks_of_a_region_fit_with_all_their_signals(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(REGION)

    frame = page.locator(".table-scroll:has(> .weeks)")
    expect(frame.get_by_role("columnheader")).to_have_count(10)
    assert frame.evaluate_all(OVERFLOWING) == []


def test_on_a_small_screen_the_week_stays_beside_its_figures(page: Page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(REGION)
    frame = page.locator(".table-scroll:has(> .weeks)")
    frame.scroll_into_view_if_needed()
    frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, 0)")

    week, last = frame.locator("tbody tr").first.locator("th"), frame.locator("tbody tr").first.locator("td").last
    expect(week).to_be_in_viewport(ratio=0.99)
    expect(last).to_be_in_viewport(ratio=0.99)
    left, right = week.bounding_box(), last.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]


@pytest.mark.parametrize("width", [360, 768, 1024, 1200, 1440])
def test_nothing_of_the_signals_is_hidden_sideways(page: Page, width: int):
    page.goto("/bronnen/")
    check_width(page, width)

    assert page.locator(".table-scroll:has(> .signal-table)").evaluate_all(OVERFLOWING) == []
    row = page.get_by_role("table", name="De signalen").get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_have_count(5)
    expect(row.get_by_role("rowheader")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "place"), [(360, ".beside"), (768, ".beside"), (1024, ".sorted"), (1440, ".sorted")]
)
@pytest.mark.parametrize("address", [BY_VALUE, A_YEAR_BY_VALUE])
def test_by_what_the_timeline_is_sorted_stays_in_view_beside_the_last_week(
    page: Page, address: str, width: int, place: str
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    row = page.locator(".heat tbody tr").first
    row.scroll_into_view_if_needed()

    expect(row.locator(place)).to_have_text("574,2")
    expect(row.locator(place)).to_be_in_viewport(ratio=0.99)
    expect(row.locator("a.cell").last).to_be_in_viewport(ratio=0.9)
    expect(page.locator(f".heat thead {place}").last).to_contain_text("Positieve testen, week 53")


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("address", ["/?week={}", "/regio/VR15/?week={}", "/herzieningen/?week={}"])
def test_the_list_of_weeks_shows_the_chosen_one_whole(page: Page, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    for week in ("2020-W36", "2020-W39", "2020-W53"):
        page.goto(address.format(week))
        assert page.locator("#week").evaluate(SHOWN_WHOLE), week


@pytest.mark.parametrize("width", [320, 360, 640, 768, 1440])
def test_how_sure_a_level_is_stays_within_its_cell(page: Page, site_at_work: Site, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site_at_work.url}{PROVISIONAL}")

    row = page.locator(".regions-table tbody tr").filter(has_text="Groningen")
    expect(row).to_contain_text("(voorlopig)")
    expect(row).to_contain_text("5 van 7 dagen volledig gemeld")
    assert row.locator("td").evaluate_all(STICKING_OUT) == []
