"""The four rules, each as a table of cases with both sides."""

import random
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.contradictions import Contradiction, Rule, find
from measures.contradictions.rules import title_key
from measures.entries import Entry
from measures.terms import TARGET_GROUPS, THEMES

NONE, ADVICE, RESTRICTION, CLOSURE = range(4)
RIGHTS = {
    "geen": frozenset({"region", "mayor", "institution", "state"}),
    "aanwijzing": frozenset({"state"}),
    "noodverordening": frozenset({"region"}),
    "vervallen": frozenset(),
}
ONE = Entry(
    key="a", catalogue="jeugd", title="Bezoek", description="", theme="bezoek", levels=(2,), stance=ADVICE,
    target_groups=("jeugd-tot-23",), status="agreed",
)  # fmt: skip
WITHDRAWN = {"status": "withdrawn", "withdrawn_because": "Hoort bij de instelling."}


def other(**fields: Any) -> Entry:
    """Return an entry of another list that differs from `ONE` in its stance only, unless said otherwise."""
    return replace(ONE, **{"key": "b", "catalogue": "zorg", "title": "Ontvangst", "stance": RESTRICTION, **fields})


def found(*entries: Entry) -> list[Contradiction]:
    return find(entries, RIGHTS)


def by_rule(rule: Rule, *entries: Entry) -> list[Contradiction]:
    return [one for one in found(*entries) if one.rule is rule]


# Different stance


@pytest.mark.parametrize(
    ("fields", "groups", "levels"),
    [
        ({}, ("jeugd-tot-23",), (2,)),
        ({"stance": NONE}, ("jeugd-tot-23",), (2,)),
        ({"stance": CLOSURE}, ("jeugd-tot-23",), (2,)),
        ({"levels": (1, 2, 3)}, ("jeugd-tot-23",), (2,)),
        ({"target_groups": ("iedereen",)}, ("jeugd-tot-23",), (2,)),
        ({"target_groups": ()}, ("jeugd-tot-23",), (2,)),
        ({"target_groups": ("jeugd-tot-23", "mantelzorgers")}, ("jeugd-tot-23",), (2,)),
        ({"status": "proposal"}, ("jeugd-tot-23",), (2,)),
    ],
)
def test_another_stance_in_another_list_contradicts(fields: dict, groups: tuple, levels: tuple) -> None:
    (contradiction,) = found(ONE, other(**fields))
    assert contradiction.rule is Rule.STANCE
    assert contradiction.entries == (ONE, other(**fields))
    assert (contradiction.theme, contradiction.target_groups, contradiction.levels) == ("bezoek", groups, levels)


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": ADVICE},
        {"catalogue": "jeugd"},
        {"theme": "testen"},
        {"levels": ()},
        {"target_groups": ("mantelzorgers",)},
        {"levels": (3,)},
        WITHDRAWN,
    ],
)
def test_the_same_stance_or_another_place_does_not(fields: dict) -> None:
    assert found(ONE, other(**fields)) == []


def test_everyone_in_both_lists_is_everyone() -> None:
    everyone = replace(ONE, target_groups=("iedereen", "mantelzorgers"))
    (contradiction,) = found(everyone, other(target_groups=()))
    assert contradiction.target_groups == ("iedereen",)


# Stricter at a lower level: ONE is an advice at level 2


@pytest.mark.parametrize(
    ("fields", "levels", "higher"),
    [
        ({"levels": (3,), "stance": NONE, "catalogue": "jeugd"}, (2,), (3,)),
        ({"levels": (3,), "stance": NONE}, (2,), (3,)),  # another list, where the own list has nothing
        ({"levels": (3, 4), "stance": NONE}, (2,), (3, 4)),
        ({"levels": (3,), "stance": NONE, "target_groups": ()}, (2,), (3,)),
    ],
)
def test_milder_at_a_higher_level_contradicts(fields: dict, levels: tuple, higher: tuple) -> None:
    (contradiction,) = found(ONE, other(**fields))
    assert contradiction.rule is Rule.ORDER
    assert contradiction.entries == (ONE, other(**fields))
    assert (contradiction.levels, contradiction.higher_levels) == (levels, higher)
    assert contradiction.target_groups == ("jeugd-tot-23",)


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": ADVICE},
        {"stance": RESTRICTION},
        {"levels": (1,)},
        {"theme": "testen"},
        {"target_groups": ("mantelzorgers",)},
        WITHDRAWN,
    ],
)
def test_as_strict_or_elsewhere_does_not(fields: dict) -> None:
    assert found(ONE, other(**{"levels": (3,), "stance": NONE, "catalogue": "jeugd", **fields})) == []


