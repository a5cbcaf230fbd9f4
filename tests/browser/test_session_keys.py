"""From region to region by keyboard while the meeting is in session."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

WEEK = "/overleg/2020-W39/"


@pytest.fixture
def page(screen_of: Callable[[str], Page]) -> Page:
    """A page at which the chair is signed in."""
    return screen_of("voorzitter")


@pytest.fixture
def first(page: Page) -> str:
    """Open the first region of the agenda; return its address."""
    page.goto(WEEK)
    page.goto(str(page.locator("table.agenda tbody th a").first.get_attribute("href")))
    expect(page.locator("a[rel=prev]")).to_have_count(0)
    return page.url


def address_of(page: Page, link: str) -> re.Pattern[str]:
    return re.compile(re.escape(str(page.locator(link).get_attribute("href"))) + "$")


def press(page: Page, key: str) -> None:
    """Press a key once the page listens: it shows the shortcuts then."""
    expect(page.get_by_text("Sneltoetsen")).to_be_visible()
    page.keyboard.press(key)


def test_arrows_and_letters_go_along_the_agenda(page: Page, first: str):
    for forth, back in (("ArrowRight", "ArrowLeft"), ("j", "k")):
        there = address_of(page, "a[rel=next]")
        press(page, forth)
        expect(page).to_have_url(there)
        press(page, back)
        expect(page).to_have_url(first)
    to_discuss = address_of(page, "a[data-keys~=n]")
    press(page, "n")
    expect(page).to_have_url(to_discuss)


@pytest.mark.parametrize("key", ["ArrowRight", "j", "n"])
def test_typing_stays_typing(page: Page, first: str, key: str):
    page.get_by_label("Duiding van deze regio").focus()
    page.keyboard.press(key)
    page.get_by_role("radio", name="1 waakzaam").focus()
    page.keyboard.press(key)
    page.wait_for_timeout(200)
    expect(page).to_have_url(first)


def test_keys_with_a_modifier_are_left_to_the_browser(page: Page, first: str):
    for key in ("Shift+ArrowRight", "Control+j"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    expect(page).to_have_url(first)


def test_letters_can_be_switched_off_and_stay_off(page: Page, first: str):
    page.get_by_text("Sneltoetsen").click()
    page.get_by_label("lettertoetsen").uncheck()
    page.reload()
    press(page, "j")
    page.wait_for_timeout(200)
    expect(page).to_have_url(first)
    there = address_of(page, "a[rel=next]")
    press(page, "ArrowRight")
    expect(page).to_have_url(there)
    page.get_by_text("Sneltoetsen").click()
    expect(page.get_by_label("lettertoetsen")).not_to_be_checked()
