"""The rows of feeds: what the database refuses, and what a new installation holds."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from ladder.models import Feed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize("url", ["ftp://a.example/f.csv", "file:///etc/hostname", "xhttp://a.example/", ""])
def test_the_database_refuses_other_addresses(url):
    with pytest.raises(IntegrityError, match="feed_url_is_of_the_web"), transaction.atomic():
        Feed.objects.create(name="x", source="rivm-positive-tests", url=url)


@pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True)])
def test_something_new_is_expected_after_a_day_or_more(days, fine):
    def make() -> None:
        Feed.objects.create(name="x", source="demo", url="https://a.example/", expected_every_days=days)

    if fine:
        make()
    else:
        with pytest.raises(IntegrityError, match="feed_expected_after_a_day_or_more"), transaction.atomic():
            make()


def test_a_new_installation_knows_the_feeds_of_that_time_and_fetches_none():
    assert not Feed.objects.filter(is_active=True).exists()
    assert dict(Feed.objects.values_list("source", "url"))["rivm-positive-tests"] == (
        "https://data.rivm.nl/covid-19/COVID-19_aantallen_gemeente_per_dag.csv"
    )
    assert Feed.objects.count() == 4
