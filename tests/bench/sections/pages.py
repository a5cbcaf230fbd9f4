"""What the server needs for each page, with one and with four years stored."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client, override_settings

from tests.bench.measures import Measure, seconds
from tests.bench.page_list import PageAt, pages
from tests.bench.section import Bench
from tests.bench.sections.week import queries
from tests.bench.stages import visit
from tests.bench.years import CHAIR, LAST_WEEK

STAGES = ("1", "4")
NO_MORE = 1.2
ROUNDS, TIMES = 5, 4


def measure(bench: Bench) -> Iterator[Measure]:
    with override_settings(PUBLIC_PAGES=True):
        every = list(pages(LAST_WEEK))
        counted: dict[str, int] = {}
        taken = {stage: dict.fromkeys([page.name for page in every], float("inf")) for stage in STAGES}
        # `years` is the name under which the two were kept.
        for stage in visit(bench, list(STAGES), 1 if bench.quick else ROUNDS, of="years"):
            for page, client in ((page, _client(page)) for page in every):
                _forget()
                counted[page.name] = queries(lambda: _read(client, page))  # noqa: B023  # called at once
                least = min(_taken(client, page) for _ in range(1 if bench.quick else TIMES))
                taken[stage][page.name] = min(taken[stage][page.name], least)
    yield from _queries(every, counted)
    yield from _costs(every, taken)


def _queries(every: list[PageAt], counted: dict[str, int]) -> Iterator[Measure]:
    for page in every:
        what = f"{page.name}: queries, 4 years"
        yield Measure(what, counted[page.name], unit="queries", bound=page.most_queries)


def _costs(every: list[PageAt], taken: dict[str, dict[str, float]]) -> Iterator[Measure]:
    for page in every:
        one, four = (taken[stage][page.name] for stage in STAGES)
        yield Measure(f"{page.name}: with 4 years (floor: 1 year)", four, floor=one, bound=NO_MORE)


def _client(page: PageAt) -> Client:
    """Return a reader: anonymous, or the chair with a session in this database."""
    client = Client(SERVER_NAME="localhost", HTTP_X_FORWARDED_PROTO="https")
    if page.signed_in:
        client.force_login(User.objects.get(username=CHAIR), "dashboard.backends.OneQueryBackend")
    return client


def _taken(client: Client, page: PageAt) -> float:
    _forget()
    return seconds(lambda: _read(client, page))


def _forget() -> None:
    # What is kept costs the same, however much is stored.
    for cache in caches.all():
        cache.clear()


def _read(client: Client, page: PageAt) -> None:
    status = client.get(page.address).status_code
    assert status == 200, f"{page.address}: {status}"
