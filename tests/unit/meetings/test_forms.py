from datetime import date

import pytest

from ladder.models import Level
from ladder.weeks import Week
from meetings.forms import LONGEST_REASON, DecisionForm, InterpretationForm, OpenMeetingForm, RestForm

LEVELS = [Level(pk=10 + number, number=number, name=name) for number, name in ((1, "waakzaam"), (2, "zorgelijk"))]
WEEKS = [Week.parse("2020-W39"), Week.parse("2020-W38")]


def decision_form(**typed: str) -> DecisionForm:
    data = {"level": "12", "valid_from": "2020-09-30", "reason": "", **typed}
    return DecisionForm(data, levels=LEVELS, computed=LEVELS[1])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, None),
        ({"level": "11"}, None),
        ({"level": "13"}, "level"),
        ({"level": ""}, "level"),
        ({"level": "x"}, "level"),
        ({"valid_from": "30 september"}, "valid_from"),
        ({"valid_from": ""}, "valid_from"),
        ({"reason": "a" * LONGEST_REASON}, None),
        ({"reason": "a" * (LONGEST_REASON + 1)}, "reason"),
        ({"reason": "bel\x07"}, "reason"),
        ({"reason": "nul\x00"}, "reason"),
    ],
)
def test_a_decision_is_checked(typed: dict[str, str], wrong: str | None) -> None:
    form = decision_form(**typed)
    assert list(form.errors) == ([wrong] if wrong else [])


def test_a_decision_has_its_level_and_day() -> None:
    form = decision_form(reason=" eerste\r\ntweede ")
    assert form.is_valid()
    assert form.cleaned_data == {"level": LEVELS[1], "valid_from": date(2020, 9, 30), "reason": "eerste\ntweede"}


def test_the_computed_level_is_named_among_the_choices() -> None:
    assert [label for _pk, label in decision_form().fields["level"].choices] == [
        "1 waakzaam", "2 zorgelijk (berekend)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "held_on"),
    [("", date(2020, 9, 30)), ("2020-10-01", date(2020, 10, 1))],
)
def test_a_meeting_is_held_on_the_wednesday_after_unless_said(typed: str, held_on: date) -> None:
    form = OpenMeetingForm({"week": "2020-W39", "held_on": typed}, weeks=WEEKS)
    assert form.is_valid()
    assert form.cleaned_data == {"week": WEEKS[0], "held_on": held_on}


def test_only_an_offered_week_can_be_opened() -> None:
    form = OpenMeetingForm({"week": "2020-W37"}, weeks=WEEKS)
    assert list(form.errors) == ["week"]


@pytest.mark.parametrize("typed", [{"text": "a"}, {"text": "a", "base_number": "-1"}, {"base_number": "x"}])
def test_a_duiding_says_on_which_version_it_builds(typed: dict[str, str]) -> None:
    assert list(InterpretationForm(typed).errors) == ["base_number"]


def test_an_empty_duiding_can_be_saved() -> None:
    form = InterpretationForm({"text": " ", "base_number": "2"})
    assert form.is_valid()
    assert form.cleaned_data == {"text": "", "base_number": 2}


@pytest.mark.parametrize(("typed", "valid"), [("2020-09-30", True), ("", False), ("2020-13-01", False)])
def test_the_rest_is_valid_from_a_day(typed: str, valid: bool) -> None:
    assert RestForm({"valid_from": typed}).is_valid() is valid
