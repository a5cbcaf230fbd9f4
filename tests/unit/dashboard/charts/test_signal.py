"""The figure of a signal: gaps stay gaps, bands stand behind, and it is plain JSON."""

import json
from dataclasses import replace
from datetime import date, timedelta

from dashboard.charts.marks import marks
from dashboard.charts.points import ChartTexts, DayPoint, Event, LevelOfWeek, LevelStyle, Strip, WeekPoint
from dashboard.charts.signal import signal_figure

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
    assert layout["yaxis"]["domain"][0] > layout["yaxis3"]["domain"][1]


def test_the_last_week_is_always_ticked_and_ticks_are_few():
    ticks = signal_figure(weeks(*range(13)), [], LEVELS, TEXTS)["layout"]["xaxis"]["ticktext"]

    assert ticks[-1] == "wk 12"
    assert 1 < len(ticks) <= 5


def test_the_axis_has_room_for_the_year_when_the_weeks_lie_in_more_than_one():
    short, long = (signal_figure(weeks(*range(count)), [], LEVELS, TEXTS)["layout"] for count in (13, 20))

    assert [text.partition("<br>")[2] for text in long["xaxis"]["ticktext"]] == ["2020", "", "", "2021", ""]
    assert long["margin"]["b"] > short["margin"]["b"]


def test_it_is_plain_json_with_the_readers_separators_and_no_template():
    figure = signal_figure(weeks(61.3), days(3), LEVELS, TEXTS)

    assert json.loads(json.dumps(figure)) == figure
    assert figure["layout"]["separators"] == ",."
    assert "template" not in figure["layout"]


def parts(figure: dict) -> dict[str, dict]:
    return {trace["meta"]["part"]: trace for trace in figure["data"]}


def test_a_week_that_is_not_complete_is_an_open_circle_beside_the_line():
    incomplete = WeekPoint(MONDAY, None, BOUNDS, "week 0", "wk 0", incomplete=40.0)

    found = parts(signal_figure([incomplete, *weeks(None, 61.3)[1:]], [], LEVELS, TEXTS))

    assert found["week"]["y"] == [None, 61.3]
    assert found["week-open"]["y"] == [40.0]
    assert found["week-open"]["mode"] == "markers"
    assert "week-open" not in parts(signal_figure(weeks(61.3), [], LEVELS, TEXTS))


def test_a_day_that_is_not_complete_is_a_hatched_bar_of_its_own():
    found = parts(signal_figure(weeks(61.3), [*days(5), DayPoint(MONDAY, None, "", incomplete=3)], LEVELS, TEXTS))

    assert found["day"]["y"] == [5, None]
    assert found["day-open"]["y"] == [None, 3]
    assert found["day-open"]["marker"]["pattern"]["shape"] == "/"
    assert "day-open" not in parts(signal_figure(weeks(61.3), days(5), LEVELS, TEXTS))


def test_the_mean_of_seven_days_is_a_line_over_the_bars_with_gaps():
    of_days = [DayPoint(MONDAY, 5, "", mean=None), DayPoint(MONDAY + timedelta(days=1), 6, "", mean=5.5)]

    found = parts(signal_figure(weeks(61.3), of_days, LEVELS, TEXTS))

    assert found["mean"]["y"] == [None, 5.5]
    assert found["mean"]["yaxis"] == found["day"]["yaxis"]
    assert "mean" not in parts(signal_figure(weeks(61.3), days(5), LEVELS, TEXTS))


def test_bands_change_in_the_week_in_which_other_signal_values_apply():
    new = WeekPoint(MONDAY + timedelta(weeks=1), 61.3, ((2, 35.0), (3, 100.0)), "", "")

    shapes = signal_figure([*weeks(61.3), new], [], LEVELS, TEXTS)["layout"]["shapes"]

    assert [(shape["x0"], shape["x1"], shape["y0"]) for shape in shapes if shape["name"] == "band"] == [
        ("2020-09-21", "2020-09-28", 0),
        ("2020-09-21", "2020-09-28", 50),
        ("2020-09-21", "2020-09-28", 150),
        ("2020-09-28", "2020-10-05", 0),
        ("2020-09-28", "2020-10-05", 35),
        ("2020-09-28", "2020-10-05", 100),
    ]


def test_values_strips_and_days_lie_above_each_other_without_overlap():
    strips = [Strip("vastgesteld", (LevelOfWeek(MONDAY, LEVELS[2], ""),)), Strip("berekend", ())]

    layout = signal_figure(weeks(61.3), days(5), LEVELS, TEXTS, strips)["layout"]

    of_weeks, of_strips, of_days = (layout[axis]["domain"] for axis in ("yaxis", "yaxis2", "yaxis3"))
    assert of_weeks[0] > of_strips[1] > of_strips[0] > of_days[1]
    assert layout["xaxis"]["anchor"] == "y3"


def test_without_days_the_axis_of_time_lies_below_the_strips():
    layout = signal_figure(weeks(61.3), [], LEVELS, TEXTS, [Strip("berekend", ())])["layout"]

    assert layout["xaxis"]["anchor"] == "y2"
    assert "yaxis3" not in layout


def test_a_picture_has_a_title_a_source_and_what_its_numbers_stand_for():
    texts = replace(TEXTS, title="Positieve testen", lines=("Bron: RIVM.",), file_name="haaglanden")
    found = marks([Event(MONDAY, "Besluit."), Event(MONDAY, "Maatregel.")], MONDAY, MONDAY + timedelta(weeks=1))

    meta = signal_figure(weeks(61.3), [], LEVELS, texts, (), found)["layout"]["meta"]

    assert meta == {
        "title": "Positieve testen",
        "lines": ["Bron: RIVM.", "1. Besluit. Maatregel."],
        "file": "haaglanden",
    }
