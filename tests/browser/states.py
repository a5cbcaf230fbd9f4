"""Every page of the site in every state that looks different, for checks that look at them all."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.accounts import fill_in

WRONG_PASSWORDS = 7
CHAIR, READER = "voorzitter", "beleidsmedewerker"


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
    """As the chair: adopt a meeting on week 38, prepare the one on 39, and decide all but adopt the one on 40."""
    _open_meeting(page, "2020-W38")
    _write_and_decide(page, "2020-W38")
    _decide_rest(page, "2020-W38")
    page.goto("/overleg/2020-W38/vaststelling/")
    page.get_by_role("button", name="Vaststellen en bevriezen").click()
    _write_and_decide(page, "2020-W39")
    _open_meeting(page, "2020-W40")
    _decide_rest(page, "2020-W40")


def _open_meeting(page: Page, week: str) -> None:
    page.goto("/overleg/")
    page.get_by_label("Cijfers over week").select_option(week)
    page.get_by_role("button", name="Overleg openen").click()


def _write_and_decide(page: Page, week: str) -> None:
    page.goto(f"/overleg/{week}/VR15/")
    _save_duiding(page, "De stijging zit vooral bij studenten.\nDe GGD kan het bron- en contactonderzoek nog aan.")
    section = page.get_by_role("region", name="Vastgesteld niveau")
    section.get_by_role("radio", name="1 waakzaam").check()
    section.get_by_label("Reden").fill("Eén uitbraak, al onder controle.")
    section.get_by_role("button").click()


def _decide_rest(page: Page, week: str) -> None:
    page.goto(f"/overleg/{week}/overige/")
    page.get_by_role("button", name="vaststellen zoals berekend").click()


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
    section = page.get_by_role("region", name="Vastgesteld niveau")
    section.get_by_role("radio", name="3 ernstig").check()
    section.get_by_role("button").click()
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
    State("sign-in", "/aanmelden/?next=/overleg/", "Aanmelden"),
    State("sign-in-wrong", "/aanmelden/", "Aanmelden", steps=_sign_in_wrongly),
    State("locked-out", "/aanmelden/", "Aanmelden kan even niet", steps=_be_locked_out),
    State("bad-address", "/?week=gisteren", "Dit adres klopt niet"),
    State("forbidden", "/overleg/2020-W39/overige/", "Dit mag u niet doen", READER),
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
    State("rest", "/overleg/2020-W39/overige/", "Overige vaststellen", CHAIR),
    State("adoption-not-yet", "/overleg/2020-W39/vaststelling/", "Overleg vaststellen", CHAIR),
    State("adoption", "/overleg/2020-W40/vaststelling/", "Overleg vaststellen", CHAIR),
)
