"""The list of measures at 2,000 entries in 40 versions: reading it, and comparing two versions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from measures.list_page import load_lists, show
from measures.listing import Choice
from measures.moments import Moment
from measures.term_names import load_terms_by_code
from measures.version_pages import load_two, shown_changes
from tests.bench.filling import analyse
from tests.bench.measures import Measure, seconds
from tests.bench.section import Bench
from tests.integration.measures.large_catalogue import FIRST, fill_catalogue, take_everywhere

SIZE, QUICK_SIZE = (2_000, 40), (50, 3)
MOMENT = Moment(datetime(2020, 12, 1, tzinfo=ZoneInfo("Europe/Amsterdam")))
MOST = 1.0  # seconds: a reader does not wait longer


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh()
    measures, versions = QUICK_SIZE if bench.quick else SIZE
    fill_catalogue(measures=measures, versions=versions)
    take_everywhere(since=FIRST.date(), until=FIRST.date() + timedelta(days=90))
    analyse()
    size = f"{measures} measures, {versions} versions"
    yield Measure(f"the list, {size}", min(seconds(_read) for _ in range(bench.times)), bound=MOST)
    taken = min(seconds(lambda: _compare(versions)) for _ in range(bench.times))
    yield Measure(f"two versions compared, {size}", taken, bound=MOST)


def _read() -> None:
    show(load_lists(MOMENT), Choice(search="maatregel"), page=None, whole=False)


def _compare(versions: int) -> None:
    two = load_two("groot", 1, versions)
    assert two is not None
    shown_changes(two.comparison, load_terms_by_code(levels_on=date(2020, 12, 1)), kind="", page=None)
