"""What a recompute reads from the database, as the engine wants it, and how it writes what the engine said."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from django.db.models import Exists, F, OuterRef, Q

from ladder.actions.known_figures import known_between, parts_of
from ladder.actions.spread import in_chunk
from ladder.bulk import bulk_insert
from ladder.engine.columns import AREAS
from ladder.models import Assessment, Ladder, LadderVersion, Observation, Signal
from ladder.weeks import Week
from regions.models import Area

Row = tuple[int, date, int | None, str, dict[str, Any]]
"""One verdict to be stored: id of the area, Monday, id of the level, state, facts."""

FEW_WEEKS = 8


def read_observations(
    version: LadderVersion, weeks: Sequence[Week], as_of: datetime, areas: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the figures of the version's signals that counted at `as_of`, with the engine's columns.

    `areas` is what `read_areas` returned; without it, all areas of the version's ladder. `signal` and `area` are
    categories. Figures of weeks between `weeks` may come along. One query.
    """
    areas = read_areas(version.ladder) if areas is None else areas
    signals = {use.signal_id: use.signal.code for use in version.uses.all()}
    ids = areas["area_id"].to_numpy(np.int64)
    known = known_between(sorted(signals), _days(weeks), until=as_of, areas=ids)
    signal_ids, days, area_ids = parts_of(known.keys)
    return pd.DataFrame(
        {
            "signal": _coded(signal_ids, signals),
            "area": _coded(area_ids, dict(zip(areas["area_id"], areas["area"], strict=True))),
            "date": days.astype("datetime64[D]").astype("datetime64[s]"),
            "value": known.values,
        }
    )


def read_areas(ladder: Ladder, chunk: int | None = None) -> pd.DataFrame:
    """Return the areas that the ladder judges, each with its municipalities or other parts.

    Columns: those of the engine, and `area_id`. With `chunk` only the judged areas of that chunk. One query.
    """
    columns = ["code", "of", "population", "pk"]
    judged = Area.objects.of_kind(ladder.area_kind).filter(in_chunk(chunk)).order_by()
    parts = Area.objects.filter(in_chunk(chunk, "parent__"), parent__kind=ladder.area_kind).order_by()
    own = judged.annotate(of=F("code")).values_list(*columns)
    rows = own.union(parts.annotate(of=F("parent__code")).values_list(*columns), all=True)
    frame = pd.DataFrame(list(rows), columns=[*AREAS, "area_id"])
    return frame.sort_values(["judged", "area"], ignore_index=True)


def reported_elsewhere(
    version: LadderVersion,
    weeks: Sequence[Week],
    as_of: datetime,
    chunk: int | None,
    observations: pd.DataFrame | None = None,
) -> frozenset[tuple[str, date]]:
    """Return signal code and Monday of weeks of which anything was reported for any area of the ladder.

    A chunk of areas alone cannot tell whether a source is late for all of them. Nothing without `chunk`. Asked are
    only the weeks in which `observations`, those of the chunk, lack a signal; one query when there are any.
    """
    lacking = [] if chunk is None else _lacking(weeks, observations)
    if not lacking:
        return frozenset()
    figures = Observation.objects.filter(signal=OuterRef("pk"), reported_at__lte=as_of)
    kind = version.ladder.area_kind
    asked = {
        f"{whose}_{number}": Exists(figures.filter(**{whose: kind}, date__range=(week.start, week.end)))
        for number, week in enumerate(lacking)
        for whose in ("area__kind", "area__parent__kind")
    }
    used = Signal.objects.filter(pk__in=[use.signal_id for use in version.uses.all()]).order_by()
    return frozenset(
        (code, week.start)
        for code, *found in used.annotate(**asked).values_list("code", *asked)
        for week, own, parts in zip(lacking, found[::2], found[1::2], strict=True)
        if own or parts
    )


def _lacking(weeks: Sequence[Week], observations: pd.DataFrame | None) -> list[Week]:
    """Return the weeks in which some signal has no figure at all."""
    if observations is None:
        return list(weeks)
    signals, codes = len(observations["signal"].cat.categories), observations["signal"].cat.codes.to_numpy()
    mondays = (observations["date"].to_numpy().astype("datetime64[D]").astype("int64") + 3) // 7
    seen = set(np.unique(mondays * signals + codes).tolist())
    return [
        week
        for week in weeks
        if any((_number(week.start) + 3) // 7 * signals + code not in seen for code in range(signals))
    ]


def known_facts(
    version: LadderVersion,
    weeks: Iterable[Week],
    as_of: datetime,
    chunk: int | None = None,
    *,
    onwards: Week | None = None,
) -> dict[tuple[str, Week], dict[str, Any]]:
    """Return per area code and week the facts that are known at `as_of` already.

    Of `weeks`, and of every week from `onwards` on. One query.
    """
    wanted = Q(week_start__in=[week.start for week in weeks])
    if onwards:
        wanted |= Q(week_start__gte=onwards.start)
    rows = Assessment.objects.filter(in_chunk(chunk, "area__"), wanted, version=version).known_at(as_of)
    return {
        (code, Week(start)): facts for code, start, facts in rows.values_list("area__code", "week_start", "facts")
    }


def write_assessments(
    version: LadderVersion, rows: Iterable[Row], *, as_of: datetime, computed_at: datetime
) -> int:
    """Store verdicts, all at once, and return how many. The caller holds the transaction."""
    names = ["area_id", "week_start", "level_id", "state", "facts"]
    cells = [
        (area, monday.isoformat(), level, state, json.dumps(facts)) for area, monday, level, state, facts in rows
    ]
    of_run = {"version_id": version.pk, "as_of": as_of, "computed_at": computed_at}
    return bulk_insert(Assessment, pd.DataFrame(cells, columns=names, dtype=object), constants=of_run)


def _days(weeks: Sequence[Week]) -> list[int] | tuple[int, int]:
    """Return the days of a few weeks one by one, so that the index finds a chunk of areas; else first and last."""
    if len(weeks) > FEW_WEEKS:
        return _number(min(weeks).start), _number(max(weeks).end)
    return [_number(day) for week in weeks for day in week.days]


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(int))


def _coded(ids: np.ndarray, names: dict[int, str]) -> pd.Categorical:
    """Return the names of ids as categories."""
    order = np.array(sorted(names), dtype=np.int64)
    categories = pd.Index([names[key] for key in order.tolist()], dtype=object)
    return pd.Categorical.from_codes(np.searchsorted(order, ids), categories=categories)
