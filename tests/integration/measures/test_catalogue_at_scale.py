"""A list of 2,000 measures in 40 versions, and 25 regions that have taken some: the number of queries stays."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.factories import UserFactory
from tests.integration.measures.large_catalogue import fill_catalogue, take_everywhere
from tests.integration.meetings.records import all_levels, meeting_on

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MOST, MOST_TO_COMPARE = 12, 6
LIST, VERSIONS, COMPARE, REVIEW = (
    reverse("catalogue-list"),
    reverse("catalogue-versions", args=["groot"]),
    reverse("catalogue-compare", args=["groot"]) + "?van=1&tot=2",
    reverse("catalogue-review", args=["groot"]),
)
PAGES = (
    (MOST, LIST),
    (MOST, f"{LIST}?groepering=doelgroep&zoek=maatregel&peildatum=2020-08-20"),
    (MOST, reverse("catalogue", args=["groot"]) + "?versie=1"),
    (MOST, LIST + "maatregel/{key}/"),
    (MOST, VERSIONS),
    (MOST_TO_COMPARE, COMPARE),
    (MOST_TO_COMPARE, f"{COMPARE}&soort=changed&page=2"),
    (20, REVIEW),
    (MOST, reverse("contradiction-matrix")),
    (MOST, reverse("contradiction-matrix") + "?stand=gepubliceerd"),
    (MOST, reverse("consequences", args=["2020-W39", "VR15"]) + "?niveau=3"),
    (MOST, reverse("gap-monitor")),
)


@pytest.fixture
def reader(client: Client) -> Client:
    user: User = UserFactory(groups=["editor"])
    client.force_login(user)
    return client


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("measures", "versions"), [(4, 2), (2_000, 40)])
def test_the_pages_ask_little(
    measures: int, versions: int, reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    key = fill_catalogue(measures=measures, versions=versions)
    take_everywhere(since=date(2020, 9, 30), until=date(2020, 10, 14))
    meeting_on(levels=all_levels())
    for most, page in PAGES:
        with django_assert_max_num_queries(most):
            assert reader.get(page.format(key=key)).status_code == 200
    two = reader.get(COMPARE).context["two"]
    assert len(two.comparison.changes) == measures // 4
