"""The way of the newcomer: from the coloured map, as the chair, to the adopted note opened in Word."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from playwright.sync_api import Page, expect

from tests.browser.accounts import sign_in
from tests.browser.agenda import adopt, decide_rest, open_region
from tests.browser.overview import (
    colours_on_map,
    counts_in_legend,
    counts_of,
    levels_in_table,
    levels_on_map,
)
from tests.browser.site import Site

DUIDING = "De stijging zit vooral bij studenten in Delft.\nDe GGD kan het bron- en contactonderzoek nog aan."
REASON = "Eén uitbraak in een studentenhuis, al onder controle."
COMPUTED = "3 ernstig"
DECIDED = "2 zorgelijk"


def test_the_map_shows_the_computed_levels_of_a_real_week(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Berekend niveau").click()
    expect(page.get_by_role("heading", name="Berekend niveau", level=2)).to_be_visible()

    expect(page.get_by_role("heading", level=1)).to_have_text("Week 39 21–27 september 2020")
    on_map, in_table = levels_on_map(page), levels_in_table(page)
    assert len(on_map) == len(in_table) == 25
    assert on_map == {name: f"{level} (berekend)" for name, level in in_table.items()}
    assert {name for name, level in in_table.items() if level == "niveau 3 ernstig"} == {
        "Amsterdam-Amstelland", "Haaglanden", "Rotterdam-Rijnmond",
    }  # fmt: skip
    counts = counts_in_legend(page)
    assert sum(counts.values()) == 25
    assert {name: count for name, count in counts.items() if count} == counts_of(in_table)
    assert len(colours_on_map(page)) == 3


@pytest.mark.timeout(300)  # a whole meeting
def test_the_chair_runs_the_meeting_from_sign_in_to_the_note(page: Page, site: Site, tmp_path: Path):
    page.goto("/")
    sign_in(page, site, "voorzitter")
    open_agenda(page)
    open_region(page, "Haaglanden")

    write_duiding(page)
    decide_without_and_with_reason(page)
    page.get_by_role("link", name="Week 39").click()
    check_concept(download_note(page, tmp_path))

    decide_the_rest(page)
    try_to_adopt_alone(page)
    adopt(page, site, "2020-W39")
    sha256 = check_frozen(page)
    check_adopted(download_note(page, tmp_path), sha256)

    page.get_by_role("link", name="Overzicht").click()
    check_decided_map(page)


def open_agenda(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Inschalingsoverleg").click()
    page.get_by_role("region", name="Alle overleggen").get_by_role("link", name="Week 39").first.click()
    expect(page.get_by_role("heading", name="0 van 25 vastgesteld")).to_be_visible()


def write_duiding(page: Page) -> None:
    address = page.url
    page.get_by_label("Duiding van deze regio").fill(DUIDING)
    with page.expect_response(re.compile("/duiding/$")) as answer:
        page.get_by_role("button", name="Duiding opslaan").click()
    assert answer.value.request.headers["hx-request"] == "true"
    expect(page.get_by_role("region", name="Duiding")).to_contain_text(
        re.compile(r"Opgeslagen om \d\d:\d\d, versie 1")
    )
    assert page.url == address
    page.reload()
    expect(page.get_by_label("Duiding van deze regio")).to_have_value(DUIDING)


def decide_without_and_with_reason(page: Page) -> None:
    section = page.get_by_role("region", name="Besluit")
    level = section.get_by_role("radio", name=DECIDED)
    expect(section.get_by_role("radio", name=f"{COMPUTED} (berekend)")).to_be_checked()
    level.check()
    section.get_by_label("Geldig vanaf").fill("2020-10-01")
    section.get_by_role("button", name="Niveau vaststellen").click()

    expect(section.get_by_role("alert")).to_contain_text("Geef een reden")
    expect(level).to_be_checked()
    expect(section.get_by_label("Geldig vanaf")).to_have_value("2020-10-01")
    expect(page.get_by_label("Duiding van deze regio")).to_have_value(DUIDING)

    section.get_by_label("Soort reden").select_option("begrensd cluster")
    section.get_by_label("Reden", exact=True).fill(REASON)
    section.get_by_role("button", name="Niveau vaststellen").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Vastgesteld voor Haaglanden: {DECIDED}.")
    expect(section).to_contain_text("wijkt af van het berekende niveau")
    expect(section).to_contain_text(REASON)


def download_note(page: Page, folder: Path) -> Document:
    page.goto("/overleg/2020-W39/stukken/")
    with page.expect_download() as found:
        page.locator('a[href$="/2020-W39/stukken/duiding.docx"]').click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    document = docx.Document(str(path))
    document.core_properties.keywords = path.name
    return document


def lines_of(document: Document, region: str) -> list[str]:
    """The paragraphs under the heading of a region, up to the next region."""
    paragraphs = [(each.style.name, each.text) for each in document.paragraphs]
    start = paragraphs.index(("Heading 2", region))
    end = next((at for at in range(start + 1, len(paragraphs)) if paragraphs[at][0] == "Heading 2"), None)
    return [text for _style, text in paragraphs[start + 1 : end]]


def summary_of(document: Document) -> dict[str, list[str]]:
    """The rows of the summary: per region the level in force, the computed and the decided one, and since when."""
    table = next(each for each in document.tables if each.rows[0].cells[0].text == "Veiligheidsregio")
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows[1:]}


def check_concept(document: Document) -> None:
    assert document.core_properties.keywords == "duiding-2020-W39-concept.docx"
    assert document.paragraphs[1].text.startswith("Concept, stand van ")
    check_haaglanden(lines_of(document, "Haaglanden (VR15)"))
    summary = summary_of(document)
    assert len(summary) == 25
    assert summary.pop("Haaglanden")[1:] == [COMPUTED, DECIDED, "01-10-2020"]
    assert {decided for _before, _computed, decided, _since in summary.values()} == {"niet vastgesteld"}


def check_haaglanden(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "180,5 per 100.000 inwoners per 7 dagen, 30,5 (20 %) boven de signaalwaarde voor ernstig (150)" in text
    assert DUIDING in text
    assert "voorzitter (voorzitter)" in text
    assert f"{DECIDED}, geldig vanaf 1 oktober 2020." in lines
    assert "Dit wijkt af van het berekende niveau: begrensd cluster." in lines
    assert f"Reden: {REASON}" in lines


def decide_the_rest(page: Page) -> None:
    decide_rest(page, "2020-W39")
    page.goto("/overleg/2020-W39/")
    expect(page.get_by_role("heading", name="25 van 25 vastgesteld")).to_be_visible()


def try_to_adopt_alone(page: Page) -> None:
    page.get_by_role("link", name="Overleg vaststellen").click()
    expect(page.get_by_role("main")).to_contain_text("U kunt het overleg nog niet vaststellen.")
    expect(page.get_by_role("button", name="Vaststellen en bevriezen")).to_have_count(0)


def check_frozen(page: Page) -> str:
    """The agenda and its regions can only be read; return the hash that is shown."""
    expect(page.get_by_text("bevroren")).to_be_visible()
    sha256 = page.locator("code.hash").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", sha256)
    agenda = page.url
    expect(page.get_by_role("link", name="Overleg vaststellen")).to_have_count(0)
    open_region(page, "Haaglanden")
    expect(page.get_by_role("main")).to_contain_text(REASON)
    for section in ("Duiding", "Besluit"):
        region = page.get_by_role("region", name=section, exact=True)
        expect(region.get_by_role("button")).to_have_count(0)
        expect(region.locator("textarea, input")).to_have_count(0)
    page.goto(agenda)
    return sha256


def check_adopted(document: Document, sha256: str) -> None:
    assert document.core_properties.keywords == "duiding-2020-W39-vastgesteld.docx"
    assert document.core_properties.content_status == "vastgesteld"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert re.fullmatch(r"Vastgesteld op .* door voorzitter \(voorzitter\)\.", texts[1])
    assert any(text.startswith("SHA-256") and text.endswith(sha256) for text in texts)
    check_haaglanden(lines_of(document, "Haaglanden (VR15)"))
    summary = summary_of(document)
    assert summary["Haaglanden"][1:] == [COMPUTED, DECIDED, "01-10-2020"]
    deviating = [name for name, (_before, computed, decided, _since) in summary.items() if computed != decided]
    assert deviating == ["Haaglanden"]


def check_decided_map(page: Page) -> None:
    page.get_by_label("Week", exact=True).select_option("2020-W39")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 39")
    expect(page.get_by_role("link", name="Haaglanden: niveau 2 zorgelijk (vastgesteld)")).to_be_attached()
    on_map = levels_on_map(page)
    assert on_map["Amsterdam-Amstelland"] == "niveau 3 ernstig (vastgesteld)"
    assert len(on_map) == 25
    assert counts_in_legend(page) == {"1 waakzaam": 5, "2 zorgelijk": 18, "3 ernstig": 2, "onbekend": 0}
    page.get_by_role("link", name="Berekend niveau").click()
    expect(page.get_by_role("link", name="Haaglanden: niveau 3 ernstig (berekend)")).to_be_attached()


def test_a_frozen_meeting_refuses_what_tabs_from_before_still_send(
    screen_of: Callable[[str], Page], site_at_work: Site
):
    screen = screen_of("voorzitter")
    interpreting, deciding = screen.context.new_page(), screen.context.new_page()
    for page in (interpreting, deciding):
        page.goto("/overleg/2020-W40/VR15/")
    adopt(screen, site_at_work, "2020-W40")
    expect(screen.get_by_text("bevroren")).to_be_visible()

    interpreting.get_by_label("Duiding van deze regio").fill(DUIDING)
    interpreting.get_by_role("button", name="Duiding opslaan").click()
    section = deciding.get_by_role("region", name="Besluit")
    section.get_by_text("Besluit wijzigen").first.click()
    section.get_by_label("Reden", exact=True).fill(REASON)
    deciding.get_by_role("button", name="Besluit wijzigen").click()

    for place in (interpreting.get_by_role("region", name="Duiding"), section):
        expect(place).to_contain_text("Dit overleg is vastgesteld. Er kan niets meer aan veranderen.")
