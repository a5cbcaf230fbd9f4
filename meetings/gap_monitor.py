"""Where what is in force differs from what the levels ask for: all regions at a glance, and one by one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone

from ladder.models import LadderVersion
from measures.entries import Entry, published_entries
from measures.gaps import Gap, GapKind, gaps
from measures.in_force import COUNTRY, load_taken
from measures.models import Measure
from measures.term_names import Terms, load_terms_by_code
from meetings.forms.measure_filters import Chosen, MeasureFilterForm
from meetings.in_force_access import areas_with_measures
from meetings.levels_in_force import LevelHere, levels_on
from regions.models import Area

GAPS_PER_PAGE = 100


@dataclass(frozen=True)
class RegionGaps:
    """How many gaps of each kind a region has, in the order of `GapKind`."""

    area: Area
    level: LevelHere | None
    counts: tuple[tuple[GapKind, int], ...]


@dataclass(frozen=True)
class GapLine:
    """One gap in words: its region and theme by name, the stances of the measure and of what the level asks."""

    gap: Gap
    area: Area
    theme: str

    @property
    def stance(self) -> str:
        return str(Measure.Stance(self.gap.stance).label)

    @property
    def asked(self) -> str:
        """What the level asks for on the theme, such as "advice, restriction"; "" when nothing."""
        return ", ".join(str(Measure.Stance(stance).label) for stance in self.gap.asked)


@dataclass(frozen=True)
class GapMonitor:
    """All regions with their numbers of gaps, and a page of the gaps that are asked for."""

    regions: tuple[RegionGaps, ...]
    lines: Page[Gap]
    shown: tuple[GapLine, ...]
    choice: MeasureFilterForm
    chosen: Chosen
    is_published: bool

    @property
    def day(self) -> date:
        return self.chosen.day

    @property
    def is_narrowed(self) -> bool:
        """Whether a part was asked for; of all regions together only the numbers are of use."""
        return any((self.chosen.region, self.chosen.kind, self.chosen.theme))


def gap_monitor(asked: QueryDict, *, versions: Sequence[LadderVersion], now: datetime) -> GapMonitor:
    """Return the monitor in seven queries at most, for any number of regions and entries.

    `versions` are those of one ladder, from `meetings.levels_in_force.versions_of`.
    """
    areas, terms = areas_with_measures(), load_terms_by_code()
    regions = [area for area in areas if area.code != COUNTRY]
    choice = _choice(asked, regions, terms, today=timezone.localdate(now))
    chosen = choice.chosen
    levels = levels_on(chosen.day, versions, regions, as_of=now)
    entries = published_entries(as_of=now)
    by_code = {area.code: area for area in regions}
    found = [gap for gap in _gaps(levels, entries, chosen.day) if gap.area in by_code]
    page = Paginator(_wanted(found, chosen), GAPS_PER_PAGE).get_page(asked.get("page"))
    return GapMonitor(
        regions=_counted(regions, levels, found),
        lines=page,
        shown=tuple(_line(gap, by_code, terms) for gap in page.object_list),
        choice=choice,
        chosen=chosen,
        is_published=bool(entries),
    )


def _choice(asked: QueryDict, regions: list[Area], terms: Terms, *, today: date) -> MeasureFilterForm:
    choice = MeasureFilterForm(asked, areas=regions, terms=terms, levels={}, today=today)
    choice.all_first()
    return choice


def _gaps(levels: Mapping[str, LevelHere], entries: Sequence[Entry], day: date) -> list[Gap]:
    numbers = {code: here.level.number for code, here in levels.items()}
    taken = load_taken({entry.key: entry for entry in entries}, day=day)
    return gaps(numbers, entries, taken, day=day)


def _wanted(found: list[Gap], chosen: Chosen) -> list[Gap]:
    return [
        gap
        for gap in found
        if chosen.region in ("", gap.area) and chosen.theme in ("", gap.theme) and chosen.kind in ("", gap.kind)
    ]


def _counted(regions: list[Area], levels: Mapping[str, LevelHere], found: list[Gap]) -> tuple[RegionGaps, ...]:
    numbers = Counter((gap.area, gap.kind) for gap in found)
    return tuple(
        RegionGaps(area, levels.get(area.code), tuple((kind, numbers[area.code, kind]) for kind in GapKind))
        for area in regions
    )


def _line(gap: Gap, areas: Mapping[str, Area], terms: Terms) -> GapLine:
    return GapLine(gap, areas[gap.area], terms.themes.get(gap.theme, gap.theme))
