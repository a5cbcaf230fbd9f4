"""What another level would mean, with both sides."""

from datetime import date
from typing import Any

import pytest

from measures.consequences import (
    GroupConsequences,
    ThemeChange,
    consequences,
    earliest_start,
    heaviest,
    theme_changes,
)
from measures.entries import Entry
from measures.in_force import Taken
from measures.target_groups import groups_of, overlap

DAY = date(2020, 9, 30)


def entry(key: str, levels: tuple[int, ...], *, stance: int = 1, theme: str = "sport", **fields: Any) -> Entry:
    return Entry(
        **{"key": key, "catalogue": "jeugd", "title": key, "description": "", "theme": theme, "stance": stance,
           "levels": levels, **fields}
    )  # fmt: skip


def told(entries: list[Entry], before: int | None = 2, after: int = 3, **taken: Taken) -> list[GroupConsequences]:
    return consequences(entries, before=before, after=after, day=DAY, taken=taken)


@pytest.mark.parametrize(
    ("levels", "before", "after", "outcome"),
    [
        ((3,), 2, 3, "added"),
        ((2,), 2, 3, "dropped"),
        ((2, 3), 2, 3, "stays"),
        ((1,), 2, 3, None),
        ((3,), None, 3, "added"),
        ((2, 3), 3, 2, "stays"),
        ((3,), 3, 2, "dropped"),
        ((2,), 2, 2, "stays"),
    ],
)
def test_added_dropped_and_staying(
    levels: tuple[int, ...], before: int | None, after: int, outcome: str | None
) -> None:
    found = told([entry("a", levels)], before, after)
    if outcome is None:
        assert found == []
        return
    (group,) = found
    numbers = {"added": len(group.added), "dropped": len(group.dropped), "stays": group.stays}
    assert numbers == {"added": 0, "dropped": 0, "stays": 0, outcome: 1}
    assert group.is_empty is (outcome == "stays")


def test_withdrawn_entries_are_left_out() -> None:
    assert told([entry("a", (3,), status="withdrawn", withdrawn_because="x")]) == []


def test_per_target_group_in_the_order_of_the_list() -> None:
    found = told([entry("a", (3,), target_groups=("jeugd", "ouderen")), entry("b", (3,)), entry("c", (2,),
                 target_groups=("ouderen",))])  # fmt: skip
    assert [group.group for group in found] == ["jeugd", "ouderen", "iedereen"]
    assert [len(group.added) for group in found] == [1, 1, 1]
    assert [len(group.dropped) for group in found] == [0, 1, 0]


@pytest.mark.parametrize(("days", "first"), [(0, DAY), (1, date(2020, 10, 1)), (5, date(2020, 10, 5))])
def test_the_earliest_start_keeps_the_notice_period(days: int, first: date) -> None:
    assert earliest_start(entry("a", (3,), notice_days=days), DAY) == first
    (group,) = told([entry("a", (3,), notice_days=days), entry("b", (2,), notice_days=days)])
    assert (group.added[0].earliest, group.dropped[0].earliest) == (first, None)


def test_what_is_in_force_is_told() -> None:
    there = Taken(1, "VR15", "a", "a", "sport", 1, (), DAY)
    (group,) = told([entry("a", (3,)), entry("b", (3,))], a=there)
    assert [line.taken for line in group.added] == [there, None]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ((1,), (2,), [ThemeChange("sport", 1, 2)]),
        ((2,), (1,), [ThemeChange("sport", 2, 1)]),
        ((2,), (2,), []),
        ((1, 3), (3,), []),
        ((), (2,), []),
        ((2,), (), []),
    ],
)
def test_changed_is_another_heaviest_stance_on_a_theme_that_both_have(
    before: tuple[int, ...], after: tuple[int, ...], changed: list[ThemeChange]
) -> None:
    entries = [entry(f"b{stance}", (2,), stance=stance) for stance in before]
    entries += [entry(f"a{stance}", (3,), stance=stance) for stance in after]
    (group,) = told(entries)
    assert list(group.changed) == changed


@pytest.mark.parametrize(
    ("before", "after", "heavier"), [(1, 2, True), (2, 1, False), (None, 0, True), (0, None, False)]
)
def test_heavier(before: int | None, after: int | None, heavier: bool) -> None:
    assert ThemeChange("sport", before, after).is_heavier is heavier


def test_themes_of_two_levels() -> None:
    entries = [entry("a", (2, 3), stance=1), entry("b", (3,), stance=3), entry("c", (2,), theme="horeca"),
               entry("d", (3,), theme="bezoek", stance=0)]  # fmt: skip
    assert heaviest(entries, 3) == {"sport": 3, "bezoek": 0}
    assert heaviest(entries, None) == {}
    assert theme_changes(entries, 2, 3) == [
        ThemeChange("sport", 1, 3), ThemeChange("horeca", 1, None), ThemeChange("bezoek", None, 0)
    ]  # fmt: skip
    assert theme_changes(entries, 2, 2) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("jeugd",), ("jeugd",), True),
        (("jeugd",), ("ouderen",), False),
        (("jeugd", "ouderen"), ("ouderen",), True),
        ((), ("ouderen",), True),
        (("jeugd",), (), True),
        ((), (), True),
        (("iedereen",), ("jeugd",), True),
    ],
)
def test_overlap(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert overlap(one, other) is same
    assert overlap(other, one) is same


def test_no_group_is_everyone() -> None:
    assert groups_of(()) == ("iedereen",)
    assert groups_of(("jeugd",)) == ("jeugd",)
