"""Each sentence of an explanation, in Dutch and English."""

import json

import pytest
from django.utils.translation import override

from ladder.engine.verdicts import ValueState
from ladder.explanations import sentences
from ladder.explanations.facts import Run
from ladder.explanations.numbers import ORDINALS, duration, for_weeks, ordinal, percentage, unrounded
from tests.unit.ladder.explanations.made import (
    CAUTION,
    CONCERN,
    CONTACTS,
    TESTS,
    change,
    neighbour,
    signal_told,
    told,
)

FIRST, SECOND, THIRD = Run(1, at_least=False), Run(2, at_least=False), Run(3, at_least=False)
OPEN, LONG = Run(1, at_least=True), Run(13, at_least=True)
DUTCH, ENGLISH = "nl", "en"


def said(language: str, *signals, **fields) -> list[str]:
    with override(language):
        return sentences(told(*signals, **fields))


def test_everything_about_a_region_in_dutch():
    tests = signal_told(180.5, 3, run=SECOND, change=change(159.2, 180.5, doubling=5.52), grain="parts")
    around = (neighbour("Hollands Midden", 2), neighbour("Rotterdam-Rijnmond", 3))
    assert said(DUTCH, tests, level=3, run=THIRD, before=CONCERN, neighbours=around) == [
        "Ernstig, op grond van positieve testen.",
        "Derde week op ernstig.",
        "Positieve testen: 180,5 per 100.000, 30,5 (20 %) boven de signaalwaarde voor ernstig (150), "
        "voor de tweede week op rij.",
        "Ten opzichte van vorige week +21,3 (13 %); verdubbelt in 5,5 weken.",
        "Positieve testen: opgeteld uit de cijfers van de gemeenten.",
        "Buurregio’s: Hollands Midden zorgelijk, Rotterdam-Rijnmond ernstig.",
    ]


def test_everything_about_a_region_in_english():
    tests = signal_told(118.8, 2, run=LONG, change=change(140.0, 118.8, halving=4.2))
    assert said(ENGLISH, tests, level=2, run=OPEN, neighbours=(neighbour("Utrecht", 1),)) == [
        "Concern, because of positive tests.",
        "The level of the week before is not known.",
        "Positive tests: 118.8 per 100,000, 68.8 (138%) above the signal value for concern (50), "
        "for at least 13 weeks.",
        "Positive tests: 31.2 (21%) to go to serious (above the signal value 150).",
        "Compared to last week −21.2 (15%); halves in 4.2 weeks.",
        "Neighbouring region: Utrecht caution.",
    ]


@pytest.mark.parametrize(
    ("run", "before", "dutch", "english"),
    [
        (
            FIRST, CAUTION, "Eerste week op zorgelijk; de week ervoor waakzaam.",
            "First week at concern; the week before: caution.",
        ),
        (SECOND, CONCERN, "Tweede week op zorgelijk.", "Second week at concern."),
        (OPEN, None, "Van de week ervoor is geen niveau bekend.", "The level of the week before is not known."),
        (LONG, CONCERN, "Al ten minste 13 weken op rij op zorgelijk.", "At least 13 weeks in a row at concern."),
    ],
)  # fmt: skip
def test_how_long_a_level_has_stood(run, before, dutch, english):
    for language, sentence in ((DUTCH, dutch), (ENGLISH, english)):
        assert said(language, signal_told(60.0, 2), level=2, run=run, before=before)[1] == sentence


@pytest.mark.parametrize(
    ("value", "level", "position"),
    [
        (12.5, 1, "37,5 (75 %) onder de signaalwaarde voor zorgelijk (50)"),
        (50.0, 1, "precies op de signaalwaarde voor zorgelijk (50)"),
        (50.04, 2, "0,04 (0,1 %) boven de signaalwaarde voor zorgelijk (50)"),
        (151.0, 3, "1,0 (1 %) boven de signaalwaarde voor ernstig (150)"),
    ],
)
def test_where_a_value_lies(value, level, position):
    told_of = said(DUTCH, signal_told(value, level), level=level, run=OPEN)
    assert any(sentence.endswith(f", {position}.") for sentence in told_of)


def test_exactly_on_the_next_signal_value_is_not_there_yet():
    told_of = said(DUTCH, signal_told(150.0, 2), level=2, run=OPEN)
    assert "Positieve testen: precies op de signaalwaarde voor ernstig (150), dus nog niet erboven." in told_of


def test_where_lower_is_worse_a_reached_level_lies_below():
    told_of = said(DUTCH, signal_told(45.0, 2, signal=CONTACTS), level=2, run=OPEN)
    assert "Opsporing: 45,0 %, 5,0 (10 %) onder de signaalwaarde voor zorgelijk (50)." in told_of


def test_a_supporting_signal_is_said_not_to_decide():
    supporting = signal_told(60.0, 2, role="supporting", decides=False)
    told_of = said(DUTCH, supporting, level=2, run=OPEN)
    assert told_of[-1].endswith("Dat telt mee, maar beslist niet.")
    assert not any("nog " in sentence for sentence in told_of)


