"""Browser profiles of people who use the site."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.site import Site


def new_context(browser: Browser, site: Site, **options: Any) -> BrowserContext:
    """Return a fresh browser profile of a Dutch reader on a site."""
    context = browser.new_context(
        base_url=site.url, locale="nl-NL", timezone_id="Europe/Amsterdam",
        viewport={"width": 1280, "height": 900}, **options,
    )  # fmt: skip
    context.set_default_timeout(15_000)
    return context
