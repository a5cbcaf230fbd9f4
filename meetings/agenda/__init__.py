"""The agenda: bespreekstukken by urgency, hamerstukken, points, and how long it all takes."""

from meetings.agenda.budget import TimeBudget
from meetings.agenda.closing import is_closed
from meetings.agenda.lines import Line, agenda_order, lines_of
from meetings.agenda.page import Agenda, agenda_of
from meetings.agenda.rights import Rights, rights_of

__all__ = [
    "Agenda",
    "Line",
    "Rights",
    "TimeBudget",
    "agenda_of",
    "agenda_order",
    "is_closed",
    "lines_of",
    "rights_of",
]
