"""Why a region has its level, made from the facts of assessments in the reader's language; nothing is stored.

`explain` needs one assessment alone. `explanation` looks at the weeks before and the neighbours too, from a
context that is loaded once for all areas; `sentences` tells it, and its `as_json` is for programs.
"""

from ladder.explanations.alone import explain
from ladder.explanations.bounds import next_bound, reached_bound
from ladder.explanations.context import Context, load_context
from ladder.explanations.facts import Explanation
from ladder.explanations.sentences import sentences
from ladder.explanations.states import describe_state
from ladder.explanations.structured import explanation

__all__ = [
    "Context",
    "Explanation",
    "describe_state",
    "explain",
    "explanation",
    "load_context",
    "next_bound",
    "reached_bound",
    "sentences",
]
