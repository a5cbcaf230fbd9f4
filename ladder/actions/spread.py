"""Work spread over workers: the areas of a ladder in chunks, and turns for those who want the same chunk."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from ladder.models import Ladder
from ladder.weeks import Week
from regions.models import Area

CHUNK = 1000
"""Areas in a chunk, at most: enough that fixed costs do not count, and few enough to keep every worker busy."""

NO_WEEK = 0
LADDERS = 1  # the advisory locks of whole ladders, apart from those of chunks


def chunks_of(ladder: Ladder) -> list[int]:
    """Return the numbers of the chunks in which a ladder has areas. One query.

    A chunk is a range of primary keys, so that an area stays in its chunk whatever areas come and go.
    """
    keys = Area.objects.of_kind(ladder.area_kind).order_by().values_list("pk", flat=True)
    return sorted({key // CHUNK for key in keys})


def in_chunk(chunk: int | None, prefix: str = "") -> Q:
    """Return the condition on areas of a chunk; on all areas for None. `prefix` leads to the area: `parent__`."""
    if chunk is None:
        return Q()
    return Q(**{f"{prefix}pk__gte": chunk * CHUNK, f"{prefix}pk__lt": (chunk + 1) * CHUNK})


def take_turn(ladder: Ladder, weeks: Sequence[Week] | None, chunk: int | None) -> None:
    """Wait for whoever recomputes the same areas and weeks; the turn ends with the transaction.

    Different chunks and weeks go side by side. `weeks` is None for a run whose weeks lean on each other: of those
    over the same chunk only one goes at a time. A run over all chunks waits for every other one of its ladder, and
    they for it. SQLite, which has one writer, needs no turns.
    """
    if connection.vendor != "postgresql":
        return
    shared = "" if chunk is None else "_shared"
    numbers = [NO_WEEK] if weeks is None else [week.start.toordinal() // 7 for week in weeks]
    keys = [] if chunk is None else sorted(_key(ladder, number, chunk) for number in numbers)
    with connection.cursor() as cursor:
        # One statement after the other: the ladder first, then in rising order, so that nobody waits in a circle.
        cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(%s, %s)", [LADDERS, ladder.pk])
        if keys:
            cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])


def _key(ladder: Ladder, week: int, chunk: int) -> int:
    """Return a number below 2^63. Two that are equal by chance would only wait for each other."""
    return ((ladder.pk % 2**15) << 48 | week % 2**20 << 28 | chunk % 2**28) % 2**63
