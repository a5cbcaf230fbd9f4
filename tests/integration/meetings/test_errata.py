from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from meetings.actions import adopt
from meetings.actions.decisions import LATEST_START
from meetings.actions.errata import Correction, adopt_erratum, rewrite_erratum, withdraw_erratum, write_erratum
from meetings.errata import adopted_errata_of
from meetings.errors import MeetingError
from meetings.models import Decision, Erratum, Meeting
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    decided,
    deviation,
    item_of,
    level,
    meeting_on,
    small_meeting,
    without_four_eyes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("english")]
LATER = NOW + timedelta(days=1)
TOO_EARLY = date(2020, 9, 20)


@pytest.fixture
def meeting(chair: User) -> Meeting:
    """An adopted meeting of Groningen and Haaglanden, both computed and decided at level 2."""
    return adopted(chair)[0]


def on_level(meeting: Meeting, number: int = 3, **changes: object) -> Correction:
    fields = {"item": item_of(meeting), "level": level(number), "valid_from": HELD_ON}
    return Correction(**{"wrong": "niveau 2", "right": "niveau 3", **fields, **changes})


def written(meeting: Meeting, by: User, number: int = 3) -> Erratum:
    return write_erratum(meeting=meeting, correction=on_level(meeting, number), by=by, now=LATER)


def in_force(meeting: Meeting, at: datetime) -> dict[str, int]:
    found = Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=at)
    return {one.item.area.code: one.level.number for one in found.select_related("level", "item__area")}


def test_errata_are_numbered_per_meeting(meeting: Meeting, secretary: User) -> None:
    numbers = [written(meeting, secretary, number).number for number in (3, 1)]
    assert numbers == [1, 2]


def test_an_erratum_on_an_open_meeting_is_refused(secretary: User) -> None:
    with pytest.raises(MeetingError, match="not been adopted yet"):
        written(small_meeting(["VR15"]), secretary)


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "nothing wrong": ({"wrong": "  "}, "wrong"),
    "nothing right": ({"right": ""}, "right"),
    "a level without a region": ({"item": None}, "item"),
    "a level without a day": ({"valid_from": None}, "valid_from"),
    "a day without a level": ({"level": None}, "level"),
    "a day before the week": ({"valid_from": TOO_EARLY}, "valid_from"),
    "a day too far ahead": ({"valid_from": HELD_ON + LATEST_START + timedelta(days=1)}, "valid_from"),
}


