"""The reactions of a round as a table for a spreadsheet."""

from typing import Any

from django.utils.translation import gettext as _

from ladder.formats import moment
from ladder.levels_table import LevelsTable
from measures.entries import Entry
from measures.models import ReactionRound
from measures.reactions.overview import Spoken, count_round, spoken_of
from measures.term_names import load_terms_by_code


def reaction_table(round_: ReactionRound) -> LevelsTable:
    """Return all reactions in the order of the list, headed in the reader's language, in six queries."""
    columns = (
        _("Entry"), _("Theme"), _("Who"), _("Asked as"), _("When"), _("Reaction"), _("Suggested text"),
        _("Text in the draft"), _("Outcome"), _("Why"), _("Answered by"), _("Answered on"),
    )  # fmt: skip
    themes = load_terms_by_code().themes
    counts = [count for count in count_round(round_).entries if count.reactions]
    rows = [
        _cells(found.count.entry, themes.get(found.count.entry.theme, "") if found.count.entry else "", spoken)
        for found in spoken_of(round_, counts)
        for spoken in found.reactions
    ]
    return LevelsTable(columns, rows)


def _cells(entry: Entry | None, theme: str, spoken: Spoken) -> tuple[Any, ...]:
    reaction, answer = spoken.said.reaction, spoken.said.answer
    given = (spoken.said.verdict, answer.why, answer.by.get_username(), moment(answer.at)) if answer else ("",) * 4
    return (
        entry.title if entry else _("the whole list"),
        theme,
        reaction.by.get_username(),
        spoken.groups,
        moment(reaction.at),
        reaction.text,
        reaction.suggestion,
        entry.description if entry else "",
        *given,
    )
