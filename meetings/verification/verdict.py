"""What became of holding a document, or a SHA-256, against the adopted minutes."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from meetings.models import Minutes
from meetings.verification.comparing import Difference

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Outcome(Enum):
    """How a document stands to the minutes."""

    IDENTICAL = "identical"
    AGREES = "agrees"
    DIFFERS = "differs"
    KNOWN_HASH = "known_hash"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> "StrPromise":
        """The outcome in a few words."""
        return WORDS[self][0]

    @property
    def explanation(self) -> "StrPromise":
        """What the outcome means."""
        return WORDS[self][1]

    @property
    def kind(self) -> str:
        """The kind of notice in which it is said."""
        return {Outcome.DIFFERS: "error", Outcome.UNKNOWN: "warning", Outcome.UNREADABLE: "warning"}.get(
            self, "success"
        )


WORDS = {
    Outcome.IDENTICAL: (
        _("Identical"),
        _("The file is, byte for byte, the one that this system makes from the adopted minutes."),
    ),
    Outcome.AGREES: (
        _("The text agrees"),
        _(
            "Every line of text agrees with the adopted minutes. The file itself is another one, for instance"
            " because it was saved again; pictures and layout are not compared."
        ),
    ),
    Outcome.DIFFERS: (
        _("The text differs"),
        _("The document names these adopted minutes, but its text is another one."),
    ),
    Outcome.KNOWN_HASH: (
        _("Known SHA-256"),
        _("This is the SHA-256 of adopted minutes. Upload the document to compare its text too."),
    ),
    Outcome.UNKNOWN: (
        _("No adopted document of this system"),
        _("It names no SHA-256 of adopted minutes that this system knows. It may be a concept."),
    ),
    Outcome.UNREADABLE: (
        _("Unreadable"),
        _(
            "This is no .docx, .odt, .pdf or .json that can be read: it is damaged, protected, or another kind of"
            " file."
        ),
    ),
}


@dataclass(frozen=True)
class Verdict:
    """The outcome; where they are known the minutes, the title of the document they were compared with, and the
    places that differ. `later_errata`: how many adopted errata there are that the document does not hold."""

    outcome: Outcome
    minutes: Minutes | None = None
    title: str = ""
    differences: tuple[Difference, ...] = ()
    later_errata: int = 0
