"""What differs between two lists: cases with both sides, and what holds for any two lists."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.comparison import COMPARED, Kind, change_list, compare
from measures.entries import Entry
from tests.unit.measures.entries import entry

WITHDRAWN = {"status": "withdrawn", "withdrawn_because": "hoort bij de instelling"}


@pytest.mark.parametrize(
    ("before", "after", "kind", "fields"),
    [
        (None, {}, Kind.ADDED, []),
        (None, WITHDRAWN, Kind.ADDED, []),
        (WITHDRAWN, {}, Kind.ADDED, ["status", "withdrawn_because"]),
        ({}, None, Kind.DROPPED, []),
        (WITHDRAWN, None, Kind.DROPPED, []),
        ({}, WITHDRAWN, Kind.DROPPED, ["status", "withdrawn_because"]),
        ({"levels": (2,)}, {"levels": (2, 3)}, Kind.MOVED, ["levels"]),
        ({"levels": (2,), "title": "A"}, {"levels": (3,), "title": "B"}, Kind.MOVED, ["title", "levels"]),
        ({"title": "A"}, {"title": "B"}, Kind.CHANGED, ["title"]),
        ({"effect": None}, {"effect": 1}, Kind.CHANGED, ["effect"]),
        ({"steps": (("a", ""), ("b", ""))}, {"steps": (("b", ""), ("a", ""))}, Kind.CHANGED, ["steps"]),
        (WITHDRAWN, {**WITHDRAWN, "withdrawn_because": "anders"}, Kind.CHANGED, ["withdrawn_because"]),
    ],
)
def test_what_happened_to_an_entry(
    before: dict[str, Any] | None, after: dict[str, Any] | None, kind: Kind, fields: list[str]
) -> None:
    old, new = ([] if given_ is None else [entry(**given_)] for given_ in (before, after))
    found = compare(old, new)
    (change,) = found.changes
    assert (change.kind, [one.field for one in change.fields]) == (kind, fields)
    assert found.of(kind) == (change,)
    assert found.counts == {known.value: int(known == kind) for known in Kind}


@pytest.mark.parametrize(
    "after",
    [{}, {"order": 7}, {"catalogue": "onderwijs"}, {"target_groups": ("b", "a")}],
)
def test_what_is_no_change(after: dict[str, Any]) -> None:
    assert compare([entry(target_groups=("a", "b"))], [entry(**{"target_groups": ("a", "b"), **after})]).is_same


@pytest.mark.parametrize(
    ("before", "after", "reordered"),
    [("abc", "abc", False), ("abc", "acb", True), ("abc", "ac", False), ("ac", "abc", False), ("ab", "cd", False)],
)
def test_another_order_of_what_stays_is_told(before: str, after: str, reordered: bool) -> None:
    found = compare([entry(key) for key in before], [entry(key) for key in after])
    assert found.is_reordered is reordered
    assert ({"kind": "reordered"} in change_list(found)) is reordered


def test_dropped_ones_stand_where_they_were() -> None:
    found = compare([entry(key) for key in "zabcd"], [entry(key) for key in "axd"])
    assert [change.entry.key for change in found.changes] == ["z", "b", "c", "x"]


def test_the_change_list_is_plain_data() -> None:
    found = compare([entry("a"), entry("b", levels=(1,))], [entry("b", levels=(1, 2))])
    assert change_list(found) == [
        {"kind": "dropped", "key": "a", "title": "Titel a", "fields": []},
        {
            "kind": "moved",
            "key": "b",
            "title": "Titel b",
            "fields": [{"field": "levels", "before": (1,), "after": (1, 2)}],
        },
    ]


def lists() -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        entry,
        st.sampled_from("abcdef"),
        title=st.sampled_from(["Een", "Twee"]),
        levels=st.sampled_from([(1,), (1, 2), ()]),
        target_groups=st.permutations(["x", "y"]).map(tuple),
        status=st.sampled_from(["agreed", "withdrawn"]),
        effect=st.sampled_from([None, 1]),
    )
    return st.lists(one, unique_by=lambda made: made.key, max_size=6)


MIRRORED = {Kind.ADDED: Kind.DROPPED, Kind.DROPPED: Kind.ADDED, Kind.MOVED: Kind.MOVED, Kind.CHANGED: Kind.CHANGED}


def told(before: Sequence[Entry], after: Sequence[Entry], *, mirrored: bool = False) -> set[tuple[Any, ...]]:
    changes = set()
    for change in compare(before, after).changes:
        fields = [(one.field, one.after, one.before) if mirrored else (one.field, one.before, one.after)
                  for one in change.fields]  # fmt: skip
        kind = MIRRORED[change.kind] if mirrored else change.kind
        ends = (change.after, change.before) if mirrored else (change.before, change.after)
        changes.add((kind, *ends, tuple(fields)))
    return changes


@given(lists())
def test_a_list_does_not_differ_from_itself(entries: list[Entry]) -> None:
    assert compare(entries, entries).is_same


@given(lists(), lists())
def test_the_other_way_round_is_the_mirror_image(before: list[Entry], after: list[Entry]) -> None:
    assert told(before, after) == told(after, before, mirrored=True)
    assert compare(before, after).is_reordered == compare(after, before).is_reordered


@given(lists(), lists())
def test_the_changes_turn_one_list_into_the_other(before: list[Entry], after: list[Entry]) -> None:
    made = {one.key: one for one in before}
    for change in compare(before, after).changes:
        if change.after is None:
            del made[change.entry.key]
        else:
            made[change.entry.key] = change.after
    wanted = {one.key: one for one in after}
    assert set(made) == set(wanted)
    for key, one in wanted.items():
        assert all(_same(getattr(made[key], name), getattr(one, name)) for name in COMPARED)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (isinstance(one, tuple) and sorted(one) == sorted(other))
