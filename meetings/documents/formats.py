"""The formats of the documents, and the one way to write them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from meetings.documents.content import LANGUAGE
from meetings.documents.note import Note
from meetings.documents.opendocument import write_odt
from meetings.documents.outline import DECISIONS, KINDS, NOTE, outline_of
from meetings.documents.pdf import write_pdf
from meetings.documents.tables import write_csv, write_xlsx
from meetings.documents.word import write_docx

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["DECISIONS", "FORMATS", "KINDS", "NOTE", "TEXT_FORMATS", "Format", "write"]

Writer = Callable[[Note, str, str | None], bytes]


@dataclass(frozen=True)
class Format:
    """A format: the end of its file names, its name on screen, its media type, and whether it is a running text.

    The others are tables: those hold the decisions only.
    """

    code: str
    label: "StrPromise"
    content_type: str
    is_text: bool
    writer: Writer


def _docx(note: Note, kind: str, region: str | None) -> bytes:
    return write_docx(outline_of(note, kind=kind, region=region))


def _odt(note: Note, kind: str, region: str | None) -> bytes:
    return write_odt(outline_of(note, kind=kind, region=region))


def _pdf(note: Note, kind: str, region: str | None) -> bytes:
    return write_pdf(outline_of(note, kind=kind, region=region))


def _xlsx(note: Note, kind: str, region: str | None) -> bytes:
    return write_xlsx(note, region)


def _csv(note: Note, kind: str, region: str | None) -> bytes:
    return write_csv(note, region)


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    found.code: found
    for found in (
        Format("docx", _("Word"), f"{OFFICE}.wordprocessingml.document", True, _docx),
        Format("odt", _("OpenDocument"), "application/vnd.oasis.opendocument.text", True, _odt),
        Format("pdf", _("PDF"), "application/pdf", True, _pdf),
        Format("xlsx", _("Excel"), f"{OFFICE}.spreadsheetml.sheet", False, _xlsx),
        Format("csv", _("CSV"), "text/csv; charset=utf-8", False, _csv),
    )
}
TEXT_FORMATS = tuple(found for found in FORMATS.values() if found.is_text)


def write(note: Note, kind: str = NOTE, *, format: str, region: str | None = None) -> bytes:
    """Return a document as a file, in Dutch; equal notes give equal bytes.

    `kind` is `note` (the duiding note) or `decisions` (the decision list); a table holds the decisions, whatever
    the kind. `region` is the code of one region; `LookupError` when it is not on the agenda, and for a format that
    there is not.
    """
    with override(LANGUAGE):
        return FORMATS[format].writer(note, kind, region)
