import hashlib
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from meetings.actions import adopt, save_interpretation
from meetings.documents.canonical import as_json, from_json
from meetings.documents.content import note_content
from meetings.documents.note import note_of
from meetings.errors import MeetingAdopted, UndecidedRegions
from meetings.models import Decision, Meeting, Minutes
from regions.models import Area
from tests.integration.meetings.records import NOW, adopted, decided, item_of, regional, small_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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


def test_a_decision_is_in_force_once_its_meeting_is_adopted(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair, 3, "cluster")
    in_force = Decision.objects.in_force_for_week
    assert not in_force("regionaal", meeting.week, as_of=NOW).exists()
    adopt(meeting=meeting, by=chair, now=NOW)
    assert in_force("regionaal", meeting.week, as_of=NOW).get().level.number == 3
    assert not in_force("regionaal", meeting.week, as_of=NOW - timedelta(seconds=1)).exists()


def test_the_database_wants_minutes_and_a_moment(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    for fields in ({"status": "adopted", "adopted_at": NOW}, {"status": "adopted"}, {"adopted_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**fields)


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
