"""People who speak for regions, and what they say."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from ladder.models import Signal
from meetings.actions import answer_question, ask_question, respond
from meetings.actions.responses import Said
from meetings.models import AgendaItem, AreaMembership, RegionAnswer, RegionQuestion, RegionResponse
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, level

LONG_AGO = date(2020, 1, 1)
CONFIRMS, REPORTS_ERROR = RegionResponse.View.CONFIRMS, RegionResponse.View.REPORTS_ERROR


def contact_of(*codes: str, since: date = LONG_AGO, until: date | None = None, **kwargs: Any) -> User:
    """Make an account that speaks for these areas."""
    user = UserFactory(groups=["region_contact"], **kwargs)
    for code in codes:
        AreaMembership.objects.create(user=user, area=Area.objects.get(code=code), since=since, until=until)
    return user


def said(**changes: Any) -> Said:
    """Return that the figures are right, unless changed."""
    return Said(**{"view": CONFIRMS, **changes})


def an_error() -> Said:
    return said(
        view=REPORTS_ERROR, error_signal=Signal.objects.get(code="positive_tests"), error_text="GM0014 telt dubbel"
    )


def a_proposal(number: int = 3) -> Said:
    return said(proposed_level=level(number), proposal_reason="de zorg loopt vol", context="feest in de stad")


def responded(item: AgendaItem, by: User, what: Said | None = None, *, now: datetime = NOW) -> RegionResponse:
    return respond(item=item, said=what or said(), by=by, now=now)


def asked(item: AgendaItem, by: User, text: str = "Wat speelt er?", **changes: Any) -> RegionQuestion:
    return ask_question(item=item, by=by, **{"text": text, "due_on": date(2020, 10, 6), "now": NOW, **changes})


def answered(question: RegionQuestion, by: User, text: str = "Een cluster.", now: datetime = NOW) -> RegionAnswer:
    return answer_question(question=question, text=text, by=by, now=now)