MILDER = replace(ONE, key="c", title="Milder", levels=(3,), stance=NONE)


@pytest.mark.parametrize(
    ("third", "contradicts"),
    [
        ({"catalogue": "jeugd", "stance": ADVICE}, False),  # the theme stays as strict
        ({"catalogue": "jeugd", "stance": NONE}, True),
        ({"catalogue": "jeugd", "stance": ADVICE, "target_groups": ()}, False),
        ({"catalogue": "jeugd", "stance": ADVICE, "target_groups": ("mantelzorgers",)}, True),
        ({"catalogue": "jeugd", "stance": ADVICE, **WITHDRAWN}, True),
        ({"catalogue": "zorg", "stance": ADVICE}, True),  # what another list has does not mend the own list
    ],
)
def test_the_strictest_at_the_higher_level_counts(third: dict, contradicts: bool) -> None:
    assert bool(by_rule(Rule.ORDER, ONE, MILDER, other(levels=(3,), **third))) is contradicts


def test_an_entry_that_goes_on_at_the_higher_level_keeps_the_theme_strict() -> None:
    assert found(replace(ONE, levels=(2, 3)), MILDER) == []


def test_for_everyone_but_milder_for_one_group_is_said_of_that_group() -> None:
    lower = replace(ONE, target_groups=("iedereen",))
    (contradiction,) = found(lower, MILDER)
    assert contradiction.target_groups == ("jeugd-tot-23",)
    (contradiction,) = found(lower, replace(MILDER, target_groups=()))
    assert contradiction.target_groups == ("iedereen",)


def test_lists_that_differ_at_the_lower_level_already_contradict_once() -> None:
    assert the_one(ONE, other(levels=(2, 3), stance=NONE)).rule is Rule.STANCE
    own = other(levels=(2, 3), stance=NONE, catalogue="jeugd")
    assert the_one(ONE, own).rule is Rule.ORDER


# Withdrawn in one list, alive in another


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Bezoek"},
        {"title": " bezoek. "},
        {"title": "Bézoek", "theme": "testen", "levels": (), "stance": ADVICE},
        {"title": "BEZOEK", "status": "proposal"},
    ],
)
def test_withdrawn_and_alive_under_one_title_contradict(fields: dict) -> None:
    gone = replace(ONE, key="z", **WITHDRAWN)
    (contradiction,) = found(gone, other(**fields))
    assert contradiction.rule is Rule.WITHDRAWN
    assert contradiction.entries == (gone, other(**fields))
    assert contradiction.theme == other(**fields).theme


@pytest.mark.parametrize(
    ("gone", "kept"),
    [
        ({}, {"title": "Bezoek", "stance": ADVICE}),  # nobody withdrew it
        (WITHDRAWN, {"title": "Bezoekregeling"}),
        (WITHDRAWN, {"title": "Bezoek", "catalogue": "jeugd"}),
        (WITHDRAWN, {"title": "Bezoek", **WITHDRAWN}),
    ],
)
def test_other_titles_and_the_same_list_do_not(gone: dict, kept: dict) -> None:
    assert found(replace(ONE, **gone), other(**kept)) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Bezoekverbod, regionaal", "Regionaal bezoekverbod", True),
        ("Één bezoeker", "een bezoeker!", True),
        ("Bezoek 1 persoon", "Bezoek 2 personen", False),
        ("Bezoek", "Bezoek bezoek", False),
    ],
)
def test_titles_are_compared_by_their_words(one: str, two: str, same: bool) -> None:
    assert (title_key(one) == title_key(two)) is same


# A decider who may not use the instrument


@pytest.mark.parametrize(
    ("decider", "instrument", "contradicts"),
    [
        ("state", "aanwijzing", False),
        ("region", "aanwijzing", True),
        ("region", "noodverordening", False),
        ("mayor", "noodverordening", True),
        ("mayor", "geen", False),
        ("mayor", "", False),
        ("mayor", "onbekend", False),
        ("state", "vervallen", True),  # an instrument that nobody may use
    ],
)
def test_a_decider_may_use_the_instrument_or_contradicts(decider: str, instrument: str, contradicts: bool) -> None:
    entry = replace(ONE, decider=decider, legal_instrument=instrument)
    assert [one.rule for one in found(entry)] == [Rule.INSTRUMENT] * contradicts
    assert found(replace(entry, **WITHDRAWN)) == []


