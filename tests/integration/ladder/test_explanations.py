"""Sentences that say why, made from the facts, in two languages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict
from ladder.explanations import explain, next_bound, reached_bound
from ladder.formats import weekly_value
from ladder.models import Assessment, LadderVersion, Signal
from ladder.weeks import Week
from regions.models import Area

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)
BOUNDS = ((2, 50.0), (3, 150.0))


def found(value: float | None, level: int | None, **fields) -> SignalVerdict:
    facts = {
        "signal": "positive_tests",
        "role": "deciding",
        "state": ValueState.COMPLETE if value is not None else ValueState.MISSING,
        "days": 7,
        "days_expected": 7,
        "grain": "parts" if value is not None else None,
        "bounds": BOUNDS,
    }
    return SignalVerdict(value=value, level=level, **{**facts, **fields})


def sentences(
    *signals: SignalVerdict, level: int | None, state: LevelState, version: str = "2020-09"
) -> list[str]:
    judge = LadderVersion.objects.get(code=version)
    verdict = Verdict(version, judge.comparator, level, state, signals, ("positive_tests",))
    Assessment.objects.create(
        version=judge,
        area=Area.objects.get(code="VR15"),
        week_start=Week.parse("2020-W39").start,
        as_of=NOW,
        computed_at=NOW,
        level=judge.levels.get(number=level) if level else None,
        state=state.value,
        facts=verdict.as_facts(),
    )
    return explain(Assessment.objects.with_explanation().get())


def test_the_deciding_signal_its_bound_and_the_distance_to_the_next_one_are_told():
    assert sentences(found(118.76, 2), level=2, state=LevelState.COMPLETE) == [
        "Positieve testen: 118,8 per 100.000 inwoners per 7 dagen, boven de signaalwaarde 50. Dat is zorgelijk.",
        "Positieve testen: nog 31,2 tot ernstig (boven de signaalwaarde 150).",
        "Positieve testen: opgeteld uit de cijfers van de gemeenten.",
    ]


def test_at_the_lowest_level_it_says_which_signal_value_was_not_passed():
    first = sentences(found(12.3, 1), level=1, state=LevelState.COMPLETE)[0]
    assert first.endswith("niet boven de signaalwaarde 50. Dat is waakzaam.")


def test_at_the_top_there_is_no_next_level():
    told = sentences(found(200.0, 3), level=3, state=LevelState.COMPLETE)
    assert not any("nog " in sentence for sentence in told)


def test_a_version_that_counts_from_its_signal_value_says_so():
    told = sentences(found(118.76, 3), level=3, state=LevelState.COMPLETE, version="2021-02")
    assert "op of boven de signaalwaarde 150" in told[0]


def test_a_supporting_signal_is_told_and_said_not_to_decide():
    share = found(
        8.1, 2, signal="share_positive", role="supporting", bounds=((2, 5.0), (3, 10.0)), days_expected=1
    )
    told = sentences(found(12.3, 1), share, level=1, state=LevelState.COMPLETE)
    assert told[1] == (
        "Aandeel positieve testen: 8,1 % van de testen, per week, boven de signaalwaarde 5. "
        "Dat telt mee, maar beslist niet."
    )


def test_a_provisional_level_says_what_is_incomplete():
    told = sentences(found(118.76, 2, state=ValueState.INCOMPLETE, days=5), level=2, state=LevelState.PROVISIONAL)
    assert "Positieve testen: 5 van 7 dagen volledig gemeld." in told
    assert "Het niveau is voorlopig: het kan hoger worden als de cijfers volledig zijn." in told


@pytest.mark.parametrize(
    ("state", "words"),
    [(ValueState.MISSING, "voor deze regio niet gemeld"), (ValueState.LATE, "nog voor geen enkele regio gemeld")],
)
def test_an_unknown_level_says_what_is_not_there(state, words):
    told = sentences(found(None, None, state=state), level=None, state=LevelState.UNKNOWN)
    assert told[0] == f"Positieve testen: {words}."
    assert told[1].startswith("Het niveau is onbekend")


def test_the_same_facts_are_told_in_english():
    with translation.override("en"):
        told = sentences(found(118.76, 2), level=2, state=LevelState.COMPLETE)
    assert told[0] == (
        "Positive tests: 118.8 per 100,000 inhabitants per 7 days, above the signal value 50. That is concern."
    )


@pytest.mark.parametrize(
    ("level", "reached", "following"),
    [(1, None, (2, 50.0)), (2, (2, 50.0), (3, 150.0)), (3, (3, 150.0), None), (None, None, None)],
)
def test_the_signal_values_around_a_value(level, reached, following):
    verdict = found(1.0, level)
    assert (reached_bound(verdict), next_bound(verdict)) == (reached, following)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (118.76, "118,8"),
        (118.74, "118,7"),
        (50.0, "50,0"),
        (50.04, "50,04"),
        (49.96, "49,96"),
        (1234.5, "1.234,5"),
    ],
)
def test_a_value_is_rounded_but_never_onto_its_signal_value(value, text):
    assert weekly_value(value, Signal(decimals=1), BOUNDS) == text
