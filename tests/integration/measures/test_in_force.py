"""Entering what regions have taken: bounds, refusals, history and trail."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.models import AuditEntry
from measures.actions.in_force import (
    CellsRefused,
    Taking,
    correct_measure,
    end_measures,
    enter_measures,
    legal_basis_of,
)
from measures.entries import entry_of
from measures.errors import MeasureError
from measures.in_force import ENDED_SHOWN, load_taken
from measures.models import LegalInstrument, Measure, MeasureInForce, TargetGroup
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.measures.records import measure as a_measure

pytestmark = pytest.mark.django_db
DAY = date(2020, 9, 30)
NOW = datetime(2020, 10, 1, 9, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ADD = reverse("admin:measures_measureinforce_add")
LIST = reverse("admin:measures_measureinforce_changelist")


@pytest.fixture
def measure(db: None) -> Measure:
    return a_measure()


@pytest.fixture
def somebody(db: None) -> User:
    return UserFactory(username="secretaris")


def region(code: str = "VR15") -> Area:
    return Area.objects.get(code=code)


def taken(measure: Measure, since: date = DAY, until: date | None = None, code: str = "VR15") -> MeasureInForce:
    return MeasureInForce.objects.create(
        measure=measure, area=region(code), since=since, until=until, entered_at=timezone.now()
    )


def enter(by: User, *measures: Measure, codes: tuple[str, ...] = ("VR15",), **taking: Any) -> list[MeasureInForce]:
    cells = [(one, region(code)) for one in measures for code in codes]
    return enter_measures(cells=cells, taking=Taking(**{"since": DAY, **taking}), by=by, now=NOW)


# The record


@pytest.mark.both_databases
def test_a_region_takes_a_measure_once_per_start(measure: Measure) -> None:
    taken(measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        taken(measure)
    assert taken(measure, code="VR16").pk
    assert taken(measure, since=date(2020, 10, 1)).pk


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("until", "stored"), [(None, True), (DAY, True), (date(2020, 10, 1), True), (date(2020, 9, 29), False)]
)
def test_a_measure_ends_after_it_starts(measure: Measure, until: date | None, stored: bool) -> None:
    if stored:
        assert taken(measure, until=until).pk
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            taken(measure, until=until)


@pytest.mark.parametrize(
    ("since", "until", "in_force"),
    [
        (date(2020, 9, 29), None, True),
        (DAY, DAY, True),
        (date(2020, 10, 1), None, False),
        (date(2020, 9, 1), date(2020, 9, 29), False),
    ],
)
def test_first_and_last_day_count(measure: Measure, since: date, until: date | None, in_force: bool) -> None:
    taken(measure, since, until)
    assert MeasureInForce.objects.on(DAY).exists() is in_force


# Entering


@pytest.mark.both_databases
def test_many_measures_in_many_regions_at_once(measure: Measure, somebody: User) -> None:
    rows = enter(somebody, measure, a_measure("Tweede"), codes=("NL", "VR15", "VR16"), decided_in="RBT")
    assert len(rows) == MeasureInForce.objects.count() == 6
    row = MeasureInForce.objects.get(measure=measure, area__code="VR16")
    assert (row.since, row.decided_in, row.entered_by, row.entered_at) == (DAY, "RBT", somebody, NOW)
    assert [was.history_user for was in row.history.all()] == [somebody]
    entries = AuditEntry.objects.filter(action="measure.entered", area=row.area)
    assert {entry.object_label for entry in entries} == {"Titel", "Tweede"}
    assert {(entry.by, entry.at) for entry in entries} == {(somebody, NOW)}


def test_entering_takes_the_same_number_of_queries_for_any_number(
    measure: Measure, somebody: User, django_assert_max_num_queries: Any
) -> None:
    regions, others = list(Area.objects.safety_regions()), [a_measure(f"Nummer {n}") for n in range(8)]
    for number in (2, 25):
        cells = [(one, area) for one in others for area in regions[:number]]
        with django_assert_max_num_queries(12):
            enter_measures(cells=cells, taking=Taking(since=DAY + number * ONE_DAY, until=DAY + number * ONE_DAY),
                           by=somebody, now=NOW)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "stored"),
    [
        (DAY - ONE_DAY, DAY - ONE_DAY, True),
        (DAY - ONE_DAY, DAY, False),
        (DAY - ONE_DAY, None, False),
        (DAY, DAY, False),
        (DAY + 2 * ONE_DAY, None, False),
        (DAY + 3 * ONE_DAY, None, True),
    ],
)
def test_nothing_is_in_force_twice_in_the_same_days(
    measure: Measure, somebody: User, since: date, until: date | None, stored: bool
) -> None:
    taken(measure, until=DAY + 2 * ONE_DAY)
    if stored:
        assert len(enter(somebody, measure, since=since, until=until)) == 1
        return
    with pytest.raises(CellsRefused) as refused:
        enter(somebody, measure, since=since, until=until)
    assert set(refused.value.cells) == {(measure.pk, region().pk)}


def test_one_refused_cell_leaves_all_as_it_was(measure: Measure, somebody: User) -> None:
    taken(measure)
    with pytest.raises(CellsRefused) as refused:
        enter(somebody, measure, codes=("VR15", "VR16"), decided_in="RBT")
    assert set(refused.value.cells) == {(measure.pk, region("VR15").pk)}
    assert MeasureInForce.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_sending_twice_stores_once(measure: Measure, somebody: User) -> None:
    enter(somebody, measure, codes=("VR15", "VR16"))
    assert enter(somebody, measure, codes=("VR15", "VR16")) == []
    assert MeasureInForce.objects.count() == AuditEntry.objects.count() == 2


def test_what_was_withdrawn_is_not_taken_any_more(somebody: User) -> None:
    withdrawn = a_measure(status="withdrawn", withdrawn_because="hoort er niet")
    with pytest.raises(CellsRefused):
        enter(somebody, withdrawn)


@pytest.mark.parametrize(
    ("taking", "field"),
    [
        ({"until": DAY - ONE_DAY}, "until"),
        ({"until": DAY}, None),
        ({"cabinet_informed_on": date(2020, 10, 2)}, "cabinet_informed_on"),
        ({"cabinet_informed_on": date(2020, 10, 1)}, None),
    ],
)
def test_impossible_days(measure: Measure, somebody: User, taking: dict[str, Any], field: str | None) -> None:
    if field is None:
        assert enter(somebody, measure, **taking)
        return
    with pytest.raises(MeasureError) as refused:
        enter(somebody, measure, **taking)
    assert refused.value.field == field


def test_nothing_ticked_is_refused(somebody: User) -> None:
    with pytest.raises(MeasureError):
        enter(somebody)


@pytest.mark.parametrize(
    ("code", "article", "basis"),
    [
        (None, "", ""),
        (None, "art. 1", "art. 1"),
        ("geen", "", ""),
        ("noodbevel", "", "Noodbevel, Gemeentewet, art. 175"),
        ("noodbevel", "art. 2", "Noodbevel, art. 2"),
    ],
)
def test_without_a_legal_basis_what_the_list_says(
    somebody: User, code: str | None, article: str, basis: str
) -> None:
    instrument = LegalInstrument.objects.get(code=code) if code else None
    measure = a_measure(legal_instrument=instrument, article=article)
    assert legal_basis_of(measure) == basis
    assert enter(somebody, measure)[0].legal_basis == basis
    assert enter(somebody, measure, codes=("VR16",), legal_basis="eigen")[0].legal_basis == "eigen"


# Ending


@pytest.mark.both_databases
def test_many_get_their_last_day_at_once(measure: Measure, somebody: User) -> None:
    rows = enter(somebody, measure, codes=("VR15", "VR16"))
    later = NOW + ONE_DAY
    assert end_measures(rows=rows, until=DAY, by=somebody, now=later) == 2
    assert set(MeasureInForce.objects.values_list("until", flat=True)) == {DAY}
    entry = AuditEntry.objects.filter(action="measure.ended").latest("pk")
    assert (entry.before["until"], entry.after["until"], entry.at) == (None, "2020-09-30", later)
    assert rows[0].history.count() == 2
    assert end_measures(rows=rows, until=DAY, by=somebody, now=later) == 0


def test_nothing_ends_before_it_begins(measure: Measure, somebody: User) -> None:
    rows = [*enter(somebody, measure), *enter(somebody, measure, codes=("VR16",), since=DAY - ONE_DAY)]
    with pytest.raises(CellsRefused) as refused:
        end_measures(rows=rows, until=DAY - ONE_DAY, by=somebody, now=NOW)
    assert set(refused.value.cells) == {(measure.pk, region().pk)}
    assert set(MeasureInForce.objects.values_list("until", flat=True)) == {None}


def test_prolonging_stops_where_it_is_in_force_again(measure: Measure, somebody: User) -> None:
    first = taken(measure, until=DAY)
    taken(measure, since=DAY + 2 * ONE_DAY)
    with pytest.raises(CellsRefused):
        end_measures(rows=[first], until=DAY + 2 * ONE_DAY, by=somebody, now=NOW)
    assert end_measures(rows=[first], until=DAY + ONE_DAY, by=somebody, now=NOW) == 1


# Correcting


def test_a_correction_tells_what_changed_and_nothing_else(measure: Measure, somebody: User) -> None:
    (row,) = enter(somebody, measure, decided_in="RBT")
    right = Taking(since=DAY, decided_in="RBT", legal_basis="art. 39")
    assert correct_measure(row=row, taking=right, by=somebody, now=NOW)
    entry = AuditEntry.objects.get(action="measure.corrected")
    assert (entry.before, entry.after) == ({"legal_basis": ""}, {"legal_basis": "art. 39"})
    assert row.history.first().history_user == somebody
    assert not correct_measure(row=row, taking=right, by=somebody, now=NOW)
    assert AuditEntry.objects.filter(action="measure.corrected").count() == 1


@pytest.mark.parametrize(("since", "stored"), [(DAY, False), (DAY + ONE_DAY, True)])
def test_a_correction_does_not_run_into_another(
    measure: Measure, somebody: User, since: date, stored: bool
) -> None:
    taken(measure, since=DAY - ONE_DAY, until=DAY)
    row = taken(measure, since=DAY + 5 * ONE_DAY)
    if stored:
        assert correct_measure(row=row, taking=Taking(since=since), by=somebody, now=NOW)
        return
    with pytest.raises(MeasureError) as refused:
        correct_measure(row=row, taking=Taking(since=since), by=somebody, now=NOW)
    assert refused.value.field == "since"


def test_a_correction_has_possible_days(measure: Measure, somebody: User) -> None:
    row = taken(measure)
    with pytest.raises(MeasureError):
        correct_measure(row=row, taking=Taking(since=DAY, until=DAY - ONE_DAY), by=somebody, now=NOW)


# As plain data


def test_what_ended_long_ago_is_not_loaded(measure: Measure) -> None:
    shown = taken(measure, since=DAY - 2 * ENDED_SHOWN, until=DAY - ENDED_SHOWN)
    taken(measure, since=DAY - 2 * ENDED_SHOWN, until=DAY - ENDED_SHOWN - ONE_DAY, code="VR16")
    assert [one.pk for one in load_taken({}, day=DAY)] == [shown.pk]


def test_the_list_says_what_is_taken_and_else_the_draft(measure: Measure, django_assert_num_queries: Any) -> None:
    taken(measure)
    measure.target_groups.set([TargetGroup.objects.get(code="jeugdhulp")])
    with django_assert_num_queries(2):
        (of_draft,) = load_taken({}, day=DAY)
    assert (of_draft.theme, of_draft.stance, of_draft.target_groups) == ("overig", 1, ("jeugdhulp",))
    listed = replace(entry_of(measure), theme="sport", stance=3, target_groups=())
    with django_assert_num_queries(1):
        (of_list,) = load_taken({listed.key: listed}, day=DAY)
    assert (of_list.theme, of_list.stance, of_list.target_groups) == ("sport", 3, ())


# In the administration


@pytest.fixture
def keeper(db: None) -> User:
    permissions = [f"measures.{action}_measureinforce" for action in ("view", "add", "change")]
    return UserFactory(permissions=[*permissions, "measures.view_measure", "regions.view_area"], is_staff=True)


def test_entering_one_says_who_and_when_and_keeps_history(client: Client, keeper: User, measure: Measure) -> None:
    client.force_login(keeper)
    typed = {"measure": measure.pk, "area": region().pk, "since": "2020-09-30"}
    assert client.post(ADD, typed).status_code == 302
    found = MeasureInForce.objects.get()
    entered_at = found.entered_at
    assert found.entered_by == keeper
    change = reverse("admin:measures_measureinforce_change", args=[found.pk])
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert client.post(change, {**typed, "until": "2020-10-07"}).status_code == 302
    found.refresh_from_db()
    assert (found.until, found.entered_by, found.entered_at) == (date(2020, 10, 7), keeper, entered_at)
    assert found.history.count() == 2


@pytest.mark.parametrize("change", [{"until": "2020-09-29"}, {"since": ""}])
def test_a_wrong_one_is_refused(client: Client, keeper: User, measure: Measure, change: dict[str, str]) -> None:
    client.force_login(keeper)
    typed = {"measure": measure.pk, "area": region().pk, "since": "2020-09-30", **change}
    assert client.post(ADD, typed).status_code == 200
    assert not MeasureInForce.objects.exists()


def test_the_list_can_be_searched(client: Client, keeper: User, measure: Measure) -> None:
    taken(measure)
    client.force_login(keeper)
    assert client.get(LIST, {"q": "haaglanden"}).context["cl"].result_count == 1
    assert client.get(LIST, {"q": "fryslân"}).context["cl"].result_count == 0


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair", "region_contact", "editor"])
def test_others_do_not_enter_them(client: Client, role: str) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.get(ADD).status_code == 403
