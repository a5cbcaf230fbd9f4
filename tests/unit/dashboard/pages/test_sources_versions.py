"""The drawing of ladder versions over time, without a database."""

from datetime import date
from typing import Any

import pytest

from dashboard.pages.sources_signals import open_address
from dashboard.pages.sources_versions import Drawing, VersionRow, draw
from ladder.models import LadderVersion


def drawing(*starts: date, day: date) -> Drawing:
    nexts: list[Any] = [*starts[1:], None]
    rows = [
        VersionRow(
            LadderVersion(code=str(start), valid_from=start), until=after, is_in_force=False, uses=(), changes=()
        )
        for start, after in zip(starts, nexts, strict=True)
    ]
    return draw(rows, day=day)


def test_bars_follow_each_other_and_fill_the_width() -> None:
    found = drawing(date(2020, 9, 1), date(2021, 2, 17), day=date(2021, 9, 1))

    first, second = found.bars
    assert (first.start, second.start) == (0.0, pytest.approx(46.3, abs=0.1))
    assert first.end == pytest.approx(second.start)
    assert second.end == pytest.approx(100.0)
    assert second.top > first.top


def test_a_version_that_just_began_or_is_still_to_come_is_seen() -> None:
    began_today = drawing(date(2020, 9, 1), date(2021, 2, 17), day=date(2021, 2, 17))
    coming = drawing(date(2020, 9, 1), date(2021, 2, 17), day=date(2021, 1, 1))

    assert [bar.start for bar in began_today.bars] == [bar.start for bar in coming.bars]
    assert began_today.bars[1].length > 30


def test_the_text_of_a_bar_on_the_right_ends_there() -> None:
    found = drawing(date(2020, 1, 1), date(2020, 7, 1), date(2020, 10, 1), day=date(2021, 1, 1))

    assert [bar.is_right for bar in found.bars] == [False, False, True]


@pytest.mark.parametrize(
    ("last", "years"),
    [
        (date(2020, 12, 31), []),
        (date(2021, 1, 1), [2021]),
        (date(2028, 6, 1), [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]),
        (date(2029, 6, 1), [2021, 2023, 2025, 2027, 2029]),
    ],
)
def test_years_are_marked_and_never_too_many(last: date, years: list[int]) -> None:
    found = drawing(date(2020, 3, 1), day=last)

    assert [year for _place, year in found.years] == years
    assert all(0 <= place <= 100 for place, _year in found.years)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("https://data.example/figures.csv", "https://data.example/figures.csv"),
        ("https://data.example:8443/figures.csv?token=secret#top", "https://data.example:8443/figures.csv"),
        ("https://name:word@data.example/figures.csv", "https://data.example/figures.csv"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(kept: str, shown: str) -> None:
    assert open_address(kept) == shown
