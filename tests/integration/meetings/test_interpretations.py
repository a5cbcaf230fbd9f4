from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.actions import interpretations, save_interpretation
from meetings.errors import InterpretationConflict, MeetingAdopted
from meetings.models import AgendaItem, Interpretation
from tests.integration.meetings.records import NOW, adopted, item_of, small_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(small_meeting(["VR15"]))


def save(item: AgendaItem, text: str, base: int, by: User) -> Interpretation | None:
    return save_interpretation(item=item, text=text, base_number=base, by=by, now=NOW)


def texts(item: AgendaItem) -> list[tuple[int, str]]:
    return list(item.interpretations.values_list("number", "text"))


def test_each_save_is_a_new_version(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "een", 0, chair)
    saved = save(item, "twee", 1, secretary)
    assert saved is not None
    assert (saved.number, saved.author, saved.written_at) == (2, secretary, NOW)
    assert texts(item) == [(1, "een"), (2, "twee")]


@pytest.mark.parametrize("same", ["een\n\ntwee", "een\r\n\r\ntwee", "  een\n\ntwee\n "])
@pytest.mark.parametrize("base", [0, 1])
def test_an_unchanged_text_stores_nothing(item: AgendaItem, chair: User, same: str, base: int) -> None:
    first = save(item, "een\n\ntwee", 0, chair)
    assert save(item, same, base, chair) == first
    assert len(texts(item)) == 1


def test_an_empty_first_text_stores_nothing_but_emptying_does(item: AgendaItem, chair: User) -> None:
    assert save(item, " \n", 0, chair) is None
    save(item, "een", 0, chair)
    save(item, "", 1, chair)
    assert texts(item) == [(1, "een"), (2, "")]


def test_a_conflict_carries_both_texts_and_stores_nothing(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "van de voorzitter", 0, chair)
    with pytest.raises(InterpretationConflict) as conflict:
        save(item, "van de secretaris", 0, secretary)
    assert conflict.value.text == "van de secretaris"
    assert conflict.value.latest.text == "van de voorzitter"
    assert texts(item) == [(1, "van de voorzitter")]


def test_after_a_conflict_the_merged_text_is_saved(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "een", 0, chair)
    with pytest.raises(InterpretationConflict) as conflict:
        save(item, "twee", 0, secretary)
    save(item, "een en twee", conflict.value.latest.number, secretary)
    assert texts(item)[-1] == (2, "een en twee")


def test_the_constraint_is_the_last_guard(
    item: AgendaItem, chair: User, secretary: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version stored without our lock, between our reading and our writing, loses nothing either."""
    save(item, "een", 0, chair)
    latest = interpretations._latest
    seen = [latest(item)]
    Interpretation.objects.create(item=item, number=2, text="ertussen", author=chair, written_at=NOW)
    monkeypatch.setattr(interpretations, "_latest", lambda of: seen.pop() if seen else latest(of))
    with pytest.raises(InterpretationConflict) as conflict:
        save(item, "twee", 1, secretary)
    assert (conflict.value.latest.text, conflict.value.text) == ("ertussen", "twee")
    assert texts(item) == [(1, "een"), (2, "ertussen")]


def test_the_database_refuses_a_number_twice(item: AgendaItem, chair: User) -> None:
    save(item, "een", 0, chair)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interpretation.objects.create(item=item, number=1, text="x", author=chair, written_at=NOW)


def test_a_text_that_no_document_can_hold_is_refused(item: AgendaItem, chair: User) -> None:
    with pytest.raises(ValidationError, match="U\\+0007"):
        save(item, "bel\x07", 0, chair)
    assert texts(item) == []


def test_an_adopted_meeting_takes_no_duiding(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        save(item_of(meeting), "te laat", 0, chair)


def test_the_latest_version_per_item_is_found_in_one_query(chair: User, django_assert_num_queries) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    for item in meeting.items.all():
        for number in range(3):
            save_interpretation(
                item=item, text=f"v{number}", base_number=number, by=chair, now=NOW + timedelta(minutes=number)
            )
    with django_assert_num_queries(1):
        found = list(Interpretation.objects.latest_per_item())
    assert [(one.number, one.text) for one in found] == [(3, "v2"), (3, "v2")]
