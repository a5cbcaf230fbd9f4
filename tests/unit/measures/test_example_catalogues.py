"""The example lists as they are written: complete, known words, and something for the matrix to find."""

import pytest

from measures.actions.examples import Example, read_examples
from measures.contradictions import Rule, find
from measures.entries import Entry
from measures.models import Measure
from measures.terms import INSTRUMENTS, PRINCIPLES, TARGET_GROUPS, THEMES

LISTS = read_examples()
EXAMPLES = [example for found in LISTS for example in found.examples]
RIGHTS = {code: frozenset(deciders) for code, _name, _article, deciders in INSTRUMENTS}


def codes(rows: tuple[tuple[object, ...], ...]) -> set[object]:
    return {row[0] for row in rows}


def name(example: Example) -> str:
    return f"{example.last.catalogue}: {example.last.title}"


def states(example: Example) -> list[Entry]:
    return [example.last, *([example.first] if example.first else [])]


def test_there_are_four_lists_and_not_too_many_entries() -> None:
    assert len(LISTS) == 4
    assert 40 <= len(EXAMPLES) <= 60
    assert {level for example in EXAMPLES for level in example.last.levels} == {1, 2, 3}


def test_keys_and_titles_stand_there_once() -> None:
    assert len({example.last.key for example in EXAMPLES}) == len(EXAMPLES)
    assert len({name(example) for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_entry_is_whole_and_uses_known_words(example: Example) -> None:
    for entry in states(example):
        assert entry.is_example
        assert entry.theme in codes(THEMES)
        assert set(entry.target_groups) <= codes(TARGET_GROUPS)
        assert entry.target_groups
        assert entry.principle in codes(PRINCIPLES)
        assert entry.legal_instrument in codes(INSTRUMENTS)
        assert entry.levels == tuple(sorted(set(entry.levels)))
        assert entry.levels
        assert entry.icon in Measure.Icon.values
        assert entry.stance in Measure.Stance.values
        assert entry.steps
        assert entry.effect in range(1, 6)
        assert entry.burden in range(1, 6)
        assert entry.effect_text
        assert entry.burden_text
        assert len(entry.description) > 40
        assert bool(entry.withdrawn_because) == entry.is_withdrawn


def test_each_rule_finds_a_contradiction_in_the_lists() -> None:
    found = find([example.last for example in EXAMPLES], RIGHTS)
    assert {one.rule for one in found} == set(Rule)
    assert 3 <= len(found) <= 10


@pytest.mark.parametrize("found", LISTS, ids=lambda found: found.code)
def test_a_second_version_changes_something(found) -> None:
    differs = [example for example in found.examples if example.last != example.first]
    assert bool(differs) == (len(found.versions) == 2)
    assert {example.last.key for example in differs if example.first} <= {e.last.key for e in found.examples}


def test_visiting_bans_and_texts_on_testing_are_off_the_public_health_list() -> None:
    withdrawn = {example.last.title for example in EXAMPLES if example.last.is_withdrawn}
    assert {"Regionaal bezoekverbod verpleeghuizen", "Voorrang bij testen voor zorg en onderwijs"} <= withdrawn
