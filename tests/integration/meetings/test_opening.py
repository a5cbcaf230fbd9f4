from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from ladder.weeks import Week
from meetings.actions import open_meeting, start_session
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import Meeting
from tests.factories import REPORTED, store_assessments
from tests.integration.meetings.records import HELD_ON, NOW, adopted, item_of, meeting_on, regional

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_agenda_has_every_region_pinned_to_its_computed_level(chair: User) -> None:
    meeting = meeting_on(levels={"VR01": 1, "VR08": None}, by=chair)
    assert meeting.items.count() == 25
    assert item_of(meeting, "VR01").assessment.level.number == 1
    assert item_of(meeting, "VR08").assessment.state == "unknown"
    assert item_of(meeting, "VR02").assessment is None
    assert (meeting.status, meeting.opened_by, meeting.next_on) == ("preparation", chair, date(2020, 10, 7))


def test_only_what_was_known_at_the_cut_off_is_pinned(chair: User) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    store_assessments("2020-W39", {"VR01": 3}, as_of=REPORTED + timedelta(hours=1))
    week = Week.parse("2020-W39")
    meeting = open_meeting(
        ladder=regional(), week=week, held_on=HELD_ON, as_of=REPORTED + timedelta(minutes=59), now=NOW, by=chair
    )
    assert item_of(meeting, "VR01").assessment.level.number == 1


def test_only_the_version_in_force_is_pinned(chair: User) -> None:
    store_assessments("2020-W39", {"VR01": 3}, version="2021-02")
    meeting = meeting_on(levels={"VR01": 2}, by=chair)
    assert item_of(meeting, "VR01").assessment.version.code == "2020-09"


def test_a_second_meeting_on_a_week_is_refused(chair: User, english: None) -> None:
    meeting = meeting_on()
    with pytest.raises(MeetingError, match="There is a meeting on 2020-W39 already") as refused:
        open_meeting(ladder=regional(), week=meeting.week, held_on=HELD_ON, as_of=NOW, now=NOW, by=chair)
    assert refused.value.field == "week"
    assert Meeting.objects.count() == 1


def test_the_database_refuses_a_second_meeting_too(db: None) -> None:
    meeting = meeting_on()
    meeting.pk = None
    meeting._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.save()


def test_a_week_without_computed_levels_is_refused(chair: User, english: None) -> None:
    with pytest.raises(MeetingError, match="No levels have been computed for 2020-W39"):
        open_meeting(ladder=regional(), week=Week.parse("2020-W39"), held_on=HELD_ON, as_of=NOW, now=NOW, by=chair)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("held_on", "refused"), [(date(2020, 9, 20), True), (date(2020, 9, 21), False)])
def test_a_meeting_is_not_held_before_its_week(chair: User, held_on: date, refused: bool) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    arguments = {"ladder": regional(), "week": Week.parse("2020-W39"), "as_of": NOW, "now": NOW, "by": chair}
    if refused:
        with pytest.raises(MeetingError) as error:
            open_meeting(held_on=held_on, **arguments)
        assert error.value.field == "held_on"
    else:
        assert open_meeting(held_on=held_on, **arguments).held_on == held_on


def test_a_session_starts_once(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    started = start_session(meeting=meeting, by=chair, now=NOW)
    again = start_session(meeting=meeting, by=secretary, now=NOW + timedelta(hours=1))
    assert (started.status, started.started_at, started.started_by) == ("in_session", NOW, chair)
    assert (again.started_at, again.started_by) == (NOW, chair)


def test_an_adopted_meeting_does_not_start_again(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        start_session(meeting=meeting, by=chair, now=NOW)
