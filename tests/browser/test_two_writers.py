"""Two people write the same duiding at once; and one person loses the connection, the session or the page."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.accounts import fill_in
from tests.browser.conftest import watched_page
from tests.browser.contexts import new_context
from tests.browser.site import Site
from tests.processes import eventually

PLACE = "/overleg/2020-W39/VR15/"
LOOK_EVERY = 10_000  # ms after which an open page looks around; the tests turn its clock on
BASE = "Kop.\n\nHet aantal besmettingen stijgt.\n\nSlot."


@pytest.fixture
def writer(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Page]]:
    """Call it with an account for a page on the duiding in a browser profile of its own."""
    contexts: list[BrowserContext] = []
    pages = []

    def open_page(username: str) -> Page:
        contexts.append(new_context(browser, site, username))
        watch = watched_page(contexts[-1], request.node)
        pages.append(watch)
        page = watch.__enter__()
        page.clock.install()
        page.goto(PLACE)
        return page

    yield open_page
    for watch in pages:
        watch.__exit__(None, None, None)
    for context in contexts:
        context.close()


def box(page: Page) -> Locator:
    return page.get_by_label("Duiding van deze regio")


def state(page: Page) -> Locator:
    return page.locator("#interpretation-state")


def expect_saved(page: Page, version: int) -> None:
    expect(state(page)).to_contain_text(re.compile(rf"Opgeslagen om \d\d:\d\d, versie {version},"))


def expect_text(page: Page, text: str) -> None:
    """The box comes to hold this text: after a few looks of the page at what others wrote, if need be."""

    def holds() -> bool:
        found = box(page).input_value() == text
        if not found:
            page.clock.fast_forward(LOOK_EVERY)
        return found

    eventually(holds, report=lambda: box(page).input_value())


def type_at(page: Page, words: str, keys: str) -> None:
    """Type words at the place to which some keys lead."""
    box(page).press(keys)
    page.keyboard.type(words, delay=10)


def two_on_the_same_text(writer: Callable[[str], Page], second: str) -> tuple[Page, Page]:
    one = writer("secretaris")
    box(one).fill(BASE)
    expect_saved(one, 1)
    two = writer(second)
    expect(box(two)).to_have_value(BASE)
    return one, two


@pytest.fixture
def second_secretary(site: Site) -> str:
    """Another account with the same role."""
    return site.another_account("secretary", "tweede-secretaris")


def test_two_secretaries_write_at_once_and_both_texts_are_there(
    writer: Callable[[str], Page], second_secretary: str
) -> None:
    one, two = two_on_the_same_text(writer, second_secretary)

    type_at(one, "Van de eerste. ", "Control+Home")
    type_at(two, " Van de tweede.", "Control+End")
    both = f"Van de eerste. {BASE} Van de tweede."

    for page in (one, two):
        expect_text(page, both)
        expect_saved(page, 3)
    expect(one.locator("#duiding")).to_contain_text(f"{second_secretary} schrijft hier ook")
    one.reload()
    expect(box(one)).to_have_value(both)


def test_who_goes_on_typing_while_texts_are_merged_loses_no_letter(
    writer: Callable[[str], Page], second_secretary: str
) -> None:
    one, two = two_on_the_same_text(writer, second_secretary)
    letters = "abcdefghijklmnopqrstuvwxyz"

    box(one).press("Control+Home")
    box(two).press("Control+End")
    for at in range(0, len(letters), 2):
        one.keyboard.type(letters[at : at + 2], delay=20)
        two.keyboard.type(letters[at : at + 2], delay=20)
        one.wait_for_timeout(350 * (at % 8))

    for page in (one, two):
        expect_text(page, f"{letters}{BASE}{letters}")


def is_look(route: Route) -> bool:
    return route.request.method == "GET"


def test_where_both_wrote_in_the_same_place_one_click_keeps_both(
    writer: Callable[[str], Page], second_secretary: str
) -> None:
    one, two = two_on_the_same_text(writer, second_secretary)
    # A look around just now would show the second writer what the first one wrote, and there were no overlap.
    two.route("**/duiding/**", lambda route: route.fulfill(status=204) if is_look(route) else route.continue_())

    box(one).fill(BASE.replace("stijgt", "stijgt snel"))
    expect_saved(one, 2)
    box(two).fill(BASE.replace("stijgt", "stijgt nog"))

    section = two.locator("#duiding")
    expect(section.get_by_role("alert")).to_contain_text("heeft secretaris versie 2 opgeslagen")
    expect(section.get_by_role("region", name="De andere tekst").locator("ins")).to_contain_text("snel")
    expect(section.get_by_role("region", name="Uw tekst").locator("ins")).to_contain_text("nog")
    section.get_by_role("button", name="Beide teksten zo opslaan").click()

    both = BASE.replace(
        "Het aantal besmettingen stijgt.",
        "Het aantal besmettingen stijgt snel.\nHet aantal besmettingen stijgt nog.",
    )
    expect_saved(two, 3)
    for page in (one, two):
        expect_text(page, both)


def test_what_changed_can_be_seen_and_put_back(writer: Callable[[str], Page]) -> None:
    page = writer("secretaris")
    for number, text in enumerate(("Het stijgt.", "Het daalt."), 1):
        box(page).fill(text)
        expect_saved(page, number)

    page.get_by_role("link", name="Alle versies").click()
    page.get_by_role("link", name="Elke keer opslaan").click()
    page.get_by_role("link", name=re.compile("Tonen.*versie 2")).click()
    changes = page.get_by_role("region", name="Wat er veranderde")
    expect(changes.locator(".prose del")).to_contain_text("stijgt.")
    expect(changes.locator(".prose ins")).to_contain_text("daalt.")
    page.get_by_role("button", name=re.compile("Terugzetten.*versie 1")).click()

    expect(page.get_by_role("status")).to_contain_text("Versie 1 is teruggezet, als versie 3.")
    page.goto(PLACE)
    expect(box(page)).to_have_value("Het stijgt.")


def test_a_session_that_ends_is_told_and_the_text_is_saved_after_signing_in_elsewhere(
    writer: Callable[[str], Page], site: Site
) -> None:
    page = writer("secretaris")
    box(page).fill("Eerste.")
    expect_saved(page, 1)

    page.context.clear_cookies(name="sessionid")
    type_at(page, " Tweede.", "Control+End")
    told = page.get_by_role("status").filter(has_text="Niet opgeslagen: u bent afgemeld.")
    expect(told).to_be_visible()
    expect(page.get_by_role("heading", name="Haaglanden", level=1)).to_be_visible()
    with page.context.expect_page() as opened:
        told.get_by_role("link", name="Meld u aan (nieuw tabblad)").click()
    fill_in(opened.value, "secretaris", site.accounts["secretaris"])
    expect(opened.value.get_by_role("button", name="Afmelden")).to_be_visible()
    opened.value.close()

    expect_saved(page, 2)
    expect(box(page)).to_have_value("Eerste. Tweede.")


def test_what_could_not_be_saved_is_back_after_loading_the_page_again(browser: Browser, site: Site) -> None:
    # Not watched: the browser reports each request that found no connection as an error.
    context = new_context(browser, site, "secretaris")
    page = context.new_page()
    page.goto(PLACE)
    box(page).fill("Eerste.")
    expect_saved(page, 1)

    context.set_offline(True)
    type_at(page, " Tweede.", "Control+End")
    expect(page.get_by_text("Niet opgeslagen, we proberen het opnieuw.")).to_be_visible()
    context.route("**/duiding/", lambda route: route.abort())
    context.set_offline(False)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()

    assert asked == ["beforeunload"]
    expect(box(page)).to_have_value("Eerste. Tweede.")
    expect(page.get_by_text("De tekst die u nog niet had opgeslagen, staat er weer.")).to_be_visible()
    context.unroute("**/duiding/")
    expect_saved(page, 2)
    context.close()


def test_what_was_typed_before_the_script_was_there_is_saved(browser: Browser, site: Site) -> None:
    context = new_context(browser, site, "secretaris")
    page = context.new_page()
    late: list[Route] = []
    # Not `late.append` itself: playwright marks what it calls.
    page.route("**/js/autosave*.js", lambda route: late.append(route))
    page.goto(PLACE, wait_until="commit")
    box(page).fill("Heel snel getypt.")

    while not late:
        page.wait_for_timeout(50)
    late[0].continue_()

    expect_saved(page, 1)
    context.close()


def test_leaving_by_a_link_saves_first(writer: Callable[[str], Page], site: Site) -> None:
    page = writer("secretaris")
    box(page).fill("Net op tijd.")

    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Overzicht").click()

    expect(page).to_have_url(f"{site.url}/")
    page.goto(PLACE)
    expect(box(page)).to_have_value("Net op tijd.")
    expect_saved(page, 1)
