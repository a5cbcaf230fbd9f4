"""The page of the audit trail: chosen, newest first, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.audit_forms import SYSTEM
from dashboard.pages.audit_words import Change, Names, changes_of, object_of, words_of
from dashboard.pages.parameters import ParameterError
from ladder.models import AuditEntry
from ladder.querysets import AuditQuerySet
from ladder.weeks import Week
from regions.models import Area

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ON_A_PAGE = 50


@dataclass(frozen=True)
class AuditRow:
    """An entry in words."""

    entry: AuditEntry
    words: str
    about: str
    week: Week | None
    changes: tuple[Change, ...]
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class AuditPage:
    """One page of the trail; `newer` and `older` are the addresses of those beside it, "" where there is none."""

    rows: tuple[AuditRow, ...]
    newer: str
    older: str


def chosen_entries(asked: Mapping[str, Any]) -> AuditQuerySet:
    """Return the entries that the cleaned data of `AuditFilterForm` asks for, newest first."""
    entries = AuditEntry.objects.all()
    # Accounts and areas by id, not by a join: only then the database sees that one is rare, and looks there first.
    if asked.get("wie"):
        account = User.objects.filter(username=asked["wie"]).values_list("pk", flat=True).first()
        entries = entries.filter(Q(by=None) if asked["wie"] == SYSTEM else Q(by=account or 0))
    if asked.get("regio"):
        entries = entries.filter(area=Area.objects.only("pk").get(code=asked["regio"]).pk)
    if asked.get("van"):
        entries = entries.filter(at__gte=datetime.combine(asked["van"], time.min, AMSTERDAM))
    if asked.get("tot"):
        next_day = asked["tot"] + timedelta(days=1)
        entries = entries.filter(at__lt=datetime.combine(next_day, time.min, AMSTERDAM))
    same = {"wat": "action", "soort": "object_type", "object": "object_id"}
    entries = entries.filter(**{field: asked[name] for name, field in same.items() if asked.get(name)})
    if asked.get("week"):
        entries = entries.filter(week_start=asked["week"].start)
    return entries.select_related("area", "ladder").order_by("-at", "-pk")


def load_page(entries: AuditQuerySet, query: QueryDict) -> AuditPage:
    """Return the page that begins after `?voor=` or ends before `?na=`: three queries, wherever it lies.

    Both are places in the trail, a moment and a number, so that a page takes no longer the older it is.
    """
    older, newer = read_place(query, "voor"), read_place(query, "na")
    if newer is not None:
        found = list(entries.filter(_newer_than(*newer)).order_by("at", "pk")[: ON_A_PAGE + 1])
        more, shown = len(found) > ON_A_PAGE, found[:ON_A_PAGE][::-1]
        has_newer, has_older = more, True
    else:
        if older is not None:
            entries = entries.filter(_older_than(*older))
        found = list(entries[: ON_A_PAGE + 1])
        shown, has_newer, has_older = found[:ON_A_PAGE], older is not None, len(found) > ON_A_PAGE
    return AuditPage(
        rows=_rows(shown),
        newer=_beside(query, "na", shown[0]) if shown and has_newer else "",
        older=_beside(query, "voor", shown[-1]) if shown and has_older else "",
    )


def _rows(entries: Sequence[AuditEntry]) -> tuple[AuditRow, ...]:
    names = Names.of(entries)
    return tuple(
        AuditRow(
            entry=entry,
            words=words_of(entry),
            about=object_of(entry),
            week=Week(entry.week_start) if entry.week_start else None,
            changes=changes_of(entry, names),
            has_before=entry.before is not None,
            has_after=entry.after is not None,
        )
        for entry in entries
    )


def _beside(query: QueryDict, name: str, entry: AuditEntry) -> str:
    kept = query.copy()
    for place in ("voor", "na"):
        kept.pop(place, None)
    kept[name] = f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{entry.pk}"
    return f"?{kept.urlencode()}"


def read_place(query: QueryDict, name: str) -> tuple[datetime, int] | None:
    """Read a place in the trail; None when it is not given, `ParameterError` for what is none."""
    found = query.get(name, "")
    if not found:
        return None
    moment, _line, number = found.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None or int(number) < 0:
            raise ValueError
        return at, int(number)
    except ValueError as error:
        raise ParameterError(name, expected=_("a place in the audit trail"), found=found) from error


def _older_than(at: datetime, pk: int) -> Q:
    # The first condition says nothing new, but lets the database begin at the right place of its index.
    return Q(at__lte=at) & (Q(at__lt=at) | Q(pk__lt=pk))


def _newer_than(at: datetime, pk: int) -> Q:
    return Q(at__gte=at) & (Q(at__gt=at) | Q(pk__gt=pk))
