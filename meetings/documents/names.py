"""How documents are called, in addresses and as files. In Dutch, as the documents are."""

from meetings.documents.outline import DECISIONS, NOTE
from meetings.models import Meeting

SLUGS = {NOTE: "duiding", DECISIONS: "besluitenlijst"}
KINDS_BY_SLUG = {slug: kind for kind, slug in SLUGS.items()}


def file_name(meeting: Meeting, kind: str, file_format: str, region: str | None = None) -> str:
    """Return such as `duiding-2020-W39-VR15-concept.pdf`."""
    status = "vastgesteld" if meeting.is_adopted else "concept"
    parts = [SLUGS[kind], meeting.key, *([region] if region else []), status]
    return f"{'-'.join(parts)}.{file_format}"
