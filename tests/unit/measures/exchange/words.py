"""A vocabulary and entries to test with, without a database."""

import uuid
from dataclasses import replace
from typing import Any

from measures.entries import Entry
from measures.exchange.columns import names_by_heading
from measures.exchange.outcome import Drafts, Outcome, compare_rows
from measures.exchange.reading import read_list
from measures.exchange.vocabulary import CHOICES, Vocabulary, _of_choices, _of_terms, _of_yes_and_no
from measures.exchange.writing import write_entries
from measures.term_names import Terms

THEMES = {"bezoek": "Bezoek", "testen": "Testen", "sport": "Sport"}
GROUPS = {"iedereen": "Iedereen", "jeugd": "Jeugd tot 23 jaar", "thuis": "Kwetsbare mensen thuis"}
INSTRUMENTS = {"aanwijzing": "Aanwijzing", "noodverordening": "Noodverordening"}
PRINCIPLES = {"maatwerk": "Zo gericht mogelijk, per regio en doelgroep"}
LISTS = {"jeugd": "Jeugd", "zorg": "Langdurige zorg"}
KEY = "11111111-1111-4111-8111-111111111111"
assert names_by_heading()


def vocabulary() -> Vocabulary:
    terms = Terms(
        catalogues=LISTS, themes=THEMES, target_groups=GROUPS, legal_instruments=INSTRUMENTS, principles=PRINCIPLES
    )
    kinds = {
        "theme": THEMES, "target_groups": GROUPS, "legal_instrument": INSTRUMENTS, "principle": PRINCIPLES,
        "catalogue": LISTS,
    }  # fmt: skip
    words: dict[str, Any] = {name: _of_choices(choices) for name, choices in CHOICES.items()}
    words |= {name: _of_terms(rows) for name, rows in kinds.items()} | {"is_example": _of_yes_and_no()}
    offered = {name: tuple(rows) for name, rows in kinds.items()}
    offered |= {name: tuple(map(str, choices.labels)) for name, choices in CHOICES.items()}
    return Vocabulary(words, {**offered, "is_example": ("ja", "nee")}, (1, 2, 3), terms)


def entry(title: str = "Titel", **fields: Any) -> Entry:
    made = Entry(key=str(uuid.uuid4()), catalogue="jeugd", title=title, description="Tekst.", theme="bezoek")
    return replace(made, **fields)


def written(entries: list[Entry], file_format: str) -> bytes:
    return write_entries(entries, file_format, vocabulary())


def compared(
    content: bytes, *drafts: Entry, only: str | None = "jeugd", elsewhere: dict[str, str] | None = None
) -> Outcome:
    return compare_rows(read_list(content, "lijst"), Drafts(drafts, only, elsewhere or {}), vocabulary())


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """What changes, as (field, old, new)."""
    return [(change.column.name, change.old, change.new) for row in outcome.changed for change in row.changes]


def problems(outcome: Outcome) -> list[tuple[str, str]]:
    return [(problem.words, problem.cell) for row in outcome.faulty for problem in row.problems]
