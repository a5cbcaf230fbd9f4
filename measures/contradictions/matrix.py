"""The matrix: per theme and level what stance each list takes, and where lists contradict each other. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ladder.models import Level
from measures.contradictions.acceptances import Judged
from measures.contradictions.finding import Contradiction, Rule
from measures.entries import Entry
from measures.entry_words import LevelShown, stance_label
from measures.term_names import Terms, name_of

Place = tuple[str, int, str]  # theme, level, catalogue


@dataclass(frozen=True)
class StanceCount:
    """How many living entries take a stance."""

    stance: int
    name: str
    number: int


@dataclass(frozen=True)
class Cell:
    """What one list says on a theme at a level, and the number of contradictions it is in there."""

    catalogue: str
    list_name: str
    stances: tuple[StanceCount, ...]
    open_number: int
    accepted_number: int


@dataclass(frozen=True)
class LevelRow:
    level: LevelShown
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ThemeRows:
    code: str
    name: str
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True)
class Matrix:
    """`catalogues` are the names of the columns; `themes` only those with a living entry at some level."""

    catalogues: tuple[str, ...]
    themes: tuple[ThemeRows, ...]

    @property
    def width(self) -> int:
        """The number of columns: the level, and the lists."""
        return 1 + len(self.catalogues)


def build_matrix(
    entries: Iterable[Entry], found: Iterable[Judged], terms: Terms, levels: Mapping[int, Level]
) -> Matrix:
    """Return the matrix of entries and of the contradictions among them, in the order of the terms."""
    stances = _count_stances(entries)
    open_ones, accepted = _count_contradictions(found)
    lists = in_order({place[2] for place in stances}, terms.catalogues)

    def cell(theme: str, level: int, code: str) -> Cell:
        place = (theme, level, code)
        shown = tuple(
            StanceCount(stance, stance_label(stance), number) for stance, number in sorted(stances[place].items())
        )
        return Cell(code, name_of(terms.catalogues, code), shown, open_ones[place], accepted[place])

    def row(theme: str, level: int) -> LevelRow:
        return LevelRow(LevelShown(level, levels.get(level)), tuple(cell(theme, level, code) for code in lists))

    themes = _levels_by_theme(list(stances))
    return Matrix(
        catalogues=tuple(name_of(terms.catalogues, code) for code in lists),
        themes=tuple(
            ThemeRows(code, name_of(terms.themes, code), tuple(row(code, level) for level in sorted(themes[code])))
            for code in in_order(themes, terms.themes)
        ),
    )


def places(contradiction: Contradiction) -> Iterator[Place]:
    """Yield where in the matrix the entries of a contradiction stand, each place once per entry."""
    for number, entry in enumerate(contradiction.entries):
        for level in _levels(contradiction, number, entry):
            yield (entry.theme, level, entry.catalogue)


def in_order(codes: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return codes in the order of their terms; those without a term last."""
    order = {code: number for number, code in enumerate(names)}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def _levels(contradiction: Contradiction, number: int, entry: Entry) -> tuple[int, ...]:
    if contradiction.rule is Rule.ORDER:
        return (contradiction.levels, contradiction.higher_levels)[number]
    return contradiction.levels if contradiction.rule is Rule.STANCE else entry.levels


def _count_stances(entries: Iterable[Entry]) -> defaultdict[Place, Counter[int]]:
    stances: defaultdict[Place, Counter[int]] = defaultdict(Counter)
    for entry in entries:
        for level in () if entry.is_withdrawn else entry.levels:
            stances[entry.theme, level, entry.catalogue][entry.stance] += 1
    return stances


def _count_contradictions(found: Iterable[Judged]) -> tuple[Counter[Place], Counter[Place]]:
    open_ones: Counter[Place] = Counter()
    accepted: Counter[Place] = Counter()
    for one in found:
        (open_ones if one.is_open else accepted).update(set(places(one.contradiction)))
    return open_ones, accepted


def _levels_by_theme(known: Iterable[Place]) -> dict[str, set[int]]:
    levels: defaultdict[str, set[int]] = defaultdict(set)
    for theme, level, _catalogue in known:
        levels[theme].add(level)
    return levels
