"""What a reader's browser gets of the overview and the region page, on the demonstration and on four years."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from ladder.weeks import Week
from tests.bench.measures import Measure
from tests.bench.page_list import REGION
from tests.bench.section import Bench
from tests.bench.sites import RunningSite, our_site
from tests.bench.visits import LONGEST, SWAPPED, Overview, Visit, changes, first_visit, least_visit, visitor
from tests.bench.years import LAST_WEEK
from tests.browser.chromium import ABSENT, find_chromium, running_chromium

SHAPES = ".map .regions use"
PREVIOUS = "#week-previous"
# Database → what is said of it, and its last week.
DATA = {"demonstration": ("the demonstration", Week.parse("2020-W53")), "years": ("4 years", LAST_WEEK)}
WEEKS_CHANGED = 8  # twice; the demonstration has eighteen
KILOBYTES, REQUESTS, CHANGED, CHANGED_KILOBYTES = 60, 8, 100, 25
REST = 200  # milliseconds that somebody's pointer is on a link before it clicks
ONE_FRAME = 17  # milliseconds at 60 frames a second


def measure(bench: Bench) -> Iterator[Measure]:
    path = find_chromium()
    if path is None:
        yield Measure(ABSENT, 0, unit="")
        return
    with running_chromium(path) as browser:
        for database, (data, last) in DATA.items():
            bench.fresh(database)
            with our_site(bench) as site:
                yield from _overview(browser, site, bench, data)
                yield from _change(browser, site, bench, data, last)
                yield from _charts(browser, site, data)


def visits(browser: Browser, site: RunningSite, bench: Bench, shapes: str = SHAPES) -> list[Visit]:
    """Visit the overview several times for the first time; once before, unmeasured: every worker is then ready."""
    for _ in range(2):
        first_visit(browser, site, shapes=shapes)
    return [first_visit(browser, site, shapes=shapes) for _ in range(2 * bench.times - 1)]


def ours_at(last: Week, show: str = "decided") -> Overview:
    """Return where our overview of a week is, and how one goes back from it."""
    return Overview(f"/?week={last}&show={show}", SHAPES, PREVIOUS, SWAPPED)


def _overview(browser: Browser, site: RunningSite, bench: Bench, data: str) -> Iterator[Measure]:
    taken = visits(browser, site, bench)
    best, worst_shift = least_visit(taken), max(visit.shift for visit in taken)
    traffic, what = best.traffic, f"overview on {data}, first visit"
    yield Measure(f"{what}: compressed", traffic.received / 1000, unit="kB", bound=KILOBYTES)
    yield Measure(f"{what}: requests", len(traffic.addresses), unit="requests", bound=REQUESTS)
    yield Measure(f"{what}: first paint", best.first_paint or 0, unit="ms")
    yield Measure(f"{what}: map painted", best.map_painted or 0, unit="ms")
    yield Measure(f"{what}: map painted after the first paint", _later(best), unit="ms", bound=ONE_FRAME)
    without = least_visit(
        [first_visit(browser, site, shapes=SHAPES, blocked=["*.js"]) for _ in range(bench.times)]
    )
    yield Measure(f"{what}: the same with all scripts blocked", _later(without), unit="ms", bound=ONE_FRAME)
    yield Measure(f"{what}: cumulative layout shift", worst_shift, unit="", bound=0)
    yield Measure(f"{what}: requests for plotly", traffic.of("plotly"), unit="requests", bound=0)


def _later(visit: Visit) -> float:
    """Return how long after the first paint the map was painted; for ever when it was not."""
    if visit.map_painted is None or visit.first_paint is None:
        return float("inf")
    return max(0.0, visit.map_painted - visit.first_paint)


def _change(browser: Browser, site: RunningSite, bench: Bench, data: str, last: Week) -> Iterator[Measure]:
    weeks = 1 if bench.quick else WEEKS_CHANGED
    changes(browser, site, ours_at(last, "computed"), weeks)  # so that every worker is ready
    taken, received = changes(browser, site, ours_at(last), weeks)
    what = f"overview on {data}, another week by htmx"
    yield Measure(f"{what}: click to repainted", taken, unit="ms", bound=CHANGED)
    rested, _bytes = changes(browser, site, ours_at(last.plus(-weeks)), weeks, rest=REST)
    yield Measure(f"{what}: the same, {REST} ms after the pointer came", rested, unit="ms", bound=CHANGED)
    yield Measure(f"{what}: compressed", received / 1000, unit="kB", bound=CHANGED_KILOBYTES)


def _charts(browser: Browser, site: RunningSite, data: str) -> Iterator[Measure]:
    """Count what is fetched for charts: nothing until one comes near the view, then plotly once."""
    with visitor(browser, site) as (page, traffic):
        page.goto(f"/regio/{REGION}/", wait_until="networkidle")
        before = traffic.of("plotly")
        page.locator("[data-chart]").last.scroll_into_view_if_needed()
        page.locator("[data-chart][data-drawn]").last.wait_for(timeout=LONGEST)
    yield Measure(f"region on {data}: requests for plotly before scrolling", before, unit="requests", bound=0)
    yield Measure(
        f"region on {data}: requests for plotly at a chart", traffic.of("plotly"), unit="requests", bound=1
    )
