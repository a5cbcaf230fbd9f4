"""The pages on what is in force: entering it, and reading it per region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils import timezone

from ladder.models import Ladder
from measures.entries import published_entries
from measures.in_force import COUNTRY
from measures.models import MeasureInForce
from measures.term_names import Terms, load_terms_by_code
from meetings.forms.measure_filters import EVERY_REGION, Chosen, MeasureFilterForm
from meetings.in_force_access import areas_with_measures, enterable_codes, may_enter_all, with_all
from meetings.in_force_grid import Grid, Place, entries_to_enter, grid
from meetings.levels_in_force import decided_on, level_labels
from regions.models import Area

ROWS_PER_PAGE = 200


@dataclass(frozen=True)
class Places:
    """The areas that can have measures, for whom somebody enters them, and what is asked for."""

    areas: list[Area]
    enterable: set[str]
    choice: MeasureFilterForm
    chosen: Chosen
    terms: Terms

    @property
    def shown(self) -> list[Area]:
        """The areas that are asked for: one, the own ones, or all."""
        codes = _codes(self.chosen.region, self.enterable)
        return [area for area in self.areas if codes is None or area.code in codes]

    @property
    def day(self) -> date:
        return self.chosen.day


def places(user: User, asked: QueryDict, *, levels: Mapping[int, str], today: date) -> Places:
    """Return where somebody stands, in three queries at most; a region contact sees the own regions first."""
    areas, terms = areas_with_measures(), load_terms_by_code()
    enterable = enterable_codes(user, areas, day=today)
    choice = MeasureFilterForm(asked, areas=areas, terms=terms, levels=levels, today=today)
    chosen = choice.chosen
    if enterable and not may_enter_all(user):
        choice.own_first()
        return Places(areas, enterable, choice, chosen, terms)
    choice.all_first()
    return Places(areas, enterable, choice, replace(chosen, region=chosen.region or EVERY_REGION), terms)


def _codes(region: str, enterable: set[str]) -> set[str] | None:
    if region == EVERY_REGION:
        return None
    return {region} if region else enterable


@dataclass(frozen=True)
class EnterPage:
    """The grid and what it is chosen by; `is_published` is False while there is no list at all."""

    places: Places
    grid: Grid
    is_published: bool

    def answered(self, ticked: set[Place], refused: Mapping[Place, str]) -> "EnterPage":
        """Return the page with what was ticked, and why something of it was refused."""
        return replace(self, grid=self.grid.answered(ticked, refused))


def enter_page(user: User, asked: QueryDict, *, ladder: Ladder, now: datetime) -> EnterPage:
    """Return the page to enter measures, in eight queries at most for any number of measures and areas."""
    at = places(user, asked, levels=level_labels(ladder.code), today=timezone.localdate(now))
    entries = published_entries(as_of=now)
    wanted = entries_to_enter(entries, at.chosen)
    levels = decided_on(at.day, ladder, as_of=now)
    shown = grid(
        wanted, at.shown, day=at.day, levels=levels, themes=at.terms.themes, enterable=at.enterable,
        page=asked.get("page"),
    )  # fmt: skip
    return EnterPage(at, shown, bool(entries))


@dataclass(frozen=True)
class AreaRows:
    """What an area has, by theme."""

    area: Area
    rows: tuple[MeasureInForce, ...]

    @property
    def is_national(self) -> bool:
        return self.area.code == COUNTRY


@dataclass(frozen=True)
class InForcePage:
    """What is in force per area, the country first; `above` names the national measures by id of their theme."""

    places: Places
    page: Page[MeasureInForce]
    areas: tuple[AreaRows, ...]
    above: Mapping[int, str]


def in_force_page(user: User, asked: QueryDict, *, ladder: Ladder, now: datetime) -> InForcePage:
    """Return one page of what is in force on a day and to begin, in eight queries at most."""
    at = places(user, asked, levels=level_labels(ladder.code), today=timezone.localdate(now))
    page = Paginator(_rows(at), ROWS_PER_PAGE).get_page(asked.get("page"))
    return InForcePage(at, page, _by_area(page.object_list), _national(at.day))


def _rows(at: Places) -> QuerySet[MeasureInForce]:
    country_first = Case(When(area__code=COUNTRY, then=Value(0)), default=Value(1))
    rows = MeasureInForce.objects.filter(Q(area__in=at.shown) | Q(area__code=COUNTRY))
    if not at.chosen.ended:
        rows = rows.filter(Q(until=None) | Q(until__gte=at.day))
    if at.chosen.theme:
        rows = rows.filter(measure__theme__code=at.chosen.theme)
    if at.chosen.catalogue:
        rows = rows.filter(measure__catalogue__code=at.chosen.catalogue)
    return with_all(rows).order_by(country_first, "area__name", "measure__theme__order", "measure__title", "since")


def _by_area(rows: Iterable[MeasureInForce]) -> tuple[AreaRows, ...]:
    found: dict[Area, list[MeasureInForce]] = {}
    for row in rows:
        found.setdefault(row.area, []).append(row)
    return tuple(AreaRows(area, tuple(of_area)) for area, of_area in found.items())


def _national(day: date) -> dict[int, str]:
    """Return the titles of the national measures in force on a day, by id of the theme."""
    national = MeasureInForce.objects.on(day).filter(area__code=COUNTRY)
    return dict(national.values_list("measure__theme", "measure__title"))
