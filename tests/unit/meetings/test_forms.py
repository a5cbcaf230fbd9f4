from datetime import date

import pytest

from ladder.weeks import Week
from meetings.forms.agenda import ConsentForm
from meetings.forms.interpretations import InterpretationForm
from meetings.forms.meetings import OpenMeetingForm

WEEKS = [Week.parse("2020-W39"), Week.parse("2020-W38")]


@pytest.mark.parametrize(("typed", "held_on"), [("", None), ("2020-10-01", date(2020, 10, 1))])
def test_a_meeting_is_opened_on_a_week(typed: str, held_on: date | None) -> None:
    form = OpenMeetingForm({"week": "2020-W39", "held_on": typed}, weeks=WEEKS)
    assert form.is_valid()
    assert form.cleaned_data == {"week": WEEKS[0], "held_on": held_on, "is_exercise": False}


def test_only_an_offered_week_can_be_opened() -> None:
    form = OpenMeetingForm({"week": "2020-W37"}, weeks=WEEKS)
    assert list(form.errors) == ["week"]


def test_a_week_with_a_meeting_is_left_for_an_exercise() -> None:
    form = OpenMeetingForm(weeks=WEEKS, held={WEEKS[0]})
    labels = dict(form.fields["week"].choices)
    assert labels["2020-W39"].endswith("(alleen als oefening)")
    assert not labels["2020-W38"].endswith(")")
    assert form.fields["week"].initial == "2020-W38"


@pytest.mark.parametrize("typed", [{"text": "a"}, {"text": "a", "base_number": "-1"}, {"base_number": "x"}])
def test_a_duiding_says_on_which_version_it_builds(typed: dict[str, str]) -> None:
    assert list(InterpretationForm(typed).errors) == ["base_number"]


def test_an_empty_duiding_can_be_saved() -> None:
    form = InterpretationForm({"text": " ", "base_number": "2"})
    assert form.is_valid()
    assert form.cleaned_data == {"text": "", "base_number": 2, "base_text": None}


@pytest.mark.parametrize(("typed", "valid"), [("2020-09-30", True), ("", False), ("2020-13-01", False)])
def test_the_hamerstukken_are_valid_from_a_day(typed: str, valid: bool) -> None:
    assert ConsentForm({"valid_from": typed}).is_valid() is valid


@pytest.mark.parametrize(("typed", "seen"), [("", []), ("VR01,VR02", ["VR01", "VR02"])])
def test_what_was_on_screen_is_read_back(typed: str, seen: list[str]) -> None:
    form = ConsentForm({"valid_from": "2020-09-30", "seen": typed})
    assert form.is_valid()
    assert form.cleaned_data["seen"] == seen
