"""A new list out of another one."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.audit import record
from measures.actions.drafts import load_term_rows, store_new_entries
from measures.entries import draft_entries
from measures.errors import MeasureError
from measures.models import Catalogue, Measure


@transaction.atomic
def clone_catalogue(
    *, catalogue: Catalogue, code: str, name: str, owner: str, by: User, now: datetime
) -> Catalogue:
    """Make a list with the draft of another one, and return it.

    What was withdrawn stays behind. Each entry gets a key of its own and is a proposal again: nobody has agreed on
    the new list yet. `MeasureError` for a code that is taken.
    """
    if Catalogue.objects.filter(code=code).exists():
        raise MeasureError(_("There is a list with this code already."), field="code")
    last = Catalogue.objects.aggregate(last=Max("order"))["last"] or 0
    clone = Catalogue.objects.create(code=code, name=name, owner=owner, order=min(last + 1, 32_767))
    entries = [found for found in draft_entries(catalogue) if not found.is_withdrawn]
    status = Measure.Status.PROPOSAL.value
    proposals = [replace(found, key="", catalogue=code, status=status) for found in entries]
    because = _("copied from %(list)s") % {"list": catalogue.name}
    store_new_entries(proposals, load_term_rows(), by=by, because=because)
    told = {"from": catalogue.code, "code": code, "name": name, "entries": len(entries)}
    record("catalogue.cloned", about=clone, by=by, now=now, after=told)
    return clone
