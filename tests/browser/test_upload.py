"""The secretary sends in figures: template, file, preview, yes; and reads what became of them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

WEEK = "2020-W39"


@pytest.fixture
def page(screen_of: Callable[[str], Page]) -> Page:
    """A page at which the secretary is signed in."""
    return screen_of("secretaris")


def send(page: Page, name: str, content: bytes) -> None:
    page.goto("/aanleveren/")
    page.get_by_label("Spreadsheet").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Bestand controleren").click()


def downloaded_template(page: Page) -> bytes:
    """Ask for positive tests only, of one week, by the form."""
    for checked in reversed(page.locator("input[name=signals]:checked").all()):
        checked.uncheck()
    page.get_by_label("positieve testen", exact=False).first.check()
    page.get_by_label("Week", exact=True).fill(WEEK)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download voor Excel").click()
    assert download.value.suggested_filename == f"sjabloon-{WEEK}.xlsx"
    return Path(download.value.path()).read_bytes()


def filled(template: bytes, cells: dict[str, object]) -> bytes:
    book, buffer = load_workbook(BytesIO(template)), BytesIO()
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(buffer)
    return buffer.getvalue()


def test_figures_are_sent_in_checked_corrected_and_taken_over(page: Page):
    page.goto("/kwaliteit/")
    page.get_by_role("link", name="Cijfers aanleveren").click()
    template = downloaded_template(page)

    send(page, "ingevuld.xlsx", filled(template, {"D2": 100, "D3": "1.234", "D4": "=1+1"}))
    expect(page.get_by_text("Er is nog niets opgeslagen.")).to_be_visible()
    problems = page.get_by_role("region", name="Cellen waarmee iets mis is")
    expect(problems).to_contain_text("D3getal dat op twee manieren te lezen is1.234", use_inner_text=False)
    expect(problems).to_contain_text("formule in plaats van een waarde")
    expect(page.get_by_role("button", name="Alle cijfers overnemen")).to_have_count(0)

    send(page, "verbeterd.xlsx", filled(template, {"D2": 100, "D3": 1234, "D4": 0}))
    changes = page.get_by_role("region", name="Wat er zou worden opgeslagen")
    expect(changes.get_by_role("row")).to_have_count(1 + 3)
    page.get_by_role("button", name="Alle cijfers overnemen").click()

    expect(page.get_by_text("3 cijfers zijn opgeslagen.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cijfers overgenomen")

    send(page, "verbeterd.xlsx", filled(template, {"D2": 100, "D3": 1234, "D4": 0}))
    expect(page.get_by_text("Er valt niets over te nemen")).to_be_visible()
    page.goto("/aanleveren/")
    expect(page.get_by_role("region", name="Door u aangeleverd").get_by_role("row")).to_have_count(1 + 3)


def test_a_file_of_the_wrong_kind_is_told_at_the_field(page: Page):
    send(page, "pagina.csv", b"<html><body>502</body></html>")

    expect(page.get_by_role("alert")).to_contain_text("geen tekstbestand")
