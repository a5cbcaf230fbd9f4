"""Note content made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from meetings.documents.content import (
    AuthorNote,
    DecisionNote,
    InterpretationNote,
    LevelNote,
    NoteContent,
    RegionNote,
    ValueNote,
)

MOMENT = datetime(2020, 9, 30, 8, 42, 1, 123456, tzinfo=UTC)
CHAIR = AuthorNote("voorzitter", "voorzitter")
CONCERN = LevelNote(2, "zorgelijk", "#D95790")
SERIOUS = LevelNote(3, "ernstig", "#A11050")
HAAGLANDEN = RegionNote(
    code="VR15",
    name="Haaglanden",
    computed=CONCERN,
    state="complete",
    state_label="volledig",
    ladder_version="2020-09",
    computed_at=MOMENT,
    reasons=("Positieve testen: 100,5 per 100.000.", "Nog 49,5 tot ernstig."),
    values=(
        ValueNote("positive_tests", "positieve testen", "per 100.000", 1100.456789, "1.100,5", "volledig", True),
        ValueNote("sewage", "rioolwater", "per ml", None, "–", "niet gemeld", False),
    ),
    interpretation=InterpretationNote("Eerste regel.\n\nTweede regel.", 3, CHAIR, MOMENT),
    decision=DecisionNote(SERIOUS, date(2020, 10, 1), "Druk op de zorg.", True, CHAIR, MOMENT),
)
EMPTY = RegionNote(
    code="VR01",
    name="Groningen",
    computed=None,
    state="unknown",
    state_label="onbekend",
    ladder_version="",
    computed_at=None,
    reasons=(),
    values=(),
    interpretation=None,
    decision=None,
)
CONCEPT = NoteContent(
    title="Duidingsnotitie 2020-W39",
    ladder="Regionale escalatieladder",
    week="2020-W39",
    data_from=date(2020, 9, 21),
    data_until=date(2020, 9, 27),
    reported_until=MOMENT,
    computed_at=MOMENT,
    held_on=date(2020, 9, 30),
    decided_at=MOMENT,
    valid_from=(date(2020, 10, 1),),
    next_on=date(2020, 10, 7),
    status="concept",
    as_it_stood_at=MOMENT,
    adopted_by=None,
    regions=(HAAGLANDEN, EMPTY),
)
ADOPTED = replace(CONCEPT, status="adopted", adopted_by=CHAIR)


def with_region(**changes: Any) -> NoteContent:
    """Return a concept with one region, changed."""
    return replace(CONCEPT, regions=(replace(HAAGLANDEN, **changes),))
