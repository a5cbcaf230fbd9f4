"""Pictures of the main pages for people to look at, and the one of the README.

    pytest tests/browser/test_screenshots.py

writes test-artefacts/<page>-<width>-<scheme>.png. The picture of the README is `overview-1440-light.png`; after
looking at it, copy it to docs/img/overview.png.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.states import STATES, State

MAIN_PAGES = (
    "overview-decided",
    "region",
    "timeline",
    "compare",
    "sign-in",
    "meetings",
    "agenda",
    "agenda-adopted",
    "item",
    "rest",
)
SCREENS = [(width, scheme) for width in (360, 768, 1440) for scheme in ("light", "dark")]
PICTURED = [state for state in STATES if state.name in MAIN_PAGES]
LARGEST = 200_000  # bytes, of a picture in the repository


def is_png(path: Path) -> bool:
    return path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("state", PICTURED, ids=lambda state: state.name)
def test_pictures_of_the_main_pages(visitor: Callable[[str], Page], artefacts: Path, state: State):
    page = visitor(state.account)
    state.show(page)

    for width, scheme in SCREENS:
        path = artefacts / f"{state.name}-{width}-{scheme}.png"
        path.unlink(missing_ok=True)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=path, full_page=True)
        assert is_png(path)


def test_the_picture_of_the_readme(page: Page, artefacts: Path):
    path = artefacts / "overview-1440-light.png"
    page.set_viewport_size({"width": 1440, "height": 640})
    page.goto("/?week=2020-W39&show=computed")
    map_column = page.locator(".map-column").bounding_box()
    height = map_column["y"] + map_column["height"] + 16
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": 1440, "height": height})

    assert is_png(path)
    assert path.stat().st_size < LARGEST
