"""Pictures of the main pages for people to look at, and the one of the README.

    pytest tests/browser/test_screenshots.py

writes test-artefacts/<page>-<width>-<scheme>.png. The picture of the README is `overview-1440-light.png`; after
looking at it, copy it to docs/img/overview.png.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looking import SCHEMES, WIDTHS
from tests.browser.states import STATES, State
from tests.browser.visitors import Visitor

MAIN_PAGES = (
    "overview-computed", "overview-decided", "region", "timeline", "compare", "sources", "sign-in", "meetings",
    "agenda", "agenda-adopted", "item", "my-regions", "documents", "catalogues", "matrix", "in-force-grid",
)  # fmt: skip
IN_ENGLISH = ("overview-computed",)
PICTURED = [(state, "nl") for state in STATES if state.name in MAIN_PAGES]
PICTURED += [(state, "en") for state in STATES if state.name in IN_ENGLISH]
LARGEST = 250_000  # bytes, of a picture in the repository


def is_png(path: Path) -> bool:
    return path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("state", "language"), PICTURED, ids=lambda value: getattr(value, "name", value))
def test_pictures_of_the_main_pages(visitor: Visitor, artefacts: Path, state: State, language: str):
    page = visitor.show(state, language=language)
    name = state.name if language == "nl" else f"{state.name}-{language}"

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            path = artefacts / f"{name}-{width}-{scheme}.png"
            path.unlink(missing_ok=True)
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
