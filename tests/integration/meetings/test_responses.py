"""What a region says before the meeting: the action, its constraints, and its pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry, Signal
from meetings.actions import start_session
from meetings.actions.responses import Said
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import AgendaItem, Meeting, RegionResponse
from meetings.region_round import is_late, objects_to
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, adopted, item_of, level, meeting_on, small_meeting
from tests.integration.meetings.region_records import (
    CONFIRMS,
    REPORTS_ERROR,
    a_proposal,
    an_error,
    contact_of,
    responded,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(meeting_on())


@pytest.fixture
def contact(db: None) -> User:
    return contact_of("VR15", username="contact")


def test_each_answer_is_a_version_with_its_own_receipt(item: AgendaItem, contact: User) -> None:
    first, second = responded(item, contact), responded(item, contact, a_proposal())
    assert (first.number, second.number) == (1, 2)
    assert first.receipt != second.receipt
    assert second.receipt.startswith("VR15-2020W39-")
    assert (second.proposed_level, second.context) == (level(3), "feest in de stad")
    assert (second.author, second.given_at) == (contact, NOW)
    assert item.meeting.items.with_latest().get(pk=item.pk).response == second


@pytest.mark.parametrize("make", [said, an_error, a_proposal])
def test_the_same_twice_is_stored_once(make, item: AgendaItem, contact: User) -> None:
    once, again = responded(item, contact, make()), responded(item, contact, make())
    assert once == again
    assert (RegionResponse.objects.count(), AuditEntry.objects.filter(action="response.given").count()) == (1, 1)


def test_texts_are_cleaned_and_what_no_document_can_hold_is_refused(item: AgendaItem, contact: User) -> None:
    assert responded(item, contact, said(context=" a\r\nb \n")).context == "a\nb"
    with pytest.raises(ValidationError, match="U\\+0007"):
        responded(item, contact, said(context="bel\x07"))


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (lambda: said(view=REPORTS_ERROR), "error_text"),
        (lambda: said(view=REPORTS_ERROR, error_text=" \n "), "error_text"),
        (lambda: said(error_text="toch fout"), "view"),
        (lambda: said(error_signal=Signal.objects.get(code="positive_tests")), "view"),
        (lambda: said(proposed_level=level(2)), "proposal_reason"),
        (lambda: said(proposed_level=level(2), proposal_reason="  "), "proposal_reason"),
        (lambda: said(proposal_reason="daarom"), "proposed_level"),
        (lambda: said(proposed_level=level(2, "2021-02"), proposal_reason="daarom"), "proposed_level"),
    ],
)
def test_half_a_statement_is_refused(what, field: str, item: AgendaItem, contact: User) -> None:
    with pytest.raises(MeetingError) as refused:
        responded(item, contact, what())
    assert refused.value.field == field
    assert not RegionResponse.objects.exists()
    assert not AuditEntry.objects.filter(action="response.given").exists()


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        (date(2020, 10, 2), None, True),
        (date(2020, 10, 3), None, False),
        (date(2020, 1, 1), date(2020, 10, 2), True),
        (date(2020, 1, 1), date(2020, 10, 1), False),
    ],
)
def test_only_on_the_days_of_the_membership(since: date, until: date | None, may: bool, item: AgendaItem) -> None:
    """NOW is on 2 October 2020."""
    contact = contact_of("VR15", since=since, until=until)
    if may:
        assert responded(item, contact).number == 1
    else:
        with pytest.raises(PermissionDenied):
            responded(item, contact)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2020, 10, 2, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2020, 10, 2, 22, 0, tzinfo=UTC), False),
    ],
)
def test_the_last_day_ends_at_midnight_in_amsterdam(at: datetime, may: bool, item: AgendaItem) -> None:
    contact = contact_of("VR15", until=date(2020, 10, 2))
    if may:
        assert responded(item, contact, now=at).given_at == at
    else:
        with pytest.raises(PermissionDenied):
            responded(item, contact, now=at)


def test_nobody_answers_for_another_region_or_without_the_role(item: AgendaItem, contact: User) -> None:
    other = item_of(item.meeting, "VR01")
    without_role = contact_of("VR15")
    without_role.groups.clear()
    for which, who in ((other, contact), (item, without_role), (item, UserFactory(groups=["chair"]))):
        with pytest.raises(PermissionDenied):
            responded(which, who)


def test_answers_are_taken_until_the_session_starts(item: AgendaItem, contact: User, chair: User) -> None:
    responded(item, contact)
    start_session(meeting=item.meeting, by=chair, now=NOW)
    with pytest.raises(MeetingError, match="regioronde is voorbij"):
        responded(item, contact, a_proposal())
    assert RegionResponse.objects.count() == 1


def test_an_adopted_meeting_takes_no_answers(chair: User, contact: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        responded(item_of(meeting), contact)


@pytest.mark.parametrize(("after", "late"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_after_the_deadline_an_answer_is_late(after, late: bool, item: AgendaItem, contact: User) -> None:
    meeting = item.meeting
    meeting.agenda_closes_at = NOW
    assert is_late(responded(item, contact, now=NOW + after), meeting) is late


def test_without_a_deadline_nothing_is_late(item: AgendaItem, contact: User) -> None:
    item.meeting.agenda_closes_at = None
    assert not is_late(responded(item, contact), item.meeting)


@pytest.mark.parametrize(
    ("what", "objects"),
    [(said, False), (an_error, True), (lambda: a_proposal(3), False), (lambda: a_proposal(2), True)],
)
def test_who_objects(what, objects: bool, item: AgendaItem, contact: User) -> None:
    """The computed level of VR15 is 3."""
    responded(item, contact, what())
    assert objects_to(item.meeting.items.with_latest().get(pk=item.pk)) is objects


def test_a_region_without_a_computed_level_objects_with_any_proposal(contact: User) -> None:
    meeting = meeting_on(levels={"VR01": 1})
    item = item_of(meeting)
    assert not objects_to(meeting.items.with_latest().get(pk=item.pk))
    responded(item, contact, a_proposal(1))
    assert objects_to(meeting.items.with_latest().get(pk=item.pk))


def test_it_is_in_the_audit_trail(item: AgendaItem, contact: User) -> None:
    responded(item, contact, an_error())
    last = responded(item, contact, a_proposal())
    entry = AuditEntry.objects.filter(action="response.given").first()
    assert entry is not None
    assert (entry.by, entry.area.code, str(entry.week_start), entry.ladder.code) == (
        contact, "VR15", "2020-09-21", "regionaal",
    )  # fmt: skip
    assert (entry.before["view"], entry.before["error_signal"]) == ("reports_error", "positive_tests")
    assert (entry.after["receipt"], entry.after["proposed_level"]) == (last.receipt, 3)


def test_a_receipt_in_use_is_not_given_again(item: AgendaItem, contact: User, monkeypatch) -> None:
    codes = iter(["VR15-2020W39-AAAA", "VR15-2020W39-AAAA", "VR15-2020W39-BBBB"])
    monkeypatch.setattr("meetings.actions.responses.new_receipt", lambda *_of: next(codes))
    first, second = responded(item, contact), responded(item, contact, a_proposal())
    assert (first.receipt, second.receipt) == ("VR15-2020W39-AAAA", "VR15-2020W39-BBBB")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"number": 1}, "region_response_number_once"),
        ({"receipt": "R1"}, "receipt"),
        ({"error_text": "fout"}, "region_response_error_has_text"),
        ({"view": REPORTS_ERROR}, "region_response_error_has_text"),
        ({"proposed_level": 3}, "region_response_proposal_has_reason"),
    ],
)
def test_the_database_refuses(changes: dict, name: str, contact: User) -> None:
    item = item_of(small_meeting(["VR15"]))
    fields = {"item": item, "number": 2, "receipt": "R2", "view": CONFIRMS, "author": contact, "given_at": NOW}
    RegionResponse.objects.create(**{**fields, "number": 1, "receipt": "R1"})
    if "proposed_level" in changes:
        changes = {"proposed_level": level(changes["proposed_level"])}
    # SQLite names the columns of a unique constraint, not the constraint.
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE constraint failed"), transaction.atomic():
        RegionResponse.objects.create(**{**fields, **changes})
    assert RegionResponse.objects.create(**fields).number == 2


# Pages


def url(name: str, area: str = "VR15", week: str = "2020-W39") -> str:
    return reverse(name, args=[week, area])


def typed(what: Said) -> dict[str, str]:
    """Return a form as the browser sends it."""
    return {
        "view": what.view,
        "error_signal": str(what.error_signal.pk) if what.error_signal else "",
        "error_text": what.error_text,
        "context": what.context,
        "proposed_level": str(what.proposed_level.pk) if what.proposed_level else "",
        "proposal_reason": what.proposal_reason,
    }


@pytest.fixture
def as_contact(client: Client, contact: User) -> Client:
    client.force_login(contact)
    return client


def test_the_page_shows_level_reasons_values_and_form(item: AgendaItem, as_contact: Client) -> None:
    text = as_contact.get(url("response")).content.decode()
    for words in ("Hollands-Midden" if item.area.name == "Hollands-Midden" else item.area.name, "ernstig",
                  "Kloppen de cijfers?", "Positieve testen", "Antwoord insturen"):  # fmt: skip
        assert words in text


def test_an_answer_leads_to_its_receipt(item: AgendaItem, as_contact: Client) -> None:
    answer = as_contact.post(url("response-save"), typed(a_proposal(2)), follow=True)
    given = RegionResponse.objects.get()
    assert answer.redirect_chain == [(url("response-receipt"), 302)]
    text = answer.content.decode()
    assert given.receipt in text
    assert "de zorg loopt vol" in text
    assert "Antwoord wijzigen" in text


def test_the_form_starts_from_what_was_said(item: AgendaItem, as_contact: Client, contact: User) -> None:
    last = responded(item, contact, replace(a_proposal(2), view=REPORTS_ERROR, error_text="dubbel geteld"))
    page = as_contact.get(url("response"))
    assert page.context["form"].initial["proposed_level"] == str(last.proposed_level_id)
    assert "dubbel geteld" in page.content.decode()
    assert last.receipt in page.content.decode()


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (lambda: said(view="onzin", context="bewaar dit"), "view"),
        (lambda: said(view="", context="bewaar dit"), "view"),
        (lambda: said(view=REPORTS_ERROR, context="bewaar dit"), "error_text"),
        (lambda: said(proposed_level=level(2), context="bewaar dit"), "proposal_reason"),
        (lambda: said(proposal_reason="bewaar dit"), "proposed_level"),
        (lambda: said(error_text="bewaar dit"), "view"),
        (lambda: said(context="bewaar dit\x07"), "context"),
        (lambda: said(context="bewaar dit" + "x" * 4_000), "context"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_the_text(what, field, item: AgendaItem, as_contact) -> None:
    answer = as_contact.post(url("response-save"), typed(what()))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "bewaar dit" in answer.content.decode()
    assert not RegionResponse.objects.exists()


def test_a_signal_chosen_before_the_figures_were_right_does_not_count(item: AgendaItem, as_contact) -> None:
    """Without scripts the list of signals cannot empty itself."""
    signal = Signal.objects.get(code="positive_tests")
    assert as_contact.post(url("response-save"), {"view": CONFIRMS, "error_signal": signal.pk}).status_code == 302
    assert RegionResponse.objects.get().error_signal is None


def test_once_in_session_the_page_reads_and_keeps_what_was_typed(
    item: AgendaItem, as_contact: Client, contact: User, chair: User
) -> None:
    responded(item, contact, a_proposal())
    start_session(meeting=item.meeting, by=chair, now=NOW)
    text = as_contact.get(url("response")).content.decode()
    assert "regioronde is voorbij" in text
    assert "<textarea" not in text
    assert "de zorg loopt vol" in text
    answer = as_contact.post(url("response-save"), typed(said(context="net te laat")))
    assert answer.status_code == 422
    assert "net te laat" in answer.content.decode()


@pytest.mark.parametrize(("hours", "warns"), [(1, False), (-1, True)])
def test_the_page_says_when_the_deadline_has_passed(hours: int, warns: bool, item: AgendaItem, as_contact) -> None:
    Meeting.objects.update(agenda_closes_at=datetime.now(UTC) + timedelta(hours=hours))
    assert ("De deadline is voorbij" in as_contact.get(url("response")).content.decode()) is warns


def test_a_late_answer_is_marked_on_its_receipt(item: AgendaItem, as_contact: Client, contact: User) -> None:
    Meeting.objects.update(agenda_closes_at=NOW - timedelta(minutes=1))
    responded(item, contact)
    assert "na de deadline" in as_contact.get(url("response-receipt")).content.decode()


def test_there_is_no_receipt_before_an_answer(item: AgendaItem, as_contact: Client) -> None:
    assert as_contact.get(url("response-receipt")).status_code == 404


@pytest.mark.parametrize("name", ["response", "response-save"])
def test_another_region_is_not_mine(name: str, item: AgendaItem, as_contact: Client) -> None:
    method = as_contact.get if name == "response" else as_contact.post
    assert method(url(name, area="VR01")).status_code == 403
    assert method(url(name, area="VR99")).status_code == 404


@pytest.mark.parametrize(
    ("today", "status"),
    [("2020-09-30", 403), ("2020-10-01", 200), ("2020-10-31", 200), ("2020-11-01", 403)],
)
def test_both_bounds_of_a_membership(today: str, status: int, item: AgendaItem, client: Client) -> None:
    contact = contact_of("VR15", since=date(2020, 10, 1), until=date(2020, 10, 31))
    with time_machine.travel(f"{today} 12:00+01:00", tick=False):
        client.force_login(contact)
        assert client.get(url("response")).status_code == status
        assert client.post(url("response-save"), typed(said())).status_code == (302 if status == 200 else 403)


@pytest.mark.parametrize("regions", [2, 25])
def test_the_page_asks_the_same_of_the_database(regions, as_contact, django_assert_max_num_queries) -> None:
    codes = [f"VR{number:02d}" for number in range(1, 26)]
    small_meeting(["VR15", *codes[: regions - 1]] if regions == 2 else codes)
    with django_assert_max_num_queries(21):
        assert as_contact.get(url("response")).status_code == 200