@pytest.mark.parametrize(("changes", "field"), REFUSED.values(), ids=REFUSED)
def test_a_correction_that_cannot_be_carried_out_is_refused(
    meeting: Meeting, secretary: User, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(MeetingError) as error:
        write_erratum(meeting=meeting, correction=on_level(meeting, **changes), by=secretary, now=LATER)
    assert error.value.field == field
    assert not Erratum.objects.exists()


def test_a_level_of_another_version_is_refused(meeting: Meeting, secretary: User) -> None:
    wanted = on_level(meeting, level=level(3, "2021-02"))
    with pytest.raises(MeetingError) as error:
        write_erratum(meeting=meeting, correction=wanted, by=secretary, now=LATER)
    assert error.value.field == "level"


@pytest.mark.parametrize(("day", "refused"), [(HELD_ON, True), (HELD_ON + timedelta(days=1), False)])
def test_what_stands_there_already_is_no_correction(
    meeting: Meeting, secretary: User, day: date, refused: bool
) -> None:
    wanted = on_level(meeting, 2, valid_from=day)
    if refused:
        with pytest.raises(MeetingError, match="already"):
            write_erratum(meeting=meeting, correction=wanted, by=secretary, now=LATER)
    else:
        assert write_erratum(meeting=meeting, correction=wanted, by=secretary, now=LATER).pk


def test_a_region_of_another_meeting_is_refused(meeting: Meeting, secretary: User) -> None:
    other = item_of(small_meeting(["VR15"], "2020-W40"))
    with pytest.raises(MeetingError) as error:
        write_erratum(meeting=meeting, correction=on_level(meeting, item=other), by=secretary, now=LATER)
    assert error.value.field == "item"


def test_before_its_adoption_an_erratum_has_no_effect(meeting: Meeting, secretary: User) -> None:
    erratum = written(meeting, secretary)
    assert in_force(meeting, LATER) == {"VR01": 2, "VR15": 2}
    assert adopted_errata_of(meeting) == []
    changed = rewrite_erratum(
        erratum=erratum, correction=on_level(meeting, right="toch niveau 3"), by=secretary, now=LATER
    )
    assert Erratum.objects.get().right == changed.right == "toch niveau 3"
    withdraw_erratum(erratum=erratum, by=secretary, now=LATER)
    assert not Erratum.objects.exists()
    recorded = AuditEntry.objects.filter(object_type="meetings.erratum").order_by("pk")
    assert [entry.action for entry in recorded] == ["erratum.written", "erratum.written", "erratum.withdrawn"]


def test_rewriting_the_same_records_nothing(meeting: Meeting, secretary: User, chair: User) -> None:
    erratum = written(meeting, secretary)
    rewrite_erratum(erratum=erratum, correction=on_level(meeting), by=chair, now=LATER)
    assert Erratum.objects.get().written_by == secretary
    assert AuditEntry.objects.filter(action="erratum.written").count() == 1


AS_OF = [(LATER, 2), (LATER + timedelta(hours=1) - timedelta(seconds=1), 2), (LATER + timedelta(hours=1), 3)]


@pytest.mark.parametrize(("at", "number"), AS_OF)
def test_the_corrected_level_is_in_force_from_the_adoption_of_the_erratum(
    meeting: Meeting, secretary: User, chair: User, at: datetime, number: int
) -> None:
    erratum = written(meeting, secretary)
    adopt_erratum(erratum=erratum, deviation=deviation(), by=chair, now=LATER + timedelta(hours=1))
    assert in_force(meeting, at) == {"VR01": 2, "VR15": number}
    assert meeting.minutes.content == Meeting.objects.get().minutes.content


def test_of_two_errata_the_last_adopted_counts(meeting: Meeting, secretary: User, chair: User) -> None:
    first, second = written(meeting, secretary, 3), written(meeting, secretary, 1)
    adopt_erratum(erratum=second, deviation=deviation(), by=chair, now=LATER)
    adopt_erratum(erratum=first, deviation=deviation(), by=chair, now=LATER + timedelta(hours=1))
    assert in_force(meeting, LATER)["VR15"] == 1
    assert in_force(meeting, LATER + timedelta(hours=1))["VR15"] == 3


def test_an_erratum_does_not_change_a_later_meeting(meeting: Meeting, secretary: User, chair: User) -> None:
    later = small_meeting(["VR15"], "2020-W40")
    decided(item_of(later), chair, 2)
    adopt(meeting=later, by=chair, now=LATER)
    adopt_erratum(erratum=written(meeting, secretary), deviation=deviation(), by=chair, now=LATER)
    assert in_force(meeting, LATER)["VR15"] == 3
    assert in_force(later, LATER)["VR15"] == 2


@pytest.mark.parametrize(("four_eyes", "writer_adopts", "refused"), [
    (True, True, True), (True, False, False), (False, True, False),
])  # fmt: skip
def test_the_writer_does_not_alone_adopt_an_erratum(
    meeting: Meeting, secretary: User, chair: User, four_eyes: bool, writer_adopts: bool, refused: bool
) -> None:
    meeting.ladder.meeting_settings.four_eyes = four_eyes
    meeting.ladder.meeting_settings.save()
    erratum, by = written(meeting, secretary), secretary if writer_adopts else chair
    if refused:
        with pytest.raises(MeetingError, match="Four eyes"):
            adopt_erratum(erratum=erratum, deviation=deviation(), by=by, now=LATER)
        assert Erratum.objects.get().adopted_at is None
        return
    adopt_erratum(erratum=erratum, deviation=deviation(), by=by, now=LATER)
    made = Decision.objects.get(erratum=erratum)
    assert (made.level.number, made.reason, made.decided_by, made.deviation) == (3, "niveau 3", by, deviation())


@pytest.mark.parametrize(("number", "needs"), [(3, True), (1, True), (2, False)])
def test_a_corrected_level_that_is_not_the_computed_one_needs_a_kind_of_reason(
    chair: User, secretary: User, number: int, needs: bool
) -> None:
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair, 2 if needs else 3)
    without_four_eyes()
    adopt(meeting=meeting, by=chair, now=NOW)
    erratum = written(meeting, secretary, number)
    if needs:
        with pytest.raises(MeetingError) as error:
            adopt_erratum(erratum=erratum, by=chair, now=LATER)
        assert error.value.field == "deviation"
        assert Erratum.objects.get().adopted_at is None
    else:
        adopt_erratum(erratum=erratum, deviation=deviation(), by=chair, now=LATER)
        assert Decision.objects.get(erratum=erratum).deviation is None


