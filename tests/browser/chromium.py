"""Debian's Chromium, as the browser tests and the benchmark start it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    # The site must work without anything from elsewhere: here there is no elsewhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]  # fmt: skip
# The first has no windows, and so none of the processes that paint their bars: a page costs it half the time.
NAMES = ("chromium-headless-shell", "chromium")
ABSENT = "Chromium is not on this machine; on Debian: apt-get install chromium-headless-shell fonts-liberation"


def find_chromium() -> str | None:
    """Return the path of Chromium, None when it is not on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Have a browser run; each reader gets a profile of his or her own from it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
