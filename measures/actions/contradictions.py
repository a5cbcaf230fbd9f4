"""What is done about contradictions."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text, refuse_control_characters
from measures.contradictions import Contradiction
from measures.errors import MeasureError
from measures.models import Acceptance


def accept_contradiction(*, contradiction: Contradiction, reason: str, by: User, now: datetime) -> Acceptance:
    """Let a contradiction stand as it is now; when what contradicts changes, it is open again.

    `MeasureError` without a reason, and when somebody has accepted the same before: that reason stays.
    """
    reason = clean_text(reason)
    refuse_control_characters(reason)
    if not reason:
        raise MeasureError(_("Write why this contradiction may stand."), field="reason")
    try:
        with transaction.atomic():
            return _accept(contradiction, reason, by, now)
    except IntegrityError as error:
        raise MeasureError(_("Somebody else has accepted this contradiction in the meantime.")) from error


def _accept(contradiction: Contradiction, reason: str, by: User, now: datetime) -> Acceptance:
    acceptance = Acceptance.objects.create(
        contradiction=contradiction.identity, fingerprint=contradiction.fingerprint, reason=reason, by=by, at=now
    )
    record(
        "contradiction.accepted",
        about=acceptance,
        by=by,
        now=now,
        after={"contradiction": acceptance.contradiction, "reason": reason},
        label=" / ".join(f"{entry.catalogue}: {entry.title}" for entry in contradiction.entries),
    )
    return acceptance
