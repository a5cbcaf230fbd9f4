"""Note content made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ladder.pictures.map import Drawing, MappedArea
from meetings.documents.model import (
    ActionNote,
    AuthorNote,
    DecisionNote,
    InForceNote,
    InterpretationNote,
    LevelNote,
    MeasureNote,
    NoteContent,
    ParticipantNote,
    PointNote,
    QuestionNote,
    QuorumNote,
    RegionNote,
    ResponseNote,
    ValueNote,
    VotesNote,
)
from meetings.documents.note import ErratumNote, Note
from regions.models import Area

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
FULL_HAAGLANDEN = replace(
    HAAGLANDEN,
    category="discuss",
    agenda_reasons=("snelle groei: 60 % in een week", "de regio stelt een ander niveau voor"),
    in_force=InForceNote(CONCERN, date(2020, 9, 24)),
    proposal=DecisionNote(SERIOUS, date(2020, 10, 1), "Druk op de zorg.", True, CHAIR, MOMENT),
    response=ResponseNote(
        "Er zit een fout in de cijfers.", "positieve testen", "Dubbel geteld.", "Cluster in een dorp.", CONCERN,
        "Het cluster is begrensd.", "VR15-39-AB12", AuthorNote("regio", "regiocontact"), MOMENT,
    ),
    questions=(
        QuestionNote("Hoe staat het met de capaciteit?", MOMENT, date(2020, 10, 5), "Die is toereikend.", MOMENT),
        QuestionNote("En volgende week?", MOMENT, date(2020, 10, 6)),
    ),
    measures=(
        MeasureNote(
            "Bezoek beperken", "Langdurige zorg", date(2020, 9, 20), None, "Noodverordening", date(2020, 9, 21), ""
        ),
    ),
    decision=replace(
        HAAGLANDEN.decision,
        deviation="druk op de zorgcapaciteit",
        next_review=date(2020, 10, 14),
        votes=VotesNote(4, 1, 0),
        minority_note="Een lid acht zorgelijk genoeg.",
        waits_for_route=True,
    ),
)  # fmt: skip
GRONINGEN = replace(
    EMPTY,
    computed=CONCERN,
    state="complete",
    state_label="volledig",
    category="consent",
    decision=DecisionNote(CONCERN, date(2020, 10, 1), "", False, CHAIR, MOMENT),
)
FULL = replace(
    CONCEPT,
    regions=(FULL_HAAGLANDEN, GRONINGEN),
    levels=(CONCERN, SERIOUS),
    participants=(
        ParticipantNote("voorzitter", "VWS", True, True),
        ParticipantNote("waarnemer", "", False, False),
    ),
    quorum=QuorumNote(1, 1),
    points=(PointNote("Signaal uit het veld", "Bezoekregeling is onduidelijk."),),
    actions=(ActionNote("Testen", "Teststraat openen", "DPG", date(2020, 10, 9), "open", "Haaglanden"),),
)
ERRATUM = ErratumNote(
    1, "Haaglanden", "VR15", "3 ernstig", "2 zorgelijk", CONCERN, date(2020, 10, 3), MOMENT
)  # fmt: skip
SQUARE = "M0 0h{0}v{0}h-{0}z"
DRAWING = Drawing(
    tuple(
        MappedArea(Area(code=code, name=code), SQUARE.format(side), side // 2, side // 2)
        for code, side in (("VR01", 300), ("VR15", 200))
    ),
    width=600,
    height=700,
    source="eigen tekening",
)
SHA256 = "ab" * 32


def note(content: NoteContent | None = None, **fields: Any) -> Note:
    """Return what a document is written from, with a small map."""
    return Note(content or FULL, drawing=DRAWING, **fields)


ADOPTED = replace(CONCEPT, status="adopted", adopted_by=CHAIR)


def with_region(**changes: Any) -> NoteContent:
    """Return a concept with one region, changed."""
    return replace(CONCEPT, regions=(replace(HAAGLANDEN, **changes),))
