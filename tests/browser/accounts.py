"""Signing in as one of the accounts of the demonstration."""

from playwright.sync_api import Page

from tests.browser.site import Site

# A name at which somebody guessed too often, on the lived-in site.
LOCKED_OUT = "buitengesloten"


def sign_in(page: Page, site: Site, username: str) -> None:
    """Go by the link in the header to the sign-in form, fill it in and send it."""
    page.get_by_role("banner").get_by_role("link", name="Aanmelden").click()
    fill_in(page, username, site.accounts[username])


def fill_in(page: Page, username: str, password: str) -> None:
    """Fill in the sign-in form that is on screen and send it."""
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
