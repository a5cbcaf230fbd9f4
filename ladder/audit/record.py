"""Writing down what was done."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ParamSpec

from django.contrib.auth.models import User
from django.db.models import Model

from ladder.audit.origin import current_address
from ladder.audit.verbs import verb
from ladder.models import AuditEntry, Ladder
from ladder.weeks import Week
from regions.models import Area

Said = ParamSpec("Said")
LABEL_LENGTH = 200


def entry(
    action: str,
    *,
    about: Model,
    by: User | None,
    now: datetime,
    ladder: Ladder | None = None,
    area: Area | None = None,
    week: Week | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    label: str | None = None,
) -> AuditEntry:
    """Return one entry, not stored yet; see `record` and `record_all`.

    `action` is a registered verb (`LookupError` otherwise). `before` and `after` hold plain values of the fields
    that changed: texts, numbers, dates, lists of those; never passwords or whole documents. `about` need not be
    stored, such as a file that was refused; `label` names it where its own text does not.
    """
    verb(action)
    return AuditEntry(
        at=now,
        by=by,
        actor=by.get_username() if by else "",
        address=current_address(),
        action=action,
        object_type=about._meta.label_lower,
        object_id="" if about.pk is None else str(about.pk),
        object_label=(str(about) if label is None else label)[:LABEL_LENGTH],
        ladder=ladder,
        area=area,
        week_start=week.start if week else None,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )


def _stored(make: Callable[Said, AuditEntry]) -> Callable[Said, AuditEntry]:
    def record(*args: Said.args, **kwargs: Said.kwargs) -> AuditEntry:
        """Store one `entry`, to be called inside the transaction of the action itself. One query."""
        made = make(*args, **kwargs)
        made.save()
        return made

    return record


record = _stored(entry)


def record_all(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """Store many entries at once, such as one per region: one query."""
    return AuditEntry.objects.bulk_create(entries)