def test_a_correction_of_a_decision_that_waits_waits_too(chair: User, secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    item = item_of(meeting)
    Decision.objects.create(
        item=item, level=level(2), valid_from=HELD_ON, waits_for_route=True, decided_by=chair, decided_at=NOW,
        next_review=HELD_ON + timedelta(days=7),
    )  # fmt: skip
    adopt(meeting=meeting, by=secretary, now=NOW)
    adopt_erratum(erratum=written(meeting, secretary), deviation=deviation(), by=chair, now=LATER)
    made = item.decisions.get(erratum__isnull=False)
    assert (made.waits_for_route, made.next_review) == (True, HELD_ON + timedelta(days=7))
    assert in_force(meeting, LATER) == {}


def test_an_erratum_of_text_only_changes_no_level(meeting: Meeting, secretary: User, chair: User) -> None:
    wanted = Correction(wrong="Den Hage", right="Den Haag")
    erratum = write_erratum(meeting=meeting, correction=wanted, by=secretary, now=LATER)
    adopt_erratum(erratum=erratum, by=chair, now=LATER)
    assert not Decision.objects.filter(erratum=erratum).exists()
    assert [one.number for one in adopted_errata_of(meeting, area_code="VR01")] == [1]


CHANGES: dict[str, Callable[[Erratum, User], object]] = {
    "adopt again": lambda erratum, by: adopt_erratum(erratum=erratum, deviation=deviation(), by=by, now=LATER),
    "rewrite": lambda erratum, by: rewrite_erratum(
        erratum=erratum, correction=on_level(erratum.meeting, 1), by=by, now=LATER
    ),
    "withdraw": lambda erratum, by: withdraw_erratum(erratum=erratum, by=by, now=LATER),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_adopted_erratum_is_frozen(
    meeting: Meeting, secretary: User, chair: User, change: Callable[[Erratum, User], object]
) -> None:
    erratum = adopt_erratum(erratum=written(meeting, secretary), deviation=deviation(), by=chair, now=LATER)
    with pytest.raises(MeetingError, match="cannot be changed any more"):
        change(erratum, secretary)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Erratum.objects.update(wrong="x")
    with pytest.raises(ProtectedError), transaction.atomic():
        erratum.delete()
    with pytest.raises(IntegrityError, match="frozen"), connection.cursor() as cursor, transaction.atomic():
        cursor.execute("DELETE FROM meetings_erratum")
    assert Erratum.objects.get().wrong == "niveau 2"


@pytest.mark.parametrize(
    "changes",
    [{"number": 1}, {"level": None}, {"erratum_of": "draft"}, {"valid_from": HELD_ON + timedelta(days=2)}],
    ids=["level", "text only", "draft", "day"],
)  # fmt: skip
def test_the_database_takes_only_the_decision_of_an_adopted_erratum(
    meeting: Meeting, secretary: User, chair: User, changes: dict[str, object]
) -> None:
    wanted = on_level(meeting)
    if "level" in changes:
        wanted = Correction(wrong="a", right="b", item=wanted.item)
    erratum = write_erratum(meeting=meeting, correction=wanted, by=secretary, now=LATER)
    if "erratum_of" not in changes:
        Erratum.objects.filter(pk=erratum.pk).update(adopted_at=LATER, adopted_by=chair)
    fields = {
        "item": wanted.item, "level": level(int(str(changes.get("number", 3)))), "reason": "x",
        "valid_from": changes.get("valid_from", HELD_ON), "deviation": deviation(), "decided_by": chair,
        "decided_at": LATER, "erratum": erratum,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="no adopted erratum"), transaction.atomic():
        Decision.objects.create(**fields)


def test_overview_and_region_page_show_the_corrected_level(
    client: Client, meeting: Meeting, secretary: User, chair: User
) -> None:
    client.force_login(chair)
    pages = [reverse("overview") + "?week=2020-W39", reverse("region", args=["VR15"]) + "?week=2020-W39"]
    before = [client.get(page).content.decode() for page in pages]
    adopt_erratum(erratum=written(meeting, secretary), deviation=deviation(), by=chair, now=LATER)
    after = [client.get(page).content.decode() for page in pages]
    for old, new in zip(before, after, strict=True):
        assert new.count("ernstig") > old.count("ernstig")


@pytest.mark.parametrize(
    ("fields", "refused"),
    [({"number": 1}, True), ({"number": 2}, False), ({"number": 2, "level": True}, True),
     ({"number": 2, "adopted_at": LATER}, True)],
)  # fmt: skip
def test_the_database_holds_errata_together(
    meeting: Meeting, secretary: User, fields: dict[str, object], refused: bool
) -> None:
    written(meeting, secretary)
    if fields.get("level"):
        fields = {**fields, "level": level(3)}
    row = Erratum(meeting=meeting, wrong="a", right="b", written_by=secretary, written_at=LATER, **fields)
    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    else:
        row.save()
        assert row.pk


def test_an_erratum_belongs_to_an_adopted_meeting_and_its_own_regions(meeting: Meeting, secretary: User) -> None:
    other = meeting_on("2020-W40")
    fields = {"number": 7, "wrong": "a", "right": "b", "written_by": secretary, "written_at": LATER}
    with pytest.raises(IntegrityError, match="not been adopted"), transaction.atomic():
        Erratum.objects.create(meeting=other, **fields)
    with pytest.raises(IntegrityError, match="another meeting"), transaction.atomic():
        Erratum.objects.create(meeting=meeting, item=item_of(other), **fields)
