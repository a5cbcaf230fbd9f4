"""What regions took after last week's meeting, so that the gap monitor has something to find."""

from collections.abc import Iterator
from datetime import date, datetime

from dashboard.demo.accounts import REGION_OF_CONTACT, People
from measures.actions.in_force import Taking, enter_measures
from measures.models import Measure
from meetings.actions.approvals import decisions_that_count
from meetings.models import Decision, Meeting
from regions.models import Area

COUNTRY = "NL"
CATALOGUES = ("publieke-gezondheid", "langdurige-zorg")
NATIONAL = "Thuiswerken waar het kan"
# These have ended since: to be prolonged or not, that is the question.
ENDED = {"VR13": "Toezicht op drukke plekken", "VR17": "Advies over het aantal gasten thuis"}
LAST_DAY_OF_ENDED = date(2020, 9, 28)
# Every third region has not entered anything yet.
SILENT = 3


def enter_measures_taken(meeting: Meeting, people: People, *, now: datetime) -> None:
    """Enter what regions took on the levels of a meeting: most of what their level asks for, some too little."""
    measures = list(Measure.objects.filter(status=Measure.Status.AGREED).with_all())
    decisions = decisions_that_count(meeting)
    since = decisions[0].valid_from
    decided_in = f"inschalingsoverleg {meeting.key}"
    by = people["secretary"]
    lasting = [cell for cell in _taken(measures, decisions) if ENDED.get(cell[1].code) != cell[0].title]
    grounds = Taking(since=since, decided_in=decided_in, cabinet_informed_on=since)
    enter_measures(cells=lasting, taking=grounds, by=by, now=now)
    ended = [cell for cell in _taken(measures, decisions) if ENDED.get(cell[1].code) == cell[0].title]
    enter_measures(
        cells=ended, taking=Taking(since=since, until=LAST_DAY_OF_ENDED, decided_in=decided_in), by=by, now=now
    )
    national = next(measure for measure in measures if measure.title == NATIONAL)
    country = Area.objects.get(code=COUNTRY)
    enter_measures(cells=[(national, country)], taking=Taking(since=since), by=by, now=now)


def _taken(measures: list[Measure], decisions: list[Decision]) -> Iterator[tuple[Measure, Area]]:
    """Yield what each region took: nothing where it is silent, else what its level asks for on two lists."""
    for place, decision in enumerate(decisions):
        area = decision.item.area
        if place % SILENT == 0 and area.code != REGION_OF_CONTACT and area.code not in ENDED:
            continue
        for measure in measures:
            levels = {level.number for level in measure.levels.all()}
            is_asked = decision.level.number in levels and measure.catalogue.code in CATALOGUES
            if is_asked and measure.title != NATIONAL:
                yield measure, area
