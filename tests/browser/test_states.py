"""The states cover the site."""

import re

from django.urls import resolve

from tests.browser.states import STATES
from tests.integration.meetings.access_rules import RULES

KEY = "00000000-0000-0000-0000-000000000000"
# What answers with a file, a part of a page or data, or is reached by what a state does.
NO_PAGES = re.compile(
    r"-(csv|xlsx|json|chart|download|template|export|document|state|weeks|days|html|accept|share|municipalities|picture|colours)\b"
    r"|^(api-(?!docs)|sources-|document$|region-document|healthz|set_language)"
)


def name_of(address: str) -> str:
    """Return the name of the URL at an address in which places are not filled in yet."""
    path = re.sub(r"{(\w+)}", lambda place: KEY if place[1] == "measure" else "1", address.split("?")[0])
    return str(resolve(path).url_name)


def test_every_page_of_the_site_has_a_state() -> None:
    seen = {name_of(state.address) for state in STATES if state.is_ours}
    pages = {name for name, rule in RULES.items() if rule.get and not NO_PAGES.search(name)}

    assert pages - seen == set()


def test_each_state_has_a_name_of_its_own() -> None:
    assert len({state.name for state in STATES}) == len(STATES)
