"""One week as it goes: region round, duiding, session, four eyes, adoption, and the documents opened."""

from collections.abc import Iterator
from contextlib import ExitStack

import docx
import pytest
from odfdo import Document as OpenDocument
from page import ValidationProfile, validate_pdf_bytes
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.agenda import decide_rest
from tests.browser.contexts import new_context
from tests.browser.site import Site

WEEK = "2020-W39"
CONTACT, SECRETARY, CHAIR, OFFICER = "regiocontact", "secretaris", "voorzitter", "beleidsmedewerker"
CONTEXT = "Eén studentenhuis in Delft, bron en contacten zijn bekend."
VIEW = "Het cluster is begrensd; we zien geen verspreiding daarbuiten."
DUIDING = "De stijging zit bij één cluster in Delft. De GGD heeft het in beeld."
REASON = "Begrensd cluster, bron bekend, geen druk op de zorg."
QUESTION = "Hoeveel contacten zijn nog niet bereikt?"
ANSWER = "Vier van de eenenzestig."


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[dict[str, Page]]:
    """Four people, each signed in at a screen of their own."""
    with ExitStack() as screens:
        found = {}
        for account in (CONTACT, SECRETARY, CHAIR, OFFICER):
            context = new_context(browser, site, account)
            screens.callback(context.close)
            found[account] = context.new_page()
            found[account].goto("/")
        yield found


@pytest.mark.timeout(420)  # four people and a whole week
def test_a_whole_week(people: dict[str, Page]):
    the_region_answers(people[CONTACT])
    the_secretary_writes_and_proposes(people[SECRETARY])
    the_officer_reads_and_cannot_decide(people[OFFICER])
    the_chair_asks_and_decides(people[CHAIR])
    the_region_answers_the_question(people[CONTACT])
    decide_rest(people[CHAIR], WEEK)
    the_decisions_are_checked_and_adopted(people[SECRETARY], people[CHAIR])

    for page in people.values():
        page.goto(f"/overleg/{WEEK}/VR15/")
        expect(page.get_by_role("main")).to_contain_text(REASON)
    the_region_sees_what_was_decided(people[CONTACT])
    files = {kind: download(people[OFFICER], kind) for kind in ("docx", "odt", "pdf")}
    word_can_be_opened(files["docx"])
    open_document_can_be_opened(files["odt"])
    pdf_can_be_opened_by_everybody(files["pdf"])


