import pytest

from meetings.agenda_reasons import WEIGHTS, urgency
from meetings.agenda_reasons.texts import SENTENCES
from meetings.models import AgendaReason

DERIVED = {"objection", "proposal"}


def test_every_reason_has_a_weight_and_a_sentence() -> None:
    assert set(WEIGHTS) == set(SENTENCES) == set(AgendaReason.Code.values) | DERIVED
    assert min(WEIGHTS.values()) > 0


def test_without_a_reason_nothing_is_urgent() -> None:
    assert urgency([]) == (0, 0)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (["unknown"], ["objection", "differs", "provisional"]),  # the heaviest reason goes first
        (["differs", "near_bound"], ["differs"]),  # then all together
        (["fast_growth"], ["near_bound"]),
        (["near_bound"], []),
    ],
)
def test_the_heaviest_reason_counts_first_then_all_together(more: list[str], less: list[str]) -> None:
    assert urgency(more) > urgency(less)


def test_a_reason_counts_once() -> None:
    assert urgency(["asked", "asked"]) == urgency(["asked"])
