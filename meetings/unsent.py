"""Digests that did not reach everybody yet."""

from datetime import datetime, timedelta
from math import log2

from meetings.models import Digest, DigestDelivery

EVERY = timedelta(minutes=5)
"""How often the schedule looks (`meetings.tasks.close_agendas`)."""
GIVEN_UP = timedelta(days=2)


def digests_to_send_again(*, now: datetime) -> list[int]:
    """Return the digests that somebody has not got, where it is time to try again. One query."""
    unsent = DigestDelivery.objects.filter(sent_at=None).values("digest")
    waiting = Digest.objects.filter(pk__in=unsent, made_at__gt=now - GIVEN_UP)
    found = waiting.order_by("pk").values_list("pk", "made_at")
    return [pk for pk, made_at in found if is_time_again(now - made_at)]


def is_time_again(age: timedelta) -> bool:
    """Whether the schedule should try a digest of this age again: after 5, 10, 20, 40 minutes and so on.

    So a killed worker costs minutes, and an address that is always refused a dozen mails, not hundreds.
    """
    if age < EVERY:
        return False
    before = age - EVERY
    return before < EVERY or int(log2(age / EVERY)) > int(log2(before / EVERY))
