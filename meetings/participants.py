"""Who sits at the table, and whether that is enough to adopt a meeting."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from meetings.models import Meeting, MeetingSettings


@dataclass(frozen=True)
class Quorum:
    """Members with a vote: how many are present, are there at all, and must be present (0: none asked)."""

    present: int
    members: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed

    @property
    def sentence(self) -> str:
        """`3 of 5 members with a vote present; quorum of 3 met`, in the language of the reader."""
        facts = {"present": self.present, "members": self.members, "needed": self.needed}
        if not self.needed:
            return _("%(present)s of %(members)s members with a vote present") % facts
        if self.is_met:
            return _("%(present)s of %(members)s members with a vote present; quorum of %(needed)s met") % facts
        return _("%(present)s of %(members)s members with a vote present; quorum of %(needed)s not met") % facts


def quorum_of(meeting: Meeting) -> Quorum:
    """Return the quorum of a meeting, in one query."""
    votes = Q(participants__has_vote=True)
    counted = Meeting.objects.filter(pk=meeting.pk).annotate(
        members=Count("participants", filter=votes),
        present=Count("participants", filter=votes & Q(participants__is_present=True)),
    )
    found = counted.values_list("present", "members", "ladder__meeting_settings__quorum")
    present, members, needed = found.get()
    return Quorum(present, members, MeetingSettings().quorum if needed is None else needed)


def settings_of(meeting: Meeting) -> MeetingSettings:
    """Return the settings of a meeting's ladder; the defaults where it has none.

    No query for a meeting from `meetings.access.get_meeting_for`.
    """
    found: MeetingSettings | None = getattr(meeting.ladder, "meeting_settings", None)
    return found or MeetingSettings(ladder=meeting.ladder)
