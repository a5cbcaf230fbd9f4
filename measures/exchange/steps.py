"""A route as the text of one cell: `what is done → partner; next step → partner`.

A backslash before `;`, `→`, `->` or a backslash makes it part of the text.
"""

import re

from measures.exchange.texts import one_line

Steps = tuple[tuple[str, str], ...]
SPECIAL = re.compile(r"\\|;|→|->")
TOKEN = re.compile(r"\\(->|.)|(→|->)|([;\n])|(.)", re.DOTALL)


def steps_text(steps: Steps) -> str:
    """Return the text of the steps."""
    return "; ".join(_step_text(one_line(text), one_line(partner)) for text, partner in steps)


def _step_text(text: str, partner: str) -> str:
    return f"{_escaped(text)} → {_escaped(partner)}" if partner else _escaped(text)


def parse_steps(text: str) -> Steps:
    """Return the steps of a text; a new line separates steps too. A step without text is kept as (“”, partner)."""
    steps: list[list[str]] = [["", ""]]
    side = 0
    for escaped, arrow, end, letter in TOKEN.findall(text):
        if end:
            steps.append(["", ""])
            side = 0
        elif arrow and side == 0:
            side = 1
        else:
            steps[-1][side] += escaped or arrow or letter
    lines = ((one_line(what), one_line(partner)) for what, partner in steps)
    return tuple(step for step in lines if any(step))


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: f"\\{match.group()}", text)
