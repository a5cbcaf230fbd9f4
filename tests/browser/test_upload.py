"""The secretary sends in figures: template, file, preview, yes; and reads what became of them."""

from io import BytesIO
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.accounts import sign_in
from tests.browser.site import Site

WEEK = "2020-W39"
WIDTHS = (360, 768, 1440)


def look(page: Page, artefacts: Path, name: str) -> None:
    """Keep a picture in each width and scheme; nothing sticks out, and axe finds nothing."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=artefacts / f"upload-{name}-{width}-{scheme}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert Axe().run(page).response["violations"] == []
    page.emulate_media(color_scheme="light")


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


def test_figures_are_sent_in_checked_corrected_and_taken_over(page: Page, site: Site, artefacts: Path):
    page.goto("/")
    sign_in(page, site, "secretaris")
    page.goto("/kwaliteit/")
    page.get_by_role("link", name="Cijfers aanleveren").click()
    template = downloaded_template(page)
    look(page, artefacts, "new")

    send(page, "ingevuld.xlsx", filled(template, {"D2": 100, "D3": "1.234", "D4": "=1+1"}))
    expect(page.get_by_text("Er is nog niets opgeslagen.")).to_be_visible()
    problems = page.get_by_role("region", name="Cellen waarmee iets mis is")
    expect(problems).to_contain_text("D3getal dat op twee manieren te lezen is1.234", use_inner_text=False)
    expect(problems).to_contain_text("formule in plaats van een waarde")
    expect(page.get_by_role("button", name="Alle cijfers overnemen")).to_have_count(0)
    look(page, artefacts, "problems")

    send(page, "verbeterd.xlsx", filled(template, {"D2": 100, "D3": 1234, "D4": 0}))
    changes = page.get_by_role("region", name="Wat er zou worden opgeslagen")
    expect(changes.get_by_role("row")).to_have_count(1 + 3)
    look(page, artefacts, "preview")
    page.get_by_role("button", name="Alle cijfers overnemen").click()

    expect(page.get_by_text("3 cijfers zijn opgeslagen.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cijfers overgenomen")
    look(page, artefacts, "accepted")

    send(page, "verbeterd.xlsx", filled(template, {"D2": 100, "D3": 1234, "D4": 0}))
    expect(page.get_by_text("Er valt niets over te nemen")).to_be_visible()
    page.goto("/aanleveren/")
    expect(page.get_by_role("region", name="Door u aangeleverd").get_by_role("row")).to_have_count(1 + 3)
    look(page, artefacts, "list")


def test_a_file_of_the_wrong_kind_is_told_at_the_field(page: Page, site: Site, artefacts: Path):
    page.goto("/")
    sign_in(page, site, "secretaris")
    send(page, "pagina.csv", b"<html><body>502</body></html>")

    expect(page.get_by_role("alert")).to_contain_text("geen tekstbestand")
    look(page, artefacts, "refused")
