"""A page of the site as somebody sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

VIEWER, SECRETARY, CHAIR, CONTACT, SECTOR_LEAD, EDITOR, ADMINISTRATOR = (
    "beleidsmedewerker",
    "secretaris",
    "voorzitter",
    "regiocontact",
    "sectortrekker",
    "redacteur",
    "beheerder",
)


def _nothing(page: Page) -> None:
    pass


@dataclass(frozen=True)
class State:
    """A page as `account` sees it ("" for an anonymous reader), after `steps` on it.

    `address` may name what `tests.browser.lived_in` made: `/maatregelen/reacties/{round}/`. `title` is part of the
    h1 in Dutch. `status` is what the address itself answers. `steps` know the page by names of fields and by
    addresses, not by its texts, so that they work in every language.

    `needs_script`: the steps are about what a script does; without scripts they are left out.
    `is_ours`: the page is made by our templates, not by Django's administration.
    """

    name: str
    address: str
    title: str
    account: str = ""
    steps: Callable[[Page], None] = _nothing
    status: int = 200
    needs_script: bool = False
    is_ours: bool = True

    def show(self, page: Page, places: Mapping[str, Any], *, script: bool = True) -> None:
        """Go to the page and do its steps."""
        answer = page.goto(self.address.format(**places))
        assert answer is not None
        assert answer.status == self.status, f"{answer.url} answers {answer.status}"
        if script or not self.needs_script:
            self.steps(page)
