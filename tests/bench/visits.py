"""What a reader's browser gets and sees: bytes, requests, the moment at which the map is there, what jumps."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError

from tests.bench.sites import AS_THE_PROXY, RunningSite

REGIONS = 25
LONGEST = 20_000  # milliseconds to wait for the map
SETTLED = 300  # milliseconds without a request, after which whatever still jumps has jumped
# Notes when the map was first painted: in the frame in which all its shapes are in the page, after its painting.
WATCH = """
window.seen = { shift: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
const afterPaint = (done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  requestAnimationFrame(() => channel.port2.postMessage(0));
};
const look = () => {
  if (document.querySelectorAll(SHAPES).length >= NUMBER) afterPaint((at) => { window.seen.map = at; });
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
LOOK = """() => ({
  map: window.seen.map ?? null,
  shift: window.seen.shift,
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
})"""


@dataclass(frozen=True)
class Overview:
    """Where the overview of a site is, what its map is made of, and the link by which a reader goes back a week.

    `changed` is a script that calls `done` once the page holds the other week.
    """

    address: str
    shapes: str
    previous: str
    changed: str


@dataclass
class Traffic:
    """What went over the line: addresses asked for, and bytes received, headers included, as compressed."""

    addresses: list[str] = field(default_factory=list)
    received: float = 0

    def of(self, part: str) -> int:
        """Count the requests whose address holds a text."""
        return sum(part in address for address in self.addresses)


@dataclass(frozen=True)
class Visit:
    """A first visit, in milliseconds since it began; None for what did not happen."""

    traffic: Traffic
    first_paint: float | None
    map_painted: float | None
    shift: float


@contextmanager
def visitor(
    browser: Browser, site: RunningSite, *, shapes: str = "", blocked: Sequence[str] = ()
) -> Iterator[tuple[Page, Traffic]]:
    """Open a page in a fresh profile, with an empty cache, that watches for the shapes of the map.

    `blocked` are addresses that are never fetched, such as `*.js`.
    """
    context = browser.new_context(
        base_url=site.url, locale="nl-NL", viewport={"width": 1280, "height": 900}, extra_http_headers=AS_THE_PROXY
    )
    page = context.new_page()
    if shapes:
        named = WATCH.replace("SHAPES", repr(shapes)).replace("NUMBER", str(REGIONS))
        page.add_init_script(f"(() => {{ {named} }})()")
    yield page, _traffic(page, blocked)
    context.close()


def first_visit(
    browser: Browser, site: RunningSite, *, shapes: str, address: str = "/", blocked: Sequence[str] = ()
) -> Visit:
    """Visit a page for the first time, until the map is there and nothing more is fetched."""
    with visitor(browser, site, shapes=shapes, blocked=blocked) as (page, traffic):
        _go(page, address)
        with suppress(TimeoutError):  # a map that never comes is told as such
            page.wait_for_function("() => window.seen.map", timeout=LONGEST)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
        seen: dict[str, Any] = page.evaluate(LOOK)
    return Visit(traffic, seen["paint"], seen["map"], seen["shift"])


def least_visit(visits: Sequence[Visit]) -> Visit:
    """Return the visit in which the map was there first."""
    return min(visits, key=lambda visit: float("inf") if visit.map_painted is None else visit.map_painted)


def changes(
    browser: Browser, site: RunningSite, overview: Overview, weeks: int, *, rest: int = 0
) -> tuple[float, float]:
    """Go back week by week; return the least milliseconds from click to painted, and the bytes per change.

    `rest` is how many milliseconds the pointer rests on the link before it clicks; 0: it was never there.
    """
    with visitor(browser, site) as (page, traffic):
        _go(page, overview.address)
        page.locator(overview.shapes).last.wait_for(state="attached", timeout=LONGEST)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
        before, script = traffic.received, CHANGE.replace("CHANGED", overview.changed)
        taken = [_change(page, script, overview.previous, rest) for _ in range(weeks)]
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
        return min(taken), (traffic.received - before) / weeks


def _change(page: Page, script: str, link: str, rest: int) -> float:
    if rest:
        page.mouse.move(0, 0)
        page.locator(link).hover()
        page.wait_for_timeout(rest)
    return float(page.evaluate(script, link))


CHANGE = """(link) => new Promise((resolve) => {
  let start = 0;
  const done = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - start);
    channel.port2.postMessage(0);
  });
  CHANGED;
  const target = document.querySelector(link);
  start = performance.now();
  target.click();
})"""
SWAPPED = 'document.body.addEventListener("htmx:afterSettle", done, { once: true })'
REDRAWN = 'document.querySelector(".js-plotly-plot").once("plotly_afterplot", done)'


def _go(page: Page, address: str) -> None:
    answer = page.goto(address)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address}: {answer.status if answer else 'no answer'}")  # an error page is quick


def _traffic(page: Page, blocked: Sequence[str]) -> Traffic:
    traffic, line = Traffic(), page.context.new_cdp_session(page)

    def received(event: dict[str, Any]) -> None:
        traffic.received += event["encodedDataLength"]

    line.on("Network.requestWillBeSent", lambda event: traffic.addresses.append(event["request"]["url"]))
    line.on("Network.loadingFinished", received)
    line.send("Network.enable")
    if blocked:
        line.send("Network.setBlockedURLs", {"urls": list(blocked)})
    return traffic
