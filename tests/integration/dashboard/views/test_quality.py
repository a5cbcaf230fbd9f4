"""The page of the quality gate."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ladder.models import ImportBatch
from tests.factories import ImportBatchFactory, UserFactory, store_assessments
from tests.integration.dashboard.records import every_region

MOST_QUERIES = 14  # two of them are the rights: who may send figures in


def text_of(client: Client, address: str = "/kwaliteit/?week=2020-W39") -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def refused_file() -> ImportBatch:
    now = timezone.now()
    batch: ImportBatch = ImportBatchFactory(
        status="refused", problem="another layout than expected", reported_at=now, imported_at=now
    )
    return batch


def test_findings_stand_under_their_weight_with_links_to_their_regions(reader: Client) -> None:
    store_assessments("2020-W39", {**every_region(2), "VR08": None})
    refused_file()

    page = text_of(reader)

    assert "1 bevinding blokkeert en 1 bevinding vraagt aandacht." in page
    blocks, attention = page.index('id="findings-blocks"'), page.index('id="findings-attention"')
    assert blocks < page.index('href="/regio/VR08/?week=2020-W39"') < attention
    assert attention < page.index("1 bestand is geweigerd")
    assert 'id="findings-information"' not in page


@pytest.mark.parametrize(
    ("codes", "named"), [(("VR08",), "Naar Gelderland-Zuid"), (("VR08", "VR09"), "<summary>2 regio’s")]
)
def test_one_region_is_a_link_and_more_of_them_are_a_list(
    reader: Client, codes: tuple[str, ...], named: str
) -> None:
    store_assessments("2020-W39", {**every_region(2), **dict.fromkeys(codes)})

    blocks = text_of(reader).partition('id="findings-blocks"')[2].partition("</section>")[0]

    assert named in blocks
    assert ("<details" in blocks) is (len(codes) > 1)
    assert all(f'href="/regio/{code}/?week=2020-W39"' in blocks for code in codes)


def test_what_is_so_for_every_region_has_no_list_of_them(reader: Client) -> None:
    page = text_of(reader, "/kwaliteit/?week=2020-W50")

    assert "Er is voor geen enkele regio een niveau berekend." in page
    assert "/regio/VR08/" not in page


def test_a_clean_week_says_so_and_the_last_computed_one_is_shown_first(reader: Client) -> None:
    for week in ("2020-W38", "2020-W39"):
        store_assessments(week, every_region(2))

    page = text_of(reader, "/kwaliteit/")

    assert "Week 39, 21–27 september 2020" in page
    assert "Niets staat het overleg in de weg." in page


@pytest.mark.parametrize(
    ("groups", "is_staff", "seen"),
    [([], False, False), (["administrator"], True, True), (["editor"], True, False)],
)
@pytest.mark.usefixtures("db")
def test_only_who_may_see_imports_gets_a_link_to_one(
    client: Client, groups: list[str], is_staff: bool, seen: bool
) -> None:
    batch = refused_file()
    client.force_login(UserFactory(groups=groups, is_staff=is_staff))

    assert (f"/admin/ladder/importbatch/{batch.pk}/change/" in text_of(client)) is seen


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_the_number_of_queries_is_bounded(
    reader: Client, codes: list[str] | None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for week in ("2020-W37", "2020-W38", "2020-W39"):
        store_assessments(week, dict.fromkeys(codes or every_region(), 2))
    refused_file()

    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(reader)


@pytest.mark.parametrize("query", ["week=nu", "as_of=nu", "ladder=nu"])
def test_what_cannot_be_read_is_answered_as_such(reader: Client, query: str) -> None:
    assert reader.get(f"/kwaliteit/?{query}").status_code == 400


def test_nothing_is_changed_here(reader: Client) -> None:
    assert reader.post("/kwaliteit/").status_code == 405


@pytest.mark.usefixtures("db", "public")
def test_it_is_never_public(client: Client) -> None:
    assert client.get("/kwaliteit/").status_code == 302


def test_it_is_in_the_menu_of_who_is_signed_in(reader: Client) -> None:
    assert 'href="/kwaliteit/"' in text_of(reader, "/")


def test_it_leads_to_the_revisions_of_the_same_week(reader: Client) -> None:
    store_assessments("2020-W39", every_region(1))

    assert 'href="/herzieningen/?week=2020-W39&as_of=2020-10-05"' in text_of(
        reader, "/kwaliteit/?week=2020-W39&as_of=2020-10-05"
    )
