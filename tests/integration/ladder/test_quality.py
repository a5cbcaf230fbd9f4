"""The quality gate: what is found, how heavy it weighs, and in which words."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from ladder.engine.verdicts import ValueState
from ladder.models import Feed, ImportBatch, Ladder
from ladder.quality import Finding, Kind, Severity, quality_gate, sentence, summary
from ladder.weeks import Week
from regions.models import Area
from tests.factories import ImportBatchFactory, store_figures
from tests.integration.ladder.values import KNOWN, every_region, store_values

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39, W46 = Week.parse("2020-W39"), Week.parse("2020-W46")
FINE = {"positive_tests": 60.0}


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


@pytest.fixture
def complete(regional: Ladder) -> None:
    store_values("2020-W39", every_region(FINE))


def found(regional: Ladder, *, week: Week = W39, as_of: datetime = KNOWN) -> list[Finding]:
    return quality_gate(regional, week, as_of=as_of)


@pytest.mark.usefixtures("complete")
def test_with_everything_there_nothing_is_found(regional: Ladder):
    assert found(regional) == []
    assert summary([]) == "Niets staat het overleg in de weg."


def test_a_week_that_was_not_computed_blocks(regional: Ladder):
    (finding,) = found(regional)
    assert (finding.kind, finding.severity, len(finding.areas)) == (Kind.NOT_COMPUTED, Severity.BLOCKS, 25)
    assert sentence(finding) == "Er is voor geen enkele regio een niveau berekend."


def test_the_regions_that_were_not_computed_are_named(regional: Ladder):
    values = every_region(FINE)
    for code in ("VR15", "VR16"):
        del values[code]
    store_values("2020-W39", values)
    (finding,) = found(regional)
    assert sentence(finding) == "Er is geen niveau berekend voor Haaglanden, Hollands Midden."


@pytest.mark.parametrize(
    ("value", "state", "severity", "effect"),
    [
        (None, ValueState.MISSING, Severity.BLOCKS, ": niet gemeld voor Haaglanden. Het niveau is daardoor"),
        (None, ValueState.LATE, Severity.BLOCKS, ": nog niet gemeld voor Haaglanden. Het"),
        (None, ValueState.TOO_SMALL, Severity.BLOCKS, "te weinig inwoners voor een cijfer in Haaglanden. Het"),
        (20.0, ValueState.INCOMPLETE, Severity.BLOCKS, "niet volledig gemeld voor Haaglanden. Het niveau is"),
        (60.0, ValueState.INCOMPLETE, Severity.ATTENTION, "Haaglanden. Het niveau is daardoor voorlopig."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("complete")
def test_a_deciding_value_that_is_not_complete(regional: Ladder, value, state, severity, effect):
    later = KNOWN + timedelta(hours=1)
    store_values("2020-W39", {"VR15": {"positive_tests": value}}, as_of=later, states={"positive_tests": state})
    (finding,) = found(regional, as_of=later)
    assert (finding.kind, finding.severity) == (Kind.VALUES_NOT_COMPLETE, severity)
    assert effect in sentence(finding)


def test_a_signal_that_is_only_shown_is_for_information(regional: Ladder):
    store_values("2020-W39", every_region({**FINE, "sewage": None}))
    (finding,) = found(regional)
    assert (finding.severity, finding.concerns_all) == (Severity.INFORMATION, True)
    assert sentence(finding) == "Virusdeeltjes in rioolwater: voor geen enkele regio gemeld."


def test_more_than_a_few_regions_are_counted(regional: Ladder):
    values = {code: {"positive_tests": None if code < "VR07" else 60.0} for code in every_region(FINE)}
    store_values("2020-W39", values)
    (finding,) = found(regional)
    assert sentence(finding) == "Positieve testen: niet gemeld voor 6 regio’s. De niveaus zijn daardoor onbekend."


def history(code: str, value: float, *, weeks: int = 6, signal: str = "hospital_admissions") -> None:
    """Give one region so many steady weeks, and `value` in week 46."""
    for number in range(46 - weeks, 46):
        store_values(f"2020-W{number}", {code: {**FINE, signal: 50.0 + number % 3}})
    values = every_region({**FINE, signal: 50.0})
    store_values("2020-W46", {**values, code: {**FINE, signal: value}})


@pytest.mark.parametrize(("value", "weeks", "jumps"), [(269.0, 6, 1), (130.0, 6, 0), (130.1, 6, 1), (269.0, 3, 0)])
def test_a_value_beyond_the_areas_own_history_asks_for_attention(regional: Ladder, value, weeks, jumps):
    history("VR25", value, weeks=weeks)
    findings = found(regional, week=W46)
    assert [finding.kind for finding in findings] == [Kind.JUMP] * jumps
    assert all(finding.severity == Severity.ATTENTION for finding in findings)


def test_a_jump_is_told_with_its_numbers(regional: Ladder):
    history("VR25", 269.0)
    (finding,) = found(regional, week=W46)
    assert sentence(finding) == (
        "Flevoland, ziekenhuisopnames: 269,0 per 1.000.000 inwoners per 7 dagen. In de 6 weken ervoor was het"
        " hoogstens 52,0. Mogelijk is een achterstand in één keer geboekt."
    )


@pytest.mark.parametrize(("people", "jumps"), [(9.9, 0), (10.1, 1)])
def test_a_few_people_are_no_jump(regional: Ladder, people, jumps):
    region = Area.objects.safety_regions().with_population_of_parts().get(code="VR10")
    more = people * 1_000_000 / region.inhabitants
    for number in range(40, 46):
        store_values(f"2020-W{number}", {"VR10": {**FINE, "hospital_admissions": 2.0}})
    store_values("2020-W46", {**every_region(FINE), "VR10": {**FINE, "hospital_admissions": 2.0 + more}})
    assert [finding.kind for finding in found(regional, week=W46)] == [Kind.JUMP] * jumps


def reported(days_before: float) -> datetime:
    return KNOWN - timedelta(days=days_before)


@pytest.mark.parametrize(("days", "is_old"), [(2.9, False), (3.0, False), (3.1, True)])
@pytest.mark.usefixtures("complete")
def test_a_daily_source_is_old_after_three_days_of_silence(regional: Ladder, days, is_old):
    store_figures("positive_tests", {"VR15": {"2020-09-22": 3.0}}, reported_at=reported(days))
    assert [finding.kind for finding in found(regional)] == [Kind.SOURCE_OLD] * is_old


@pytest.mark.parametrize(("expected", "days", "is_old"), [(7, 6.9, False), (7, 7.1, True), (1, 1.1, True)])
@pytest.mark.usefixtures("complete")
def test_a_feed_says_how_long_silence_is_usual(regional: Ladder, expected, days, is_old):
    Feed.objects.update(is_active=False)
    Feed.objects.create(
        name="proef", source="rivm-positive-tests", url="https://example.org/a.csv", expected_every_days=expected
    )
    store_figures("positive_tests", {"VR15": {"2020-09-22": 3.0}}, reported_at=reported(days))
    assert [finding.kind for finding in found(regional)] == [Kind.SOURCE_OLD] * is_old


@pytest.mark.usefixtures("complete")
def test_a_file_that_changed_nothing_was_a_report_too(regional: Ladder):
    store_figures("positive_tests", {"VR15": {"2020-09-22": 3.0}}, reported_at=reported(5))
    assert [finding.kind for finding in found(regional)] == [Kind.SOURCE_OLD]
    ImportBatchFactory(reported_at=reported(1), imported_at=reported(1))
    assert found(regional) == []


@pytest.mark.usefixtures("complete")
def test_years_later_silence_says_nothing_about_the_week(regional: Ladder):
    store_figures(
        "positive_tests", {"VR15": {"2020-09-22": 3.0}}, reported_at=datetime(2020, 10, 4, 9, tzinfo=UTC)
    )
    assert found(regional, as_of=datetime(2026, 1, 1, tzinfo=UTC)) == []


@pytest.mark.usefixtures("complete")
def test_silence_is_told_with_its_days(regional: Ladder):
    store_figures("positive_tests", {"VR15": {"2020-09-22": 3.0}}, reported_at=reported(4))
    (finding,) = found(regional)
    assert finding.severity == Severity.ATTENTION
    assert sentence(finding) == (
        "Positieve testen: voor het laatst gemeld op 26 september 2020, 08:00, daarna 4 dagen niets."
        " Gebruikelijk is hooguit 3 dagen."
    )


def refused(days: float, **fields) -> ImportBatch:
    at = reported(days)
    return ImportBatchFactory(reported_at=at, imported_at=at, **fields)


WHOLE = {"status": ImportBatch.Status.REFUSED, "problem": "another layout than expected", "file_name": "a.html"}
PARTLY = {"rows_read": 1000, "rows_stored": 989, "rows_refused": 11}
FEW = {"rows_read": 1000, "rows_stored": 990, "rows_refused": 10}


@pytest.mark.parametrize(
    ("days", "fields", "kinds", "severity"),
    [
        (1, WHOLE, [Kind.FILE_REFUSED], Severity.ATTENTION),
        (1, PARTLY, [Kind.ROWS_REFUSED], Severity.ATTENTION),
        (1, FEW, [Kind.ROWS_REFUSED], Severity.INFORMATION),
        (6.9, WHOLE, [Kind.FILE_REFUSED], Severity.ATTENTION),
        (7, WHOLE, [], None),
        (-1, WHOLE, [], None),
        (1, {}, [], None),
    ],
)
@pytest.mark.usefixtures("complete")
def test_what_was_refused_since_the_previous_week(regional: Ladder, days, fields, kinds, severity):
    refused(days, **fields)
    findings = found(regional)
    assert [finding.kind for finding in findings] == kinds
    assert all(finding.severity == severity for finding in findings)


@pytest.mark.usefixtures("complete")
def test_a_refused_file_that_was_followed_by_a_good_one_is_for_information(regional: Ladder):
    refused(2, **WHOLE)
    refused(1)
    (finding,) = found(regional)
    assert finding.severity == Severity.INFORMATION


@pytest.mark.usefixtures("complete")
def test_refused_files_are_told_per_source(regional: Ladder):
    refused(2, **WHOLE)
    refused(1, **WHOLE)
    refused(1, source="coronadashboard", **PARTLY)
    assert [sentence(finding) for finding in found(regional)] == [
        "rivm-positive-tests: 2 bestanden zijn geweigerd, als laatste a.html (andere opmaak dan verwacht).",
        "coronadashboard: 1 bestand met geweigerde regels: figures.csv, 11 van de 1000 cijfers.",
    ]


HEADER = "another header than expected; found: a; in: https://example.org/?key=word"
REFUSED, GOOD, SAME, FAILED = "refused", "imported", "unchanged", "failed"


def fetched(*attempts: tuple[float, str], is_active: bool = True) -> Feed:
    """A feed with attempts: how many days before, and what became of it."""
    feed: Feed = Feed.objects.create(
        name="proef", source="rivm-positive-tests", url="https://example.org/?key=word", is_active=is_active
    )
    for days, outcome in attempts:
        message = HEADER if outcome == REFUSED else ""
        feed.fetches.create(url=feed.url, started_at=reported(days), outcome=outcome, message=message)
    return feed


@pytest.mark.parametrize(
    ("attempts", "is_active", "told"),
    [
        ([], True, False),
        ([(1, REFUSED)], True, True),
        ([(1, REFUSED)], False, False),
        ([(6.99, REFUSED)], True, True),
        ([(7, REFUSED)], True, False),
        ([(0, REFUSED)], True, True),
        ([(-0.01, REFUSED)], True, False),  # after the moment
        ([(2, REFUSED), (-0.01, GOOD)], True, True),
        ([(2, REFUSED), (1, GOOD)], True, False),
        ([(2, REFUSED), (1, SAME)], True, False),
        ([(2, REFUSED), (1, FAILED)], True, True),
        ([(2, GOOD), (1, REFUSED)], True, True),
        ([(2, GOOD), (1, FAILED)], True, False),
    ],
)
@pytest.mark.usefixtures("complete")
def test_a_feed_of_which_the_last_file_was_refused(regional: Ladder, attempts, is_active, told):
    fetched(*attempts, is_active=is_active)
    assert [(one.kind, one.severity) for one in found(regional)] == [
        (Kind.FEED_REFUSED, Severity.ATTENTION)
    ] * told  # fmt: skip


@pytest.mark.usefixtures("complete")
def test_a_refused_file_of_a_feed_is_told_without_its_address(regional: Ladder):
    fetched((1, REFUSED))
    (finding,) = found(regional)
    assert sentence(finding) == (
        "proef: het laatste bestand, opgehaald op 29 september 2020, 08:00, is geweigerd"
        " (andere kopregel dan verwacht)."
    )


def test_the_heaviest_come_first_and_are_counted(regional: Ladder):
    store_values("2020-W39", {**every_region({**FINE, "sewage": None}), "VR15": {"positive_tests": None}})
    refused(1, **WHOLE)
    findings = found(regional)
    assert [finding.severity for finding in findings] == list(Severity)
    assert summary(findings) == "1 bevinding blokkeert en 1 bevinding vraagt aandacht."


@pytest.mark.parametrize("number", [2, 25])
def test_the_number_of_queries_does_not_grow(
    regional: Ladder, number: int, django_assert_num_queries: DjangoAssertNumQueries
):
    codes = list(every_region(FINE))[:number]
    for week in ("2020-W35", "2020-W36", "2020-W37", "2020-W38", "2020-W39"):
        store_values(week, {code: {**FINE, "sewage": None} for code in codes})
    refused(1, **WHOLE)
    fetched((1, REFUSED))
    with django_assert_num_queries(8):
        assert found(regional)


@pytest.mark.usefixtures("complete")
def test_the_command_ends_well_when_nothing_blocks(regional: Ladder):
    out = StringIO()
    call_command("quality_gate", "--week", "2020-W39", "--as-of", KNOWN.isoformat(), stdout=out)
    assert out.getvalue() == "Niets gevonden.\n"


def test_the_command_ends_with_status_1_when_something_blocks():
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("quality_gate", "--week", "2020-W39", stdout=out)
    assert error.value.returncode == 1
    assert out.getvalue() == "blokkeert: Er is voor geen enkele regio een niveau berekend.\n"
