"""Every page as a clean A4: no controls, black on white, nothing cut off, and where it comes from."""

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.site import Site
from tests.browser.visitors import Visitor

A4 = (595, 842)  # points
INSIDE = {"portrait": 695, "landscape": 1024}  # pixels between the margins
OVERVIEW = "/?week=2020-W39&show=computed"
PUBLIC = {
    OVERVIEW: 3,
    "/regio/VR15/?week=2020-W39": 8,
    "/tijdlijn/?from=2020-W36&to=2020-W53&show=computed": 2,
    "/vergelijken/?region=VR15&region=VR17": 3,
    "/bronnen/": 8,
    "/toegankelijkheid/": 2,
    "/maatregelen/": 14,
}
INTERNAL = {"/overleg/": 2, "/overleg/2020-W39/": 4, "/overleg/2020-W39/VR15/": 6, "/kwaliteit/": 3}
ROWS = re.compile(r"positieve ?testen volledige ?cijfers")  # of which the columns may break
WIDER = """width => [...document.querySelectorAll("main *")]
    .filter(one => !one.closest("svg") && !one.closest(".visually-hidden") && one.checkVisibility())
    .filter(one => one.getBoundingClientRect().right > width + 1 && getComputedStyle(one).position !== "absolute")
    .map(one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`)"""


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())


def is_landscape(pdf: PdfReader) -> bool:
    box = pdf.pages[0].mediabox
    return bool(box.width > box.height)


def check(page: Page, most: int) -> None:
    pdf = printed(page)
    assert len(pdf.pages) <= most
    assert {tuple(sorted((round(s.mediabox.width), round(s.mediabox.height)))) for s in pdf.pages} == {A4}
    width = INSIDE["landscape" if is_landscape(pdf) else "portrait"]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(WIDER, width) == []
    page.emulate_media(media="null")


@pytest.mark.parametrize(("address", "most"), PUBLIC.items())
def test_public_pages_fit_on_paper(page: Page, address: str, most: int):
    page.goto(address)

    check(page, most)


@pytest.mark.parametrize(("address", "most"), INTERNAL.items())
def test_pages_of_the_meeting_fit_on_paper(visitor: Visitor, address: str, most: int):
    page = visitor.page("voorzitter")
    assert page.goto(address).status == 200

    check(page, most)


def test_the_sheet_says_where_it_comes_from_and_how_many_there_are(page: Page, site: Site):
    page.goto("/?week=2020-W39")

    pdf = printed(page)

    text = text_of(pdf)
    assert re.sub(" ", "", f"Afgedrukt van {site.url}/?week=2020-W39&show=") in re.sub(" ", "", text)
    assert text.count("Afgedrukt van") == 1
    assert "Week 39" in text
    assert f"1 / {len(pdf.pages)}" in text
    for control in ("Link kopiëren", "Aanmelden", "Wijzigen", "Taal", "Overzicht Tijdlijn"):
        assert control not in text


def test_a_page_without_a_pinned_address_has_its_own(page: Page, site: Site):
    page.goto("/toegankelijkheid/")

    assert f"Afgedrukt van {site.url}/toegankelijkheid/" in text_of(printed(page))


def test_what_was_known_then_is_told(page: Page):
    page.goto("/tijdlijn/?as_of=2027-01-01T12:00&from=2020-W38&to=2020-W39")

    assert "1 januari 2027, 12:00" in text_of(printed(page))


def test_every_region_and_the_head_of_the_table_on_each_sheet(page: Page):
    page.goto(OVERVIEW)

    pdf = printed(page)

    sheets = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]
    for region in ("Groningen", "Haaglanden", "Zuid-Limburg", "Flevoland"):
        assert any(region in sheet for sheet in sheets)
    with_rows = [sheet for sheet in sheets if ROWS.search(sheet)]
    assert with_rows
    assert all("Veiligheidsregio" in sheet for sheet in with_rows)


def test_what_is_folded_on_screen_is_open_on_paper(page: Page):
    page.goto("/bronnen/")

    text = text_of(printed(page))

    assert "Bij de GGD gemelde personen met een positieve test" in text
    assert "signaalwaarde van niveau 2" in text


@pytest.mark.parametrize("address", [OVERVIEW, "/bronnen/"])
def test_paper_is_white_also_from_a_dark_screen(page: Page, address: str):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(address)

    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    )

    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_the_colours_of_the_levels_stay(page: Page):
    page.emulate_media(media="print")
    page.goto(OVERVIEW)

    assert page.evaluate("getComputedStyle(document.querySelector('.map svg')).printColorAdjust") == "exact"
    assert page.evaluate("getComputedStyle(document.querySelector('.level .mark')).printColorAdjust") == "exact"
