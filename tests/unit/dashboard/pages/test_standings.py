"""Since when a region stands where it stands: both sides of a change, of the look-back, of what is unknown."""

import pytest

from dashboard.pages.standings import LOOK_BACK, LastChange, Standing, last_change, weeks_looked_at
from ladder.models import Level
from ladder.weeks import Week

pytestmark = pytest.mark.usefixtures("english")
WEEK = Week.parse("2020-W39")
NAMES = {1: "caution", 2: "concern", 3: "serious"}
PROVISIONAL = {"a": 1, "b": 2, "c": 3}
WORDS = {"?": "unknown", "-": "absent", ".": "undecided"}


def standing(sign: str) -> Standing:
    """Return a standing: `2` for a level, `b` for at least 2, `?` unknown, `-` not computed, `.` not decided."""
    if sign in WORDS:
        return Standing(None, WORDS[sign])
    number = PROVISIONAL.get(sign) or int(sign)
    state = "provisional" if sign in PROVISIONAL else "complete"
    return Standing(Level(number=number, name=NAMES[number], name_en=NAMES[number]), state)


def change(signs: str) -> LastChange:
    """Find the last change of what stood in each week, the latest first; before that nothing was computed."""
    return last_change(WEEK, [standing(sign) for sign in signs.ljust(LOOK_BACK + 1, "-")])


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("21", "since week 39, was 1 caution"),
        ("221", "since week 38, was 1 caution"),
        ("2213", "since week 38, was 1 caution"),
        ("2", "for 1 week"),
        ("222", "for 3 weeks"),
        ("2?1", "since week 39, was unknown"),
        ("?2", "since week 39, was 2 concern"),
        ("??2", "since week 38, was 2 concern"),
        ("2" * LOOK_BACK, "for 13 weeks"),
        ("2" * LOOK_BACK + "1", "since week 27, was 1 caution"),
        ("2" * (LOOK_BACK + 1), "longer than 13 weeks"),
        ("2..", "for 1 week"),
        ("-2", ""),
        (".2", ""),
        ("b1", "since week 39, was 1 caution"),
        ("b2", "for 2 weeks"),
        ("b3", "for 2 weeks"),  # may have stayed 3, and is at least 2 in both
        ("b331", "since week 37, was 1 caution"),
        ("ba1", "since week 39, was at least 1 caution, provisional"),
        ("ba2", "for 3 weeks"),
        ("b?", "since week 39, was unknown"),
        ("2b", "for 2 weeks"),
        ("2b1", "since week 38, was 1 caution"),
        ("1b", "since week 39, was at least 2 concern, provisional"),
        ("3b", "since week 39, was at least 2 concern, provisional"),
        ("3b2", "since week 39, was at least 2 concern, provisional"),
        ("3b331", "since week 36, was 1 caution"),  # may have stayed 3 in between
        ("3bb3", "for 4 weeks"),
        ("3" + "b" * LOOK_BACK, "since week 39, was at least 2 concern, provisional"),
        ("b" + "3" * LOOK_BACK, "longer than 13 weeks"),
    ],
)
def test_the_last_change_in_words(signs: str, text: str) -> None:
    assert change(signs).text == text


@pytest.mark.parametrize(
    ("signs", "weeks", "since", "before"),
    [
        ("21", 1, "2020-W39", 1),
        ("223", 2, "2020-W38", 3),
        ("2?", 1, "2020-W39", None),
        ("-2", 1, "2020-W39", None),
    ],
)
def test_the_last_change_as_data(signs: str, weeks: int, since: str, before: int | None) -> None:
    found = change(signs)

    assert (found.weeks, str(found.since), found.before_number) == (weeks, since, before)


def test_a_level_of_another_version_with_the_same_number_is_no_change() -> None:
    assert standing("2").same_as(Standing(Level(number=2, name="anders"), "provisional"))
    assert not standing("2").same_as(standing("3"))
    assert not standing("?").same_as(standing("-"))


@pytest.mark.parametrize(
    ("before", "now", "steps"),
    [
        ("1", "3", 2),
        ("3", "1", -2),
        ("2", "2", 0),
        ("3", "b", None),  # at least 2, so it may still be 3
        ("2", "b", 0),
        ("1", "b", 1),
        ("b", "1", -1),
        ("b", "2", 0),
        ("b", "3", None),  # it was at least 2, so it may have been 3
        ("b", "c", None),
        ("c", "b", None),
        ("b", "b", 0),
        ("?", "2", None),
        ("2", "-", None),
    ],
)
def test_steps_are_told_only_where_they_are_certain(before: str, now: str, steps: int | None) -> None:
    assert standing(now).steps_since(standing(before)) == steps


@pytest.mark.parametrize(
    ("sign", "words"),
    [("2", "2 concern"), ("b", "at least 2 concern, provisional"), ("?", "unknown"), (".", "not decided")],
)
def test_a_provisional_level_is_called_so(sign: str, words: str) -> None:
    assert standing(sign).words == words


def test_the_weeks_that_are_looked_at_are_the_week_and_thirteen_before() -> None:
    weeks = weeks_looked_at(WEEK)

    assert [str(weeks[0]), str(weeks[1]), str(weeks[-1]), len(weeks)] == ["2020-W39", "2020-W38", "2020-W26", 14]
