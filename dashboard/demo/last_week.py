"""Last week's meeting, from the region round to its adopted minutes."""

from datetime import datetime, timedelta

from dashboard.demo.accounts import REGION_OF_CONTACT, People
from meetings.actions import (
    add_participant,
    adopt,
    adopt_consent,
    answer_question,
    ask_question,
    decide,
    respond,
    save_interpretation,
    start_session,
)
from meetings.actions.approvals import approve
from meetings.actions.decisions import levels_to_choose
from meetings.actions.responses import Said
from meetings.models import AgendaItem, DeviationReason, Meeting, RegionResponse

# Function, organisation, the role of the account, with a vote.
SEATS = (
    ("voorzitter", "DG COVID-19", "chair", True),
    ("secretaris", "directie Publieke Gezondheid", "secretary", True),
    ("epidemioloog", "RIVM", "", True),
    ("directeur publieke gezondheid", "GGD GHOR Nederland", "", True),
    ("sectortrekker langdurige zorg", "directie Langdurige Zorg", "sector_lead", True),
    ("waarnemer", "Veiligheidsberaad", "", False),
)
DUIDING = {
    "VR13": "De stijging is breed: alle leeftijden en alle stadsdelen.\nDe GGD heeft bijstand gevraagd voor het"
    " bron- en contactonderzoek.",
    "VR15": "De stijging zit vooral bij studenten in Delft en in Den Haag.\nDe verpleeghuizen melden nog geen"
    " uitbraken.",
    "VR17": "Besmettingen vooral onder jongvolwassenen, na feesten thuis.\nHet positieve aandeel van de testen"
    " stijgt mee.",
}
# Not the computed level: region → level, kind of reason, reason.
DEVIATING = {
    "VR07": (2, "buurregios", "Utrecht en Gelderland-Zuid zijn zorgelijk; veel inwoners werken en studeren daar."),
}
CONTEXT = "Twee clusters bij studentenverenigingen; bron en contacten zijn bekend."
QUESTION = "Komt de stijging ook buiten de studenten voor?"
ANSWER = "Ja, sinds dit weekend ook bij gezinnen in twee wijken. Het aantal is nog klein."


def hold_last_week(meeting: Meeting, people: People, *, now: datetime) -> None:
    """Let the region answer, write duiding, decide every region, have it checked and adopt it."""
    chair = people["chair"]
    _seat(meeting, people, now)
    items = {item.area.code: item for item in meeting.items.select_related("area", "assessment__level")}
    _hear_the_region(items[REGION_OF_CONTACT], people, now)
    start_session(meeting=meeting, by=chair, now=now)
    for code, text in DUIDING.items():
        save_interpretation(item=items[code], text=text, base_number=0, by=people["secretary"], now=now)
    _decide(meeting, items, people, now)
    approve(meeting=meeting, by=people["secretary"], now=now)
    adopt(meeting=meeting, by=chair, now=now)


def _seat(meeting: Meeting, people: People, now: datetime) -> None:
    for function, organisation, role, has_vote in SEATS:
        add_participant(
            meeting=meeting,
            function=function,
            organisation=organisation,
            account=people.get(role),
            has_vote=has_vote,
            is_present=True,
            by=people["secretary"],
            now=now,
        )


def _hear_the_region(item: AgendaItem, people: People, now: datetime) -> None:
    contact = people["region_contact"]
    said = Said(view=RegionResponse.View.CONFIRMS, context=CONTEXT)
    respond(item=item, said=said, by=contact, now=now)
    due_on = now.date() + timedelta(days=7)
    question = ask_question(item=item, text=QUESTION, due_on=due_on, by=people["chair"], now=now)
    answer_question(question=question, text=ANSWER, by=contact, now=now)


def _decide(meeting: Meeting, items: dict[str, AgendaItem], people: People, now: datetime) -> None:
    """Decide first what deviates, then with one hammer what can, then the rest at its computed level."""
    valid_from = meeting.held_on + timedelta(days=1)
    for code, (number, kind, reason) in DEVIATING.items():
        level = levels_to_choose(items[code], meeting).get(number=number)
        deviation = DeviationReason.objects.get(code=kind)
        decide(
            item=items[code], level=level, valid_from=valid_from, reason=reason, deviation=deviation,
            by=people["chair"], now=now,
        )  # fmt: skip
    adopt_consent(meeting=meeting, valid_from=valid_from, by=people["chair"], now=now)
    for item in meeting.items.undecided().select_related("area", "assessment__level"):
        if item.assessment and item.assessment.level:
            decide(
                item=item, level=item.assessment.level, valid_from=valid_from, reason="",
                by=people["chair"], now=now,
            )  # fmt: skip
