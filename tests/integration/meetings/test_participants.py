from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from meetings.actions import add_participant, copy_participants, remove_participant, set_attendance
from meetings.actions.participants import Attendance
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import Meeting, MeetingSettings, Participant
from meetings.participants import quorum_of, settings_of
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, adopted, regional, small_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = reverse("participants", args=["2020-W39"])
SAVE = reverse("participants-save", args=["2020-W39"])
ADD = reverse("participant-add", args=["2020-W39"])
COPY = reverse("participants-copy", args=["2020-W39"])


@pytest.fixture
def meeting(db: None) -> Meeting:
    return small_meeting(["VR15"])


def seat(meeting: Meeting, function: str = "lid", **said: Any) -> Participant:
    return Participant.objects.create(meeting=meeting, function=function, **said)


def remove_url(found: Participant) -> str:
    return reverse("participant-remove", args=["2020-W39", found.pk])


@pytest.mark.parametrize(
    ("needed", "present", "is_met", "sentence"),
    [
        (None, 0, True, "0 of 4 members with a vote present"),
        (0, 2, True, "2 of 4 members with a vote present"),
        (3, 2, False, "2 of 4 members with a vote present; quorum of 3 not met"),
        (3, 3, True, "3 of 4 members with a vote present; quorum of 3 met"),
    ],
)
def test_the_quorum(
    meeting: Meeting, needed: int | None, present: int, is_met: bool, sentence: str, english: None
) -> None:
    for number in range(4):
        seat(meeting, f"lid {number}", is_present=number < present)
    seat(meeting, "toehoorder", is_present=True, has_vote=False)
    seat(small_meeting(["VR15"], "2020-W40"), is_present=True)
    if needed is not None:
        MeetingSettings.objects.create(ladder=regional(), quorum=needed)
    found = quorum_of(meeting)
    assert (found.present, found.members, found.is_met, found.sentence) == (present, 4, is_met, sentence)


