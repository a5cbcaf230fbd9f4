"""Publishing a list: what stood in the draft becomes a version that nobody changes any more."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text
from measures.comparison import Comparison, change_list
from measures.draft import Draft, load_draft
from measures.entries import as_content
from measures.errors import MeasureError
from measures.models import Catalogue, CatalogueVersion, PublishedMeasure


@transaction.atomic
def publish(
    *, catalogue: Catalogue, motivation: str, by: User | None, now: datetime, seen: str | None = None
) -> CatalogueVersion:
    """Make the next version of a list out of its draft, with what changed and which contradictions stand open.

    `seen` is the fingerprint (`Draft.fingerprint`) of what the editor looked at; None: not looked at (a command).
    `MeasureError` without a motivation, when nothing changed since the last version (also because somebody else
    published it meanwhile), and when the draft is no longer what was seen.
    """
    motivation = clean_text(motivation)
    if not motivation:
        raise MeasureError(_("Say why this version is published."), field="motivation")
    # One at a time: whoever waits here finds what the other one published. SQLite has one writer anyway.
    catalogue = Catalogue.objects.select_for_update().get(pk=catalogue.pk)
    draft = load_draft(catalogue, now=now)
    _refuse_when_not_to_publish(draft, seen)
    version = CatalogueVersion.objects.create(
        catalogue=catalogue,
        number=draft.next_number,
        motivation=motivation,
        changes=change_list(draft.comparison),
        contradictions=[found.facts() for found in draft.contradictions],
        published_at=now,
        published_by=by,
    )
    _store_entries(version, draft)
    record("catalogue.published", about=catalogue, by=by, now=now, after=_summary(version, draft.comparison))
    return version


def _refuse_when_not_to_publish(draft: Draft, seen: str | None) -> None:
    if draft.comparison.is_same:
        if draft.last is None:
            raise MeasureError(_("There is nothing on this list yet."))
        sentence = _("Nothing changed since version %(number)s: there is nothing to publish.")
        raise MeasureError(sentence % {"number": draft.last.number})
    if seen is not None and seen != draft.fingerprint:
        raise MeasureError(
            _("The draft or the version before it changed while you were looking. Below stands what it is now.")
        )


def _store_entries(version: CatalogueVersion, draft: Draft) -> None:
    PublishedMeasure.objects.bulk_create(
        PublishedMeasure(version=version, measure_id=pk, order=order, content=as_content(entry))
        for order, (pk, entry) in enumerate(draft.rows, start=1)
    )


def _summary(version: CatalogueVersion, comparison: Comparison) -> dict[str, Any]:
    """What the audit trail keeps: never the whole list."""
    return {
        "version": version.number,
        "motivation": version.motivation,
        **comparison.counts,
        "contradictions": len(version.contradictions),
    }
