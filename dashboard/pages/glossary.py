"""The words of this site and what they mean, in one place for every page that explains them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.models import Level

WORDS = (
    ("signaal", _("signal"), _("What is watched, such as positive tests: with its unit and its source.")),
    (
        "weekcijfer",
        _("weekly value"),
        _("A signal of one area over one week, Monday to Sunday, in full precision; rounded only on screen."),
    ),
    (
        "signaalwaarde",
        _("signal value"),
        _("The weekly value above or from which a level applies. It is a guide; people decide the level."),
    ),
    (
        "berekend-niveau",
        _("computed level"),
        _("What the weekly values give by the rule of the ladder version that judges the week."),
    ),
    (
        "voorgesteld-niveau",
        _("proposed level"),
        _("What is put before the meeting for a region, with the reason where it is not the computed level."),
    ),
    (
        "vastgesteld-niveau",
        _("decided level"),
        _("What the meeting decided for a region: in force from a day on, until the next decision."),
    ),
    (
        "duiding",
        _("interpretation"),
        _("What the figures mean in a region, in words, by people who know it."),
    ),
    (
        "inschalingsoverleg",
        _("inschalingsoverleg"),
        _("The weekly meeting that interprets the figures and decides the level of each region."),
    ),
    (
        "voorlopig",
        _("provisional"),
        _("A computed level for which not all figures are in: at least this high, it can still rise."),
    ),
    (
        "onbekend",
        pgettext_lazy("level", "unknown"),
        _("Too little was reported to compute a level. That is never counted as the lowest level."),
    ),
    (
        "veiligheidsregio",
        _("safety region"),
        _("One of the 25 regions of the country in which mayors act together in a crisis."),
    ),
)
"""Of each word of the process its anchor, the word and its meaning, in the order of the way of a figure."""


@dataclass(frozen=True)
class Term:
    """A word with its meaning. `anchor` is its place on the page that lists them.

    `is_data`: the meaning is kept with a ladder version, in Dutch only.
    """

    anchor: str
    word: str
    meaning: str
    is_data: bool = False


def glossary(levels: Iterable[Level]) -> list[Term]:
    """Return the words: first the levels of a version that say what they mean, then those of the process."""
    of_levels = [
        Term(f"niveau-{level.number}", level.label, level.meaning, is_data=True)
        for level in levels
        if level.meaning
    ]
    return [*of_levels, *(Term(anchor, str(word), str(meaning)) for anchor, word, meaning in WORDS)]
