"""The figure of a signal: gaps stay gaps, bands stand behind, and it is plain JSON."""

import json
from datetime import date, timedelta

from dashboard.charts.points import ChartTexts, DayPoint, LevelStyle, WeekPoint
from dashboard.charts.signal import MOST_TICKS, signal_figure

MONDAY = date(2020, 9, 21)
BOUNDS = ((2, 50.0), (3, 150.0))
LEVELS = {
    1: LevelStyle(1, "waakzaam", "#F291BC"),
    2: LevelStyle(2, "zorgelijk", "#D95790"),
    3: LevelStyle(3, "ernstig", "#A11050"),
}
TEXTS = ChartTexts("per 100.000 inwoners", "aantal per dag", ",.")


def weeks(*values: float | None) -> list[WeekPoint]:
    return [
        WeekPoint(MONDAY + timedelta(weeks=number), value, BOUNDS, f"week {number}", f"wk {number}")
        for number, value in enumerate(values)
    ]


def days(*values: float | None) -> list[DayPoint]:
    return [DayPoint(MONDAY + timedelta(days=number), value, "") for number, value in enumerate(values)]


def test_gaps_stay_none_and_are_not_bridged():
    figure = signal_figure(weeks(61.3, None, 0.0), days(5, None, 0), LEVELS, TEXTS)

    line, bars = figure["data"]
    assert line["y"] == [61.3, None, 0.0]
    assert line["connectgaps"] is False
    assert bars["y"] == [5, None, 0]


def test_bands_have_the_colours_and_bounds_of_the_levels():
    shapes = signal_figure(weeks(61.3), [], LEVELS, TEXTS)["layout"]["shapes"]

    assert [(shape["fillcolor"], shape["y0"]) for shape in shapes] == [
        ("#F291BC", 0),
        ("#D95790", 50),
        ("#A11050", 150),
    ]
    assert {shape["layer"] for shape in shapes} == {"below"}


def test_bands_are_named_with_number_and_name():
    names = signal_figure(weeks(61.3, 70.0), [], LEVELS, TEXTS)["layout"]["annotations"]

    assert [name["text"] for name in names] == ["1 waakzaam", "2 zorgelijk", "3 ernstig"]


def test_a_level_that_is_not_known_is_not_drawn():
    shapes = signal_figure(weeks(61.3), [], {1: LEVELS[1]}, TEXTS)["layout"]["shapes"]

    assert len(shapes) == 1


def test_without_days_the_line_takes_the_whole_height():
    figure = signal_figure(weeks(61.3), [], LEVELS, TEXTS)

    assert len(figure["data"]) == 1
    assert figure["layout"]["yaxis"]["domain"] == [0, 1]
    assert "yaxis2" not in figure["layout"]


def test_days_and_weeks_share_one_axis_of_time():
    layout = signal_figure(weeks(61.3, 74.9), days(1), LEVELS, TEXTS)["layout"]

    assert layout["xaxis"]["range"] == ["2020-09-21", "2020-10-05"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]


def test_the_last_week_is_always_ticked_and_ticks_are_few():
    ticks = signal_figure(weeks(*range(13)), [], LEVELS, TEXTS)["layout"]["xaxis"]["ticktext"]

    assert ticks[-1] == "wk 12"
    assert 1 < len(ticks) <= MOST_TICKS


def test_it_is_plain_json_with_the_readers_separators_and_no_template():
    figure = signal_figure(weeks(61.3), days(3), LEVELS, TEXTS)

    assert json.loads(json.dumps(figure)) == figure
    assert figure["layout"]["separators"] == ",."
    assert "template" not in figure["layout"]
