"""An entry as people read it: names in the place of codes, badges in the place of numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from ladder.models import Level
from measures.entries import Entry
from measures.models import Decider, Measure
from measures.term_names import Terms, name_of


@dataclass(frozen=True)
class LevelShown:
    """A level number with the level of the ladder; None: the ladder has no such level."""

    number: int
    level: Level | None

    @property
    def label(self) -> str:
        """`zorgelijk`, or `level 5` where the ladder knows none."""
        return self.level.label if self.level else _("level %(number)s") % {"number": self.number}


@dataclass(frozen=True)
class EntryInWords:
    """An entry with the names it is read by."""

    entry: Entry
    terms: Terms
    known_levels: Mapping[int, Level]

    @property
    def catalogue(self) -> str:
        return name_of(self.terms.catalogues, self.entry.catalogue)

    @property
    def theme(self) -> str:
        return name_of(self.terms.themes, self.entry.theme)

    @property
    def target_groups(self) -> str:
        return listed(self.terms.target_groups, self.entry.target_groups)

    @property
    def levels(self) -> tuple[LevelShown, ...]:
        return tuple(LevelShown(number, self.known_levels.get(number)) for number in self.entry.levels)

    @property
    def stance(self) -> str:
        return stance_label(self.entry.stance)

    @property
    def decider(self) -> str:
        return decider_label(self.entry.decider)

    @property
    def legal_instrument(self) -> str:
        code = self.entry.legal_instrument
        return name_of(self.terms.legal_instruments, code) if code else ""

    @property
    def principle(self) -> str:
        return name_of(self.terms.principles, self.entry.principle) if self.entry.principle else ""

    @property
    def status(self) -> str:
        return status_label(self.entry.status)

    @cached_property
    def searched(self) -> str:
        """All words by which the entry is found."""
        entry = self.entry
        said = (entry.title, entry.description, entry.setting, entry.owner, entry.article, entry.source)
        names = (self.catalogue, self.theme, self.target_groups, self.legal_instrument, self.decider)
        return " ".join((*said, *names))


def listed(names: Mapping[str, str], codes: Iterable[str]) -> str:
    """Return the names of codes in the order of their list: `Mantelzorgers, Zorgverleners`."""
    wanted = set(codes)
    known = [name for code, name in names.items() if code in wanted]
    return ", ".join([*known, *sorted(wanted - set(names))])


def stance_label(stance: int) -> str:
    """Return what a stance is called; a number that is none by itself."""
    return str(dict(Measure.Stance.choices).get(stance, stance))


def decider_label(decider: str) -> str:
    return str(dict(Decider.choices).get(decider, decider))


def status_label(status: str) -> str:
    return str(dict(Measure.Status.choices).get(status, status))
