"""What a meeting refuses, said in the reader's language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ladder.refusals import Refusal

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Interpretation


class MeetingError(Refusal):
    """A refusal by a meeting; see `ladder.refusals`."""


class MeetingAdopted(MeetingError):  # noqa: N818 - named after what happened
    """A change was asked of a meeting that is frozen."""

    def __init__(self) -> None:
        super().__init__(_("This meeting has been adopted. Nothing in it can be changed any more."))


class InterpretationConflict(MeetingError):  # noqa: N818 - named after what happened
    """Somebody else wrote in the same place in the meantime. Nothing was stored; all texts are in here.

    `latest` is the version that counts, `text` the one that was refused, `base_text` the one that both began with.
    """

    def __init__(self, *, latest: "Interpretation", text: str, base_text: str = "") -> None:
        super().__init__(
            _("Version %(number)s was saved by %(author)s while you were writing. Your text is not saved yet.")
            % {"number": latest.number, "author": latest.author.get_username()}
        )
        self.latest = latest
        self.text = text
        self.base_text = base_text


class UndecidedRegions(MeetingError):  # noqa: N818 - named after what happened
    """Adoption was asked while regions have no decision; they are in `items`, and named in the sentence."""

    def __init__(self, items: "Sequence[AgendaItem]") -> None:
        names = ", ".join(item.area.name for item in items)
        super().__init__(
            _("The meeting cannot be adopted yet. Regions without a decision: %(regions)s.") % {"regions": names}
        )
        self.items = items
