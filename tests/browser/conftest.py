"""A real site and a real browser: gunicorn and a worker on a database of their own, and Debian's Chromium.

Where Chromium is not there, these tests are skipped with the reason; with CI=true that is a failure instead.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.accounts import fill_in
from tests.browser.contexts import new_context
from tests.browser.site import Site, SiteDatabase
from tests.browser.states import CHAIR, live_in
from tests.processes import procfile_commands, running
from tests.services.places import free_port
from tests.services.start import ROOT, Services

ARTEFACTS = ROOT / "test-artefacts"
CHROMIUM_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    # The site must work without anything from elsewhere: here there is no elsewhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]  # fmt: skip
failed_key = pytest.StashKey[bool]()
expect.set_options(timeout=15_000)  # a loaded machine is slow; what does not come at all fails a little later


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(120))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[failed_key] = True
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Chromium is not on this machine; on Debian: apt-get install chromium fonts-liberation"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for the whole run; each test gets a context of its own from it by `page`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running_site(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, running. Use `site`, which puts its data back after each test."""
    if settings.EMBEDDED:
        pytest.skip("the browser tests run on PostgreSQL")
    folder = tmp_path_factory.mktemp("site")
    database = SiteDatabase(services.places, "site")
    variables = {
        "DATABASE_URL": database.url, "REDIS_URL": services.places.site_redis_url, "VAR_DIR": str(folder),
        "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "1", "PUBLIC_PAGES": "1", "ALLOWED_HOSTS": "localhost",
        "PORT": str(free_port()),
    }  # fmt: skip
    site = Site(variables, database)
    site.run("migrate")
    site.run("load_demo")
    database.keep()
    commands = {name: command for name, command in procfile_commands().items() if name != "beat"}
    with running(commands, variables, folder) as processes:
        processes["web"].wait_for("Listening at")
        yield site
        for process in processes.values():
            process.stop()


@pytest.fixture
def site(running_site: Site) -> Iterator[Site]:
    """The demonstration as `load_demo` made it: `site.url`, `site.accounts`, `site.run("command")`."""
    yield running_site
    running_site.database.put_back()


@pytest.fixture
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a fresh browser profile. Errors of scripts and of the content security policy fail the test."""
    context = new_context(browser, site)
    with watched_page(context, request.node) as page:
        yield page
    context.close()


@pytest.fixture(scope="module")
def lived_in_site(browser: Browser, running_site: Site) -> Iterator[Site]:
    """The demonstration with meetings under way and adopted, for tests that only look; put back after the file."""
    context = new_context(browser, running_site)
    page = context.new_page()
    page.goto("/aanmelden/")
    fill_in(page, CHAIR, running_site.accounts[CHAIR])
    live_in(page)
    context.close()
    yield running_site
    running_site.database.put_back()


@pytest.fixture(scope="module")
def profiles(browser: Browser, lived_in_site: Site) -> Iterator[dict[str, BrowserContext]]:
    """Browser profiles by account; "" is not signed in."""
    found = {name: new_context(browser, lived_in_site) for name in ("", *lived_in_site.accounts)}
    yield found
    for context in found.values():
        context.close()


@pytest.fixture
def visitor(
    profiles: dict[str, BrowserContext], lived_in_site: Site, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Page]]:
    """Call it with an account ("" for none) to get a page on `lived_in_site`, in a profile kept for the file."""
    with ExitStack() as pages:

        def visit(account: str) -> Page:
            page = pages.enter_context(watched_page(profiles[account], request.node))
            if account and not profiles[account].cookies():
                page.goto("/aanmelden/")
                fill_in(page, account, lived_in_site.accounts[account])
            return page

        yield visit


@pytest.fixture
def production_page(
    browser: Browser, running_site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page on the same site without DEBUG, asked for as a proxy with TLS does: with the site's own 404 page."""
    variables = {**running_site.variables, "DEBUG": "0", "BEHIND_TLS_PROXY": "1", "PORT": str(free_port())}
    site = Site(variables, running_site.database)
    with running({"web": procfile_commands()["web"]}, variables, tmp_path) as processes:
        processes["web"].wait_for("Listening at")
        context = new_context(browser, site, extra_http_headers={"X-Forwarded-Proto": "https"})
        with watched_page(context, request.node) as page:
            yield page
        context.close()
        processes["web"].stop()


@contextmanager
def watched_page(context: BrowserContext, test: pytest.Item) -> Iterator[Page]:
    """Open a page that fails the test when scripts or the content security policy complain in it."""
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.extend(_problem(message)))
    yield page
    if test.stash.get(failed_key, False):
        page.screenshot(path=ARTEFACTS / f"failed-{_file_name(test.name)}.png", full_page=True)
    page.close()
    assert problems == []


def _problem(message: ConsoleMessage) -> list[str]:
    # A test may ask for a page that is not there, or that refuses; the browser reports the status as an error.
    expected = message.type != "error" or message.text.startswith("Failed to load resource: the server responded")
    return [] if expected else [message.text]


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name)


@pytest.fixture
def artefacts() -> Path:
    """The folder for screenshots and downloads that people look at after the run."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
