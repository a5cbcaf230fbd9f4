"""The digest through a real worker and a real mail server: each person once, also after a worker was killed."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions.digests import close_agenda, send_digest
from meetings.models import Digest, Meeting
from meetings.tasks import ask_to_send, close_agendas
from tests.factories import UserFactory
from tests.integration import test_processes
from tests.integration.meetings.records import small_meeting
from tests.processes import eventually
from tests.services.mail import MailServer, Stall, running_mail_server

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

set_up = test_processes.set_up
ADDRESSES = [f"secretaris{number}@example.org" for number in range(1, 6)]


@pytest.fixture
def server(set_up, settings) -> Iterator[MailServer]:
    """A mail server, to which this process and the workers send."""
    with running_mail_server() as server:
        set_up.variables["EMAIL_URL"] = server.url
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        yield server


@pytest.fixture
def meeting() -> Meeting:
    for address in ADDRESSES:
        UserFactory(groups=["secretary"], email=address)
    meeting = small_meeting(["VR13"])
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(agenda_closes_at=now, held_on=timezone.localdate(now))
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def digest(meeting, monkeypatch) -> Digest:
    """A digest that nobody sends yet."""
    monkeypatch.setattr("meetings.tasks.send_digest.delay", lambda pk: None)
    found = close_agenda(meeting=meeting, by=None, now=timezone.now())
    monkeypatch.undo()
    assert found is not None
    return found


def waiting(digest: Digest) -> int:
    return digest.deliveries.filter(sent_at=None).count()


def test_the_schedule_closes_and_mails_everybody_once(set_up, meeting, server):
    with set_up.running("worker") as processes:
        for _time in range(3):
            close_agendas.delay()
        eventually(lambda: len(server.taken) >= len(ADDRESSES), report=lambda: processes["worker"].output)
        eventually(lambda: waiting(Digest.objects.get()) == 0, report=lambda: processes["worker"].output)

    assert server.recipients == ADDRESSES
    mail = server.taken[0].mail
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Bespreekstukken" in body.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("html",)) is not None


def test_a_worker_killed_between_two_people_leaves_each_with_one_mail(set_up, digest, server):
    server.stall = Stall(before_mail=3, takes=False)
    with set_up.running("worker") as processes:
        ask_to_send([digest.pk])
        assert server.stall.reached.wait(30), processes["worker"].output
        processes["worker"].kill()
    server.stall.gate.set()
    server.stall = None
    assert waiting(digest) == 3

    with set_up.running("worker") as processes:
        ask_to_send([digest.pk])
        eventually(lambda: waiting(digest) == 0, report=lambda: processes["worker"].output)

    assert server.recipients == ADDRESSES


def test_killed_after_the_server_took_it_the_same_mail_goes_again_under_the_same_name(set_up, digest, server):
    server.stall = stall = Stall(before_mail=3, takes=True)
    with set_up.running("worker") as processes:
        ask_to_send([digest.pk])
        assert stall.reached.wait(30), processes["worker"].output
        processes["worker"].kill()
    server.stall = None
    stall.gate.set()
    eventually(lambda: len(server.taken) == 3)

    with set_up.running("worker") as processes:
        ask_to_send([digest.pk])
        eventually(lambda: waiting(digest) == 0, report=lambda: processes["worker"].output)

    names = [one.mail["Message-ID"] for one in server.taken]
    assert (len(names), len(set(names))) == (len(ADDRESSES) + 1, len(ADDRESSES))
    assert sorted(set(server.recipients)) == ADDRESSES


def test_a_refused_address_holds_up_nobody_and_stays_to_be_sent(digest, server, caplog):
    server.refusals = {ADDRESSES[1]: "550 no such person", ADDRESSES[3]: "451 come back later"}

    assert send_digest(digest_id=digest.pk, now=timezone.now()) == 3
    assert waiting(digest) == 2
    assert "was refused" in caplog.text

    server.refusals = {}
    assert send_digest(digest_id=digest.pk, now=timezone.now()) == 2
    assert server.recipients == ADDRESSES


def test_a_server_out_of_reach_is_told_and_nothing_is_marked(digest, server, settings):
    settings.EMAIL_PORT = 1

    with pytest.raises(OSError, match="refused"):
        send_digest(digest_id=digest.pk, now=timezone.now())
    assert waiting(digest) == len(ADDRESSES)


def test_two_senders_at_the_same_moment_mail_nobody_twice(digest, server):
    server.stall = Stall(before_mail=1, takes=True)
    sent: list[int] = []

    def send() -> None:
        sent.append(send_digest(digest_id=digest.pk, now=timezone.now()))
        connection.close()

    senders = [threading.Thread(target=send) for _number in range(2)]
    for sender in senders:
        sender.start()
    assert server.stall.reached.wait(30)
    time.sleep(0.3)  # so that the second one, too, is at it
    server.stall.gate.set()
    for sender in senders:
        sender.join(30)

    assert sum(sent) == len(ADDRESSES)
    assert server.recipients == ADDRESSES
    assert waiting(digest) == 0
