"""Closing the agenda, and sending the one mail that tells the participants what is on it.

Each addressee has a row, which a sender claims, sends and marks. The mark comes after the mail: a worker that is
killed between the two sends that one mail again (at least once, never nobody), and then under the same Message-ID,
by which mail servers and programs recognise it. Marks are stored one by one, so all others are sent once.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction
from django.utils import timezone

from ladder.audit import record
from meetings.actions.locks import lock_open
from meetings.addressees import addressees_of
from meetings.digest import DigestMail, digest_mail
from meetings.models import Digest, DigestDelivery, Meeting, MeetingSettings

_alone_on_sqlite = threading.Lock()
logger = logging.getLogger(__name__)


@transaction.atomic
def close_agenda(*, meeting: Meeting, by: User | None, now: datetime) -> Digest | None:
    """Close the agenda of a meeting, and make its digest; return the digest. A second time changes nothing.

    None when the settings say that no mail is sent. `by` is None when the deadline itself closes it. The mail goes
    out once the transaction is committed. `MeetingAdopted` for an adopted meeting.
    """
    meeting = lock_open(meeting.pk)
    if meeting.agenda_closed_at is not None:
        return Digest.objects.filter(meeting=meeting).first()
    meeting.agenda_closed_at = now
    meeting.save(update_fields=["agenda_closed_at"])
    _record("meeting.agenda_closed", meeting, meeting, by, now, {"agenda_closed_at": now.isoformat()})
    if not MeetingSettings.of(meeting.ladder).sends_digest:
        return None
    digest = _make(meeting, digest_mail(meeting, now=now), now)
    _record("digest.made", digest, meeting, by, now, {"addressees": digest.deliveries.count()})
    transaction.on_commit(lambda: _have_sent(digest.pk))
    return digest


def _make(meeting: Meeting, mail: DigestMail, now: datetime) -> Digest:
    digest = Digest.objects.create(
        meeting=meeting, subject=mail.subject, text=mail.text, html=mail.html, made_at=now
    )
    people = addressees_of(meeting, now=now)
    DigestDelivery.objects.bulk_create(DigestDelivery(digest=digest, user=one.user) for one in people)
    return digest


def close_due_agendas(*, now: datetime) -> list[Meeting]:
    """Close every agenda whose moment has come, and return those meetings. One that fails does not hold up others.

    A meeting that is in session, or whose day has passed, is left alone: nobody is to be mailed about it any more.
    """
    due = Meeting.objects.filter(
        status=Meeting.Status.PREPARATION,
        agenda_closed_at=None,
        agenda_closes_at__lte=now,
        held_on__gte=timezone.localdate(now),
    )
    closed = []
    for meeting in due.order_by("pk"):
        try:
            close_agenda(meeting=meeting, by=None, now=now)
        except Exception:
            logger.exception("the agenda of %s could not be closed", meeting)
        else:
            closed.append(meeting)
    return closed


def send_digest(*, digest_id: int, now: datetime) -> int:
    """Send a digest to everybody who has not got it yet; return how many mails went out.

    A refused address is logged and does not hold up the others. Other errors of the network or the mail server
    (`OSError`, which `SMTPException` is) are raised, for the caller to try again later.
    """
    digest = Digest.objects.select_related("meeting__ladder").get(pk=digest_id)
    waiting = list(digest.deliveries.filter(sent_at=None).order_by("pk").values_list("pk", flat=True))
    if not waiting:
        return 0
    with get_connection() as server:
        sent = sum(_send_one(digest, pk, server, now) for pk in waiting)
    if sent and not digest.deliveries.filter(sent_at=None).exists():
        _record("digest.sent", digest, digest.meeting, None, now, {"addressees": digest.deliveries.count()})
    return sent


def _send_one(digest: Digest, pk: int, server: BaseEmailBackend, now: datetime) -> bool:
    with _claimed(pk) as delivery:
        if delivery is None:
            return False
        try:
            server.send_messages([message_to(delivery, digest)])
        except (SMTPRecipientsRefused, SMTPDataError) as error:
            logger.warning("digest %s: delivery %s was refused: %s", digest.pk, pk, error)
            return False
        delivery.sent_at = now
        delivery.save(update_fields=["sent_at"])
        return True


@contextmanager
def _claimed(pk: int) -> Iterator[DigestDelivery | None]:
    """Have a delivery that was not sent yet to oneself; None when somebody else has it, or sent it.

    PostgreSQL locks its row until the mark is stored. SQLite has one lock for the whole site, which nobody may
    keep while a mail server is waited for; there all senders are threads of the one worker, and take turns.
    """
    waiting = DigestDelivery.objects.filter(pk=pk, sent_at=None).select_related("user")
    if database.vendor == "postgresql":
        with transaction.atomic():
            yield waiting.select_for_update(skip_locked=True, of=("self",)).first()
    else:
        with _alone_on_sqlite:
            yield waiting.first()


def message_to(delivery: DigestDelivery, digest: Digest) -> EmailMultiAlternatives:
    """Return the mail for one addressee; made again, it has the same Message-ID."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<digest-{digest.pk}-{delivery.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": settings.LANGUAGE_CODE,
    }
    mail = EmailMultiAlternatives(digest.subject, digest.text, to=[delivery.user.email], headers=headers)
    mail.attach_alternative(digest.html, "text/html")
    return mail


def _have_sent(digest_id: int) -> None:
    from meetings.tasks import ask_to_send  # tasks call actions; here an action calls a task

    ask_to_send([digest_id])


def _record(
    verb: str, about: Meeting | Digest, meeting: Meeting, by: User | None, now: datetime, after: dict[str, object]
) -> None:
    record(verb, about=about, by=by, now=now, ladder=meeting.ladder, week=meeting.week, after=after)
