"""The page of a region of which a decision is not in force because of its route."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ladder.weeks import Week
from meetings.actions import adopt, decide, open_meeting
from meetings.models import Meeting, RouteEntry, RouteStep
from tests.factories import store_assessments
from tests.integration.dashboard.views.test_region import MOST_QUERIES
from tests.integration.dashboard.views.test_region_course import FIRST, text_of, weekly_meeting
from tests.integration.meetings.records import deviation, level, regional, without_four_eyes

pytestmark = pytest.mark.django_db
ADDRESS = "/regio/VR15/?week=2020-W37"
NONE_IN_FORCE = "Voor deze regio is nog geen vastgesteld niveau van kracht."


def waiting_meeting(week: Week, by: User) -> Meeting:
    """Compute zorgelijk and adopt a meeting that decides ernstig for every region, waiting for the route."""
    now = timezone.make_aware(datetime.combine(week.end + timedelta(days=4), datetime.min.time()))
    store_assessments(str(week), {"VR15": 2}, as_of=now)
    meeting = open_meeting(ladder=regional(), week=week, held_on=now.date(), as_of=now, now=now, by=None)
    for item in meeting.items.all():
        decide(
            item=item, level=level(3), valid_from=now.date(), reason="omdat", deviation=deviation(),
            waits_for_route=True, by=by, now=now,
        )  # fmt: skip
    without_four_eyes()
    adopt(meeting=meeting, by=by, now=now)
    return meeting


def went(meeting: Meeting, code: str, outcome: str, by: User, *, completes: bool = False) -> None:
    RouteEntry.objects.create(
        meeting=meeting, step=RouteStep.objects.get(code=code), outcome=outcome, held_on=meeting.held_on,
        completes=completes, by=by, at=meeting.adopted_at or timezone.now(),
    )  # fmt: skip


def decided_block(page: str) -> str:
    return page[page.index('id="decided"') : page.index('id="computed"')]


def test_beside_the_decision_in_force(reader: Client, chair: User) -> None:
    weekly_meeting(FIRST, computed=1, decided=1, by=chair)
    meeting = waiting_meeting(FIRST.plus(1), chair)
    meeting.refresh_from_db()

    page = text_of(reader, ADDRESS)
    assert "Vastgesteld: 1 waakzaam." in page
    assert "Het overleg over week 37 stelde ernstig vast; dat besluit wacht op de route." in decided_block(page)

    went(meeting, "MCC", "agreed", chair, completes=True)
    page = text_of(reader, ADDRESS)
    assert "Vastgesteld: 3 ernstig." in page
    assert "stelde ernstig vast" not in page


def test_the_first_decision_of_all_is_shown_with_all_that_is_known_of_it(reader: Client, chair: User) -> None:
    meeting = waiting_meeting(FIRST.plus(1), chair)
    meeting.refresh_from_db()
    went(meeting, "DOC", "agreed", chair)

    page = text_of(reader, ADDRESS)
    block = decided_block(page)

    assert "Vastgesteld: nog niet van kracht. Berekend: 2 zorgelijk." in page
    assert "Het overleg over week 37 stelde ernstig vast; dat besluit wacht op de route." in block
    assert "<dt>Zou gelden vanaf</dt><dd>17 september 2020</dd>" in block
    assert "wijkt af van het berekende niveau" in block
    waits_for = block[block.index("<dt>Wacht op</dt>") :]
    assert [code in waits_for for code in ("(DOC)", "(ACC)", "(MCC)")] == [False, True, True]
    assert 'href="/overleg/2020-W37/route/"' in block
    assert NONE_IN_FORCE not in page


def test_what_was_sent_back_names_the_step_that_did(reader: Client, chair: User) -> None:
    meeting = waiting_meeting(FIRST.plus(1), chair)
    meeting.refresh_from_db()
    for code, outcome in (("DOC", "agreed"), ("ACC", "agreed"), ("MCC", "returned")):
        went(meeting, code, outcome, chair)

    block = decided_block(text_of(reader, ADDRESS))

    assert "stelde ernstig vast; dat besluit is op de route teruggestuurd en niet van kracht." in block
    held_up = block[block.index("<dt>Teruggestuurd of nog open bij</dt>") :]
    assert [code in held_up for code in ("(DOC)", "(ACC)", "(MCC)")] == [False, False, True]


def test_strangers_are_told_only_that_nothing_is_in_force(client: Client, chair: User, public: None) -> None:
    waiting_meeting(FIRST.plus(1), chair)

    page = text_of(client, ADDRESS)

    assert NONE_IN_FORCE in decided_block(page)
    assert "Vastgesteld: niet vastgesteld. Berekend: 2 zorgelijk." in page
    for hidden in ("wacht op", "stelde ernstig vast", "omdat", "/overleg/2020-W37/"):
        assert hidden not in page


def test_it_costs_one_query_more_at_most(
    reader: Client, chair: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    weekly_meeting(FIRST, computed=1, decided=1, by=chair)
    waiting_meeting(FIRST.plus(1), chair)

    with django_assert_max_num_queries(MOST_QUERIES + 1):
        text_of(reader, ADDRESS)
