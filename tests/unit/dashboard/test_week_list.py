"""The weeks of a list to choose from, as options."""

from django.template import Context, Template

from dashboard.pages.weeks import WeekOption

TEMPLATE = Template("{% load week_list %}{% week_options years %}")


def written(*years: tuple[int, list[WeekOption]]) -> str:
    return TEMPLATE.render(Context({"years": years}))


def test_options_stand_by_year_and_the_chosen_one_is_marked() -> None:
    found = written(
        (2021, [WeekOption("2021-W01", "Week 1", is_chosen=False)]),
        (2020, [WeekOption("2020-W53", "Week 53", is_chosen=True), WeekOption("2020-W52", "Week 52", False)]),
    )

    assert found == (
        '<optgroup label="2021"><option value="2021-W01">Week 1</option></optgroup>'
        '<optgroup label="2020"><option value="2020-W53" selected>Week 53</option>'
        '<option value="2020-W52">Week 52</option></optgroup>'
    )


def test_the_same_week_is_chosen_in_one_list_and_not_in_another() -> None:
    chosen, other = (written((2020, [WeekOption("2020-W39", "Week 39", picked)])) for picked in (True, False))

    assert "selected" in chosen
    assert "selected" not in other


def test_texts_are_escaped() -> None:
    assert "&lt;b&gt;" in written((2020, [WeekOption("2020-W39", "<b>", is_chosen=False)]))


def test_without_weeks_there_is_nothing() -> None:
    assert written() == ""
