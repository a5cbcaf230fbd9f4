"""In which order regions are discussed."""

from collections.abc import Iterable

OBJECTION, PROPOSAL = "objection", "proposal"

WEIGHTS = {
    "unknown": 100,  # no level follows from the figures: without the meeting this region has none
    "objection": 90,  # the region contradicts the figures or the level; it is owed an answer
    "differs": 80,  # something is about to change for the people who live there
    "proposal": 70,  # somebody wants another level than the figures give, or the same with a reason
    "provisional": 60,  # the level can still become higher
    "asked": 50,  # somebody at the table has something to say
    "lifted": 50,  # so does the chair
    "question": 40,  # the answer has to be heard, or waited for
    "fast_growth": 30,  # next week it may be another level
    "near_bound": 20,  # so it may, by little
}


def urgency(codes: Iterable[str]) -> tuple[int, int]:
    """Return a number to sort by, the most urgent highest: by the heaviest reason, then by all together.

    A reason counts once, however often it was given.
    """
    weights = [WEIGHTS[code] for code in set(codes)]
    return max(weights, default=0), sum(weights)
