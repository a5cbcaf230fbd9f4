"""What a recompute reads: the quick ways say what the plain ones say."""

from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.db import connection, transaction
from hypothesis import given, settings

from ladder.actions.recompute_data import known_facts, read_areas, read_observations, reported_elsewhere
from ladder.models import Assessment, LadderVersion, Observation, Signal
from ladder.weeks import Week
from regions.models import Area
from tests.factories import ImportBatchFactory, store_assessments, store_figures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39 = Week.parse("2020-W39")
START = datetime(2020, 9, 30, 6, tzinfo=UTC)
SIGNALS = ("positive_tests", "sewage", "hospital_admissions")
CODES = ("VR15", "GM0503", "GM0518", "VR01", "NL")


def version() -> LadderVersion:
    return LadderVersion.objects.with_levels_and_bounds().get(ladder__code="regionaal", code="2020-09")


reports = st.lists(
    st.tuples(
        st.sampled_from(SIGNALS),
        st.sampled_from(CODES),
        st.integers(-8, 8).map(lambda days: W39.start + timedelta(days=days)),
        st.integers(0, 3).map(float),
        st.integers(0, 3),  # hours after the start at which it was reported
    ),
    max_size=30,
)


def store(rows: list[tuple[str, str, date, float, int]]) -> None:
    """Store each report under a batch of its own: later in the list is later imported, not later reported."""
    signals, areas = dict(Signal.objects.values_list("code", "pk")), dict(Area.objects.values_list("code", "pk"))
    for signal, area, day, value, hours in rows:
        at = START + timedelta(hours=hours)
        batch = ImportBatchFactory(reported_at=at, imported_at=at)
        Observation.objects.create(
            signal_id=signals[signal], area_id=areas[area], date=day, value=value, reported_at=at, batch=batch
        )


@settings(max_examples=25)
@given(rows=reports, hours=st.integers(-1, 4), number=st.sampled_from([1, 2, 12]))
def test_figures_are_read_as_known_at_the_moment_whatever_was_revised(rows, hours, number):
    weeks, as_of = [W39.plus(back) for back in range(number)], START + timedelta(hours=hours)
    with transaction.atomic():
        store(rows)
        judged, areas = version(), read_areas(version().ladder)
        read = read_observations(judged, weeks, as_of, areas)
        asked = Observation.objects.filter(
            date__range=(weeks[0].start, weeks[-1].end), signal__uses__version=judged, area__code__in=areas["area"]
        )
        plain = set(asked.known_at(as_of).values_list("signal__code", "area__code", "date", "value"))
        transaction.set_rollback(True)
    found = list(zip(read["signal"], read["area"], read["date"].dt.date, read["value"], strict=True))
    assert len(found) == len(set(found))
    assert set(found) == plain


def test_areas_come_with_their_parts_and_ids():
    areas = read_areas(version().ladder)
    own = areas[areas["area"] == areas["judged"]]
    assert sorted(own["area"]) == sorted(Area.objects.safety_regions().values_list("code", flat=True))
    assert len(areas) == Area.objects.safety_regions().count() + Area.objects.municipalities().count()
    assert (
        dict(zip(areas["area"], areas["area_id"], strict=True)).items()
        <= dict(Area.objects.values_list("code", "pk")).items()
    )


def test_what_was_reported_for_other_areas_of_the_ladder_is_known_in_a_chunk():
    judged = version()
    store_figures("positive_tests", {"VR01": {"2020-09-21": 1}}, reported_at=START)
    store_figures("sewage", {"NL": {"2020-09-21": 1}}, reported_at=START)
    weeks = [W39, W39.plus(1)]
    nothing = read_observations(judged, weeks, START, read_areas(judged.ladder, chunk=99))
    assert reported_elsewhere(judged, weeks, START, 99, nothing) == {("positive_tests", W39.start)}
    assert reported_elsewhere(judged, weeks, START - timedelta(seconds=1), 99, nothing) == frozenset()
    assert reported_elsewhere(judged, weeks, START, None, nothing) == frozenset()


def test_nothing_is_asked_when_no_signal_lacks(django_assert_num_queries):
    judged = version()
    for use in judged.uses.all():
        store_figures(use.signal.code, {"VR01": {"2020-09-21": 1}}, reported_at=START)
    figures = read_observations(judged, [W39], START, read_areas(judged.ladder, chunk=0))
    with django_assert_num_queries(0):
        assert reported_elsewhere(judged, [W39], START, 0, figures) == frozenset()


def test_facts_of_some_weeks_and_of_all_from_another_on():
    for week in (W39.plus(-2), W39.plus(-1), W39, W39.plus(2)):
        store_assessments(str(week), {"VR15": 2}, as_of=START)
    store_assessments(str(W39.plus(3)), {"VR15": 2}, as_of=START + timedelta(hours=1))

    def weeks(**onwards: Week) -> list[Week]:
        return sorted(week for _, week in known_facts(version(), [W39.plus(-1)], START, **onwards))

    assert weeks() == [W39.plus(-1)]
    assert weeks(onwards=W39) == [W39.plus(-1), W39, W39.plus(2)]


def test_levels_of_a_version_are_found_by_one_index_that_holds_week_and_area_too():
    """A shorter one would be taken for a new version, and all its levels be read for every chunk of areas."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Assessment._meta.db_table).values()
    indexes = [one["columns"] for one in found if one["index"] or one["unique"]]
    by_version = [columns for columns in indexes if columns[:1] == ["version_id"]]
    assert by_version == [["version_id", "week_start", "area_id", "as_of", "computed_at"]]
