"""Reasons in words, in both languages, from facts as they are stored."""

from typing import Any

import pytest
from django.utils.translation import override

from meetings.agenda_reasons import DerivedReason, sentence_of
from meetings.models import AgendaReason

SIGNAL = {"code": "positive_tests", "nl": "positieve testen", "en": "positive tests", "decimals": 1}
TWO = {"number": 2, "nl": "zorgelijk", "en": "worrying"}
THREE = {"number": 3, "nl": "ernstig", "en": "serious"}
BOUND = {"signal": SIGNAL, "bound": 50.0, "passed": True, "level": TWO}


def told(code: str, facts: dict[str, Any] | None = None, text: str = "", language: str = "nl") -> str:
    with override(language):
        return sentence_of(DerivedReason(code, facts or {}, text))


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        ("unknown", {"state": "absent", "values": []}, "Er is geen niveau berekend."),
        (
            "unknown",
            {
                "state": "unknown",
                "values": [{"signal": SIGNAL, "state": "missing", "days": 0, "days_expected": 7}],
            },
            "Niveau onbekend: positieve testen voor deze regio niet gemeld.",
        ),
        ("differs", {"level": THREE, "in_force": TWO}, "Omhoog: berekend 3 ernstig, nu van kracht 2 zorgelijk."),
        ("differs", {"level": TWO, "in_force": THREE}, "Omlaag: berekend 2 zorgelijk, nu van kracht 3 ernstig."),
        (
            "near_bound",
            {**BOUND, "value": 52.0},
            "Positieve testen: 4 % boven de signaalwaarde voor 2 zorgelijk (52,0 bij 50).",
        ),
        (
            "near_bound",
            {**BOUND, "value": 49.98},
            "Positieve testen: 0,04 % onder de signaalwaarde voor 2 zorgelijk (49,98 bij 50).",
        ),
        (
            "near_bound",
            {**BOUND, "value": 50.0},
            "Positieve testen: precies op de signaalwaarde voor 2 zorgelijk (50).",
        ),
        (
            "fast_growth",
            {"signal": SIGNAL, "value": 105.0, "last_week": 70.0},
            "Positieve testen: 50 % gestegen in een week (van 70,0 naar 105,0).",
        ),
        (
            "fast_growth",
            {"signal": SIGNAL, "value": 35.0, "last_week": 70.0},
            "Positieve testen: 50 % gedaald in een week (van 70,0 naar 35,0).",
        ),
        (
            "fast_growth",
            {"signal": SIGNAL, "value": 35.0, "last_week": 0.0},
            "Positieve testen: in een week van 0,0 naar 35,0.",
        ),
        (
            "question",
            {"question": 1, "text": "Eén cluster?", "due_on": "2020-09-29", "answered_on": None},
            "Vraag aan de regio, antwoord uiterlijk 29 september 2020: Eén cluster?",
        ),
        (
            "question",
            {"question": 1, "text": "Eén cluster", "due_on": "2020-09-29", "answered_on": "2020-09-28"},
            "De regio heeft op 28 september 2020 antwoord gegeven op de vraag: Eén cluster.",
        ),
    ],
)
def test_a_reason_in_words(code: str, facts: dict[str, Any], sentence: str) -> None:
    assert told(code, facts).replace("\xa0", " ") == sentence


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        ("asked", {"by": "secretaris"}, "Gevraagd door secretaris: Toch bespreken!"),
        ("lifted", {"by": "voorzitter"}, "Uit de hamerstukken gehaald: Toch bespreken!"),
        ("objection", {}, "De regio meldt een fout in de cijfers: Toch bespreken!"),
        ("objection", {"level": TWO}, "De regio stelt 2 zorgelijk voor: Toch bespreken!"),
        (
            "proposal",
            {"level": TWO, "valid_from": "2020-09-30"},
            "Voorstel: 2 zorgelijk per 30 september 2020: Toch bespreken!",
        ),
    ],
)
def test_what_people_typed_stands_as_they_typed_it(code: str, facts: dict[str, Any], sentence: str) -> None:
    assert told(code, facts, "Toch bespreken!") == sentence


def test_names_follow_the_language_of_the_reader() -> None:
    facts = {"level": THREE, "in_force": TWO}
    assert told("differs", facts, language="en") == "Up: computed 3 serious, in force 2 worrying."


@pytest.mark.parametrize("code", AgendaReason.Code.values)
def test_a_reason_without_facts_is_still_told(code: str) -> None:
    assert told(code).endswith(".")