@pytest.mark.parametrize(
    ("changed", "dutch"),
    [
        (change(100.0, 100.0), "Ten opzichte van vorige week gelijk."),
        (change(0.0, 21.0), "Ten opzichte van vorige week +21,0."),
        (change(100.0, 80.0), "Ten opzichte van vorige week −20,0 (20 %)."),
        (change(50.0, 100.0, doubling=1.0), "Ten opzichte van vorige week +50,0 (100 %); verdubbelt in 7 dagen."),
        (change(100.0, 100.04), "Ten opzichte van vorige week +0,04 (0,04 %)."),
    ],
)  # fmt: skip
def test_the_change_since_last_week(changed, dutch):
    assert dutch in said(DUTCH, signal_told(60.0, 2, change=changed), level=2, run=OPEN)


def test_with_two_signals_that_can_decide_each_change_has_a_name():
    first = signal_told(60.0, 2, change=change(50.0, 60.0))
    second = signal_told(70.0, 2, signal=CONTACTS, change=change(80.0, 70.0))
    told_of = said(DUTCH, first, second, level=2, run=OPEN)
    assert told_of[0] == "Zorgelijk, op grond van positieve testen en opsporing."
    assert "Positieve testen ten opzichte van vorige week: +10,0 (20 %)." in told_of
    assert "Opsporing ten opzichte van vorige week: −10,0 (13 %)." in told_of


@pytest.mark.parametrize(("changed", "is_said"), [(None, True), (change(50.0, 60.0), False)])
def test_without_last_week_it_is_said_once(changed, is_said):
    sentence = "Van de week ervoor is er geen volledig weekcijfer om mee te vergelijken."
    told_of = said(DUTCH, signal_told(60.0, 2, change=changed), level=2, run=OPEN)
    assert told_of.count(sentence) == (1 if is_said else 0)


def test_an_unknown_level_has_no_run_and_says_what_is_not_there():
    assert said(DUTCH, signal_told(None, None), level=None, state="unknown") == [
        "Positieve testen: voor deze regio niet gemeld.",
        "Het niveau is onbekend: met onvolledige cijfers staat niet vast dat er geen signaalwaarde is"
        " overschreden.",
    ]


def test_a_provisional_level_is_not_compared_with_last_week():
    partial = signal_told(60.0, 2, state=ValueState.INCOMPLETE, days=5)
    told_of = said(DUTCH, partial, level=2, run=SECOND, state="provisional")
    assert "Positieve testen: 5 van 7 dagen volledig gemeld." in told_of
    assert not any("vorige week" in sentence or "week ervoor" in sentence for sentence in told_of)


@pytest.mark.parametrize(
    ("level", "state", "dutch", "english"),
    [
        (2, "complete", "zorgelijk", "concern"),
        (2, "provisional", "zorgelijk (voorlopig)", "concern (provisional)"),
        (None, "unknown", "onbekend", "unknown"),
        (None, "absent", "niet berekend", "not computed"),
    ],
)
def test_a_neighbour_without_a_sure_level_is_told_as_such(level, state, dutch, english):
    beside = (neighbour("Utrecht", level, state),)
    tests = signal_told(60.0, 2)
    assert said(DUTCH, tests, level=2, run=OPEN, neighbours=beside)[-1] == f"Buurregio: Utrecht {dutch}."
    assert (
        said(ENGLISH, tests, level=2, run=OPEN, neighbours=beside)[-1]
        == f"Neighbouring region: Utrecht {english}."
    )


@pytest.mark.parametrize(
    ("weeks", "dutch", "english"),
    [
        (0.05, "1 dag", "1 day"),
        (1.0, "7 dagen", "7 days"),
        (1.99, "14 dagen", "14 days"),
        (2.0, "2,0 weken", "2.0 weeks"),
        (5.52, "5,5 weken", "5.5 weeks"),
    ],
)
def test_a_time_is_told_in_days_below_two_weeks(weeks, dutch, english):
    assert duration(weeks) == dutch
    with override(ENGLISH):
        assert duration(weeks) == english


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0 %"), (0.004, "0,4 %"), (0.13, "13 %"), (-0.13, "13 %"), (1.385, "139 %")]
)
def test_percentages(share, text):
    assert percentage(share) == text


@pytest.mark.parametrize(("amount", "text"), [(0.0, "0,0"), (0.04, "0,04"), (30.46, "30,5")])
def test_an_amount_never_reads_as_nothing(amount, text):
    assert unrounded(amount, TESTS) == text


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (None, ""),
        (OPEN, ""),
        (FIRST, "sinds deze week"),
        (SECOND, "voor de tweede week op rij"),
        (LONG, "al ten minste 13 weken"),
    ],
)
def test_weeks_on_one_side(run, text):
    assert for_weeks(run) == text


def test_there_is_a_word_for_every_week_that_is_looked_back():
    assert (ordinal(1), ordinal(len(ORDINALS))) == ("eerste", "twaalfde")


def test_the_facts_are_json():
    tests = signal_told(180.5, 3, run=SECOND, change=change(159.2, 180.5, doubling=5.52))
    facts = told(tests, level=3, run=THIRD, before=CONCERN, neighbours=(neighbour("Utrecht", None, "absent"),))
    found = json.loads(json.dumps(facts.as_json()))
    assert (found["area"], found["week"], found["level"], found["deciding"]) == (
        "VR15", "2020-W39", 3, ["positive_tests"],
    )  # fmt: skip
    assert found["weeks_at_level"] == {"weeks": 3, "at_least": False}
    assert found["level_last_week"] == 2
    signal = found["signals"][0]
    assert signal["reached"]["signal_value"] == 150.0
    assert signal["next"] is None
    assert signal["change"]["doubling_weeks"] == 5.52
    assert found["neighbours"] == [{"area": "VR99", "level": None, "state": "absent"}]
