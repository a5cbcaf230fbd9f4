import hashlib
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from ladder.models import AuditEntry
from meetings.actions import adopt, save_interpretation
from meetings.actions.approvals import approve, decisions_that_count
from meetings.documents.canonical import as_json, from_json
from meetings.documents.content import note_content
from meetings.documents.note import note_of
from meetings.errors import MeetingAdopted, MeetingError, UndecidedRegions
from meetings.four_eyes import fingerprint_of
from meetings.models import Approval, Decision, Meeting, MeetingSettings, Minutes, Participant
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    decided,
    item_of,
    regional,
    small_meeting,
    without_four_eyes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("english")]


def test_a_meeting_with_undecided_regions_is_not_adopted(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    decided(item_of(meeting, "VR01"), chair)
    with pytest.raises(UndecidedRegions, match="Haaglanden") as error:
        adopt(meeting=meeting, by=chair, now=NOW)
    assert [item.area.code for item in error.value.items] == ["VR15"]
    meeting.refresh_from_db()
    assert meeting.status == "preparation"
    assert not Minutes.objects.exists()


def test_adoption_writes_the_content_and_freezes(chair: User) -> None:
    meeting, minutes = adopted(chair)
    assert (meeting.status, meeting.adopted_at, meeting.adopted_by) == ("adopted", NOW, chair)
    assert minutes.sha256 == hashlib.sha256(minutes.content.encode()).hexdigest()
    found = Minutes.objects.get()
    assert (found.content, found.sha256) == (minutes.content, minutes.sha256)


def test_the_content_is_canonical(chair: User) -> None:
    _meeting, minutes = adopted(chair)
    data = json.loads(minutes.content)
    again = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again == minutes.content
    assert (data["status"], data["week"]) == ("adopted", "2020-W39")


def test_the_hash_can_be_made_again_from_the_frozen_rows(chair: User) -> None:
    meeting, minutes = adopted(chair)
    assert as_json(note_content(meeting)) == minutes.content
    assert as_json(from_json(minutes.content)) == minutes.content


def test_the_note_of_an_adopted_meeting_ignores_later_changes(chair: User) -> None:
    meeting, minutes = adopted(chair)
    Area.objects.filter(code="VR15").update(name="Anders genoemd")
    chair.username = "anders"
    chair.save()
    note = note_of(meeting)
    assert note.sha256 == minutes.sha256
    assert [region.name for region in note.content.regions] == ["Groningen", "Haaglanden"]
    assert note.content.adopted_by.username == "voorzitter"


def test_a_meeting_is_adopted_once(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        adopt(meeting=meeting, by=chair, now=NOW + timedelta(hours=1))
    assert Minutes.objects.count() == 1


@pytest.fixture
def alone(db: None) -> None:
    without_four_eyes()


@pytest.mark.usefixtures("alone")
def test_when_the_minutes_cannot_be_stored_nothing_is_adopted(
    chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Meeting, "save", broken)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        adopt(meeting=meeting, by=chair, now=NOW)
    assert not Minutes.objects.exists()
    assert Meeting.objects.get().status == "preparation"


@pytest.mark.usefixtures("alone")
def test_a_decision_is_in_force_once_its_meeting_is_adopted(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair, 3, "cluster")
    in_force = Decision.objects.in_force_for_week
    assert not in_force(meeting.ladder, meeting.week, as_of=NOW).exists()
    adopt(meeting=meeting, by=chair, now=NOW)
    assert in_force(meeting.ladder, meeting.week, as_of=NOW).get().level.number == 3
    assert not in_force(meeting.ladder, meeting.week, as_of=NOW - timedelta(seconds=1)).exists()


def test_the_database_wants_minutes_and_a_moment(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    for fields in ({"status": "adopted", "adopted_at": NOW}, {"status": "adopted"}, {"adopted_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**fields)


@pytest.mark.usefixtures("alone")
def test_the_duiding_stands_in_the_minutes(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    item = item_of(meeting)
    save_interpretation(item=item, text="Den Haag <b>&amp;", base_number=0, by=secretary, now=NOW)
    decided(item, chair)
    minutes = adopt(meeting=meeting, by=chair, now=NOW)
    written = from_json(minutes.content).regions[0].interpretation
    assert (written.text, written.author.username, written.author.roles) == (
        "Den Haag <b>&amp;", "secretaris", "secretaris",
    )  # fmt: skip
    assert meeting.ladder == regional()


CHAIR, SECRETARY = "voorzitter", "secretaris"
FOUR_EYES = {
    # who took the decisions, who checked them, who adopts: which regions stand in the way
    "own decisions": ([CHAIR, CHAIR], [], CHAIR, "Groningen, Haaglanden"),
    "one of one's own": ([CHAIR, SECRETARY], [], CHAIR, "Groningen"),
    "those of somebody else": ([SECRETARY, SECRETARY], [], CHAIR, None),
    "checked by somebody else": ([CHAIR, CHAIR], [SECRETARY], CHAIR, None),
    "checked by oneself too": ([CHAIR, SECRETARY], [CHAIR], CHAIR, "Groningen"),
    "checked by each other": ([CHAIR, SECRETARY], [SECRETARY], CHAIR, None),
}


@pytest.mark.parametrize(("writers", "checkers", "adopter", "refused"), FOUR_EYES.values(), ids=FOUR_EYES)
def test_whoever_took_a_decision_does_not_alone_adopt_it(
    chair: User, secretary: User, writers: list[str], checkers: list[str], adopter: str, refused: str | None
) -> None:
    users = {CHAIR: chair, SECRETARY: secretary}
    meeting = small_meeting(["VR01", "VR15"])
    for code, writer in zip(["VR01", "VR15"], writers, strict=True):
        decided(item_of(meeting, code), users[writer])
    for checker in checkers:
        approve(meeting=meeting, by=users[checker], now=NOW)
    if refused is None:
        assert adopt(meeting=meeting, by=users[adopter], now=NOW).pk
        return
    with pytest.raises(MeetingError, match=f"{refused}\\.$"):
        adopt(meeting=meeting, by=users[adopter], now=NOW)
    assert not Minutes.objects.exists()


def test_without_the_setting_one_person_is_enough(chair: User, alone: None) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    assert adopt(meeting=meeting, by=chair, now=NOW).pk


def test_the_writer_of_all_decisions_cannot_check_them(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    with pytest.raises(MeetingError, match="yourself"):
        approve(meeting=meeting, by=chair, now=NOW)
    assert not Approval.objects.exists()


def test_there_must_be_something_to_check(secretary: User) -> None:
    with pytest.raises(MeetingError, match="no decisions"):
        approve(meeting=small_meeting(["VR15"]), by=secretary, now=NOW)


def test_a_later_decision_makes_the_check_void(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair, 2)
    approve(meeting=meeting, by=secretary, now=NOW)
    decided(item_of(meeting), chair, 3)
    with pytest.raises(MeetingError, match="Haaglanden"):
        adopt(meeting=meeting, by=chair, now=NOW)
    approve(meeting=meeting, by=secretary, now=NOW)
    assert adopt(meeting=meeting, by=chair, now=NOW).pk


def test_deciding_the_same_again_leaves_the_check_as_it_is(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    for _time in range(2):
        decided(item_of(meeting), chair)
        approve(meeting=meeting, by=secretary, now=NOW)
    assert Approval.objects.count() == 1
    assert AuditEntry.objects.filter(action="decisions.approved").count() == 1


@pytest.mark.parametrize("action", [approve, adopt])
def test_nobody_says_yes_to_decisions_that_were_not_seen(chair: User, secretary: User, action) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair, 2)
    seen = fingerprint_of(decisions_that_count(meeting))
    decided(item_of(meeting), chair, 3)
    with pytest.raises(MeetingError, match="look again"):
        action(meeting=meeting, by=secretary, now=NOW, seen=seen)
    seen = fingerprint_of(decisions_that_count(meeting))
    assert action(meeting=meeting, by=secretary, now=NOW, seen=seen).pk


@pytest.mark.parametrize(("needed", "met"), [(0, True), (2, True), (3, False)])
def test_a_meeting_without_quorum_is_not_adopted(chair: User, needed: int, met: bool) -> None:
    MeetingSettings.objects.create(ladder=regional(), four_eyes=False, quorum=needed)
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    # Two count: of the others one has no vote and one is absent.
    for number, (has_vote, is_present) in enumerate([(True, True), (True, True), (False, True), (True, False)]):
        Participant.objects.create(
            meeting=meeting, function=f"lid {number}", has_vote=has_vote, is_present=is_present
        )
    if met:
        assert adopt(meeting=meeting, by=chair, now=NOW).pk
        return
    with pytest.raises(MeetingError, match=r"no quorum: 2 .* 3 are needed"):
        adopt(meeting=meeting, by=chair, now=NOW)


@pytest.mark.parametrize("is_exercise", [False, True])
def test_an_exercise_is_adopted_and_has_no_effect(chair: User, alone: None, is_exercise: bool) -> None:
    meeting = small_meeting(["VR15"])
    Meeting.objects.filter(pk=meeting.pk).update(is_exercise=is_exercise)
    decided(item_of(meeting), chair)
    assert adopt(meeting=meeting, by=chair, now=NOW).pk
    found = Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=NOW)
    assert found.exists() is not is_exercise


def test_check_and_adoption_stand_in_the_audit_trail(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    approve(meeting=meeting, by=secretary, now=NOW)
    minutes = adopt(meeting=meeting, by=chair, now=NOW)
    entries = {entry.action: entry for entry in AuditEntry.objects.filter(week_start=meeting.week_start)}
    assert (entries["decisions.approved"].actor, entries["meeting.adopted"].actor) == (SECRETARY, CHAIR)
    assert entries["meeting.adopted"].before == {"status": "preparation"}
    assert entries["meeting.adopted"].after == {"status": "adopted", "sha256": minutes.sha256}


def test_a_decision_that_was_replaced_never_counts(chair: User, alone: None) -> None:
    """Also not while the one that replaced it waits for its route."""
    meeting = small_meeting(["VR15"])
    item = item_of(meeting)
    decided(item, chair, 3)
    Decision.objects.create(
        item=item, level=item.assessment.level, valid_from=HELD_ON, waits_for_route=True, decided_by=chair,
        decided_at=NOW,
    )  # fmt: skip
    adopt(meeting=meeting, by=chair, now=NOW)
    assert not Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=NOW).exists()


def test_a_check_counts_once_per_state_in_the_database(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    fields = {"meeting": meeting, "by": chair, "fingerprint": "0" * 64, "at": NOW}
    Approval.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(**fields)
    assert Approval.objects.create(**{**fields, "by": UserFactory()}).pk
