"""Texts as they travel in cells: plain letters, and never something that a spreadsheet calculates."""

import re

FORMULA_START = re.compile(r"[=+\-@\t\r]")
PROTECTED = re.compile(r"'+[=+\-@\t\r]")


def plain(text: str) -> str:
    """Return a text of several lines: line ends of one kind, nothing that does not print, no space around it.

    Texts that are the same in this form are the same: a spreadsheet program changes the rest by itself.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(_printable(line).rstrip() for line in lines).strip()


def one_line(text: str) -> str:
    """Return a text as one line, with single spaces."""
    return " ".join(_printable(" ".join(text.split())).split())


def _printable(line: str) -> str:
    return "".join(letter for letter in line if letter.isprintable() or letter in " \u200d\u200c\xa0")


def protected(text: str, *, formulas: bool) -> str:
    """Put an apostrophe before a text that would be read otherwise: as a formula (`formulas`), or as protected.

    A workbook says of each cell that it is text; a CSV cannot, and there formulas are protected too.
    """
    if PROTECTED.match(text) or (formulas and FORMULA_START.match(text)):
        return f"'{text}"
    return text


def unprotected(text: str) -> str:
    """Undo `protected`."""
    return text[1:] if PROTECTED.match(text) else text
