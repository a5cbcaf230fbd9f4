"""What templates need to draw levels."""

from django import template

from ladder.pictures import colours

register = template.Library()


@register.filter
def ink_on(colour: str) -> str:
    """Return the ink that is readable on a colour: `{{ level.colour|ink_on }}`."""
    return colours.ink_on(colour)


@register.filter
def unlocalised(number: float) -> str:
    """Return a number as SVG writes it, whatever the reader's language: `12.5`."""
    return format(number, "g")
