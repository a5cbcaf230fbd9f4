"""The overview: the same content as map, table, legend and sentence, whatever the state of the week."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ladder.weeks import Week, weeks_between
from meetings.actions import adopt, decide
from meetings.models import Meeting
from tests.factories import store_assessments
from tests.integration.dashboard.records import NOW, decided_week, every_region, open_meeting_on
from tests.integration.meetings.records import NOW as ADOPTED_AT
from tests.integration.meetings.records import small_meeting, without_four_eyes

MOST_QUERIES = 11  # of which two for the account and one to see whether the page is kept; decided levels take all
KEPT = 3


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def map_labels(page: str) -> dict[str, str]:
    return dict(re.findall(r'aria-label="([^":]+): ([^"]+)" data-values', page))


def test_every_region_stands_on_the_map_and_in_the_table(reader: Client) -> None:
    store_assessments("2020-W39", every_region(2) | {"VR15": 3})

    page = text_of(reader, "/?week=2020-W39")

    labels = map_labels(page)
    assert len(labels) == 25
    assert labels["Haaglanden"] == "niveau 3 ernstig (berekend)"
    assert labels["Utrecht"] == "niveau 2 zorgelijk (berekend)"
    assert len(re.findall(r'<th scope="row" role="rowheader">', page)) == 25
    assert "Week 39, berekend: 24 regio’s zorgelijk, 1 regio ernstig." in page
    assert "21–27 september 2020" in page


def test_unknown_and_absent_levels_are_shown_as_such(reader: Client) -> None:
    store_assessments("2020-W39", {"VR01": 1, "VR02": None})

    page = text_of(reader, "/?week=2020-W39")

    labels = map_labels(page)
    assert labels["Groningen"] == "niveau 1 waakzaam (berekend)"
    assert labels["Fryslân"] == "niveau onbekend (berekend)"
    assert labels["Haaglanden"] == "niveau niet berekend (berekend)"
    assert "1 regio waakzaam, 1 regio onbekend, 23 regio’s niet berekend" in page
    assert "positieve testen: voor deze regio niet gemeld" in page


def test_weekly_values_are_those_of_the_assessment_with_one_decimal(reader: Client) -> None:
    stored = store_assessments("2020-W39", {"VR15": 2})[0]

    page = text_of(reader, "/?week=2020-W39")

    found = stored.verdict.of("positive_tests")
    assert found is not None
    assert found.value == 51.0
    assert '<td role="cell" class="number">51,0<svg class="mini-bar"' in page


def test_computed_levels_are_shown_while_nothing_is_decided(reader: Client) -> None:
    store_assessments("2020-W39", every_region())

    page = text_of(reader, "/?week=2020-W39")

    assert "nog geen vastgesteld niveau van kracht; de kaart toont het berekende niveau" in page
    assert "2 zorgelijk" in page


def test_asked_for_decided_levels_it_shows_none_of_the_computed_ones(reader: Client) -> None:
    store_assessments("2020-W39", every_region(3))

    page = text_of(reader, "/?week=2020-W39&show=decided")

    assert set(map_labels(page).values()) == {"niveau niet vastgesteld (vastgesteld)"}
    assert "25 regio’s niet vastgesteld" in page


def test_decided_levels_are_shown_by_default_and_apart_from_computed(reader: Client, chair: User) -> None:
    decided_week("2020-W39", every_region(2), {"VR15": 3}, by=chair)

    decided = text_of(reader, "/?week=2020-W39")
    computed = text_of(reader, "/?week=2020-W39&show=computed")

    assert map_labels(decided)["Haaglanden"] == "niveau 3 ernstig (vastgesteld)"
    assert map_labels(computed)["Haaglanden"] == "niveau 2 zorgelijk (berekend)"
    assert "wijkt af van het berekende niveau" in decided
    assert "5 oktober 2020" in decided
    assert "deze week is nog geen vastgesteld niveau van kracht" not in decided


def test_a_decision_stays_in_force_in_later_weeks(reader: Client, chair: User) -> None:
    decided_week("2020-W39", every_region(2), {"VR15": 3}, by=chair)
    store_assessments("2020-W40", every_region(1))

    page = text_of(reader, "/?week=2020-W40")

    assert map_labels(page)["Haaglanden"] == "niveau 3 ernstig (vastgesteld)"
    assert "vastgesteld op de cijfers van week 39" in page


def test_the_week_of_an_open_meeting_comes_first_with_a_link_to_a_newer_one(reader: Client) -> None:
    store_assessments("2020-W39", every_region())
    open_meeting_on("2020-W39")
    store_assessments("2020-W40", every_region())

    page = text_of(reader, "/")

    assert "21–27 september 2020</span></h1>" in page
    assert "Er is een nieuwere week berekend" in page


def test_without_a_meeting_the_last_computed_week_comes_first(reader: Client) -> None:
    store_assessments("2020-W39", every_region())
    store_assessments("2020-W40", every_region())

    page = text_of(reader, "/")

    assert "28 september – 4 oktober 2020</span></h1>" in page
    assert "nieuwere week" not in page


def test_a_week_without_levels_says_so_and_draws_all_regions(reader: Client) -> None:
    store_assessments("2020-W39", every_region())

    page = text_of(reader, "/?week=2020-W45")

    assert "Voor deze week zijn geen niveaus berekend." in page
    assert set(map_labels(page).values()) == {"niveau niet berekend (berekend)"}


def test_an_empty_database_says_how_to_begin(reader: Client) -> None:
    assert "load_demo" in text_of(reader, "/")


def test_as_of_a_moment_before_the_computation_nothing_is_known(reader: Client) -> None:
    store_assessments("2020-W39", every_region())

    assert "Er zijn nog geen niveaus berekend" in text_of(reader, "/?as_of=2020-09-30")
    assert "25 regio’s zorgelijk" in text_of(reader, "/?as_of=2020-10-01")


@pytest.mark.parametrize(
    ("as_of", "week"),
    [
        ("2020-10-02T10:59", "21–27 september 2020"),
        ("2020-10-02T11:00", "28 september – 4 oktober 2020"),
    ],
)
def test_as_of_a_moment_before_the_week_of_the_open_meeting_was_computed_an_earlier_one_comes_first(
    reader: Client, as_of: str, week: str
) -> None:
    store_assessments("2020-W39", every_region())
    store_assessments("2020-W40", every_region(), as_of=NOW)
    open_meeting_on("2020-W40")

    assert f"{week}</span></h1>" in text_of(reader, f"/?as_of={as_of}")


@pytest.mark.parametrize(
    ("query", "expected", "found"),
    [
        ("week=2020-W54", "een week zoals 2020-W39", "2020-W54"),
        ("week=gisteren", "een week zoals 2020-W39", "gisteren"),
        ("show=both", "decided / computed / difference", "both"),
        ("sort=colour", "name / level", "colour"),
        ("sort=--name", "name / level", "--name"),
        ("group=name", "level", "name"),
        ("as_of=straks", "een datum of een moment", "straks"),
        ("ladder=none", "de code van een ladder", "none"),
    ],
)
def test_a_bad_parameter_is_answered_with_what_was_expected(
    reader: Client, query: str, expected: str, found: str
) -> None:
    response = reader.get(f"/?{query}")

    page = unescape(response.content.decode())
    assert response.status_code == 400
    assert expected in page
    assert found in page


@pytest.mark.both_databases
@pytest.mark.parametrize("address", ["/", "/?show=computed", "/?show=difference&group=level&sort=-level&zoek=a"])
@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_the_number_of_queries_is_bounded_and_does_not_grow(
    reader: Client,
    chair: User,
    codes: list[str] | None,
    address: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    levels = every_region(2)
    decided_week("2020-W38", {code: levels[code] for code in codes or levels}, {}, by=chair)
    store_assessments("2020-W39", {code: levels[code] for code in codes or levels})

    with django_assert_max_num_queries(MOST_QUERIES):
        reader.get(address)
    with django_assert_num_queries(KEPT):
        reader.get(address)


def test_sixty_meetings_cost_no_more_queries(
    reader: Client, chair: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    without_four_eyes()
    first = Week.parse("2020-W36")
    for week in weeks_between(first, first.plus(59)):
        meeting = small_meeting(["VR15"], str(week), 2)
        Meeting.objects.filter(pk=meeting.pk).update(held_on=week.end)
        item = meeting.items.select_related("assessment__level").get()
        assert item.assessment is not None
        assert item.assessment.level is not None
        decide(item=item, level=item.assessment.level, valid_from=week.end, reason="", by=chair, now=ADOPTED_AT)
        adopt(meeting=meeting, by=chair, now=ADOPTED_AT)

    for show in ("decided", "computed", "difference"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = reader.get(f"/?show={show}")
        assert page.context["page"].levels.anything_decided


def test_htmx_gets_only_the_part_that_changes_but_history_gets_the_page(reader: Client) -> None:
    store_assessments("2020-W39", every_region())

    part = reader.get("/?week=2020-W39", headers={"HX-Request": "true"})
    restored = reader.get("/?week=2020-W39", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<html" not in part.content.decode()
    assert "hx-swap-oob" in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    assert "<html" in restored.content.decode()


@pytest.mark.usefixtures("db")
def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    response = client.get("/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/aanmelden/")


@pytest.mark.usefixtures("db", "public")
def test_strangers_may_read_public_pages(client: Client) -> None:
    store_assessments("2020-W39", every_region())

    page = text_of(client, "/")

    assert len(map_labels(page)) == 25
    assert "/overleg/" not in page


def test_posting_is_refused(reader: Client) -> None:
    assert reader.post("/").status_code == 405
