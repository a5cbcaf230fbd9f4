"""A real site and a real browser: gunicorn and a worker on a database of their own, and Debian's Chromium.

Where Chromium is not there, these tests are skipped with the reason; with CI=true that is a failure instead.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.chromium import ABSENT, find_chromium, running_chromium
from tests.browser.contexts import PATIENCE, new_context
from tests.browser.site import FRESH, Site, SiteDatabase
from tests.browser.visitors import Profiles, Visitor
from tests.processes import procfile_commands, running
from tests.services.places import free_port
from tests.services.start import ROOT, Services

ARTEFACTS = ROOT / "test-artefacts"
failed_key = pytest.StashKey[bool]()
expect.set_options(timeout=PATIENCE)  # a loaded machine is slow; what does not come at all fails a little later


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            # Of the test itself: the first one waits for the site to be made, which has time limits of its own.
            item.add_marker(pytest.mark.timeout(120, func_only=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[failed_key] = True
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(ABSENT)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for the whole run; each test gets a context of its own from it by `page`."""
    with running_chromium(chromium) as browser:
        yield browser


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
    site.sign_everybody_in()
    database.keep(FRESH)
    commands = {name: command for name, command in procfile_commands().items() if name != "beat"}
    with running(commands, variables, folder) as processes:
        processes["web"].wait_for("Listening at")
        yield site
        for process in processes.values():
            process.stop()


@pytest.fixture
def site(running_site: Site) -> Site:
    """The demonstration as `load_demo` made it: `site.url`, `site.accounts`, `site.run("command")`."""
    running_site.database.bring(FRESH)
    running_site.database.is_touched = True
    return running_site


@pytest.fixture
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a fresh browser profile. Errors of scripts and of the content security policy fail the test."""
    context = new_context(browser, site)
    with watched_page(context, request.node) as page:
        yield page
    context.close()


@pytest.fixture
def screen_of(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Page]]:
    """Call it with an account for a page at which that account is signed in, in a browser profile of its own."""
    with ExitStack() as screens:

        def screen(account: str) -> Page:
            context = new_context(browser, site, account)
            screens.callback(context.close)
            return screens.enter_context(watched_page(context, request.node))

        yield screen


@pytest.fixture(scope="session")
def profiles(browser: Browser, running_site: Site) -> Iterator[Profiles]:
    """Browser profiles that all tests share which only look."""
    profiles = Profiles(browser, running_site)
    yield profiles
    profiles.close()


@pytest.fixture
def lived_in_site(running_site: Site) -> Site:
    """The demonstration with meetings under way and adopted, and work everywhere: for tests that only look."""
    running_site.live_in()
    return running_site


@pytest.fixture
def site_at_work(site: Site) -> Site:
    """The same as `lived_in_site`, for tests that go on with the work."""
    site.live_in()
    site.database.is_touched = True
    return site


@pytest.fixture
def visitor(profiles: Profiles, lived_in_site: Site, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody who looks at `lived_in_site`: `visitor.show(state)`, `visitor.page(account)`."""
    with ExitStack() as pages:
        yield Visitor(profiles, lambda context: pages.enter_context(watched_page(context, request.node)))


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
