"""All that was said of a draft, for its editor: counts per entry, and the reactions with their answers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from measures.entries import Entry
from measures.group_names import name_of_group
from measures.models import Measure, Reaction, ReactionAnswer, ReactionRound
from measures.reactions.drafts import entries_in, entry_in
from measures.reactions.said import WHOLE, Said, said_by_key, said_of, with_answers


@dataclass(frozen=True)
class EntryCount:
    """How much was said of one entry; `entry` is None for the draft as a whole."""

    entry: Entry | None
    reactions: int
    suggestions: int
    unanswered: int

    @property
    def key(self) -> str:
        return self.entry.key if self.entry else WHOLE


@dataclass(frozen=True)
class RoundCount:
    """How much was said of a draft: in all, per entry in the order of the list, the whole draft first."""

    entries: tuple[EntryCount, ...]
    people: int

    @property
    def reactions(self) -> int:
        return sum(count.reactions for count in self.entries)

    @property
    def unanswered(self) -> int:
        return sum(count.unanswered for count in self.entries)

    @property
    def answered(self) -> int:
        return self.reactions - self.unanswered

    @property
    def silent(self) -> int:
        """How many entries nobody spoke of."""
        return sum(count.entry is not None and not count.reactions for count in self.entries)


@dataclass(frozen=True)
class Spoken:
    """One reaction with who gave it and as what; `groups` are those of the round."""

    said: Said
    groups: str


@dataclass(frozen=True)
class SpokenOf:
    """An entry with the reactions to it; `measure_id` leads to the entry in the administration."""

    count: EntryCount
    reactions: tuple[Spoken, ...]
    measure_id: int | None

    @property
    def anchor(self) -> str:
        return f"maatregel-{self.count.key}" if self.count.entry else "geheel"


def count_round(round_: ReactionRound) -> RoundCount:
    """Return how much was said of each entry of a draft. One query."""
    answered = Exists(ReactionAnswer.objects.filter(reaction=OuterRef("pk")))
    rows = Reaction.objects.filter(round=round_).annotate(answered=answered)
    found = list(rows.values_list("measure__key", "suggestion", "by", "answered"))
    reactions = Counter(_key(key) for key, *_ in found)
    suggestions = Counter(_key(key) for key, suggestion, *_ in found if suggestion)
    unanswered = Counter(_key(key) for key, _suggestion, _by, answered in found if not answered)
    entries: list[Entry | None] = [None, *entries_in(round_)]
    keys = [entry.key if entry else WHOLE for entry in entries]
    counts = zip(entries, keys, strict=True)
    return RoundCount(
        entries=tuple(
            EntryCount(entry, reactions[key], suggestions[key], unanswered[key]) for entry, key in counts
        ),
        people=len({by for _key, _suggestion, by, _answered in found}),
    )


def _key(key: object) -> str:
    return str(key) if key else WHOLE


def entries_to_show(counts: RoundCount, *, unanswered_only: bool, key: str | None) -> list[EntryCount]:
    """Return the entries that were spoken of: all, those with something to answer, or the one with a key."""
    if key is not None:
        return [count for count in counts.entries if count.key == key]
    return [count for count in counts.entries if (count.unanswered if unanswered_only else count.reactions)]


def spoken_of(
    round_: ReactionRound, counts: Sequence[EntryCount], *, unanswered_only: bool = False
) -> list[SpokenOf]:
    """Return these entries with their reactions, the first first, in four queries for any number of them."""
    keys = [count.key for count in counts if count.entry]
    of_entries = Q(measure__key__in=keys)
    wanted = of_entries | Q(measure=None) if any(count.entry is None for count in counts) else of_entries
    reactions = Reaction.objects.filter(wanted, round=round_)
    if unanswered_only:
        reactions = reactions.filter(answers=None)
    said = said_by_key(with_answers(reactions).prefetch_related("by__groups"), entries_in(round_))
    ids = {str(key): pk for key, pk in Measure.objects.filter(key__in=keys).values_list("key", "pk")}
    asked = {group.pk for group in round_.groups.all()}
    return [SpokenOf(count, _with_groups(said.get(count.key, ()), asked), ids.get(count.key)) for count in counts]


def _with_groups(said: Iterable[Said], asked: set[int]) -> tuple[Spoken, ...]:
    return tuple(Spoken(one, groups_of(one.reaction, asked)) for one in said)


def groups_of(reaction: Reaction, asked: set[int]) -> str:
    """Return as what somebody was asked: his or her groups among those of the round."""
    names = (name_of_group(group.name) for group in reaction.by.groups.all() if group.pk in asked)
    return ", ".join(names)


def one_spoken(round_: ReactionRound, pk: int) -> Spoken:
    """Return one reaction of a round, with its answer; `Reaction.DoesNotExist` when it is of another round."""
    reaction = with_answers(Reaction.objects.filter(round=round_)).prefetch_related("by__groups").get(pk=pk)
    entry = entry_in(round_, str(reaction.measure.key)) if reaction.measure else None
    asked = {group.pk for group in round_.groups.all()}
    return Spoken(said_of(reaction, entry.description if entry else ""), groups_of(reaction, asked))
