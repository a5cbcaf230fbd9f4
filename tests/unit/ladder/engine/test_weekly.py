"""From daily figures to weekly values: windows, populations, grains and states."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from ladder.engine.columns import ColumnsError
from ladder.engine.rules import SignalRule
from ladder.engine.weekly import weekly_values
from tests.unit.ladder.engine.frames import AREAS, BEDS, CASES, MONDAY, SHARE, observations, whole_week

SOON = MONDAY + timedelta(days=10)


def week_of(frame: pd.DataFrame, signals=(CASES,), areas=AREAS, as_of=SOON, area="R", weeks=(MONDAY,)):
    weekly = weekly_values(frame, areas, signals, list(weeks), as_of=as_of)
    return weekly[(weekly["area"] == area) & (weekly["signal"] == signals[0].signal)].iloc[0]


def test_the_sum_over_days_and_municipalities_is_divided_by_their_inhabitants():
    figures = observations(*whole_week("cases", "A", 1, 2, 3, 4), *whole_week("cases", "B", 5))
    found = week_of(figures)
    assert found["value"] == 15 * 100_000 / 20_000
    assert (found["state"], found["days"], found["grain"]) == ("complete", 7, "parts")


@pytest.mark.parametrize(
    ("day", "counted"),
    [(-1, False), (0, True), (6, True), (7, False)],
    ids=["sunday before", "monday", "sunday", "next"],
)
def test_the_week_runs_from_monday_to_sunday(day, counted):
    figures = observations(("cases", "C", day, 10.0))
    assert bool(week_of(figures, area="S")["value"] == 50.0) is counted


@pytest.mark.parametrize(
    ("rows", "state", "days", "grain", "people"),
    [
        ([*whole_week("cases", "A", 4), *whole_week("cases", "B")], "complete", 7, "parts", 4),
        (
            [*whole_week("cases", "A", 4), *whole_week("cases", "B"), *whole_week("cases", "R", 9)],
            "complete",
            7,
            "parts",
            4,
        ),
        ([*whole_week("cases", "A", 4), *whole_week("cases", "R", 9)], "complete", 7, "own", 9),
        ([*whole_week("cases", "A", 4), *whole_week("cases", "B")[:6]], "incomplete", 6, "parts", 4),
        ([*whole_week("cases", "A", 4)], "incomplete", 0, "parts", 4),
        ([*whole_week("cases", "R", 9)[:6], *whole_week("cases", "A", 4)], "incomplete", 6, "own", 9),
        (
            [*whole_week("cases", "A", 4)[:6], *whole_week("cases", "B")[:6], *whole_week("cases", "R", 9)[:6]],
            "incomplete",
            6,
            "parts",
            4,
        ),
    ],
    ids=[
        "parts",
        "parts before own",
        "own, parts lack B",
        "six days",
        "no whole day",
        "own covers more",
        "finest of equals",
    ],
)
def test_the_finest_grain_that_covers_the_week_counts_and_never_both(rows, state, days, grain, people):
    found = week_of(observations(*rows))
    assert (found["state"], found["days"], found["grain"]) == (state, days, grain)
    assert found["value"] == people * 100_000 / 20_000


@pytest.mark.parametrize(
    ("reported", "days_after_sunday", "state"),
    [([], 14, "late"), ([], 15, "missing"), (whole_week("cases", "C"), 1, "missing")],
    ids=["nobody yet", "nobody in two weeks", "the others did"],
)
def test_what_is_not_there_is_late_or_missing_and_never_zero(reported, days_after_sunday, state):
    as_of = MONDAY + timedelta(days=6 + days_after_sunday)
    found = week_of(observations(*reported), as_of=as_of)
    assert found["state"] == state
    assert pd.isna(found["value"])
    assert found["grain"] == ""


def test_a_reported_zero_is_a_value():
    found = week_of(observations(*whole_week("cases", "C")), area="S")
    assert (found["value"], found["state"]) == (0.0, "complete")


def test_an_unknown_population_gives_no_value():
    areas = AREAS.assign(population=AREAS["population"].where(AREAS["area"] != "B"))
    found = week_of(observations(*whole_week("cases", "A", 4), *whole_week("cases", "B")), areas=areas)
    assert pd.isna(found["value"])
    assert found["state"] == "missing"


def test_a_share_is_the_mean_of_the_regions_own_weekly_figure():
    rows = [("share", "R", 0, 6.5), ("share", "A", 0, 99.0)]
    found = week_of(observations(*rows), signals=(SHARE,))
    assert (found["value"], found["days"], found["state"], found["grain"]) == (6.5, 1, "complete", "own")


def test_a_negative_correction_is_counted():
    found = week_of(observations(*whole_week("cases", "C", 10, -3)), area="S")
    assert found["value"] == 7 * 100_000 / 20_000


def test_rows_come_in_a_fixed_order_whatever_was_reported():
    weekly = weekly_values(observations(), AREAS, (CASES, BEDS), [MONDAY, MONDAY + timedelta(7)], as_of=SOON)
    assert list(weekly["signal"]) == ["cases"] * 4 + ["beds"] * 4
    assert list(weekly["area"]) == ["R", "R", "S", "S"] * 2
    assert list(weekly["week"]) == [MONDAY, MONDAY + timedelta(7)] * 4


def test_other_signals_areas_and_weeks_are_passed_over():
    figures = observations(("beds", "C", 0, 9.0), ("cases", "Z", 0, 9.0), ("cases", "C", 21, 9.0))
    assert week_of(figures, area="S")["state"] == "late"


def test_a_year_with_53_weeks_has_its_own_last_week():
    monday = date(2020, 12, 28)
    figures = pd.DataFrame(
        [("cases", "C", pd.Timestamp(2021, 1, 3), 10.0)], columns=["signal", "area", "date", "value"]
    )
    assert week_of(figures, area="S", weeks=[monday])["value"] == 50.0


def test_a_frame_without_the_promised_columns_is_refused():
    with pytest.raises(ColumnsError, match="missing \\['value'\\]"):
        weekly_values(observations().drop(columns="value"), AREAS, (CASES,), [MONDAY], as_of=SOON)


LAST = SignalRule("last", "shown", aggregation="latest")


@pytest.mark.parametrize(
    ("reported", "value", "days", "state"),
    [
        ([0, 6], 6.0, 7, "complete"),
        ([6], 6.0, 7, "complete"),
        ([0, 2, 5], 5.0, 6, "incomplete"),
        ([0], 0.0, 1, "incomplete"),
        ([], None, 0, "late"),
    ],
)
def test_the_latest_figure_is_the_value_and_says_how_far_into_the_week_it_reaches(reported, value, days, state):
    found = week_of(observations(*(("last", "R", day, float(day)) for day in reported)), signals=(LAST,))
    assert (None if pd.isna(found["value"]) else found["value"], found["days"], found["state"]) == (
        value,
        days,
        state,
    )


def test_the_latest_figure_is_the_areas_own():
    found = week_of(observations(("last", "R", 5, 1.0), ("last", "A", 6, 9.0)), signals=(LAST,))
    assert (found["value"], found["grain"]) == (1.0, "own")


def test_the_latest_weekly_figure_is_a_whole_week():
    weekly = replace(LAST, frequency="weekly")
    found = week_of(observations(("last", "R", 0, 3.0)), signals=(weekly,))
    assert (found["value"], found["days"], found["state"]) == (3.0, 1, "complete")


@pytest.mark.parametrize(
    ("days_after_sunday", "days", "state"),
    [(0, 3, "incomplete"), (1, 4, "incomplete"), (3, 6, "incomplete"), (4, 7, "complete"), (300, 7, "complete")],
)
def test_days_that_are_usually_still_incomplete_are_not_counted(days_after_sunday, days, state):
    rule = replace(CASES, usually_incomplete_days=4)
    as_of = MONDAY + timedelta(days=6 + days_after_sunday)
    found = week_of(observations(*whole_week("cases", "C", 10)), signals=(rule,), area="S", as_of=as_of)
    assert (found["value"], found["days"], found["state"]) == (50.0, days, state)


@pytest.mark.parametrize(("days_after_sunday", "days", "state"), [(3, 0, "incomplete"), (4, 1, "complete")])
def test_a_weekly_figure_is_final_as_many_days_after_its_sunday(days_after_sunday, days, state):
    rule = replace(SHARE, usually_incomplete_days=4)
    as_of = MONDAY + timedelta(days=6 + days_after_sunday)
    found = week_of(observations(("share", "R", 0, 6.5)), signals=(rule,), as_of=as_of)
    assert (found["value"], found["days"], found["state"]) == (6.5, days, state)


def test_the_grain_is_chosen_by_what_was_reported_not_by_what_is_final():
    rule = replace(CASES, usually_incomplete_days=30)
    rows = [*whole_week("cases", "A", 4), *whole_week("cases", "R", 9)]
    assert week_of(observations(*rows), signals=(rule,))["grain"] == "own"


@pytest.mark.parametrize(("minimum", "state"), [(20_000, "complete"), (20_001, "too_small"), (None, "complete")])
def test_of_an_area_with_too_few_inhabitants_no_value_is_given(minimum, state):
    rule = replace(CASES, minimum_population=minimum)
    found = week_of(observations(*whole_week("cases", "C", 10)), signals=(rule,), area="S")
    assert found["state"] == state
    assert pd.isna(found["value"]) == (state == "too_small")
    assert found["grain"] == ("" if state == "too_small" else "parts")


def test_a_small_area_without_figures_is_missing_and_not_too_small():
    rule = replace(CASES, minimum_population=1_000_000)
    assert week_of(observations(*whole_week("cases", "C", 10)), signals=(rule,))["state"] == "missing"


def test_what_was_reported_for_areas_of_another_chunk_makes_a_value_missing_and_not_late():
    weekly = weekly_values(
        observations(), AREAS, (CASES,), [MONDAY], as_of=SOON, reported=frozenset({("cases", MONDAY)})
    )
    assert set(weekly["state"]) == {"missing"}
