"""What somebody may do in a meeting."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from meetings.models import Meeting
from meetings.roles import ASK_FOR_AGENDA, PROPOSE_LEVEL, RUN_MEETING, WRITE_INTERPRETATION


@dataclass(frozen=True)
class Rights:
    """What somebody may do in a meeting now; nothing once it is adopted."""

    write: bool = False
    run: bool = False
    propose: bool = False
    ask: bool = False


def rights_of(user: AbstractBaseUser | AnonymousUser, meeting: Meeting) -> Rights:
    """Return what a user may do in a meeting."""
    if meeting.is_adopted or not hasattr(user, "has_perm"):
        return Rights()
    return Rights(
        write=user.has_perm(WRITE_INTERPRETATION),
        run=user.has_perm(RUN_MEETING),
        propose=user.has_perm(PROPOSE_LEVEL),
        ask=user.has_perm(ASK_FOR_AGENDA),
    )
