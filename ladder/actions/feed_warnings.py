"""Telling administrators of feeds that need attention: once a day for each feed and each thing that is wrong."""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from ladder.feed_states import late_feeds, refused_feeds
from ladder.feed_texts import late_line, refused_line, warning_body, warning_subject
from ladder.models import Feed, FeedWarning

ADMINISTRATORS = "administrator"
"""The group of the role (`meetings.roles`) that is told."""

logger = logging.getLogger(__name__)


@transaction.atomic
def warn_about_feeds(*, now: datetime) -> list[FeedWarning]:
    """Tell the administrators, in one mail, of feeds that are late or changed their layout; return what was told.

    What was told today is not told again. The mail goes out once the transaction is committed; when nobody has an
    address, or the mail cannot be sent, the log has it.
    """
    day, people = timezone.localdate(now), addresses()
    warnings: list[FeedWarning] = []
    lines: list[str] = []
    with override(settings.LANGUAGE_CODE):
        told = [(refused.feed, FeedWarning.State.REFUSED, refused_line(refused)) for refused in refused_feeds()]
        told += [(late.feed, FeedWarning.State.LATE, late_line(late)) for late in late_feeds(now)]
        for feed, state, line in told:
            warning = _note(feed, state, day, len(people))
            if warning:
                warnings.append(warning)
                lines.append(line)
    if lines:
        transaction.on_commit(lambda: _send(people, lines))
    return warnings


def addresses() -> list[str]:
    """Return the e-mail addresses of the administrators who have one and may sign in."""
    people = User.objects.filter(groups__name=ADMINISTRATORS, is_active=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))


def _note(feed: Feed, state: FeedWarning.State, day: date, told: int) -> FeedWarning | None:
    """Store that this is told today; None when it was already."""
    warning, is_new = FeedWarning.objects.get_or_create(feed=feed, state=state, day=day, defaults={"told": told})
    return warning if is_new else None


def _send(people: Sequence[str], lines: Sequence[str]) -> None:
    with override(settings.LANGUAGE_CODE):
        subject, body = warning_subject(len(lines)), warning_body(lines)
    if not people:
        logger.warning("no administrator has an e-mail address: %s\n%s", subject, body)
        return
    try:
        send_mail(subject, body, None, list(people))
    except (OSError, SMTPException):
        logger.exception("the mail to administrators could not be sent: %s\n%s", subject, body)
