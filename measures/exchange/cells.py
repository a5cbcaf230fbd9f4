"""Fields of an entry as cells, and cells as fields."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop

from ladder.sources import reasons
from ladder.sources.cell_problems import CellError
from measures.entries import Entry
from measures.exchange.columns import FIELDS
from measures.exchange.steps import parse_steps, steps_text
from measures.exchange.texts import one_line, plain
from measures.exchange.vocabulary import CHOICES, Vocabulary, label_of
from measures.models import MeasureStep

UNKNOWN_WORD = gettext_noop("unknown word")
UNKNOWN_TERM = gettext_noop("unknown term")
UNKNOWN_LEVEL = gettext_noop("unknown level")
TOO_LONG = gettext_noop("text that is too long")
OUT_OF_RANGE = gettext_noop("number out of range")
NO_WHOLE_NUMBER = gettext_noop("no whole number")
NO_KEY = gettext_noop("no key of an entry")
STEP_WITHOUT_TEXT = gettext_noop("step without what is done")

LONGEST_STEP = min(
    field.max_length or 0 for field in MeasureStep._meta.fields if field.name in ("text", "partner")
)
LONG_TEXTS = frozenset({"description", "effect_text", "burden_text", "withdrawn_because"})
LONGEST_TEXT = 30_000
"""Letters in a text; a cell of a workbook holds 32,767."""
NUMBERS = {"notice_days": (0, 365), "effect": (1, 5), "burden": (1, 5), "order": (0, 32_767)}
REQUIRED = frozenset({"title", "description", "theme", "stance", "decider", "status"})
SINGLE_TERMS = frozenset({"theme", "legal_instrument", "principle", "catalogue"})
BETWEEN_LEVELS = re.compile(r"[\s,;./]+")
BETWEEN_TERMS = re.compile(r"[,;\n]+")


def cell_of(entry: Entry, name: str) -> str | int:
    """Return what stands in a cell: numbers as numbers, all else as text in the reader's language."""
    value = getattr(entry, name)
    if name == "levels":
        return ",".join(map(str, value))
    if name == "target_groups":
        return ", ".join(value)
    if name == "steps":
        return steps_text(value)
    if name in CHOICES or name == "is_example":
        return label_of(name, value)
    if name in NUMBERS:
        return "" if value is None else int(value)
    return plain(value) if name in LONG_TEXTS else one_line(value)


def normal_text(text: str, name: str) -> str:
    """Return the text of a cell in the form in which two texts of a column are compared."""
    return plain(text) if name in LONG_TEXTS or name == "steps" else one_line(text)


def field_of(text: str, name: str, vocabulary: Vocabulary) -> Any:
    """Return the value of a field of `Entry` from the text of a cell; `CellError` for what is none."""
    text = normal_text(text, name)
    if not text and name in REQUIRED:
        raise CellError(reasons.VALUE_EMPTY)
    read = READERS.get(name)
    return read(text, name, vocabulary) if read else _text(text, name)


def _text(text: str, name: str) -> str:
    longest = LONGEST_TEXT if name in LONG_TEXTS else FIELDS[name].max_length or LONGEST_TEXT
    _refuse_long(text, longest)
    return text


def _refuse_long(text: str, longest: int) -> None:
    if len(text) > longest:
        raise CellError(TOO_LONG, found=text, expected=f"≤ {longest}")


def _key(text: str, name: str, vocabulary: Vocabulary) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError as error:
        raise CellError(NO_KEY, found=text) from error


def _term(text: str, name: str, vocabulary: Vocabulary) -> str:
    if not text:
        return ""
    code = vocabulary.words[name].get(text.casefold())
    if code is None:
        raise CellError(UNKNOWN_TERM, found=text, expected=", ".join(vocabulary.offered[name]))
    return str(code)


def _terms(text: str, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    whole = vocabulary.words[name].get(text.casefold())  # a name can have a comma of its own
    parts = [one_line(part) for part in BETWEEN_TERMS.split(text)] if whole is None else [text]
    codes = {_term(part, name, vocabulary) for part in parts if part}
    return tuple(code for code in vocabulary.offered[name] if code in codes)


def _levels(text: str, name: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    parts = [part for part in BETWEEN_LEVELS.split(text) if part]
    for part in parts:
        if not (part.isascii() and part.isdecimal() and len(part) < 6 and int(part) in vocabulary.levels):
            raise CellError(UNKNOWN_LEVEL, found=part, expected=", ".join(map(str, vocabulary.levels)))
    return tuple(sorted({int(part) for part in parts}))


def _choice(text: str, name: str, vocabulary: Vocabulary) -> Any:
    word = text.casefold()
    if word not in vocabulary.words[name]:
        if not text:
            raise CellError(reasons.VALUE_EMPTY)
        raise CellError(UNKNOWN_WORD, found=text, expected=", ".join(vocabulary.offered[name]))
    return vocabulary.words[name][word]


def _number(text: str, name: str, vocabulary: Vocabulary) -> int | None:
    lowest, highest = NUMBERS[name]
    if not text:
        if name in ("effect", "burden"):
            return None
        raise CellError(reasons.VALUE_EMPTY)
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        raise CellError(NO_WHOLE_NUMBER, found=text, expected=f"{lowest}–{highest}")
    if len(digits) > 6 or not lowest <= int(text) <= highest:
        raise CellError(OUT_OF_RANGE, found=text, expected=f"{lowest}–{highest}")
    return int(text)


def _steps(text: str, name: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    steps = parse_steps(text)
    for what, partner in steps:
        if not what:
            raise CellError(STEP_WITHOUT_TEXT, found=partner)
        for part in (what, partner):
            _refuse_long(part, LONGEST_STEP)
    return steps


READERS: dict[str, Callable[[str, str, Vocabulary], Any]] = {
    "key": _key,
    "levels": _levels,
    "target_groups": _terms,
    "steps": _steps,
    "is_example": _choice,
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(SINGLE_TERMS, _term),
}
