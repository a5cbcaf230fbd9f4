"""What is still to do after last week: a question, actions, and signals from the field."""

from datetime import datetime, timedelta

from dashboard.demo.accounts import People
from ladder.models import Ladder
from meetings.actions import ask_question
from meetings.actions.action_points import Agreement, add_action
from meetings.actions.field_reports import Told, add_report
from meetings.models import ActionPoint, FieldReport, Meeting, Theme
from regions.models import Area

QUESTION = ("VR17", "Welke wijken vallen op, en wat is daar al geprobeerd?")
# Theme, action, owner, days until it is due (None: kept for later).
ACTIONS = (
    ("testen", "Bijstand voor bron- en contactonderzoek in Amsterdam regelen", "GGD GHOR Nederland", 3),
    ("bezoek", "Brief aan verpleeghuizen over bezoek op afspraak afstemmen", "directie Langdurige Zorg", 7),
    ("jeugd", "Afspraken met studentenverenigingen delen met alle regio’s", "directie Jeugd", 5),
    ("capaciteit", "Wmo en jeugdhulp opnemen in de regionale plannen", "", None),
)


def add_to_do(ladder: Ladder, meeting: Meeting, people: People, *, now: datetime) -> None:
    """Hand a question back to a region, and keep actions and signals."""
    today, by = now.date(), people["secretary"]
    themes = {theme.code: theme for theme in Theme.objects.all()}
    code, text = QUESTION
    item = meeting.items.get(area__code=code)
    ask_question(item=item, text=text, due_on=today + timedelta(days=7), by=people["chair"], now=now)
    for theme, title, owner, days in ACTIONS:
        due_on = None if days is None else today + timedelta(days=days)
        state = ActionPoint.State.LATER if days is None else ActionPoint.State.OPEN
        agreement = Agreement(theme=themes[theme], title=title, owner=owner, due_on=due_on)
        add_action(ladder=ladder, agreement=agreement, state=state, by=by, now=now)
    for told in _reports(themes):
        add_report(ladder=ladder, told=told, by=people["sector_lead"], now=now)


def _reports(themes: dict[str, Theme]) -> tuple[Told, ...]:
    return (
        Told(
            theme=themes["bezoek"],
            kind=FieldReport.Kind.EXECUTION,
            title="Dagbesteding haalt deelnemers niet meer op",
            text="De vervoerder rijdt alleen nog met halve bussen; een deel van de deelnemers zit thuis.",
            area=Area.objects.get(code="VR16"),
        ),
        Told(
            theme=themes["jeugd"],
            kind=FieldReport.Kind.POLICY,
            policy=FieldReport.Policy.UNCLEAR,
            title="Mag een jongere van 22 in een woonvorm bezoek blijven ontvangen?",
            text="Twee lijsten zeggen iets anders over bezoek in kleine woonvormen.",
            proposal="Volg het uitgangspunt dat het gewone leven van jongeren doorgaat.",
        ),
    )
