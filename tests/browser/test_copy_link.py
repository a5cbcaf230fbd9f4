"""The button that copies the address of a page: with and without clipboard, after a swap, without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched_page
from tests.browser.contexts import new_context
from tests.browser.site import Site

BUTTON = "Link kopiëren"
CLIPBOARD = "navigator.clipboard.readText()"
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
PAGES = ["/", "/regio/VR15/", "/tijdlijn/", "/vergelijken/", "/bronnen/", "/maatregelen/"]


@pytest.fixture
def copying_page(browser: Browser, site: Site, request: pytest.FixtureRequest):
    context = new_context(browser, site, permissions=["clipboard-read", "clipboard-write"])
    with watched_page(context, request.node) as page:
        yield page
    context.close()


def copied(page: Page) -> str:
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("[data-copy-told]")).to_have_text("De link is gekopieerd.")
    found: str = page.evaluate(CLIPBOARD)
    return found


@pytest.mark.parametrize("address", PAGES)
def test_the_copied_address_opens_the_same_page(copying_page: Page, site: Site, address: str):
    page = copying_page
    page.goto(address)
    heading = page.get_by_role("heading", level=1).inner_text()

    link = copied(page)

    assert link.startswith(site.url + address)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, use_inner_text=True)
    assert copied(page) == link


def test_after_another_week_was_swapped_in_the_link_is_of_that_week(copying_page: Page):
    page = copying_page
    page.goto("/?week=2020-W39&show=computed")
    assert "week=2020-W39" in copied(page)

    page.get_by_role("link", name="Vorige week").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week 38")

    assert "week=2020-W38" in copied(page)
    expect(page.locator(".copy-link")).to_have_count(1)


def test_where_the_clipboard_is_refused_the_address_is_selected(page: Page, site: Site):
    page.add_init_script(REFUSED)
    page.goto("/?week=2020-W39&show=computed")
    field = page.get_by_label("Adres van deze pagina")
    expect(field).to_be_hidden()

    page.get_by_role("button", name=BUTTON).press("Enter")

    expect(field).to_be_focused()
    expect(field).to_have_value(f"{site.url}/?week=2020-W39&show=computed")
    assert page.evaluate("getSelection().toString()") == f"{site.url}/?week=2020-W39&show=computed"
    expect(page.get_by_role("status").filter(has_text="het adres is geselecteerd")).to_be_visible()


def test_on_a_phone_the_field_is_no_wider_than_the_page(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.add_init_script(REFUSED)
    page.goto("/tijdlijn/")

    page.get_by_role("button", name=BUTTON).click()

    expect(page.get_by_label("Adres van deze pagina")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_there_is_no_button_that_does_nothing(browser: Browser, site: Site):
    context = new_context(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/bronnen/")

    expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()
    page.locator("summary", has_text="Positieve testen").first.click()
    expect(page.locator("#positive_tests")).to_be_visible()
    context.close()


def test_the_name_of_a_signal_opens_what_is_known_of_it(page: Page):
    page.goto("/bronnen/")
    expect(page.locator("#sewage")).to_be_hidden()

    page.get_by_role("link", name="Virusdeeltjes in rioolwater").press("Enter")

    expect(page.locator("#sewage")).to_be_visible()
