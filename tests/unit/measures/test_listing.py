"""Choosing from a list and grouping it, without a database."""

from typing import Any

import pytest

from measures.listing import Choice, chosen_entries, folded, grouped
from measures.term_names import Terms
from tests.unit.measures.entries import entry

TERMS = Terms(
    catalogues={"zorg": "Zorg", "jeugd": "Jeugd"},
    themes={"bezoek": "Bezoek", "sport": "Sport"},
    target_groups={"iedereen": "Iedereen", "jongeren": "Jongeren", "mantelzorgers": "Mantelzorgers"},
    legal_instruments={},
    principles={},
)
ENTRIES = [
    entry("a", title="Café dicht", levels=(3,), target_groups=("iedereen",)),
    entry("b", title="Sporthal open", levels=(1, 2), target_groups=("jongeren",)),
    entry("c", title="Bezoek beperken", theme="bezoek", catalogue="zorg", target_groups=("mantelzorgers",)),
    entry("d", title="Zonder niveau", levels=(), target_groups=()),
]


def found(**asked: Any) -> str:
    return "".join(one.entry.key for one in chosen_entries(ENTRIES, Choice(**asked), TERMS, {}))


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, "abcd"),
        ({"level": 2}, "bc"),
        ({"level": 4}, ""),
        ({"catalogue": "zorg"}, "c"),
        ({"theme": "bezoek"}, "c"),
        ({"target_group": "jongeren"}, "abd"),
        ({"target_group": "mantelzorgers"}, "acd"),
        ({"search": "cafe"}, "a"),
        ({"search": "CAFÉ dicht"}, "a"),
        ({"search": "dicht open"}, ""),
        ({"search": "mantel"}, "c"),
        ({"search": "  "}, "abcd"),
        ({"level": 2, "theme": "sport"}, "b"),
    ],
)
def test_what_answers_a_choice(asked: dict[str, Any], keys: str) -> None:
    assert found(**asked) == keys


@pytest.mark.parametrize(
    ("grouping", "level", "groups"),
    [
        ("niveau", None, [("1", "b"), ("2", "bc"), ("3", "a"), ("0", "d")]),
        ("niveau", 2, [("2", "bc")]),
        ("sector", None, [("zorg", "c"), ("jeugd", "abd")]),
        ("thema", None, [("bezoek", "c"), ("sport", "abd")]),
        ("doelgroep", None, [("iedereen", "ad"), ("jongeren", "b"), ("mantelzorgers", "c")]),
    ],
)
def test_how_a_list_is_grouped(grouping: str, level: int | None, groups: list[tuple[str, str]]) -> None:
    choice = Choice(level=level, grouping=grouping)
    rows = grouped(chosen_entries(ENTRIES, choice, TERMS, {}), choice, TERMS)
    told: dict[str, str] = {}
    for row in rows:
        told[row.group.code] = told.get(row.group.code, "") + row.words.entry.key
    assert list(told.items()) == groups
    assert all(row.group.count == len(told[row.group.code]) for row in rows)


def test_a_term_that_is_gone_goes_by_its_code() -> None:
    choice = Choice(grouping="thema")
    rows = grouped(chosen_entries([entry(theme="oud")], choice, TERMS, {}), choice, TERMS)
    assert (rows[0].group.name, rows[0].words.theme) == ("oud", "oud")


@pytest.mark.parametrize(("text", "plain"), [("Café", "cafe"), ("ÉÉN", "een"), ("Straße", "strasse")])
def test_accents_and_capitals_do_not_matter(text: str, plain: str) -> None:
    assert folded(text) == plain
