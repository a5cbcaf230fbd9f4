"""The draft of a round, as it was sent."""

from measures.entries import Entry, from_content
from measures.models import ReactionRound


def entries_in(round_: ReactionRound) -> list[Entry]:
    """Return the entries of the draft that was sent round, in the order of the list. No query."""
    return [from_content(content) for content in round_.content]


def entry_in(round_: ReactionRound, key: str) -> Entry | None:
    """Return one entry of the draft by its key; None when it is not in it."""
    return next((entry for entry in entries_in(round_) if entry.key == key), None)