def test_the_quorum_takes_one_query(meeting: Meeting, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        quorum_of(meeting)


def test_a_ladder_without_settings_has_the_defaults(meeting: Meeting) -> None:
    assert settings_of(meeting).discuss_minutes == MeetingSettings().discuss_minutes
    MeetingSettings.objects.create(ladder=regional(), discuss_minutes=7)
    assert settings_of(Meeting.objects.get()).discuss_minutes == 7


def test_a_seat_is_added_once(meeting: Meeting, chair: User) -> None:
    said = {"meeting": meeting, "function": " lid ", "organisation": "RIVM", "by": chair, "now": NOW}
    found = add_participant(**said)
    assert str(found) == "lid, RIVM"
    with pytest.raises(MeetingError) as error:
        add_participant(**said)
    assert error.value.field == "function"
    assert add_participant(**{**said, "organisation": "GGD"}).pk
    with pytest.raises(MeetingError):
        add_participant(**{**said, "function": " "})
    with pytest.raises(IntegrityError), transaction.atomic():
        seat(meeting, organisation="RIVM")


def test_what_is_ticked_is_stored_and_the_rest_stays(meeting: Meeting, chair: User) -> None:
    first, second, _third = (seat(meeting, f"lid {number}") for number in range(3))
    ticked = {first.pk: Attendance(True, True), second.pk: Attendance(False, False), 0: Attendance(True, True)}
    assert set_attendance(meeting=meeting, seats=ticked, by=chair, now=NOW) == 2
    found = Participant.objects.order_by("pk").values_list("is_present", "has_vote")
    assert list(found) == [(True, True), (False, False), (False, True)]
    assert set_attendance(meeting=meeting, seats=ticked, by=chair, now=NOW) == 0
    entry = AuditEntry.objects.get(action="participants.changed")
    assert entry.before is not None
    assert [one["function"] for one in entry.before["participants"]] == ["lid 0", "lid 1"]


def test_a_seat_of_another_meeting_is_not_touched(meeting: Meeting, chair: User) -> None:
    other = seat(small_meeting(["VR15"], "2020-W40"))
    assert set_attendance(meeting=meeting, seats={other.pk: Attendance(True, True)}, by=chair, now=NOW) == 0
    assert not Participant.objects.get().is_present


def test_seats_come_along_from_the_last_meeting_that_has_any(chair: User) -> None:
    older, last = small_meeting(["VR15"], "2020-W37"), small_meeting(["VR15"], "2020-W38")
    seat(older, "te oud")
    seat(last, "lid", organisation="RIVM", is_present=True, has_vote=False, user=chair)
    seat(last, "voorzitter", is_present=True)
    Meeting.objects.create(
        ladder=regional(), week_start=last.week_start, is_exercise=True, held_on=last.held_on,
        next_on=last.next_on, as_of=NOW, opened_at=NOW,
    )  # fmt: skip
    meeting = small_meeting(["VR15"])
    seat(meeting, "voorzitter", is_present=True)
    assert copy_participants(meeting=meeting, by=chair, now=NOW) == 1
    found = meeting.participants.get(function="lid")
    assert (found.organisation, found.is_present, found.has_vote, found.user) == ("RIVM", False, False, chair)
    assert meeting.participants.get(function="voorzitter").is_present
    assert copy_participants(meeting=meeting, by=chair, now=NOW) == 0


@pytest.mark.parametrize(("is_exercise", "copied"), [(False, 0), (True, 1)])
def test_only_an_exercise_learns_from_an_exercise(chair: User, is_exercise: bool, copied: int) -> None:
    exercise = small_meeting(["VR15"], "2020-W38")
    Meeting.objects.filter(pk=exercise.pk).update(is_exercise=True)
    seat(exercise)
    meeting = small_meeting(["VR15"])
    Meeting.objects.filter(pk=meeting.pk).update(is_exercise=is_exercise)
    assert copy_participants(meeting=meeting, by=chair, now=NOW) == copied


def test_an_adopted_meeting_keeps_its_seats(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        add_participant(meeting=meeting, function="te laat", by=chair, now=NOW)
    with pytest.raises(MeetingAdopted):
        set_attendance(meeting=meeting, seats={}, by=chair, now=NOW)
    with pytest.raises(MeetingAdopted):
        copy_participants(meeting=meeting, by=chair, now=NOW)
    with pytest.raises(MeetingAdopted):
        remove_participant(participant=Participant(meeting=meeting), by=chair, now=NOW)


def test_the_secretary_keeps_the_list(client: Client, secretary: User, meeting: Meeting) -> None:
    seat(small_meeting(["VR15"], "2020-W38"), "secretaris")
    client.force_login(secretary)
    assert client.post(COPY).url == PAGE
    typed = {"function": "lid", "organisation": "RIVM", "account": secretary.pk, "has_vote": "on"}
    assert client.post(ADD, typed).url == PAGE
    copied, added = Participant.objects.filter(meeting=meeting).order_by("pk")
    assert (added.user, added.has_vote, added.is_present) == (secretary, True, False)
    text = client.post(
        SAVE, {"seats": [copied.pk, added.pk], "present": [copied.pk, added.pk], "voting": [added.pk]}, follow=True
    ).content.decode()
    assert "1 van 1 stemgerechtigden aanwezig" in text
    assert client.post(remove_url(copied)).url == PAGE
    assert list(meeting.participants.all()) == [added]
    assert AuditEntry.objects.filter(action="participants.changed", by=secretary).count() == 4


def test_a_refused_seat_keeps_what_was_typed(client: Client, chair: User, meeting: Meeting) -> None:
    seat(meeting, organisation="RIVM")
    client.force_login(chair)
    for typed, message in (
        ({"function": "lid", "organisation": "RIVM"}, "staat al op de lijst"),
        ({"function": "", "organisation": "RIVM"}, "verplicht"),
        ({"function": "lid\x07", "organisation": "RIVM"}, "U+0007"),
    ):
        answer = client.post(ADD, typed)
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert 'value="RIVM"' in answer.content.decode()
    assert Participant.objects.count() == 1


def test_a_list_that_changed_meanwhile_is_shown_again(client: Client, chair: User, meeting: Meeting) -> None:
    found = seat(meeting)
    client.force_login(chair)
    text = client.post(SAVE, {"seats": ["0", found.pk], "present": [found.pk]}, follow=True).content.decode()
    assert "intussen veranderd" in text
    assert not Participant.objects.get().is_present


def test_pages_of_an_adopted_meeting_say_no(client: Client, chair: User) -> None:
    adopted(chair)
    client.force_login(chair)
    assert ADD not in client.get(PAGE).content.decode()
    assert client.post(ADD, {"function": "te laat"}).status_code == 422
    for url in (SAVE, COPY):
        assert "kan niets meer" in client.post(url, follow=True).content.decode()
    assert not Participant.objects.exists()


KEEPERS = {"chair", "secretary"}


@pytest.mark.parametrize(
    "role", ["viewer", "secretary", "chair", "region_contact", "sector_lead", "administrator"]
)
def test_who_keeps_the_list(client: Client, meeting: Meeting, role: str) -> None:
    found = seat(meeting)
    client.force_login(UserFactory(groups=[role]))
    text = client.get(PAGE).content.decode()
    assert "lid" in text
    assert (SAVE in text) is (role in KEEPERS)
    for url in (SAVE, ADD, COPY, remove_url(found)):
        assert (client.post(url).status_code != 403) is (role in KEEPERS)
        assert client.get(url).status_code == 405


@pytest.mark.parametrize("number", [2, 25])
def test_the_page_takes_no_query_per_seat(
    client: Client, chair: User, meeting: Meeting, number: int, django_assert_max_num_queries
) -> None:
    for at in range(number):
        seat(meeting, f"lid {at}", user=chair)
    client.force_login(chair)
    with django_assert_max_num_queries(9):
        client.get(PAGE)
