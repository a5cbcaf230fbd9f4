"""What the documents say."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from meetings.documents.blocks import Heading, Outline, Picture, Table
from meetings.documents.canonical import as_json, from_json
from meetings.documents.model import InForceNote, LevelNote, NoteContent, RegionNote
from meetings.documents.outline import outline_of
from tests.unit.meetings.documents.texts import lines_of_outline
from tests.unit.meetings.notes import (
    ADOPTED,
    CONCEPT,
    CONCERN,
    EMPTY,
    ERRATUM,
    FULL,
    FULL_HAAGLANDEN,
    GRONINGEN,
    SERIOUS,
    SHA256,
    note,
    with_region,
)

LATER_FIELDS = {"quality", "findings", "revisions"}


def lines(content: NoteContent = FULL, **asked: str) -> list[str]:
    return lines_of_outline(outline_of(note(content), **asked))


def headings(outline: Outline) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in outline.blocks if isinstance(block, Heading)]


def tables(outline: Outline) -> list[list[list[str]]]:
    return [
        [[column.heading for column in block.columns], *([cell.text for cell in row] for row in block.rows)]
        for block in outline.blocks
        if isinstance(block, Table)
    ]


JUDGED = replace(
    CONCEPT,
    quality="1 bevinding vraagt aandacht.",
    findings=("Positieve testen: VR08 ontbreekt.",),
    revisions=("Week 38: Groningen zou zorgelijk zijn.",),
)


def test_what_was_said_of_the_figures_comes_along_with_the_whole_note() -> None:
    said = lines(JUDGED)

    at = said.index("Kwaliteit van de cijfers")
    assert said[at + 1 : at + 4] == [
        "Bij de opening van het overleg: 1 bevinding vraagt aandacht.",
        "Positieve testen: VR08 ontbreekt.",
        "Week 38: Groningen zou zorgelijk zijn.",
    ]
    assert said.index("Datums") < at < said.index("Per regio")
    assert "Kwaliteit van de cijfers" not in [*lines(JUDGED, kind="decisions"), *lines(JUDGED, region="VR15")]


def test_a_revision_alone_is_told_without_findings() -> None:
    said = lines(replace(JUDGED, findings=(), quality=""))

    assert "Week 38: Groningen zou zorgelijk zijn." in said
    assert not [line for line in said if line.startswith("Bij de opening")]


def test_figures_without_a_finding_and_older_minutes_say_nothing_of_it() -> None:
    assert "Kwaliteit van de cijfers" not in lines(CONCEPT)
    older = {name: value for name, value in json.loads(as_json(JUDGED)).items() if name not in LATER_FIELDS}
    assert from_json(json.dumps(older)) == replace(JUDGED, quality="", findings=(), revisions=())


def test_the_headings_of_a_note() -> None:
    assert headings(outline_of(note())) == [
        (1, "In het kort"),
        (1, "Samenvatting"),
        (1, "Datums"),
        (1, "Per regio"),
        (2, "Haaglanden (VR15)"),
        (3, "Waarom op de agenda"),
        (3, "Cijfers en berekend niveau"),
        (3, "Wat de regio zegt"),
        (3, "Duiding"),
        (3, "Besluit"),
        (3, "Geldende maatregelen"),
        (2, "Groningen (VR01)"),
        (3, "Duiding"),
        (3, "Besluit"),
    ]


def test_the_headings_of_a_decision_list() -> None:
    assert headings(outline_of(note(), kind="decisions")) == [
        (1, "In het kort"),
        (1, "Deelnemers"),
        (1, "Besluiten"),
        (2, "Bespreekstukken"),
        (2, "Hamerstukken"),
        (1, "Toelichting bij de besluiten"),
        (2, "Haaglanden"),
        (1, "Teruggelegd bij de regio’s"),
        (2, "Haaglanden"),
        (1, "Overige agendapunten"),
        (2, "Signaal uit het veld"),
        (1, "Actiepunten"),
        (1, "Datums"),
    ]


@pytest.mark.parametrize("kind", ["note", "decisions"])
@pytest.mark.parametrize("region", [None, "VR15"])
def test_no_heading_skips_a_level(kind: str, region: str | None) -> None:
    levels = [0, *(level for level, text in headings(outline_of(note(), kind=kind, region=region)))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    "sentence",
    [
        "Concept, stand van 30 september 2020, 10:42. Kan nog wijzigen.",
        "Van 2 zorgelijk naar 3 ernstig: Haaglanden.",
        "Anders vastgesteld dan berekend: Haaglanden.",
        "21 september 2020 t/m 27 september 2020 (week 39 van 2020)",
        "Snelle groei: 60 % in een week",
        "Positieve testen: 100,5 per 100.000.",
        "Positieve testen (beslissend)",
        "1.100,5",
        "Er zit een fout in de cijfers.",
        "Signaal met de fout: positieve testen.",
        "Dubbel geteld.",
        "Cluster in een dorp.",
        "Stelt voor 2 zorgelijk: Het cluster is begrensd.",
        "regio (regiocontact), 30 september 2020, 10:42, ontvangstbewijs VR15-39-AB12",
        "Vraag aan de regio: Hoe staat het met de capaciteit?",
        "Antwoord: Die is toereikend.",
        "Nog geen antwoord; gevraagd vóór of op 6 oktober 2020.",
        "Eerste regel.",
        "Tweede regel.",
        "Versie 3, voorzitter (voorzitter), 30 september 2020, 10:42",
        "3 ernstig, geldig vanaf 1 oktober 2020.",
        "Dit wijkt af van het berekende niveau: druk op de zorgcapaciteit.",
        "Volgende beoordeling op 14 oktober 2020.",
        "Reden: Druk op de zorg.",
        "Stemmen: 4 voor, 1 tegen, 0 onthouden.",
        "Minderheidsnotitie: Een lid acht zorgelijk genoeg.",
        "Noodverordening",
        "Er is geen duiding geschreven.",
    ],
)
def test_the_note_says(sentence: str) -> None:
    assert sentence in lines()


@pytest.mark.parametrize(
    "sentence",
    [
        "Aanwezige stemgerechtigde leden: 1; quorum: 1.",
        "Was 2 zorgelijk, anders dan berekend, wacht op de route",
        "Minderheidsnotitie: Een lid acht zorgelijk genoeg.",
        "Bezoekregeling is onduidelijk.",
        "Teststraat openen (Haaglanden)",
        "DPG",
        "09-10-2020",
    ],
)
def test_the_decision_list_says(sentence: str) -> None:
    assert sentence in lines(kind="decisions")


def test_levels_stand_side_by_side() -> None:
    levels = next(table for table in tables(outline_of(note())) if table[0][0] == "Wat" and len(table[0]) == 3)
    assert levels[1:] == [
        ["Was van kracht", "2 zorgelijk", "sinds 24 september 2020"],
        ["Berekend niveau", "2 zorgelijk", "ladderversie 2020-09"],
        ["Voorstel van de regio", "2 zorgelijk", "Het cluster is begrensd."],
        ["Voorgesteld niveau", "3 ernstig", "voorzitter (voorzitter)"],
        ["Vastgesteld niveau", "3 ernstig", "geldig vanaf 1 oktober 2020"],
    ]


def test_the_summary_has_a_row_per_region() -> None:
    summary = next(table for table in tables(outline_of(note(CONCEPT))) if len(table[0]) == 5)
    assert summary == [
        ["Veiligheidsregio", "Was van kracht", "Berekend niveau", "Vastgesteld niveau", "Geldig vanaf"],
        ["Haaglanden", "–", "2 zorgelijk", "3 ernstig", "01-10-2020"],
        ["Groningen", "–", "onbekend", "niet vastgesteld", "–"],
    ]


@pytest.mark.parametrize(
    ("state", "label", "shown"),
    [("complete", "volledig", "2 zorgelijk"), ("provisional", "voorlopig", "2 zorgelijk (voorlopig)")],
)
def test_a_provisional_level_is_called_so(state: str, label: str, shown: str) -> None:
    assert shown in lines(with_region(state=state, state_label=label))


def test_what_is_not_decided_yet_is_said_and_stands_in_brackets() -> None:
    found = lines(with_region(decision=None))
    assert "Er is nog geen niveau vastgesteld." in found
    assert "(Haaglanden)" in found
    assert "Tussen haakjes: berekend, nog niet vastgesteld." in found
    assert not any("Tussen haakjes" in line for line in lines())


@pytest.mark.parametrize(
    ("regions", "sentence"),
    [
        ((GRONINGEN,), "Vastgesteld zoals berekend."),
        ((replace(GRONINGEN, decision=None),), "Er is nog geen niveau vastgesteld."),
        ((replace(GRONINGEN, decision=None), EMPTY), "2 regio’s hebben nog geen vastgesteld niveau."),
        ((FULL_HAAGLANDEN, EMPTY), "1 regio heeft nog geen vastgesteld niveau."),
        ((replace(GRONINGEN, in_force=FULL_HAAGLANDEN.in_force),), "Geen enkel niveau wijzigt."),
        ((FULL_HAAGLANDEN,), "Pas in werking als de route is doorlopen: Haaglanden."),
    ],
)
def test_in_short(regions: tuple, sentence: str) -> None:
    assert sentence in lines(replace(FULL, regions=regions))


@pytest.mark.parametrize(
    ("content", "status", "watermark"),
    [
        (CONCEPT, "concept", "CONCEPT"),
        (ADOPTED, "vastgesteld", ""),
        (replace(CONCEPT, is_exercise=True), "oefening, concept", "OEFENING"),
        (replace(ADOPTED, is_exercise=True), "oefening, vastgesteld", "OEFENING"),
    ],
)
def test_every_page_says_date_and_status(content: NoteContent, status: str, watermark: str) -> None:
    outline = outline_of(note(content))
    assert outline.header == ("Duidingsnotitie 2020-W39", status)
    assert outline.footer == f"{status}, stand van 30 september 2020, 10:42"
    assert outline.watermark == watermark
    exercise = "Oefening: niets in dit stuk heeft gevolgen voor de niveaus die van kracht zijn."
    assert (exercise in lines_of_outline(outline)) == content.is_exercise


def test_an_adopted_document_names_its_hash() -> None:
    found = lines_of_outline(outline_of(note(ADOPTED, sha256=SHA256)))
    assert any(SHA256 in line for line in found)
    assert "Vastgesteld op 30 september 2020, 10:42 door voorzitter (voorzitter)." in found
    assert not any("SHA-256" in line for line in lines())


def test_errata_stand_at_the_end_and_are_told_in_front() -> None:
    found = lines_of_outline(outline_of(note(ADOPTED, errata=(ERRATUM,))))
    at = found.index("Errata")
    assert "Na de vaststelling is 1 erratum toegevoegd: zie het slot van dit stuk." in found[:5]
    assert found[at + 1 :] == [
        "Toegevoegd na de vaststelling. De notulen zelf, en de SHA-256 daarvan, zijn niet gewijzigd.",
        "Erratum 1: Haaglanden",
        "Er staat: 3 ernstig",
        "Moet zijn: 2 zorgelijk",
        "Gecorrigeerd niveau: 2 zorgelijk, geldig vanaf 3 oktober 2020.",
        "Vastgesteld op 30 september 2020, 10:42.",
    ]


@pytest.mark.parametrize(("code", "told"), [("VR15", True), ("", True), ("VR01", False)])
def test_a_region_gets_its_own_errata_and_those_on_the_whole(code: str, told: bool) -> None:
    erratum = replace(ERRATUM, code=code)
    found = lines_of_outline(outline_of(note(ADOPTED, errata=(erratum,)), region="VR15"))
    assert ("Errata" in found) == told
    assert ("Na de vaststelling is 1 erratum toegevoegd: zie het slot van dit stuk." in found) == told


def test_one_region_says_nothing_of_another_in_its_text() -> None:
    outline = outline_of(note(), region="VR15")
    assert outline.title == "Duidingsnotitie 2020-W39, Haaglanden"
    assert not any("Groningen" in line for line in lines_of_outline(outline))
    with pytest.raises(LookupError):
        outline_of(note(), region="VR99")


def test_minutes_of_format_1_still_make_a_decision_list() -> None:
    found = lines(replace(ADOPTED, format=1), kind="decisions")
    assert "Besluitenlijst inschalingsoverleg week 39 van 2020" in found
    assert "Hamerstukken" not in found
    assert "1 oktober 2020" in found


def test_without_a_drawing_there_is_no_picture() -> None:
    with_map = [block for block in outline_of(note()).blocks if isinstance(block, Picture)]
    without = replace(note(), drawing=replace(note().drawing, areas=(), width=0, height=0))
    assert len(with_map) == 1
    assert not [block for block in outline_of(without).blocks if isinstance(block, Picture)]


def test_columns_fill_the_page() -> None:
    for kind in ("note", "decisions"):
        for block in outline_of(note(), kind=kind).blocks:
            if isinstance(block, Table):
                assert sum(column.width for column in block.columns) == pytest.approx(16)
                assert all(len(row) == len(block.columns) for row in block.rows)


def test_a_level_keeps_its_colour() -> None:
    colours = {
        cell.text: cell.colour
        for block in outline_of(note()).blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.colour
    }
    assert colours == {"2 zorgelijk": "#D95790", "3 ernstig": SERIOUS.colour}


def test_dates_stay_apart() -> None:
    content = replace(FULL, computed_at=None, valid_from=(date(2020, 10, 1), date(2020, 10, 3)))
    dates = next(table for table in tables(outline_of(note(content))) if table[0] == ["Wat", "Wanneer"])
    found = dict(dates[1:])
    assert found["Niveaus berekend op"] == "–"
    assert found["Niveaus geldig vanaf"] == "1 oktober 2020, 3 oktober 2020"
    assert len(found) == 7


def test_changes_are_told_together_the_highest_new_level_first() -> None:
    def going(before: LevelNote, after: LevelNote, name: str) -> RegionNote:
        decision = replace(GRONINGEN.decision, level=after)
        return replace(GRONINGEN, name=name, in_force=InForceNote(before, date(2020, 9, 24)), decision=decision)

    low = replace(CONCERN, number=1, name="waakzaam")
    moves = [
        (SERIOUS, low, "A"),
        (low, CONCERN, "B"),
        (CONCERN, SERIOUS, "C"),
        (low, CONCERN, "D"),
        (low, low, "E"),
    ]
    found = lines(replace(FULL, regions=tuple(going(*move) for move in moves)))
    at = found.index("Van 2 zorgelijk naar 3 ernstig: C.")
    assert found[at : at + 3] == [
        "Van 2 zorgelijk naar 3 ernstig: C.",
        "Van 1 waakzaam naar 2 zorgelijk: B, D.",
        "Van 3 ernstig naar 1 waakzaam: A.",
    ]
