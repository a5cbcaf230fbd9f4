"""Browser profiles of people who use the site."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.site import Site

PATIENCE = 15_000  # ms


def new_context(
    browser: Browser, site: Site, account: str = "", *, language: str = "nl", **options: Any
) -> BrowserContext:
    """Return a fresh browser profile on a site, in which `account` is signed in ("": nobody)."""
    context = browser.new_context(
        **{
            "base_url": site.url, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam",
            "viewport": {"width": 1280, "height": 900}, **options,
        }
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    cookies = {"sessionid": site.sessions[account]} if account else {}
    if language != "nl":
        cookies["django_language"] = language
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
    return context
