"""From bytes to UTF-8 text with line ends of one kind."""

import codecs

from django.utils.translation import gettext_noop as _

from ladder.sources.errors import SourceError
from ladder.sources.files import describe

NOT_TEXT = ("gzip", "zip", "a PDF", "an old", "an HTML", "an XML", "JSON", "binary")
UNREADABLE = "�".encode()


def as_utf8(data: bytes, where: str) -> bytes:
    """Return the text as UTF-8, without byte-order mark and with `\\n` at line ends.

    Read are UTF-8, UTF-16 with a byte-order mark, and for what is neither cp1252 (or latin-1 where cp1252 has no
    letter). `SourceError` for what is no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = _recoded(data, where)
    data = data.removeprefix(codecs.BOM_UTF8)
    kind = describe(data)
    if kind.startswith(NOT_TEXT):
        raise SourceError("not a text file", expected=_("lines of text"), found=kind, where=where)
    data = data.replace(b"\0", UNREADABLE)  # one further on is damage to one line
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _as_utf8_letters(data)


def _recoded(data: bytes, where: str) -> bytes:
    try:
        return data.decode("utf-16").encode()
    except UnicodeError as error:
        raise SourceError("not a text file", expected="UTF-16", found=str(error), where=where) from error


def _as_utf8_letters(data: bytes) -> bytes:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252").encode()
        except UnicodeDecodeError:
            return data.decode("latin-1").encode()
    return data