def the_region_answers(page: Page) -> None:
    page.get_by_role("link", name="Mijn regio’s").click()
    page.get_by_role("link", name="Bekijken en antwoorden").click()
    page.get_by_label("De cijfers kloppen.").check()
    page.get_by_label("Wat het overleg moet weten").fill(CONTEXT)
    page.get_by_label("2 zorgelijk").check()
    page.get_by_label("Reden van uw voorstel").fill(VIEW)
    page.get_by_role("button", name="Antwoord insturen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("VR15-2020W39-")


def the_secretary_writes_and_proposes(page: Page) -> None:
    page.goto(f"/overleg/{WEEK}/VR15/")
    expect(page.get_by_role("region", name="De regio zegt")).to_contain_text(CONTEXT)
    page.get_by_label("Duiding van deze regio").fill(DUIDING)
    expect(page.get_by_role("region", name="Duiding", exact=True)).to_contain_text("versie 1")
    section = page.get_by_role("region", name="Besluit")
    section.get_by_role("radio", name="2 zorgelijk").check()
    section.get_by_label("Soort reden").select_option("begrensd cluster")
    section.get_by_label("Reden", exact=True).fill(REASON)
    section.get_by_role("button", name="Voorstellen").click()
    expect(page.get_by_role("region", name="Besluit")).to_contain_text("Voorgesteld door secretaris")


def the_officer_reads_and_cannot_decide(page: Page) -> None:
    page.goto(f"/overleg/{WEEK}/VR15/")
    section = page.get_by_role("region", name="Besluit")
    expect(section).to_contain_text(REASON)
    expect(section.get_by_role("button")).to_have_count(0)
    page.goto(f"/overleg/{WEEK}/hamerstukken/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dit mag u niet doen")


def the_chair_asks_and_decides(page: Page) -> None:
    page.goto(f"/overleg/{WEEK}/")
    page.get_by_role("button", name="Overleg starten").click()
    row = page.get_by_role("row", name="Haaglanden")
    expect(row).to_contain_text("De regio stelt")
    row.get_by_role("link", name="Haaglanden").click()
    says = page.get_by_role("region", name="De regio zegt")
    says.get_by_text("Een vraag terugleggen bij de regio").click()
    says.get_by_label("Vraag aan de regio").fill(QUESTION)
    says.get_by_role("button", name="Terugleggen").click()
    page.get_by_role("button", name="Vaststellen zoals voorgesteld").click()
    expect(page.get_by_role("region", name="Besluit")).to_contain_text("wijkt af van het berekende niveau")


def the_region_answers_the_question(page: Page) -> None:
    page.goto("/overleg/mijn-regios/")
    page.get_by_role("link", name="Beantwoorden").click()
    page.get_by_label("Antwoord").fill(ANSWER)
    page.get_by_role("button", name="Antwoord insturen").click()


def the_decisions_are_checked_and_adopted(secretary: Page, chair: Page) -> None:
    chair.goto(f"/overleg/{WEEK}/vaststelling/")
    expect(chair.get_by_role("button", name="Vaststellen en bevriezen")).to_have_count(0)
    secretary.goto(f"/overleg/{WEEK}/vaststelling/")
    secretary.get_by_role("button", name="Besluiten gecontroleerd").click()
    chair.reload()
    chair.get_by_role("button", name="Vaststellen en bevriezen").click()
    expect(chair.get_by_text("bevroren")).to_be_visible()


def the_region_sees_what_was_decided(page: Page) -> None:
    page.goto("/overleg/mijn-regios/")
    expect(page.get_by_role("main")).to_contain_text("2 zorgelijk")
    expect(page.get_by_role("main")).to_contain_text(REASON)


def download(page: Page, kind: str) -> str:
    page.goto(f"/overleg/{WEEK}/stukken/")
    with page.expect_download() as found:
        page.locator(f'a[href$="/{WEEK}/stukken/duiding.{kind}"]').click()
    assert found.value.suggested_filename == f"duiding-{WEEK}-vastgesteld.{kind}"
    return str(found.value.path())


def says_it_all(text: str) -> None:
    """The text of a document, blanks left out: a PDF knows places, not lines."""
    squeezed = "".join(text.split())
    for part in (CONTEXT, VIEW, DUIDING, REASON, QUESTION, ANSWER, "2 zorgelijk, geldig vanaf", "SHA-256"):
        assert "".join(part.split()) in squeezed, part


def word_can_be_opened(path: str) -> None:
    document = docx.Document(path)
    says_it_all("\n".join(paragraph.text for paragraph in document.paragraphs))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert len([heading for heading in headings if "(VR" in heading]) == 25
    assert len(document.tables) > 25
    assert document.core_properties.content_status == "vastgesteld"


def open_document_can_be_opened(path: str) -> None:
    body = OpenDocument(path).body
    says_it_all("\n".join(element.inner_text for element in body.xpath("//text:h | //text:p")))
    assert len([heading for heading in body.xpath("//text:h") if "(VR" in heading.inner_text]) == 25
    assert len(body.xpath("//table:table")) > 25


def pdf_can_be_opened_by_everybody(path: str) -> None:
    with open(path, "rb") as file:
        content = file.read()
    reader = PdfReader(path)
    says_it_all("\n".join(page.extract_text() for page in reader.pages))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    failures = validate_pdf_bytes(content, profile=ValidationProfile.PDF_UA_1).failures
    assert [failure.rule_id for failure in failures] == []
