"""What was said of an entry, with what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from ladder.append_only import AppendOnlyQuerySet
from ladder.differences import Piece, differences
from measures.entries import Entry
from measures.models import Reaction, ReactionAnswer

WHOLE = ""
"""Stands where a key of an entry would: reactions to the whole draft."""


@dataclass(frozen=True)
class Said:
    """One reaction, with the answer that counts, and its suggestion word by word against the text of the entry."""

    reaction: Reaction
    answer: ReactionAnswer | None
    pieces: tuple[Piece, ...] = ()

    @property
    def verdict(self) -> str:
        """What became of it, in words; empty while it is not answered."""
        return self.answer.get_verdict_display() if self.answer else ""

    @property
    def anchor(self) -> str:
        return f"reactie-{self.reaction.pk}"


def with_answers(reactions: AppendOnlyQuerySet[Reaction]) -> AppendOnlyQuerySet[Reaction]:
    """Have reactions fetched with their answers and who gave them, in one query more."""
    answers = ReactionAnswer.objects.order_by("pk").select_related("by")
    return reactions.select_related("measure", "by").prefetch_related(Prefetch("answers", answers))


def said_by_key(reactions: Iterable[Reaction], entries: Iterable[Entry]) -> Mapping[str, tuple[Said, ...]]:
    """Return what was said by the key of the entry, `WHOLE` for the whole draft, the first first. No query.

    The reactions come from `with_answers`. An entry that nobody spoke of has nothing.
    """
    texts = {entry.key: entry.description for entry in entries}
    found: dict[str, list[Said]] = defaultdict(list)
    for reaction in reactions:
        key = str(reaction.measure.key) if reaction.measure else WHOLE
        found[key].append(said_of(reaction, texts.get(key, "")))
    return {key: tuple(said) for key, said in found.items()}


def said_of(reaction: Reaction, text: str) -> Said:
    """Return one reaction from `with_answers`; `text` is the entry's own, in the draft."""
    answers = list(reaction.answers.all())
    pieces = differences(text, reaction.suggestion) if reaction.suggestion else ()
    return Said(reaction, answers[-1] if answers else None, pieces)
