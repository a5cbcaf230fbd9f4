"""The digest: who gets it, what it says, and that closing the agenda makes it once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils.translation import override
from django_celery_beat.models import PeriodicTask

from ladder.models import AuditEntry
from meetings.actions.action_points import Agreement, add_action
from meetings.actions.agenda import add_point
from meetings.actions.digests import close_agenda, close_due_agendas, send_digest
from meetings.addressees import addressees_of, numbers_of
from meetings.digest import digest_mail
from meetings.errors import MeetingAdopted
from meetings.models import (
    AreaMembership,
    Digest,
    DigestDelivery,
    Meeting,
    MeetingSettings,
    Participant,
    Theme,
)
from meetings.unsent import digests_to_send_again, is_time_again
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import HELD_ON, adopted, meeting_on, regional, small_meeting

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 29, 13, tzinfo=UTC)  # Tuesday 15:00 in the Netherlands
PREVIEW = "/overleg/2020-W39/mail/"


def meeting() -> Meeting:
    return small_meeting(["VR13", "VR15"])


def with_mail(*roles: str, address: str = "", **fields):
    user = UserFactory(groups=roles, **fields)
    user.email = address or f"{user.username}@example.org"
    user.save()
    return user


def contact_of(code: str, *, since: date = date(2020, 9, 29), until: date | None = None):
    user = with_mail("region_contact")
    AreaMembership.objects.create(user=user, area=Area.objects.get(code=code), since=since, until=until)
    return user


# Who


def test_everybody_around_the_table_is_told_once():
    about = meeting()
    seat, twice = with_mail(), with_mail("secretary")
    for function, user in (("lid", seat), ("secretaris", twice), ("gast", None)):
        Participant.objects.create(meeting=about, function=function, user=user)
    contact, chair = contact_of("VR13"), with_mail("chair")
    with_mail("viewer")
    UserFactory(groups=["chair"])  # without an address

    found = addressees_of(about, now=NOW)

    assert [one.user for one in found] == [seat, twice, contact, chair]
    assert [(str(words), number) for words, number in numbers_of(found)] == [
        ("deelnemers", 2), ("regiocontacten", 1), ("secretarissen en voorzitters", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "is_told"),
    [
        (date(2020, 9, 29), None, True),
        (date(2020, 9, 30), None, False),
        (date(2020, 9, 1), date(2020, 9, 29), True),
        (date(2020, 9, 1), date(2020, 9, 28), False),
    ],
)
def test_contacts_of_the_day_are_told(since, until, is_told):
    user = contact_of("VR13", since=since, until=until)

    assert [one.user for one in addressees_of(meeting(), now=NOW)] == ([user] if is_told else [])


def test_a_contact_of_another_area_or_a_closed_account_is_not_told():
    contact_of("VR01")
    with_mail("chair", is_active=False)

    assert addressees_of(meeting(), now=NOW) == []


def test_two_accounts_with_one_address_get_one_mail():
    first = with_mail("chair", address="samen@example.org")
    with_mail("secretary", address="Samen@example.org ")

    assert [one.user for one in addressees_of(meeting(), now=NOW)] == [first]


# What


def test_the_mail_says_what_is_on_the_agenda(secretary, settings):
    settings.SITE_URL = "https://ladder.example"
    about = meeting_on()
    with override("en"):  # whoever asks
        add_point(meeting=about, title="Mondkapjes <b>", text="Wie levert?", by=secretary, now=NOW)
        for title, due in (("Oud", date(2020, 9, 28)), ("Vandaag", date(2020, 9, 29))):
            agreed = Agreement(Theme.objects.get(code="testen"), title, owner="GGD", due_on=due)
            add_action(ladder=regional(), agreement=agreed, by=secretary, now=NOW)
        said = digest_mail(about, now=NOW)

    assert said.subject == "Agenda inschalingsoverleg 30 september 2020 (cijfers van week 39)"
    for part in (said.text, said.html):
        assert "Haaglanden" in part
        assert "Bespreekstukken" in part
        assert "Wie levert?" in part
        assert "https://ladder.example/overleg/2020-W39/" in part
        assert "Oud – GGD, 28 september 2020" in part
        assert "Vandaag – GGD" not in part
        assert "{" not in part.split("<body")[-1]
    assert "Mondkapjes <b>" in said.text
    assert "Mondkapjes &lt;b&gt;" in said.html
    assert "\n\n\n" not in said.text


def test_every_region_is_in_the_mail_once():
    text = digest_mail(meeting_on(), now=NOW).text

    names = Area.objects.safety_regions().values_list("name", flat=True)
    assert [name for name in names if name not in text] == []


def test_an_exercise_says_so():
    about = meeting()
    Meeting.objects.filter(pk=about.pk).update(is_exercise=True)
    about.refresh_from_db()

    said = digest_mail(about, now=NOW)

    assert said.subject.startswith("OEFENING · ")
    assert said.text.startswith("OEFENING.")
    assert "2020-W39-oefening" in said.html


@pytest.mark.parametrize("codes", [["VR01", "VR15"], [f"VR{number:02}" for number in range(1, 26)]])
def test_the_number_of_queries_does_not_grow(codes, django_assert_max_num_queries):
    about = small_meeting(codes)

    with django_assert_max_num_queries(16):
        digest_mail(about, now=NOW)


# Closing


def test_closing_makes_the_digest_and_sends_it_once(chair, django_capture_on_commit_callbacks, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr("meetings.tasks.send_digest.delay", sent.append)
    about, secretary = meeting(), with_mail("secretary")

    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            digest = close_agenda(meeting=about, by=chair, now=NOW)

    assert digest is not None
    assert sent == [digest.pk]
    assert [delivery.user for delivery in digest.deliveries.all()] == [secretary]
    about.refresh_from_db()
    assert about.agenda_closed_at == NOW
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "meeting.agenda_closed", "digest.made",
    ]  # fmt: skip


def test_without_the_setting_the_agenda_closes_without_a_mail(chair):
    MeetingSettings.objects.create(ladder=regional(), sends_digest=False)
    about = meeting()

    assert close_agenda(meeting=about, by=chair, now=NOW) is None
    assert Meeting.objects.get().agenda_closed_at == NOW
    assert not Digest.objects.exists()


def test_an_adopted_meeting_is_left_alone(chair):
    about, _minutes = adopted(chair)

    with pytest.raises(MeetingAdopted):
        close_agenda(meeting=about, by=chair, now=NOW)


DUE = [
    ("at the moment itself", {}, True),
    ("a second before", {"agenda_closes_at": NOW + timedelta(seconds=1)}, False),
    ("without a moment", {"agenda_closes_at": None}, False),
    ("closed already", {"agenda_closed_at": NOW - timedelta(hours=1)}, False),
    ("in session", {"status": "in_session"}, False),
    ("held today", {"held_on": date(2020, 9, 29)}, True),
    ("held yesterday", {"held_on": date(2020, 9, 28)}, False),
]


@pytest.mark.parametrize(("fields", "closes"), [case[1:] for case in DUE], ids=[case[0] for case in DUE])
def test_the_schedule_closes_what_is_due(fields, closes):
    about = meeting()
    Meeting.objects.filter(pk=about.pk).update(**{"agenda_closes_at": NOW, "held_on": HELD_ON, **fields})

    assert close_due_agendas(now=NOW) == ([about] if closes else [])
    assert Digest.objects.exists() == closes


def test_one_agenda_that_fails_does_not_hold_up_the_others(monkeypatch, caplog):
    broken, good = small_meeting(["VR13"], "2020-W38"), small_meeting(["VR13"], "2020-W39")
    Meeting.objects.update(agenda_closes_at=NOW)

    def mail_of(about: Meeting, *, now: datetime):
        if about == broken:
            raise ValueError("broken")
        return digest_mail(about, now=now)

    monkeypatch.setattr("meetings.actions.digests.digest_mail", mail_of)

    assert close_due_agendas(now=NOW) == [good]
    assert "could not be closed" in caplog.text
    broken.refresh_from_db()
    assert broken.agenda_closed_at is None


def test_the_schedule_runs_every_five_minutes():
    row = PeriodicTask.objects.get(task="meetings.tasks.close_agendas")

    assert (row.enabled, row.interval.every, row.interval.period) == (True, 5, "minutes")


@pytest.mark.parametrize(
    ("minutes", "again"),
    [(0, False), (4, False), (5, True), (9, True), (10, True), (14, True), (15, False), (19, False), (20, True),
     (24, True), (25, False), (40, True), (45, False), (80, True), (85, False), (640, True), (700, False)],
)  # fmt: skip
def test_it_is_tried_again_later_and_later(minutes, again):
    assert is_time_again(timedelta(minutes=minutes)) == again


@pytest.mark.parametrize(("age", "again"), [(timedelta(minutes=5), True), (timedelta(days=2), False)])
def test_only_what_was_not_sent_and_is_recent_is_sent_again(chair, age, again):
    with_mail("secretary")
    digest = close_agenda(meeting=meeting(), by=chair, now=NOW)
    assert digest is not None

    assert digests_to_send_again(now=NOW + age) == ([digest.pk] if again else [])
    DigestDelivery.objects.update(sent_at=NOW)
    assert digests_to_send_again(now=NOW + age) == []


def test_sending_marks_each_and_records_the_end(chair):
    people = [with_mail("secretary"), with_mail("secretary")]
    digest = close_agenda(meeting=meeting(), by=chair, now=NOW)
    assert digest is not None

    assert send_digest(digest_id=digest.pk, now=NOW) == 2
    assert send_digest(digest_id=digest.pk, now=NOW) == 0

    assert sorted(address for message in mail.outbox for address in message.to) == sorted(
        user.email for user in people
    )
    message = mail.outbox[0]
    assert message.subject == digest.subject
    assert message.body == digest.text
    assert message.alternatives == [(digest.html, "text/html")]
    assert list(AuditEntry.objects.filter(action="digest.sent").values_list("after", flat=True)) == [
        {"addressees": 2}
    ]


# The page


def test_the_preview_and_the_button(client, chair, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr("meetings.tasks.send_digest.delay", lambda pk: send_digest(digest_id=pk, now=NOW))
    meeting()
    with_mail("secretary")
    client.force_login(chair)

    before = client.get(PREVIEW).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{PREVIEW}versturen/").url == PREVIEW
    after = client.get(PREVIEW).content.decode()

    assert "Aan 1 persoon" in before
    assert "Sluit de agenda en verstuur" in before
    assert "De mail is aan iedereen verstuurd." in after
    assert "Sluit de agenda en verstuur" not in after
    assert len(mail.outbox) == 1


def test_the_preview_reads_and_never_writes(client, chair):
    meeting()
    client.force_login(chair)

    client.get(PREVIEW)
    client.get(f"{PREVIEW}opmaak/")

    assert not Digest.objects.exists()
    assert Meeting.objects.get().agenda_closed_at is None


def test_the_mail_in_its_own_form_runs_nothing_and_shows_in_our_own_page_only(client, chair):
    meeting()
    client.force_login(chair)

    response = client.get(f"{PREVIEW}opmaak/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in client.get(PREVIEW).headers["Content-Security-Policy"]


@pytest.mark.parametrize("role", ["viewer", "region_contact", "sector_lead", "editor", "administrator"])
def test_others_read_it_and_do_not_send_it(client, role):
    meeting()
    client.force_login(UserFactory(groups=[role]))

    page = client.get(PREVIEW)
    assert page.status_code == client.get(f"{PREVIEW}opmaak/").status_code == 200
    assert "Sluit de agenda" not in page.content.decode()
    assert client.post(f"{PREVIEW}versturen/").status_code == 403
    assert not Digest.objects.exists()


def test_sending_is_a_post_and_strangers_get_nothing(client, chair):
    meeting()
    assert client.get(PREVIEW).status_code == 302

    client.force_login(chair)
    assert client.get(f"{PREVIEW}versturen/").status_code == 405
    assert client.get("/overleg/2020-W38/mail/").status_code == 404


def test_an_adopted_meeting_says_no(client, chair):
    adopted(chair)
    client.force_login(chair)

    response = client.post(f"{PREVIEW}versturen/", follow=True)

    assert "Sluit de agenda" not in client.get(PREVIEW).content.decode().replace("Mail vooraf", "")
    assert "is vastgesteld" in response.content.decode()
    assert not Digest.objects.exists()


def test_an_administrator_sees_what_went_out_and_changes_nothing(client, chair):
    for _number in range(2):
        with_mail("secretary")
    digest = close_agenda(meeting=meeting(), by=chair, now=NOW)
    assert digest is not None
    digest.deliveries.filter(pk=digest.deliveries.earliest("pk").pk).update(sent_at=NOW)
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))

    assert "1 / 2" in client.get("/admin/meetings/digest/").content.decode()
    assert client.post(f"/admin/meetings/digest/{digest.pk}/delete/").status_code == 403
