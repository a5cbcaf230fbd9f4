"""What an uploaded file is, and the text in it."""

import logging
import zipfile
from dataclasses import dataclass
from io import BytesIO

from meetings.verification.opendocument_text import opendocument_lines
from meetings.verification.pdf_text import pdf_lines
from meetings.verification.unreadable import Unreadable
from meetings.verification.word_text import word_lines

logger = logging.getLogger(__name__)

DOCX, ODT, PDF, JSON = "docx", "odt", "pdf", "json"
READERS = {DOCX: word_lines, ODT: opendocument_lines, PDF: pdf_lines}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
MOST_LINES = 20_000
LONGEST_LINE = 20_000


@dataclass(frozen=True)
class Read:
    """A document: its format, and its lines without blanks around and double blanks; empty lines are left out."""

    file_format: str
    lines: tuple[str, ...]


def read_document(data: bytes) -> Read:
    """Read a .docx, .odt or .pdf by its content, not by its name; `Unreadable` for anything else."""
    file_format = format_of(data)
    if file_format not in READERS:
        raise Unreadable("another kind of file")
    return Read(file_format, read_lines(data, file_format))


def read_lines(data: bytes, file_format: str) -> tuple[str, ...]:
    """Return the lines of a document of a known format; `Unreadable` when it is damaged or holds too much."""
    try:
        found = READERS[file_format](data)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes the readers stumble in every imaginable way
        logger.info("a document cannot be read: %s: %s", type(error).__name__, error)
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    lines = tuple(line for line in (" ".join(line.split()) for line in found) if line)
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise Unreadable("too much text")
    return lines


def format_of(data: bytes) -> str:
    """Return `docx`, `odt`, `pdf`, `json`, or "" for something else."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if data[:4] == b"PK\x03\x04":
        return _format_of_archive(data)
    return JSON if data.lstrip()[:1] == b"{" else ""


def _format_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return DOCX
            kind = archive.open("mimetype").read(len(ODT_TYPE) + 1) if "mimetype" in names else b""
    except Exception as error:  # as above
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    return ODT if kind == ODT_TYPE else ""
