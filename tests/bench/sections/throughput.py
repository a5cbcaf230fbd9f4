"""Pages per second with 20 readers at once, on four years of data: the overview, a bare view, and a 304."""

from collections.abc import Iterator
from functools import partial

from tests.bench.load import CLIENTS, Ask, answer_headers, seconds_per_page
from tests.bench.measures import Measure, alternately
from tests.bench.section import Bench
from tests.bench.sites import AS_THE_PROXY, RunningSite, floor_site, our_site
from tests.bench.years import LAST_WEEK

OVERVIEW = Ask(f"/?week={LAST_WEEK}&show=computed", AS_THE_PROXY)
FLOOR = Ask(f"/?week={LAST_WEEK.start}", {})
NOT_MODIFIED = 304
SECONDS = 5.0
HALF, THRICE = 0.5, 3


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh("years")
    seconds = 0.3 if bench.quick else SECONDS
    with our_site(bench) as ours, floor_site(bench) as floor:
        again = _conditional(ours)
        asked = {"ours": (ours, OVERVIEW), "floor": (floor, FLOOR)} | ({"again": (ours, again)} if again else {})
        for site, ask in asked.values():  # unmeasured: every worker is ready, and what is kept is there
            seconds_per_page(site.port, [ask], seconds=seconds / 3)
        taken = alternately(
            bench.times,
            **{
                name: partial(seconds_per_page, site.port, [ask], seconds=seconds)
                for name, (site, ask) in asked.items()
            },
        )
    full, bare = 1 / taken["ours"], 1 / taken["floor"]
    what = f"overview, {CLIENTS} readers (floor: a bare view)"
    yield Measure(what, full, unit="pages/s", floor=bare, bound=HALF, at_least=True)
    told = "" if again else ", which has no ETag"
    answers = 1 / taken["again"] if again else 0
    what = f"the same, unchanged since: 304 (floor: the full page{told})"
    yield Measure(what, answers, unit="answers/s", floor=full, bound=THRICE, at_least=True)


def _conditional(site: RunningSite) -> Ask | None:
    """Return the request of a reader who has the page already; None when the page gives no ETag."""
    tag = answer_headers(site.port, OVERVIEW).get("etag")
    return Ask(OVERVIEW.address, {**OVERVIEW.headers, "If-None-Match": tag}, NOT_MODIFIED) if tag else None
