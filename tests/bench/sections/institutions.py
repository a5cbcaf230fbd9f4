"""Institutions with four signals each: the time may grow no faster than their number."""

from collections.abc import Callable, Iterator
from functools import partial

from dashboard.celery import app
from ladder.actions import request_recompute
from ladder.models import LadderVersion, RecomputeJob
from ladder.weeks import Week
from regions.models import Area
from tests.bench.filling import analyse, fill, institutions
from tests.bench.floors import NOW
from tests.bench.ladders import ladder_for, new_version
from tests.bench.measures import Measure, seconds
from tests.bench.section import Bench
from tests.bench.sections.week import queries

WEEK = Week.parse("2021-W38")
SIGNALS = ("positive_tests", "hospital_admissions", "nursing_home_locations", "nursing_home_deaths")
BOUNDS = dict.fromkeys(SIGNALS, (10.0, 20.0))
NUMBERS, QUICK_NUMBERS = (250, 2500, 25_000), (5, 10, 20)
MOST_PER_JOB = 15


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh()
    app.conf.task_always_eager = True  # the jobs one after the other, in this process
    there, before = 0, 0.0
    for number in QUICK_NUMBERS if bench.quick else NUMBERS:
        fill(SIGNALS, institutions(number)[there:], WEEK.start, WEEK.end)
        _run_of_jobs()()  # once unmeasured, so that the planner knows what a table in use holds
        analyse()
        taken = min(seconds(_run_of_jobs()) for _ in range(bench.times))
        what = f"{number} institutions × {len(SIGNALS)} signals, one week"
        grown = number / there if there else 0
        if grown:
            yield Measure(f"{what} (floor: {grown:g} × the former)", taken, floor=grown * before, bound=1)
        else:
            yield Measure(what, taken)
        there, before = number, taken
    jobs = RecomputeJob.objects.count()
    counted = queries(_run_of_jobs())
    yield Measure(
        "queries per job", counted / (RecomputeJob.objects.count() - jobs), unit="queries", bound=MOST_PER_JOB
    )


def _run_of_jobs() -> Callable[[], None]:
    return partial(ask, new_version(ladder_for(Area.Kind.INSTITUTION), BOUNDS))


def ask(version: LadderVersion) -> None:
    """Ask for the week, in jobs by chunk of areas."""
    request_recompute(ladder=version.ladder, weeks=[WEEK], as_of=NOW, now=NOW, version=version)
