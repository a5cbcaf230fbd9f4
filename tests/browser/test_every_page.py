"""Every page in both languages, with and without scripts, from a phone to a projector, light and dark.

`test_accessibility.py` looks at each state in Dutch with scripts; here come the other three: English, with and
without scripts, and Dutch without.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import check_widths, idle_controls, texts_of
from tests.browser.site import Site
from tests.browser.states import STATES, State
from tests.browser.visitors import Visitor
from tests.browser.words import Untranslated

OURS = [state for state in STATES if state.is_ours]
# Shows components by the names of their files, and buttons that are there to be looked at.
GALLERY = {"components"}
# Shows what came of steps that need a script.
AFTER_STEPS = {"item-conflict"}


@pytest.fixture(scope="session")
def read_once() -> list[Untranslated]:
    return []


@pytest.fixture
def untranslated(lived_in_site: Site, read_once: list[Untranslated]) -> Untranslated:
    """What tells texts that nobody translated from data; the data are read once."""
    if not read_once:
        read_once.append(Untranslated(lived_in_site.texts()))
    return read_once[0]


@pytest.mark.parametrize("state", OURS, ids=lambda state: state.name)
def test_a_page_in_every_language_with_and_without_scripts(
    visitor: Visitor, untranslated: Untranslated, state: State
):
    english = visitor.show(state, language="en")
    seen = texts_of(english, seen_only=True)
    check(english, "en", ("dark", "light"))

    plain = visitor.show(state, language="en", script=False)
    brought = seen - made_by_scripts(english) - texts_of(plain)
    assert brought == set() or state.name in AFTER_STEPS, "a text that only a script brings"
    assert idle_controls(plain) == [] or state.name in GALLERY
    check(plain, "en", ("light", "dark"))

    dutch = visitor.show(state, script=False)
    found = untranslated.find(texts_of(dutch), texts_of(plain))
    if found:  # or what the steps of other states have written since
        found = Untranslated(visitor.profiles.site.texts()).find(texts_of(dutch), texts_of(plain))
    assert found == [] or state.name in GALLERY
    check(dutch, "nl", ("dark", "light"))


def check(page: Page, language: str, schemes: tuple[str, ...]) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_widths(page, schemes)


def made_by_scripts(page: Page) -> set[str]:
    """Return the texts inside what a script draws, and of what it says about itself."""
    parts = page.locator("[data-chart], [data-script], [data-tooltip]")
    return {" ".join(text.split()) for text in parts.evaluate_all(INSIDE)}


INSIDE = """
parts => parts.flatMap((part) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found;
})
"""
