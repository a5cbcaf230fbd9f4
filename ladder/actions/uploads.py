"""Spreadsheets that people send in: kept, previewed, and stored once somebody says yes."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.actions.feed_recompute import request_recomputes
from ladder.actions.observations import lock_signals, store_observations
from ladder.audit import record
from ladder.models import ImportBatch, SpreadsheetUpload
from ladder.sheet_knowledge import load_knowledge
from ladder.sources.snippets import snippet
from ladder.sources.spreadsheet import read_content
from ladder.upload_previews import preview_of, read_upload

SOURCE = "spreadsheet"


class UploadError(Exception):
    """A spreadsheet cannot be taken over now. Its text is for the reader, in his or her language."""


class UploadTakenError(UploadError):
    """It was taken over before."""


@transaction.atomic
def keep_upload(*, content: bytes, file_name: str, by: User, now: datetime) -> SpreadsheetUpload:
    """Keep a spreadsheet until it is accepted; nothing of it counts yet.

    `SourceError` for a file that is no spreadsheet with the headings and at least one figure: that is not kept.
    """
    name = snippet(file_name, 300)
    read_content(content, name, load_knowledge())
    upload = SpreadsheetUpload.objects.create(
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_at=now,
        uploaded_by=by,
    )
    record("upload.kept", about=upload, by=by, now=now, after={"file_name": name, "sha256": upload.sha256})
    return upload


def remember_refused(*, file_name: str, problem: str, by: User, now: datetime) -> None:
    """Write in the audit trail that a spreadsheet was sent in that is none; the file itself is not kept."""
    name = snippet(file_name, 300)
    told = {"file_name": name, "problem": problem}
    record("upload.refused", about=SpreadsheetUpload(file_name=name), by=by, now=now, after=told, label=name)


@transaction.atomic
def accept_upload(
    *,
    upload: SpreadsheetUpload,
    only_good: bool,
    seen: str,
    by: User,
    now: datetime,
    only_areas: Collection[str] | None = None,
) -> ImportBatch:
    """Store the figures of a kept spreadsheet, read and checked again, and ask for the levels of its weeks.

    `seen` is the digest of the preview that was said yes to. `UploadError` when it was taken over before, when
    another outcome than the one seen would follow, or when there are problems and not `only_good`. Then nothing
    is stored. Levels are recomputed as after a fetch: of the full weeks that are judged, the last few of them.
    `only_areas` are the codes of the areas that `by` may bring figures of, as in `read_upload`; None: of all.
    """
    locked = SpreadsheetUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.batch_id:
        raise UploadTakenError(_("This spreadsheet was taken over before. Nothing was stored twice."))
    found = read_upload(locked, only_areas=only_areas)
    lock_signals(found.figures)
    preview = preview_of(found, at=now)
    if preview.digest != seen:
        raise UploadError(_("Figures have changed since you looked. Please look again before you take it over."))
    if len(preview.refused) and not only_good:
        raise UploadError(_("There are cells with problems, so it cannot be taken over as a whole."))
    locked.batch = store_observations(
        figures=found.figures,
        refused=found.refused,
        source=SOURCE,
        file_name=locked.file_name,
        sha256=locked.sha256,
        reported_at=now,
        by=by,
        now=now,
        remarks=found.remarks,
    )
    locked.save(update_fields=["batch"])
    request_recomputes(batch=locked.batch, now=now, by=by)
    return locked.batch
