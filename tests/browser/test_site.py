"""The demonstration runs and the browser reaches it."""

from playwright.sync_api import Page

from tests.browser.site import Site


def test_the_overview_is_served(page: Page, site: Site):
    page.goto("/")

    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.title()


def test_the_data_are_put_back_under_the_running_site(page: Page, site: Site):
    site.database.put_back()

    response = page.goto("/healthz")

    assert response.status == 200
