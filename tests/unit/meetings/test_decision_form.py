from datetime import date
from typing import Any

import pytest

from ladder.models import Level
from meetings.actions.decisions import Votes
from meetings.forms.decisions import LONGEST_NOTE, LONGEST_REASON, MOST_VOTES, DecisionForm
from meetings.models import DeviationReason

LEVELS = [Level(pk=10 + number, number=number, name=name) for number, name in ((1, "waakzaam"), (2, "zorgelijk"))]
KINDS = [DeviationReason(pk=7, code="cluster", name="begrensd cluster")]
ONES = {"votes_for": "1", "votes_against": "0", "abstentions": "2"}


def decision_form(computed: Level | None = LEVELS[1], **typed: str) -> DecisionForm:
    data = {"level": "12", "valid_from": "2020-09-30", "reason": "", **typed}
    return DecisionForm(data, levels=LEVELS, computed=computed, deviations=KINDS)


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
        ({"next_review": "2020-10-07"}, None),
        ({"next_review": "7 oktober"}, "next_review"),
        ({"deviation": "7"}, None),
        ({"deviation": "8"}, "deviation"),
        ({"deviation": "x"}, "deviation"),
        ({"reason": "a" * LONGEST_REASON}, None),
        ({"reason": "a" * (LONGEST_REASON + 1)}, "reason"),
        ({"reason": "bel\x07"}, "reason"),
        ({"reason": "nul\x00"}, "reason"),
        (ONES, None),
        ({**ONES, "votes_for": "-1"}, "votes_for"),
        ({**ONES, "votes_for": str(MOST_VOTES)}, None),
        ({**ONES, "votes_for": str(MOST_VOTES + 1)}, "votes_for"),
        ({"votes_for": "1"}, "votes_against"),
        ({"votes_against": "1", "abstentions": "1"}, "votes_for"),
        ({"votes_for": "1", "votes_against": "1"}, "abstentions"),
        ({"minority_note": "wij niet"}, "votes_for"),
        ({**ONES, "minority_note": "a" * LONGEST_NOTE}, None),
        ({**ONES, "minority_note": "a" * (LONGEST_NOTE + 1)}, "minority_note"),
        ({**ONES, "minority_note": "bel\x07"}, "minority_note"),
    ],
)
def test_a_decision_is_checked(typed: dict[str, str], wrong: str | None) -> None:
    assert list(decision_form(**typed).errors) == ([wrong] if wrong else [])


def cleaned(form: DecisionForm) -> dict[str, Any]:
    assert form.errors == {}
    return form.cleaned_data


def test_a_decision_comes_out_as_it_is_decided() -> None:
    typed = {"level": "11", "deviation": "7", "reason": " eerste\r\ntweede ", "next_review": "2020-10-07"}
    assert cleaned(decision_form(**typed, **ONES, minority_note=" wij niet ", waits_for_route="on")) == {
        "level": LEVELS[0],
        "valid_from": date(2020, 9, 30),
        "next_review": date(2020, 10, 7),
        "deviation": KINDS[0],
        "reason": "eerste\ntweede",
        "votes": Votes(1, 0, 2, "wij niet"),
        "waits_for_route": True,
    }


def test_what_is_left_empty_is_nothing() -> None:
    assert cleaned(decision_form()) == {
        "level": LEVELS[1],
        "valid_from": date(2020, 9, 30),
        "next_review": None,
        "deviation": None,
        "reason": "",
        "votes": None,
        "waits_for_route": False,
    }


@pytest.mark.parametrize(
    ("computed", "level", "kind"),
    [(LEVELS[1], "12", None), (LEVELS[1], "11", KINDS[0]), (None, "12", KINDS[0])],
)
def test_the_computed_level_deviates_from_nothing(
    computed: Level | None, level: str, kind: DeviationReason | None
) -> None:
    form = decision_form(computed, level=level, deviation="7", reason="x")
    assert cleaned(form)["deviation"] == kind


def test_the_computed_level_is_named_among_the_choices() -> None:
    assert [label for _pk, label in decision_form().fields["level"].choices] == [
        "1 waakzaam", "2 zorgelijk (berekend)",
    ]  # fmt: skip


@pytest.mark.parametrize(("computed", "marked"), [(LEVELS[1], ["12"]), (None, [])])
def test_the_computed_level_is_marked_for_the_style_sheet(computed: Level | None, marked: list[str]) -> None:
    options = [option.data for option in decision_form(computed)["level"]]
    assert [str(option["value"]) for option in options if "data-computed" in option["attrs"]] == marked


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({}, False),
        ({"reason": "x"}, False),
        ({"votes_for": "0"}, True),
        ({"votes_against": "x"}, True),
        ({"minority_note": "x"}, True),
        ({"waits_for_route": "on"}, True),
    ],
)
def test_votes_that_were_typed_stay_in_sight(typed: dict[str, str], shown: bool) -> None:
    assert decision_form(**typed).shows_votes is shown
