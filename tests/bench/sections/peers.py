"""The overview beside the same one as a Dash app: the same figures, browser, server and machine.

The floor of each row is ours: a ratio above 1 says by how much the peer needs more (pages a second: gives less).
"""

from collections.abc import Iterator
from functools import partial

from playwright.sync_api import Browser

from tests.bench.load import Ask, seconds_per_page
from tests.bench.measures import Measure, alternately
from tests.bench.peers.export import export_overview
from tests.bench.section import Bench
from tests.bench.sections.browser import DATA, WEEKS_CHANGED, ours_at, visits
from tests.bench.sites import AS_THE_PROXY, RunningSite, dash_site, our_site
from tests.bench.visits import REDRAWN, Overview, changes, least_visit
from tests.browser.chromium import ABSENT, find_chromium, running_chromium

DASH_OVERVIEW = Overview("/", ".js-plotly-plot .scatterlayer path.js-fill", "#previous", REDRAWN)
SECONDS = 4.0
OURS = [Ask("/?show=computed", AS_THE_PROXY)]
# What a reader's browser asks for besides the scripts: the page, what is on it, and how its parts hang together.
DASH = [Ask(address, {}) for address in ("/", "/_dash-layout", "/_dash-dependencies")]


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh("demonstration")
    export = bench.folder / "overview.json"
    export_overview(export)
    with our_site(bench) as ours, dash_site(bench, export) as dash:
        yield from _seen(bench, ours, dash)
        yield _rate(bench, ours, dash)


def _seen(bench: Bench, ours: RunningSite, dash: RunningSite) -> Iterator[Measure]:
    path = find_chromium()
    if path is None:
        yield Measure(ABSENT, 0, unit="")
        return
    with running_chromium(path) as browser:
        yield from _first(browser, bench, ours, dash)
        yield from _change(browser, bench, ours, dash)


def _first(browser: Browser, bench: Bench, ours: RunningSite, dash: RunningSite) -> Iterator[Measure]:
    own = least_visit(visits(browser, ours, bench))
    other = least_visit(visits(browser, dash, bench, DASH_OVERVIEW.shapes))
    rows = (
        ("compressed", "kB", other.traffic.received / 1000, own.traffic.received / 1000),
        ("requests", "requests", len(other.traffic.addresses), len(own.traffic.addresses)),
        ("map painted", "ms", other.map_painted or float("inf"), own.map_painted or float("inf")),
    )
    for what, unit, theirs, mine in rows:
        yield Measure(f"Dash, first visit: {what} (floor: ours)", theirs, unit=unit, floor=mine)


def _change(browser: Browser, bench: Bench, ours: RunningSite, dash: RunningSite) -> Iterator[Measure]:
    weeks = 1 if bench.quick else WEEKS_CHANGED
    _, last = DATA["demonstration"]
    changes(browser, ours, ours_at(last, "computed"), weeks)  # both are then ready
    changes(browser, dash, DASH_OVERVIEW, weeks)
    mine, my_bytes = changes(browser, ours, ours_at(last), weeks)
    theirs, their_bytes = changes(browser, dash, DASH_OVERVIEW, weeks)
    yield Measure("Dash, another week: click to repainted (floor: ours)", theirs, unit="ms", floor=mine)
    what = "Dash, another week: compressed (floor: ours)"
    yield Measure(what, their_bytes / 1000, unit="kB", floor=my_bytes / 1000)


def _rate(bench: Bench, ours: RunningSite, dash: RunningSite) -> Measure:
    seconds = 0.3 if bench.quick else SECONDS
    taken = alternately(
        bench.times,
        ours=partial(seconds_per_page, ours.port, OURS, seconds=seconds),
        dash=partial(seconds_per_page, dash.port, DASH, seconds=seconds),
    )
    what = "Dash, page with its data, 20 readers (floor: ours)"
    return Measure(what, 1 / taken["dash"], unit="pages/s", floor=1 / taken["ours"])
