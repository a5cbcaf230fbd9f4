"""Telling in which language a text is, where it is not that of the page (WCAG 3.1.2)."""

from django import template
from django.utils.safestring import SafeString

from ladder.two_languages import is_left_in_dutch

register = template.Library()


@register.simple_tag
def in_dutch(english: str = "") -> SafeString:
    """Mark an element with a text that is kept in Dutch: `<p{% in_dutch %}>{{ signal.description }}</p>`.

    With the English words as they are kept, it is only marked where there are none:
    `<h3{% in_dutch signal.name_en %}>{{ signal.label }}</h3>`.
    """
    return SafeString(' lang="nl"' if is_left_in_dutch(english) else "")
