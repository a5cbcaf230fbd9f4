"""The chart of a comparison: lines that can be told apart without colour, gaps, zeros, signal values."""

import json
import math

import pytest

from dashboard.charts.comparison import Axes, BoundLine, Figure, Line, comparison_figure

WEEKS = ["2020-09-03T12:00", "2020-09-10T12:00", "2020-09-17T12:00"]


def line(*values: float | None, number: int = 2) -> Line:
    return Line(number, f"area {number}", WEEKS[: len(values)], values, [f"label {value}" for value in values])


def axes(*, is_log: bool = False, is_date: bool = True, x_title: str = "") -> Axes:
    return Axes(x_title, "per 100.000", [(WEEKS[0], "wk 36")], is_date, is_log, ",.")


def drawn(*lines: Line, is_log: bool = False, bounds: tuple[BoundLine, ...] = ()) -> Figure:
    return comparison_figure(lines, bounds, axes(is_log=is_log))


def test_gaps_stay_none_and_are_not_bridged():
    trace = drawn(line(61.3, None, 0.0))["data"][0]

    assert trace["y"] == [61.3, None, 0.0]
    assert trace["connectgaps"] is False


def test_seven_lines_differ_in_dash_or_symbol_not_only_in_colour():
    traces = drawn(*(line(1.0, number=number) for number in range(1, 8)))["data"]

    assert len({trace["marker"]["symbol"] for trace in traces}) == 7
    assert [trace["meta"]["part"] for trace in traces] == [f"series-{number}" for number in range(1, 8)]


def test_a_linear_axis_begins_at_zero_and_ends_above_values_and_signal_values():
    low, high = drawn(line(40.0), bounds=(BoundLine("ernstig", WEEKS, [150.0] * 3),))["layout"]["yaxis"]["range"]

    assert low == 0
    assert 150 < high < 200


@pytest.mark.parametrize(("value", "on_the_line", "marks"), [(0.0, None, 1), (0.1, 0.1, 0), (None, None, 0)])
def test_on_a_logarithmic_axis_a_zero_is_a_mark_and_a_gap_is_nothing(
    value: float | None, on_the_line: float | None, marks: int
):
    figure = drawn(line(10.0, value), is_log=True)

    first, *rest = figure["data"]
    assert first["y"] == [10.0, on_the_line]
    assert len(rest) == marks
    assert figure["layout"]["yaxis"]["type"] == "log"


def test_the_mark_of_a_zero_stands_on_the_bottom_and_says_its_value():
    figure = drawn(line(10.0, 0.0), is_log=True)

    mark = figure["data"][1]
    low = figure["layout"]["yaxis"]["range"][0]
    assert mark["y"][0] == pytest.approx(10**low)
    assert mark["customdata"] == ["label 0.0"]


def test_a_logarithmic_axis_of_zeros_only_stays_linear():
    figure = drawn(line(0.0, 0.0), is_log=True)

    assert "type" not in figure["layout"]["yaxis"]
    assert figure["data"][0]["y"] == [0.0, 0.0]


def test_ticks_of_a_logarithmic_axis_lie_within_it():
    axis = drawn(line(3.0, 470.0), is_log=True)["layout"]["yaxis"]

    assert axis["tickvals"] == [2, 5, 10, 20, 50, 100, 200, 500]


@pytest.mark.parametrize(("is_log", "y"), [(False, 50.0), (True, math.log10(50))])
def test_a_signal_value_is_named_beside_the_plot_where_no_line_runs(is_log: bool, y: float):
    bound = BoundLine("zorgelijk > 50", WEEKS, [None, 50.0, 50.0])

    figure = drawn(line(1.0), bounds=(bound,), is_log=is_log)

    (name,) = figure["layout"]["annotations"]
    assert (name["text"], name["name"], name["x"], name["xanchor"]) == ("zorgelijk > 50", "bound", 1, "left")
    assert name["y"] == pytest.approx(y)
    assert set(figure["data"][0]["text"]) == {""}


def test_a_signal_value_that_ended_earlier_is_named_once_at_its_end():
    bound = BoundLine("zorgelijk > 50", WEEKS, [50.0, 50.0, None])

    figure = drawn(line(1.0), bounds=(bound,))

    trace = figure["data"][0]
    assert figure["layout"]["annotations"] == []

    assert trace["line"]["shape"] == "hv"
    assert trace["text"] == ["", "zorgelijk > 50", ""]


@pytest.mark.parametrize(("span", "expected"), [((), None), (("2020-08-31", "2020-09-21"), 2)])
def test_an_axis_of_dates_ends_where_the_period_does(span: tuple[str, ...], expected: int | None):
    of_dates = Axes("", "", [], is_date=True, is_log=False, separators=",.", span=span)

    found = comparison_figure([line(1.0)], (), of_dates)["layout"]["xaxis"].get("range")

    assert (found and len(found)) == expected


@pytest.mark.parametrize(("points", "size"), [(30, 7), (31, 5)])
def test_many_points_have_smaller_marks(points: int, size: int):
    many = Line(1, "area", list(range(points)), [1.0] * points, [""] * points)

    assert drawn(many)["data"][0]["marker"]["size"] == size


def test_days_stand_on_a_plain_axis_with_a_title():
    layout = comparison_figure(
        [Line(2, "area", [0, 7], [1.0, 2.0], ["", ""])], (), axes(is_date=False, x_title="days")
    )

    assert layout["layout"]["xaxis"]["type"] == "linear"
    assert layout["layout"]["xaxis"]["title"]["text"] == "days"


def test_nothing_to_draw_is_still_a_figure():
    assert drawn(line(None))["layout"]["yaxis"]["range"][1] > 0


def test_it_is_plain_json_with_the_readers_separators():
    figure = drawn(line(61.3, 0.0), is_log=True, bounds=(BoundLine("x", WEEKS, [1.0] * 3),))

    assert json.loads(json.dumps(figure)) == figure
    assert figure["layout"]["separators"] == ",."
