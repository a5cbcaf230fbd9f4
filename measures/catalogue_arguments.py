"""Lists of measures as commands name them."""

from django.core.management.base import CommandError

from measures.models import Catalogue


def find_catalogue(code: str) -> Catalogue:
    """Return the list with a code; `CommandError` with the known codes when there is none."""
    known = {found.code: found for found in Catalogue.objects.all()}
    if code not in known:
        raise CommandError(f"unknown list {code!r}; known: {', '.join(known) or 'none'}")
    return known[code]
