"""Two people at once, on connections of their own."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from meetings.actions import adopt, save_interpretation
from meetings.documents.canonical import from_json
from meetings.errors import InterpretationConflict, MeetingAdopted
from meetings.models import AgendaItem, Interpretation, Meeting, Minutes
from tests.integration.meetings.records import NOW, decided, item_of, small_meeting, without_four_eyes
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saving(item: AgendaItem, text: str, by: User) -> Callable[[], object]:
    return lambda: save_interpretation(item=item, text=text, base_number=0, by=by, now=NOW)


def test_of_two_writers_one_is_told_and_no_word_is_lost(chair: User, secretary: User) -> None:
    item = item_of(small_meeting(["VR15"]))
    outcomes = at_once(saving(item, "een", chair), saving(item, "twee", secretary))
    saved = [found for found in outcomes if isinstance(found, Interpretation)]
    conflicts = [found for found in outcomes if isinstance(found, InterpretationConflict)]
    assert (len(saved), len(conflicts)) == (1, 1)
    assert {saved[0].text, conflicts[0].text} == {"een", "twee"}
    assert conflicts[0].latest == saved[0]


def test_what_is_saved_while_adopting_is_in_the_minutes_or_refused(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    item = item_of(meeting)
    decided(item, chair)
    without_four_eyes()
    outcomes = at_once(
        saving(item, "op het nippertje", secretary), lambda: adopt(meeting=meeting, by=chair, now=NOW)
    )
    written = from_json(Minutes.objects.get().content).regions[0].interpretation
    assert Meeting.objects.get().is_adopted
    if isinstance(outcomes[0], MeetingAdopted):
        assert written is None
        assert not Interpretation.objects.exists()
    else:
        assert written.text == "op het nippertje"
