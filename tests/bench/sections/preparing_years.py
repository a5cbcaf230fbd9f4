"""No measure: one year and four years of weekly figures, levels and adopted meetings, for the pages."""

from collections.abc import Iterator

from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.bench.stages import keep
from tests.bench.years import LAST_WEEK, live, make_country

YEARS, WEEKS_PER_YEAR, QUICK_WEEKS_PER_YEAR = (1, 4), 52, 1


def measure(bench: Bench) -> Iterator[Measure]:
    country = make_country()
    per_year = QUICK_WEEKS_PER_YEAR if bench.quick else WEEKS_PER_YEAR
    there = 0
    for years in YEARS:
        # The newest year first, so that both databases end with the same week.
        live(country, [LAST_WEEK.plus(-back) for back in reversed(range(there, years * per_year))])
        there = years * per_year
        keep(bench, str(years))
    yield from ()
