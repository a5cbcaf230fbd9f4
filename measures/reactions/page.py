"""A draft that is out for reaction, as whoever is asked sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from measures.access import PUBLISH_CATALOGUE
from measures.change_words import ChangeInWords, change_in_words
from measures.comparison import Change, compare
from measures.entries import Entry, entries_of_version
from measures.entry_words import EntryInWords
from measures.levels import load_levels
from measures.models import CatalogueVersion, Reaction, ReactionRound
from measures.reactions.asking import is_asked
from measures.reactions.drafts import entries_in
from measures.reactions.rounds import group_names
from measures.reactions.said import WHOLE, Said, said_by_key, with_answers
from measures.term_names import Terms, load_terms_by_code, name_of


def anchor_of(entry: Entry | None) -> str:
    """Return where on the page an entry stands, or the draft as a whole."""
    return f"maatregel-{entry.key}" if entry else "geheel"


@dataclass(frozen=True)
class EntryBlock:
    """An entry of the draft, with what the reader said of it; without an entry: the draft as a whole.

    `change` is what changed since the version that was in force when the draft was sent round.
    """

    words: EntryInWords | None
    said: tuple[Said, ...]
    change: ChangeInWords | None = None

    @property
    def entry(self) -> Entry | None:
        return self.words.entry if self.words else None

    @property
    def anchor(self) -> str:
        return anchor_of(self.entry)


@dataclass(frozen=True)
class ThemeBlock:
    """The entries on one theme, in the order of the list."""

    code: str
    name: str
    entries: tuple[EntryBlock, ...]


@dataclass(frozen=True)
class RoundPage:
    """One round: what is asked, the draft per theme, and what the reader said of it.

    `days_left` counts today: 1 on the last day. Answers are only to be shown once the round is closed. `since` is
    the version that the draft would replace, None for a first one; `gone` are the entries that it no longer has.
    """

    round: ReactionRound
    groups: str
    is_open: bool
    days_left: int
    may_react: bool
    may_keep: bool
    whole: EntryBlock
    themes: tuple[ThemeBlock, ...]
    since: CatalogueVersion | None
    gone: tuple[Entry, ...]
    number_said: int
    number_answered: int

    @property
    def takes_reactions(self) -> bool:
        return self.is_open and self.may_react


def round_page(round_: ReactionRound, user: User, *, day: date) -> RoundPage:
    """Return the page of a round for one reader, in about eight queries for any number of entries."""
    entries = entries_in(round_)
    mine = list(with_answers(Reaction.objects.filter(round=round_, by=user)))
    said = said_by_key(mine, entries)
    terms, levels = load_terms_by_code(levels_on=day), load_levels(day)
    since, changes = _changes(round_, entries)
    blocks = [
        EntryBlock(
            EntryInWords(entry, terms, levels),
            said.get(entry.key, ()),
            change_in_words(changes[entry.key], terms) if entry.key in changes else None,
        )
        for entry in entries
    ]
    return RoundPage(
        round=round_,
        groups=group_names(round_),
        is_open=round_.is_open(day),
        days_left=(round_.closes_on - day).days + 1,
        may_react=is_asked(user, round_),
        may_keep=user.has_perm(PUBLISH_CATALOGUE),
        whole=EntryBlock(None, said.get(WHOLE, ())),
        themes=_themes(blocks, terms),
        since=since,
        gone=tuple(change.entry for change in changes.values() if change.after is None),
        number_said=len(mine),
        number_answered=sum(one.answer is not None for several in said.values() for one in several),
    )


def one_block(page: RoundPage, entry: Entry | None) -> EntryBlock:
    """Return the block of one entry of a page, or that of the whole draft."""
    if entry is None:
        return page.whole
    return next(block for theme in page.themes for block in theme.entries if block.entry == entry)


def _changes(round_: ReactionRound, entries: list[Entry]) -> tuple[CatalogueVersion | None, dict[str, Change]]:
    """Return the version in force when the draft was sent round, and by key what the draft changes in it."""
    versions = CatalogueVersion.objects.filter(catalogue=round_.catalogue_id, published_at__lte=round_.opened_at)
    since = versions.order_by("number").last()
    if since is None:
        return None, {}
    changes = compare(entries_of_version(since), entries).changes
    return since, {change.entry.key: change for change in changes}


def _themes(blocks: Iterable[EntryBlock], terms: Terms) -> tuple[ThemeBlock, ...]:
    """Group by theme in the order of the themes; a theme that is no longer there comes last, by its code."""
    by_theme: dict[str, list[EntryBlock]] = {code: [] for code in terms.themes}
    for block in blocks:
        if block.entry:
            by_theme.setdefault(block.entry.theme, []).append(block)
    return tuple(
        ThemeBlock(code, name_of(terms.themes, code), tuple(found)) for code, found in by_theme.items() if found
    )
