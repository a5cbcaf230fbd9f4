"""Recompute of 25 regions × 61 weeks with two deciding signals."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from django.utils import timezone

from ladder.actions import ladder_rule, recompute
from ladder.actions.recompute_data import read_areas, read_observations
from ladder.engine.levels import verdicts
from ladder.engine.weekly import weekly_values
from ladder.models import LadderVersion, Signal
from ladder.weeks import parse_weeks
from regions.models import Area
from tests.bench.floors import NOW, bare_levels, read_figures, store_levels
from tests.bench.ladders import TWO_SIGNALS, new_version, regional
from tests.bench.measures import Measure, alternately, seconds
from tests.bench.section import Bench

WEEKS = parse_weeks("2020-W31..2021-W38")


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh("filled")
    version = _loaded(new_version(regional(), TWO_SIGNALS))
    areas = read_areas(version.ladder)
    figures = read_observations(version, WEEKS, NOW, areas)
    taken = alternately(
        bench.times + 2,
        bare=lambda: seconds(partial(bare_levels, figures, *_by_code())),
        engine=lambda: seconds(partial(_engine, version, figures, areas)),
        whole_floor=lambda: seconds(partial(_bare_whole, new_version(regional(), TWO_SIGNALS))),
        whole=lambda: seconds(partial(recompute_all, new_version(regional(), TWO_SIGNALS))),
    )
    again = new_version(regional(), TWO_SIGNALS)
    recompute_all(again)
    size = f"{len(areas[areas['area'] == areas['judged']])} regions × {len(WEEKS)} weeks, 2 deciding signals"
    yield Measure(f"engine, {size} (floor: bare pandas)", taken["engine"], floor=taken["bare"], bound=2)
    yield Measure(
        "recompute, figures to assessments (floor: bare read, bare pandas, bare write)",
        taken["whole"], floor=taken["whole_floor"], bound=3,
    )  # fmt: skip
    yield Measure("the same again, nothing new", seconds(partial(recompute_all, again)))
    yield Measure("version 2021-02: 2 deciding, 4 more shown", seconds(recompute_all))


def recompute_all(version: LadderVersion | None = None) -> None:
    """Recompute all weeks under a version; by default that of February 2021."""
    version = version or regional().versions.get(code="2021-02")
    recompute(ladder=version.ladder, weeks=WEEKS, as_of=NOW, computed_at=timezone.now(), version=version)


def _loaded(version: LadderVersion) -> LadderVersion:
    return LadderVersion.objects.with_levels_and_bounds().get(pk=version.pk)


def _engine(version: LadderVersion, figures: pd.DataFrame, areas: pd.DataFrame) -> None:
    rule = ladder_rule(version)
    weekly = weekly_values(figures, areas, rule.signals, [week.start for week in WEEKS], as_of=NOW.date())
    assert sum(1 for _ in verdicts(weekly, rule))


def _by_code() -> tuple[dict[str, str], "pd.Series[float]"]:
    return _regions("code", "parent__code")


def _regions(key: str, of: str) -> tuple[dict, "pd.Series[float]"]:
    rows = pd.DataFrame(
        Area.objects.municipalities().values_list(key, of, "population"), columns=["area", "of", "n"]
    )
    return dict(zip(rows["area"], rows["of"], strict=True)), rows.groupby("of")["n"].sum().astype(float)


def _bare_whole(version: LadderVersion) -> None:
    signals = list(Signal.objects.filter(code__in=TWO_SIGNALS).order_by("-code").values_list("pk", flat=True))
    figures = read_figures(signals, WEEKS[0].start.isoformat(), WEEKS[-1].end.isoformat())
    levels = bare_levels(figures, *_regions("pk", "parent_id"))
    store_levels(levels, version.pk, list(version.levels.values_list("pk", flat=True)))
