"""Documents of a meeting."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meetings.access import get_meeting_for
from meetings.documents.content import ADOPTED
from meetings.documents.note import note_of
from meetings.documents.word import write_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def meeting_note(request: HttpRequest, week: str) -> HttpResponse:
    """Download the duiding note as a Word document."""
    meeting = get_meeting_for(request, week=week)
    note, file = note_of(meeting), BytesIO()
    write_docx(note.content, file, sha256=note.sha256)
    # The file name is Dutch, as the document is.
    status = "vastgesteld" if note.content.status == ADOPTED else "concept"
    headers = {"Content-Disposition": f'attachment; filename="duiding-{meeting.week}-{status}.docx"'}
    return HttpResponse(file.getvalue(), content_type=WORD, headers=headers)
