"""Since when a region stands where it stands: both sides of a change, of the look-back, of what is unknown."""

import pytest

from dashboard.pages.standings import LOOK_BACK, LastChange, Standing, last_change, weeks_looked_at
from ladder.models import Level
from ladder.weeks import Week

pytestmark = pytest.mark.usefixtures("english")
WEEK = Week.parse("2020-W39")
NAMES = {1: "caution", 2: "concern", 3: "serious"}
WORDS = {"?": "unknown", "-": "absent", ".": "undecided"}


def standing(sign: str) -> Standing:
    """Return a standing: `2` for a level, `?` unknown, `-` not computed, `.` not decided."""
    if sign in WORDS:
        return Standing(None, WORDS[sign])
    return Standing(Level(number=int(sign), name=NAMES[int(sign)], name_en=NAMES[int(sign)]), "complete")


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


def test_the_weeks_that_are_looked_at_are_the_week_and_thirteen_before() -> None:
    weeks = weeks_looked_at(WEEK)

    assert [str(weeks[0]), str(weeks[1]), str(weeks[-1]), len(weeks)] == ["2020-W39", "2020-W38", "2020-W26", 14]
