"""Typed text: what is taken in, and how it is made safe for documents."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The characters that XML 1.0 cannot hold, escaped or not; Word and OpenDocument files are XML.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    """Return typed text with plain line ends and without blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def refuse_control_characters(text: str) -> None:
    """Raise `ValidationError` for characters that no document can hold, naming the first and where it stands."""
    found = NOT_IN_XML.search(text)
    if found:
        raise ValidationError(
            _("Line %(line)s holds a control character (U+%(code)s) that no document can hold. Remove it.")
            % {"line": text.count("\n", 0, found.start()) + 1, "code": f"{ord(found[0]):04X}"}
        )


def for_documents(text: str) -> str:
    """Return text in which each character that XML cannot hold is replaced by the replacement character."""
    return NOT_IN_XML.sub("\ufffd", text)
