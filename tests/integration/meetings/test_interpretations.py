from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ladder.models import AuditEntry
from meetings.actions import interpretations, save_interpretation
from meetings.actions.interpretations import restore_interpretation
from meetings.errors import InterpretationConflict, MeetingAdopted, MeetingError
from meetings.models import AgendaItem, Interpretation
from tests.integration.meetings.records import NOW, adopted, item_of, small_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(small_meeting(["VR15"]))


def save(item: AgendaItem, text: str, base: int, by: User, base_text: str | None = None) -> Interpretation | None:
    return save_interpretation(item=item, text=text, base_number=base, by=by, now=NOW, base_text=base_text)


def restore(item: AgendaItem, number: int, base: int, by: User) -> Interpretation:
    return restore_interpretation(item=item, number=number, base_number=base, by=by, now=NOW)


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


def test_what_two_wrote_in_different_places_is_merged_as_a_new_version(
    item: AgendaItem, chair: User, secretary: User
) -> None:
    save(item, "Kop\n\nSlot", 0, chair)
    save(item, "Kop\n\nSlot van de voorzitter", 1, chair)
    merged = save(item, "Kop van de secretaris\n\nSlot", 1, secretary)
    assert merged is not None
    assert (merged.number, merged.author) == (3, secretary)
    assert merged.text == "Kop van de secretaris\n\nSlot van de voorzitter"


def test_who_went_on_writing_while_it_was_merged_goes_on_from_what_was_sent(
    item: AgendaItem, chair: User, secretary: User
) -> None:
    save(item, "Kop", 0, chair)
    save(item, "Kop\nvan haar", 1, chair)
    save(item, "Eerst\nKop", 1, secretary)
    went_on = save(item, "Eerst dit\nKop", 3, secretary, base_text="Eerst\nKop")
    assert went_on is not None
    assert (went_on.number, went_on.text) == (4, "Eerst dit\nKop\nvan haar")


def test_an_empty_base_text_is_a_base_of_its_own(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "van haar", 0, chair)
    with pytest.raises(InterpretationConflict) as conflict:
        save(item, "van hem", 1, secretary, base_text="")
    assert conflict.value.base_text == ""


def test_a_save_whose_answer_got_lost_can_be_repeated(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "Kop", 0, chair)
    save(item, "Kop van de secretaris", 1, secretary)
    later = save(item, "Iets heel anders", 2, chair)
    assert save(item, "Kop van de secretaris", 1, secretary) == later
    assert [number for number, _text in texts(item)] == [1, 2, 3]


def test_the_same_words_of_somebody_else_are_no_repetition(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "Kop", 0, chair)
    save(item, "Kop een", 1, chair)
    save(item, "Kop twee", 2, chair)
    with pytest.raises(InterpretationConflict):
        save(item, "Kop een", 1, secretary)


@pytest.mark.parametrize("base", [7, 0])
def test_a_version_that_is_not_there_is_an_empty_base(
    item: AgendaItem, chair: User, secretary: User, base: int
) -> None:
    save(item, "een", 0, chair)
    with pytest.raises(InterpretationConflict) as conflict:
        save(item, "twee", base, secretary)
    assert conflict.value.base_text == ""


def test_an_earlier_version_is_put_back_as_a_new_one(item: AgendaItem, chair: User, secretary: User) -> None:
    save(item, "een", 0, chair)
    save(item, "twee", 1, chair)
    restored = restore(item, 1, 2, secretary)
    assert (restored.number, restored.text, restored.author) == (3, "een", secretary)
    assert restore(item, 1, 3, secretary) == restored
    assert len(texts(item)) == 3


@pytest.mark.parametrize(("number", "base"), [(1, 1), (9, 2)], ids=["somebody saved meanwhile", "no such version"])
def test_putting_back_is_refused(item: AgendaItem, chair: User, secretary: User, number: int, base: int) -> None:
    save(item, "een", 0, chair)
    save(item, "twee", 1, chair)
    with pytest.raises(MeetingError):
        restore(item, number, base, secretary)
    assert len(texts(item)) == 2


def test_each_version_is_in_the_audit_trail_without_its_text(item: AgendaItem, chair: User) -> None:
    save(item, "een", 0, chair)
    save(item, "een", 0, chair)
    save(item, "twee woorden", 1, chair)
    restore(item, 1, 2, chair)
    entries = AuditEntry.objects.filter(action="interpretation.saved").order_by("pk")
    assert [(entry.before, entry.after) for entry in entries] == [
        (None, {"version": 1, "length": 3}),
        ({"version": 1, "length": 3}, {"version": 2, "length": 12}),
        ({"version": 2, "length": 12}, {"version": 3, "length": 3, "restored": 1}),
    ]
    assert {(entry.by, entry.area, entry.ladder, entry.week_start) for entry in entries} == {
        (chair, item.area, item.meeting.ladder, item.meeting.week_start)
    }


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
    with pytest.raises(MeetingAdopted):
        restore(item_of(meeting), 1, 1, chair)


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
