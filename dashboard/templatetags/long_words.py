"""Long words that may break in a narrow column."""

import re

from django import template

register = template.Library()
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Browsers know where Dutch words break only with a dictionary that many do not have.
FIRST_PARTS = re.compile(r"((?:ziekenhuis|verpleeghuis|contact)(?=\w{5}))", re.IGNORECASE)


@register.filter
def breakable(text: str) -> str:
    """Return a text of which the long compounds of signals may break, with a hyphen: `ziekenhuis-opnames`."""
    return FIRST_PARTS.sub(rf"\1{SOFT_HYPHEN}", text)
