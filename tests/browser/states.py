"""Every page of the site in every state that looks different, for checks that look at them all."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.accounts import fill_in
from tests.browser.agenda import decide_rest

WRONG_PASSWORDS = 7
CHAIR, READER = "voorzitter", "beleidsmedewerker"
SIX = "region=NL&region=VR01&region=VR07&region=VR13&region=VR15&region=VR22&region=VR24"


def _nothing(page: Page) -> None:
    pass


@dataclass(frozen=True)
class State:
    """A page as `account` sees it ("" for an anonymous reader), after `steps` on it. `title` is part of its h1."""

    name: str
    address: str
    title: str
    account: str = ""
    steps: Callable[[Page], None] = _nothing

    def show(self, page: Page) -> None:
        page.goto(self.address)
        self.steps(page)


def live_in(page: Page) -> None:
    """As the chair: prepare the meeting on week 39, and decide all but adopt the one on 40; 38 is adopted."""
    _write_and_decide(page, "2020-W39")
    _open_meeting(page, "2020-W40")
    decide_rest(page, "2020-W40")


def _open_meeting(page: Page, week: str) -> None:
    page.goto("/overleg/")
    page.get_by_label("Cijfers over week").select_option(week)
    page.get_by_role("button", name="Overleg openen").click()


def _write_and_decide(page: Page, week: str) -> None:
    page.goto(f"/overleg/{week}/VR15/")
    _save_duiding(page, "De stijging zit vooral bij studenten.\nDe GGD kan het bron- en contactonderzoek nog aan.")
    section = page.get_by_role("region", name="Besluit")
    section.get_by_role("radio", name="1 waakzaam").check()
    section.get_by_label("Soort reden").select_option("begrensd cluster")
    section.get_by_label("Reden", exact=True).fill("Eén uitbraak, al onder controle.")
    section.get_by_role("button", name="Niveau vaststellen").click()


def _save_duiding(page: Page, text: str) -> None:
    page.get_by_label("Duiding van deze regio").fill(text)
    with page.expect_response(lambda answer: answer.url.endswith("/duiding/")):
        page.get_by_role("button", name="Duiding opslaan").click()


def _write_twice_at_once(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    _save_duiding(other, "De tekst van een ander.")
    other.close()
    _save_duiding(page, "Mijn tekst.")
    page.get_by_role("alert").wait_for()


def _decide_without_reason(page: Page) -> None:
    section = page.get_by_role("region", name="Besluit")
    section.get_by_role("radio", name="3 ernstig").check()
    section.get_by_role("button", name="Niveau vaststellen").click()
    page.get_by_role("alert").wait_for()


def _open_before_its_week(page: Page) -> None:
    page.get_by_label("Datum overleg").fill("2020-01-01")
    page.get_by_role("button", name="Overleg openen").click()
    page.get_by_role("alert").wait_for()


def _sign_in_wrongly(page: Page) -> None:
    fill_in(page, "niemand", "fout")
    page.get_by_role("alert").wait_for()


def _be_locked_out(page: Page) -> None:
    for _attempt in range(WRONG_PASSWORDS):
        fill_in(page, "buitengesloten", "fout")
        page.wait_for_load_state()


def _open_figures(page: Page) -> None:
    page.locator("summary").first.click()


def _see_charts(page: Page) -> None:
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "true")
    page.evaluate("scrollTo(0, 0)")


def _hover_region(page: Page) -> None:
    page.locator("#VR01").hover()


def _focus_region(page: Page) -> None:
    page.locator(".regions a").first.focus()


STATES = (
    State("overview-computed", "/?week=2020-W39&show=computed", "Week 39", steps=_hover_region),
    State("overview-decided", "/?week=2020-W39&show=decided", "Week 39", CHAIR, _focus_region),
    State("overview-undecided", "/?week=2020-W36&show=decided", "Week 36"),
    State("overview-unknown-week", "/?week=2021-W05", "Week 5"),
    State("overview-empty", "/?as_of=2020-01-01", "Er zijn nog geen niveaus berekend"),
    State("region", "/regio/VR15/?week=2020-W39", "Haaglanden", CHAIR, _see_charts),
    State("region-figures", "/regio/VR13/?week=2020-W38", "Amsterdam-Amstelland", steps=_open_figures),
    State("region-unknown-week", "/regio/VR15/?week=2021-W05", "Haaglanden"),
    State("timeline", "/tijdlijn/?show=computed&from=2020-W36&to=2020-W53&sort=value", "Tijdlijn"),
    State("timeline-decided", "/tijdlijn/?show=decided", "Tijdlijn", CHAIR),
    State("timeline-difference", "/tijdlijn/?show=difference&from=2020-W01&to=2020-W53", "Tijdlijn", READER),
    State("timeline-empty", "/tijdlijn/?as_of=2020-01-01", "Tijdlijn"),
    State(
        "compare",
        "/vergelijken/?region=NL&region=VR01&region=VR15&axis=log",
        "Regio’s vergelijken",
        steps=_see_charts,
    ),
    State("compare-aligned", f"/vergelijken/?{SIX}&align=level-2", "Regio’s vergelijken", steps=_see_charts),
    State("compare-refused", "/vergelijken/?region=VR01", "Regio’s vergelijken"),
    State("sign-in", "/aanmelden/?next=/overleg/", "Aanmelden"),
    State("sign-in-wrong", "/aanmelden/", "Aanmelden", steps=_sign_in_wrongly),
    State("locked-out", "/aanmelden/", "Aanmelden kan even niet", steps=_be_locked_out),
    State("bad-address", "/?week=gisteren", "Dit adres klopt niet"),
    State("forbidden", "/overleg/2020-W39/hamerstukken/", "Dit mag u niet doen", READER),
    State("quality", "/kwaliteit/?week=2020-W53", "Kwaliteit van de cijfers", READER),
    State("quality-blocks", "/kwaliteit/?week=2021-W05", "Kwaliteit van de cijfers", READER),
    State("revisions", "/herzieningen/?week=2020-W39", "Herzieningen"),
    State("components", "/componenten/", "Componenten"),
    State("meetings", "/overleg/", "Inschalingsoverleg", CHAIR),
    State("meetings-refused", "/overleg/", "Inschalingsoverleg", CHAIR, _open_before_its_week),
    State("meetings-reader", "/overleg/", "Inschalingsoverleg", READER),
    State("agenda", "/overleg/2020-W39/", "Inschalingsoverleg over week 39", CHAIR),
    State("agenda-to-do-none", "/overleg/2020-W40/?toon=todo", "Inschalingsoverleg over week 40", CHAIR),
    State("agenda-adopted", "/overleg/2020-W38/", "Inschalingsoverleg over week 38", CHAIR),
    State("item", "/overleg/2020-W39/VR15/", "Haaglanden", CHAIR),
    State("item-reader", "/overleg/2020-W39/VR15/", "Haaglanden", READER),
    State("item-adopted", "/overleg/2020-W38/VR15/", "Haaglanden", CHAIR),
    State("item-refused", "/overleg/2020-W39/VR01/", "Groningen", CHAIR, _decide_without_reason),
    State("item-conflict", "/overleg/2020-W39/VR17/", "Rotterdam-Rijnmond", CHAIR, _write_twice_at_once),
    State("versions", "/overleg/2020-W39/VR15/duiding/versies/", "Versies van de duiding", CHAIR),
    State("consent", "/overleg/2020-W39/hamerstukken/", "Hamerstukken vaststellen", CHAIR),
    State("adoption-not-yet", "/overleg/2020-W39/vaststelling/", "Overleg vaststellen", CHAIR),
    State("adoption", "/overleg/2020-W40/vaststelling/", "Overleg vaststellen", CHAIR),
)
