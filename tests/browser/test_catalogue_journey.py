"""The list of measures, from a spreadsheet with mistakes to what the chair sees of the new version."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page, expect

from tests.browser.contexts import new_context
from tests.browser.site import Site

EDITOR, SECTOR_LEAD, CHAIR = "redacteur", "sectortrekker", "voorzitter"
LIST = "/maatregelen/publieke-gezondheid/"
SHEET = "publieke-gezondheid.xlsx"
NEW, TO_RESOLVE = "Kerkdiensten met aanmelding vooraf", "Uitgaansgebied tijdelijk sluiten"
CHANGED = {"Basisregels herhalen in de wijk": "thema", "Sportwedstrijden zonder publiek": "niveaus"}
REACTION = "Begin bij de plekken waar jongeren komen; dat scheelt de horeca een sluiting."


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[dict[str, Page]]:
    """Three people, each signed in at a screen of their own."""
    with ExitStack() as screens:
        found = {}
        for account in (EDITOR, SECTOR_LEAD, CHAIR):
            context = new_context(browser, site, account)
            screens.callback(context.close)
            found[account] = context.new_page()
            found[account].goto("/")
        yield found


@pytest.mark.timeout(300)  # three people, and a list from draft to decision
def test_a_list_from_a_spreadsheet_to_the_meeting(people: dict[str, Page]):
    editor = people[EDITOR]
    book = downloaded(editor)
    two_rows_are_refused_and_mended(editor, book)
    the_draft_goes_round(editor)
    the_sector_lead_reacts(people[SECTOR_LEAD])
    the_editor_reads_it_and_resolves_a_contradiction(editor)
    the_editor_publishes(editor)
    the_chair_sees_what_serious_would_mean(people[CHAIR])


def downloaded(page: Page) -> Workbook:
    page.goto(f"{LIST}inlezen/")
    with page.expect_download() as found:
        page.get_by_role("link", name="Download voor Excel").click()
    return load_workbook(BytesIO(Path(found.value.path()).read_bytes()))


def two_rows_are_refused_and_mended(page: Page, book: Workbook) -> None:
    """A new entry and two mistakes; then the same file without the mistakes."""
    sheet = book.worksheets[0]
    columns = {str(cell.value).casefold(): cell.column for cell in sheet[1]}
    add_entry(sheet, columns)
    kept = {title: sheet.cell(row_of(sheet, columns, title), columns[name]) for title, name in CHANGED.items()}
    before = {title: cell.value for title, cell in kept.items()}
    for title, wrong in zip(CHANGED, ("onbekend thema", "drie"), strict=True):
        kept[title].value = wrong
    send(page, book)
    problems = page.get_by_role("group", name="Cellen waarmee iets mis is")
    expect(problems.locator("tbody tr")).to_have_count(2)
    for title in CHANGED:
        expect(problems).to_contain_text(title)

    for title, value in before.items():
        kept[title].value = value
    page.get_by_role("link", name="Verbeterd bestand inlezen").click()
    send(page, book)
    expect(problems).to_have_count(0)
    page.get_by_role("button", name="Dit bestand overnemen").click()
    expect(page.get_by_role("status").first).to_be_visible()


def row_of(sheet: Worksheet, columns: dict[str, int], title: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["titel"]).value == title)


def add_entry(sheet: Worksheet, columns: dict[str, int]) -> None:
    """Write a new entry as a copy of the one on smaller groups: without a key, with words of its own."""
    source, row = row_of(sheet, columns, "Kleinere groepen bij samenkomsten"), sheet.max_row + 1
    for column in columns.values():
        sheet.cell(row, column).value = sheet.cell(source, column).value
    texts = {"sleutel": None, "titel": NEW, "omschrijving": "Kerken vragen bezoekers zich vooraf te melden."}
    for name, value in texts.items():
        sheet.cell(row, columns[name]).value = value


def send(page: Page, book: Workbook) -> None:
    buffer = BytesIO()
    book.save(buffer)
    file = {"name": SHEET, "mimeType": "", "buffer": buffer.getvalue()}
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Bestand controleren").click()


def the_draft_goes_round(page: Page) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="Concept rondsturen").click()
    page.get_by_role("checkbox", name="sectortrekker").check()
    page.get_by_label("Wat wordt gevraagd").fill("Klopt dit met de afspraken in uw sector?")
    page.get_by_role("button", name="Concept rondsturen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Publieke gezondheid")


def the_sector_lead_reacts(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Reacties").click()
    page.get_by_role("link", name="Publieke gezondheid").click()
    entry = page.get_by_role("article", name=TO_RESOLVE)
    entry.get_by_text("Reageren").click()
    entry.get_by_label("Uw reactie").fill(REACTION)
    entry.get_by_role("button", name="Reactie versturen").click()
    expect(entry).to_contain_text("Uw reactie is bij de redacteur.")


def the_editor_reads_it_and_resolves_a_contradiction(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Reacties").click()
    page.get_by_role("region", name="Alle rondes").get_by_role("link", name="Publieke gezondheid").click()
    expect(page.get_by_role("main")).to_contain_text(REACTION)
    page.goto("/maatregelen/tegenstrijdigheden/?stand=concept&regel=instrument")
    expect(page.get_by_role("main")).to_contain_text("mag dit instrument niet gebruiken")
    page.get_by_role("link", name=re.compile(f"Oplossen in het concept.*{TO_RESOLVE}")).click()
    page.locator("#id_legal_instrument").select_option(label="Noodbevel")
    page.locator("#id_article").fill("Gemeentewet, art. 175")
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    page.goto("/maatregelen/tegenstrijdigheden/?stand=concept&regel=instrument")
    expect(page.get_by_role("main")).not_to_contain_text("mag dit instrument niet gebruiken")


def the_editor_publishes(page: Page) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="Concept publiceren").click()
    expect(page.get_by_role("main")).to_contain_text(NEW)
    page.get_by_label("Motivatie").fill("Kerken erbij; het uitgaansgebied met het juiste instrument.")
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_role("main")).to_contain_text("versie 3")


def the_chair_sees_what_serious_would_mean(page: Page) -> None:
    page.goto("/overleg/2020-W39/VR15/")
    page.get_by_text("Wat zou dit betekenen?").locator("..").get_by_role("link", name="ernstig").click()
    page.get_by_role("link", name="Op een eigen pagina").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Haaglanden")
    main = page.get_by_role("main")
    for text in (NEW, TO_RESOLVE, "2 zorgelijk", "3 ernstig", "Publieke gezondheid versie 3"):
        expect(main).to_contain_text(text)
