from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from meetings.actions import save_interpretation
from meetings.documents.content import RegionNote, note_content
from meetings.documents.note import note_of, only_region
from meetings.models import Meeting
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    all_levels,
    decided,
    item_of,
    meeting_on,
    small_meeting,
)

pytestmark = pytest.mark.django_db


def region(meeting: Meeting, code: str) -> RegionNote:
    return next(found for found in note_content(meeting).regions if found.code == code)


def test_a_region_has_level_reasons_and_values(chair: User) -> None:
    found = region(meeting_on(), "VR15")
    assert (found.name, found.computed.number, found.computed.name, found.state) == (
        "Haaglanden", 3, "ernstig", "complete",
    )  # fmt: skip
    assert any("ernstig" in reason for reason in found.reasons)
    (value,) = [value for value in found.values if value.signal == "positive_tests"]
    assert value.text == "151,0"
    assert (value.value, value.deciding, value.unit) == (151.0, True, "per 100.000 inwoners per 7 dagen")
    assert (found.interpretation, found.decision) == (None, None)


@pytest.mark.parametrize(("code", "state"), [("VR08", "unknown"), ("VR03", "absent")])
def test_a_region_without_level_says_so(chair: User, code: str, state: str) -> None:
    found = region(meeting_on(), code)
    assert (found.computed, found.state) == (None, state)
    assert found.state_label in ("onbekend", "niet berekend")


@pytest.mark.parametrize(("number", "differs"), [(3, False), (2, True)])
def test_the_decision_says_whether_it_differs(chair: User, number: int, differs: bool) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair, number)
    found = region(meeting, "VR15").decision
    assert (found.level.number, found.differs, found.reason) == (number, differs, "omdat")
    assert (found.author.username, found.author.roles, found.valid_from) == ("voorzitter", "voorzitter", HELD_ON)


def test_the_latest_duiding_counts_and_an_emptied_one_is_none(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    item = item_of(meeting)
    for base, text in enumerate(("een", "twee")):
        save_interpretation(item=item, text=text, base_number=base, by=secretary, now=NOW)
    assert region(meeting, "VR15").interpretation.text == "twee"
    save_interpretation(item=item, text="", base_number=2, by=secretary, now=NOW)
    assert region(meeting, "VR15").interpretation is None


def test_the_dates_stay_apart(chair: User) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair)
    content = note_content(meeting)
    assert (content.data_from, content.data_until) == (date(2020, 9, 21), date(2020, 9, 27))
    assert (content.held_on, content.next_on) == (HELD_ON, date(2020, 10, 7))
    assert (content.reported_until, content.decided_at, content.valid_from) == (NOW, NOW, (HELD_ON,))
    assert content.computed_at < NOW
    assert (content.status, content.adopted_by) == ("concept", None)


def test_the_content_is_dutch_for_an_english_reader(chair: User) -> None:
    meeting = meeting_on()
    with override("en"):
        assert note_content(meeting).title == "Duidingsnotitie inschalingsoverleg 2020-W39"


def test_one_region_can_be_taken_out(chair: User) -> None:
    note = note_of(meeting_on())
    assert [found.code for found in only_region(note, "VR15").content.regions] == ["VR15"]
    with pytest.raises(LookupError):
        only_region(note, "VR99")


def test_no_query_per_region(chair: User, secretary: User, django_assert_num_queries) -> None:
    small, large = small_meeting(["VR01", "VR15"], "2020-W38"), meeting_on(levels=all_levels())
    for meeting in (small, large):
        for item in meeting.items.all():
            decided(item, chair)
            save_interpretation(item=item, text="x", base_number=0, by=secretary, now=NOW)
    for meeting in (small, large):
        with django_assert_num_queries(12):
            note_content(Meeting.objects.select_related("ladder", "adopted_by").get(pk=meeting.pk))
