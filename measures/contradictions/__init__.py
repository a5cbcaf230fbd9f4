"""Contradictions in the lists of measures: found by four rules, accepted by editors, shown in a matrix.

`find` is pure: entries in, contradictions out. `acceptances` asks the database what was accepted.
"""

from measures.contradictions.acceptances import Judged, judged, load_rights, unresolved
from measures.contradictions.finding import Contradiction, Rights, Rule
from measures.contradictions.rules import find
from measures.contradictions.words import sentence

__all__ = [
    "Contradiction",
    "Judged",
    "Rights",
    "Rule",
    "find",
    "judged",
    "load_rights",
    "sentence",
    "unresolved",
]
