"""What differs from the level, with both sides of every bound."""

from datetime import date, timedelta
from typing import Any

import pytest

from measures.entries import Entry
from measures.gaps import Gap, GapKind, gaps
from measures.in_force import Taken

DAY = date(2020, 9, 30)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
ASKED = "asked"


def entry(key: str = ASKED, *, stance: int = 2, levels: tuple[int, ...] = (2,), **fields: Any) -> Entry:
    return Entry(
        **{"key": key, "catalogue": "jeugd", "title": key, "description": "", "theme": "sport", "stance": stance,
           "levels": levels, "status": "agreed", **fields}
    )  # fmt: skip


def taken(key: str = "other", *, stance: int = 2, area: str = "VR15", **fields: Any) -> Taken:
    return Taken(
        **{"pk": 1, "area": area, "key": key, "title": key, "theme": "sport", "stance": stance,
           "target_groups": (), "since": DAY, **fields}
    )  # fmt: skip


def found(entries: list[Entry], rows: list[Taken], levels: dict[str, int] | None = None) -> list[Gap]:
    return gaps({"VR15": 2} if levels is None else levels, entries, rows, day=DAY)


def kinds(entries: list[Entry], rows: list[Taken], levels: dict[str, int] | None = None) -> list[str]:
    return [gap.kind.value for gap in found(entries, rows, levels)]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, True),
        ({"levels": (1, 2, 3)}, True),
        ({"levels": (1, 3)}, False),
        ({"levels": ()}, False),
        ({"status": "proposal"}, False),
        ({"status": "withdrawn"}, False),
    ],
)
def test_the_level_asks_for_agreed_entries_that_name_it(fields: dict[str, Any], missing: bool) -> None:
    assert kinds([entry(**fields)], []) == ([GapKind.MISSING] if missing else [])


@pytest.mark.parametrize(
    ("since", "until", "kind"),
    [
        (DAY, None, None),
        (DAY, DAY, None),
        (BEFORE, DAY, None),
        (BEFORE, BEFORE, GapKind.EXPIRED),
        (AFTER, None, GapKind.MISSING),
    ],
)
def test_first_and_last_day_count(since: date, until: date | None, kind: GapKind | None) -> None:
    assert kinds([entry()], [taken(ASKED, since=since, until=until)]) == ([kind] if kind else [])


def test_a_gap_names_what_ended_and_what_is_still_to_begin() -> None:
    ended, coming = taken(ASKED, until=BEFORE, since=BEFORE), taken(ASKED, since=AFTER, pk=2)
    assert [gap.taken for gap in found([entry()], [ended])] == [ended]
    (gap,) = found([entry()], [ended, coming])
    assert (gap.taken, gap.kind) == (coming, GapKind.MISSING)


@pytest.mark.parametrize(
    ("stance", "asked", "kind"),
    [
        (3, (1, 2), GapKind.HEAVIER),
        (2, (1, 2), None),
        (1, (1, 2), None),
        (0, (1, 2), GapKind.LIGHTER),
        (2, (1, 3), None),
        (1, (), GapKind.HEAVIER),
        (0, (), None),
    ],
)
def test_heavier_and_lighter_than_all_that_is_asked(
    stance: int, asked: tuple[int, ...], kind: GapKind | None
) -> None:
    entries = [entry(f"asked{number}", stance=number) for number in asked]
    deviating = [gap for gap in found(entries, [taken(stance=stance)]) if gap.key == "other"]
    assert [gap.kind for gap in deviating] == ([kind] if kind else [])
    assert [gap.asked for gap in deviating] == ([asked] if kind else [])


def test_what_the_level_itself_asks_for_is_neither_heavier_nor_lighter() -> None:
    assert kinds([entry(stance=3)], [taken(ASKED, stance=3)]) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "compared"),
    [
        (("jeugd",), ("jeugd", "ouderen"), True),
        (("jeugd",), ("ouderen",), False),
        ((), ("ouderen",), True),
        (("iedereen",), ("ouderen",), True),
    ],
)
def test_only_entries_for_the_same_people_are_compared(
    ours: tuple[str, ...], theirs: tuple[str, ...], compared: bool
) -> None:
    deviating = kinds([entry(stance=2, target_groups=ours)], [taken(stance=1, target_groups=theirs)])
    assert (GapKind.LIGHTER in deviating) is compared
    assert (GapKind.HEAVIER in deviating) is not compared


def test_another_theme_is_not_compared() -> None:
    assert GapKind.LIGHTER not in kinds([entry(stance=3)], [taken(stance=1, theme="horeca")])


@pytest.mark.parametrize(
    ("stance", "fields", "covered"),
    [
        (2, {}, True),
        (3, {}, True),
        (1, {}, False),
        (2, {"theme": "horeca"}, False),
        (2, {"target_groups": ("ouderen",)}, False),
        (2, {"since": AFTER}, False),
        (2, {"since": BEFORE, "until": BEFORE}, False),
    ],
)
def test_a_national_measure_covers_what_is_not_heavier(stance: int, fields: dict[str, Any], covered: bool) -> None:
    national = taken("national", area="NL", stance=stance, **fields)
    assert kinds([entry(target_groups=("jeugd",))], [national]) == ([] if covered else [GapKind.MISSING])


@pytest.mark.parametrize(("theme", "overridden"), [("sport", True), ("horeca", False)])
def test_a_national_measure_stands_above_a_regional_one(theme: str, overridden: bool) -> None:
    national = taken("national", area="NL", stance=1, theme=theme)
    here = [gap for gap in found([], [national, taken(stance=3)]) if gap.area == "VR15"]
    assert [gap.kind for gap in here] == [GapKind.OVERRIDDEN if overridden else GapKind.HEAVIER]
    assert here[0].national == ("national" if overridden else "")


def test_without_a_level_only_national_measures_are_compared() -> None:
    assert kinds([entry()], [taken(stance=3)], {}) == []
    assert kinds([entry()], [taken(stance=3), taken("national", area="NL")], {}) == [GapKind.OVERRIDDEN]


def test_the_country_itself_has_no_gaps() -> None:
    assert found([], [taken("national", area="NL", stance=3)], {}) == []
