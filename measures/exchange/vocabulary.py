"""The words that a cell can hold, in every language of the site, and what they mean."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from measures.exchange.texts import one_line
from measures.level_choices import level_choices
from measures.models import Decider, Measure
from measures.term_names import Terms, load_terms_by_code

CHOICES: dict[str, type[Choices]] = {
    "stance": Measure.Stance,
    "decider": Decider,
    "status": Measure.Status,
    "icon": Measure.Icon,
}
YES, NO = gettext_lazy("yes"), gettext_lazy("no")
TERMS = {
    "theme": "themes",
    "target_groups": "target_groups",
    "legal_instrument": "legal_instruments",
    "principle": "principles",
    "catalogue": "catalogues",
}


@dataclass(frozen=True)
class Vocabulary:
    """`words`: per column what a word (in small letters) means; `offered`: what to name when a word is unknown."""

    words: Mapping[str, Mapping[str, Any]]
    offered: Mapping[str, tuple[str, ...]]
    levels: tuple[int, ...]
    terms: Terms


def load_vocabulary() -> Vocabulary:
    """Return the words of this moment. Three queries."""
    terms = load_terms_by_code()
    words: dict[str, dict[str, Any]] = {name: _of_choices(choices) for name, choices in CHOICES.items()}
    words["is_example"] = _of_yes_and_no()
    offered = {name: tuple(str(label) for label in choices.labels) for name, choices in CHOICES.items()}
    offered["is_example"] = (str(YES), str(NO))
    for column, kind in TERMS.items():
        rows: Mapping[str, str] = getattr(terms, kind)
        words[column], offered[column] = _of_terms(rows), tuple(rows)
    return Vocabulary(words, offered, tuple(number for number, _name in level_choices()), terms)


def label_of(column: str, value: Any) -> str:
    """Return the word for a choice in the reader's language."""
    if column == "is_example":
        return gettext("yes") if value else gettext("no")
    choices = CHOICES[column]
    return str(choices(value).label)


def _of_choices(choices: type[Choices]) -> dict[str, Any]:
    words = {str(choice.value): choice.value for choice in choices} | {
        choice.name.casefold(): choice.value for choice in choices
    }
    for _language in _each_language():
        words |= {str(choice.label).casefold(): choice.value for choice in choices}
    return words


def _of_yes_and_no() -> dict[str, Any]:
    words: dict[str, Any] = {"1": True, "0": False, "true": True, "false": False, "": False}
    for _language in _each_language():
        words |= {str(YES).casefold(): True, str(NO).casefold(): False}
    return words


def _of_terms(rows: Mapping[str, str]) -> dict[str, str]:
    """Return codes by code and by name; a name that two terms share means neither."""
    names = Counter(one_line(name).casefold() for name in rows.values())
    by_name = {key: code for code, name in rows.items() if names[key := one_line(name).casefold()] == 1}
    return by_name | {code.casefold(): code for code in rows}


def _each_language() -> Iterable[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield language