# What a contradiction is known by


def the_one(*entries: Entry) -> Contradiction:
    (contradiction,) = found(*entries)
    return contradiction


BASE = the_one(ONE, other())


@pytest.mark.parametrize(
    ("fields", "is_same"),
    [
        ({"title": "Nieuwe titel", "description": "Nieuw.", "burden": 3, "decider": "mayor"}, True),
        ({"levels": (2, 3)}, True),
        ({"stance": CLOSURE}, False),
        ({"target_groups": ("jeugd-tot-23", "mantelzorgers")}, True),
    ],
)
def test_the_fingerprint_is_of_what_contradicts(fields: dict, is_same: bool) -> None:
    again = the_one(ONE, other(**fields))
    assert again.identity == BASE.identity == "stance:a:b"
    assert (again.fingerprint == BASE.fingerprint) is is_same


def test_where_they_meet_is_part_of_the_fingerprint() -> None:
    wide = replace(ONE, levels=(2, 3), target_groups=())
    places = (
        {},
        {"levels": (2, 3)},
        {"target_groups": ("mantelzorgers",)},
        {"target_groups": ()},
        {"levels": (3,)},
    )
    assert len({the_one(wide, other(**place)).fingerprint for place in places}) == len(places)


def test_another_reason_of_withdrawal_is_looked_at_again() -> None:
    gone = replace(ONE, **WITHDRAWN)
    one, two = (the_one(replace(gone, withdrawn_because=why), other(title="Bezoek")) for why in ("a", "b"))
    assert one.identity == two.identity
    assert one.fingerprint != two.fingerprint


def test_another_decider_without_the_right_is_looked_at_again() -> None:
    one, two = (the_one(replace(ONE, decider=who, legal_instrument="aanwijzing")) for who in ("mayor", "region"))
    assert one.identity == two.identity == "instrument:a"
    assert one.fingerprint != two.fingerprint


def test_an_identity_fits_in_the_database() -> None:
    long = the_one(replace(ONE, key="a" * 36), other(key="b" * 36))
    assert len(long.identity) <= 200
    assert len(long.fingerprint) == 64


# Order and speed


def a_list(size: int, *, seed: int, themes: int = len(THEMES)) -> list[Entry]:
    chance = random.Random(seed)
    return [
        Entry(
            key=f"{number:036d}",
            catalogue=f"lijst-{chance.randrange(4)}",
            title=f"Titel {chance.randrange(size)}",
            description="",
            theme=chance.choice(THEMES[:themes])[0],
            levels=tuple(sorted(chance.sample((1, 2, 3), chance.randint(0, 2)))),
            target_groups=tuple(chance.sample([code for code, _name in TARGET_GROUPS], chance.randint(0, 2))),
            stance=chance.randrange(4),
            decider=chance.choice(("region", "mayor", "state")),
            legal_instrument=chance.choice(("", *RIGHTS)),
            status=chance.choice(("proposal", "agreed", "withdrawn")),
        )
        for number in range(size)
    ]


@given(seed=st.integers(0, 1000), shuffle=st.randoms())
def test_the_order_of_the_entries_never_matters(seed: int, shuffle: random.Random) -> None:
    entries = a_list(25, seed=seed, themes=2)
    mixed = entries[:]
    shuffle.shuffle(mixed)
    mixed = [replace(entry, target_groups=entry.target_groups[::-1], order=9) for entry in mixed]
    assert [(one.identity, one.fingerprint) for one in found(*mixed)] == [
        (one.identity, one.fingerprint) for one in found(*entries)
    ]


@given(seed=st.integers(0, 1000))
def test_each_contradiction_is_found_once(seed: int) -> None:
    identities = [one.identity for one in found(*a_list(40, seed=seed, themes=1))]
    assert len(identities) == len(set(identities))


def test_two_thousand_entries_take_less_than_a_second() -> None:
    entries = a_list(2000, seed=1)
    began = process_time()
    contradictions = found(*entries)
    assert process_time() - began < 1
    assert {one.rule for one in contradictions} == set(Rule)
