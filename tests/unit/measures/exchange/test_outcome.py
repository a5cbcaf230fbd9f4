"""What is said of rows and cells: each kind of problem, with both sides of its bound."""

import csv
import io
import json
from typing import Any

import pytest

from ladder.sources import reasons
from ladder.sources.errors import SourceError
from measures.exchange import cells, outcome, reading, rows
from measures.exchange.steps import parse_steps, steps_text
from measures.exchange.texts import one_line, plain, protected, unprotected
from tests.unit.measures.exchange.words import KEY, compared, entry, problems, told, vocabulary

NEW = {"title": "Nieuw", "description": "Tekst.", "theme": "bezoek"}


def as_json(*found: dict[str, Any]) -> bytes:
    return json.dumps(list(found)).encode()


def as_csv(*found: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(found[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode()


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("title", "", reasons.VALUE_EMPTY),
        ("title", "x" * 200, None),
        ("title", "x" * 201, cells.TOO_LONG),
        ("description", "  ", reasons.VALUE_EMPTY),
        ("theme", "", reasons.VALUE_EMPTY),
        ("theme", "BEZOEK", None),
        ("theme", "Bezoek", None),
        ("theme", "bezoeken", cells.UNKNOWN_TERM),
        ("levels", "1,2,3", None),
        ("levels", "1.2", None),
        ("levels", "3 ; 1", None),
        ("levels", "0", cells.UNKNOWN_LEVEL),
        ("levels", "4", cells.UNKNOWN_LEVEL),
        ("levels", "een", cells.UNKNOWN_LEVEL),
        ("levels", "²", cells.UNKNOWN_LEVEL),
        ("target_groups", "jeugd, Kwetsbare mensen thuis", None),
        ("target_groups", "jeugd, niemand", cells.UNKNOWN_TERM),
        ("stance", "Beperking", None),
        ("stance", "restriction", None),
        ("stance", "3", None),
        ("stance", "4", cells.UNKNOWN_WORD),
        ("decider", "minister", cells.UNKNOWN_WORD),
        ("steps", "Vraag → GGD; Besluit", None),
        ("steps", "→ GGD", cells.STEP_WITHOUT_TEXT),
        ("steps", "x" * 201, cells.TOO_LONG),
        ("legal_instrument", "Aanwijzing", None),
        ("legal_instrument", "wet", cells.UNKNOWN_TERM),
        ("principle", "Zo gericht mogelijk, per regio en doelgroep", None),
        ("notice_days", "0", None),
        ("notice_days", "365", None),
        ("notice_days", "366", cells.OUT_OF_RANGE),
        ("notice_days", "-1", cells.OUT_OF_RANGE),
        ("notice_days", "1,5", cells.NO_WHOLE_NUMBER),
        ("notice_days", "9" * 5000, cells.OUT_OF_RANGE),
        ("effect", "1", None),
        ("effect", "5", None),
        ("effect", "0", cells.OUT_OF_RANGE),
        ("effect", "6", cells.OUT_OF_RANGE),
        ("status", "agreed", None),
        ("status", "klaar", cells.UNKNOWN_WORD),
        ("status", "withdrawn", rows.REASON_MISSING),
        ("withdrawn_because", "Daarom.", rows.REASON_TOO_MUCH),
        ("icon", "visit", None),
        ("icon", "vliegtuig", cells.UNKNOWN_WORD),
        ("is_example", "ja", None),
        ("is_example", "misschien", cells.UNKNOWN_WORD),
        ("order", "32767", None),
        ("order", "32768", cells.OUT_OF_RANGE),
        ("key", KEY.upper(), None),
        ("key", "1234", cells.NO_KEY),
        ("catalogue", "Jeugd", None),
        ("catalogue", "zorg", outcome.OTHER_LIST),
        ("catalogue", "niets", cells.UNKNOWN_TERM),
    ],
)
def test_a_cell_of_a_new_row_is_good_or_says_what_is_wrong(column: str, text: str, words: str | None) -> None:
    found = compared(as_csv({**NEW, column: text}))
    place = f"{'ABCD'[list({**NEW, column: ''}).index(column)]}2"
    if words == rows.REASON_MISSING:
        place = "2"
    assert problems(found) == ([(words, place)] if words else [])
    assert len(found.added) == (0 if words else 1)


def test_a_known_row_names_the_same_problem_and_leaves_the_others() -> None:
    one, two = entry("Een", key=KEY), entry("Twee")
    sent = as_csv({"key": KEY, "title": "", "stance": ""}, {"key": two.key, "title": "Drie", "stance": "0"})
    found = compared(sent, one, two)
    assert problems(found) == [(reasons.VALUE_EMPTY, "B2"), (reasons.VALUE_EMPTY, "C2")]
    assert told(found) == [("title", "Twee", "Drie"), ("stance", "advies", "geen beperking")]


@pytest.mark.parametrize("changed", [{"setting": ""}, {"levels": ""}, {"effect": ""}, {"target_groups": ""}])
def test_an_emptied_cell_empties_the_field(changed: dict[str, str]) -> None:
    draft = entry(setting="school", levels=(2,), effect=3, target_groups=("jeugd",))
    found = compared(as_csv({"key": draft.key, "title": "Titel", **changed}), draft)
    assert [(name, new) for name, _old, new in told(found)] == [(next(iter(changed)), "")]


def test_columns_that_are_left_out_stay() -> None:
    draft = entry(setting="school")
    assert compared(as_csv({"title": "Titel"}), draft).unchanged == 1


def test_an_unknown_column_is_told_and_not_read() -> None:
    found = compared(as_csv({"title": "Titel", "kleur": "rood"}), entry())
    assert found.remarks == [f"{reading.COLUMNS_NOT_READ}: kleur"]


def test_without_a_key_the_title_names_the_entry() -> None:
    draft = entry("Titel", owner="A")
    assert told(compared(as_csv({"title": " Titel ", "owner": "B"}), draft)) == [("owner", "A", "B")]


def test_the_same_entry_twice_is_refused_in_both_rows() -> None:
    draft = entry(key=KEY)
    found = compared(as_csv({"key": KEY, "title": "Een"}, {"key": "", "title": "Titel"}), draft)
    assert problems(found) == [(outcome.TWICE, "A2"), (outcome.TWICE, "A3")]


@pytest.mark.parametrize(
    ("first", "second", "faulty"),
    [("Twee", "Een", 0), ("Drie", "Een", 0), ("Twee", "Twee", 1), ("Drie", "Drie", 2), ("Een", "Een", 1)],
)
def test_titles_may_change_places_but_not_be_the_same(first: str, second: str, faulty: int) -> None:
    one, two = entry("Een"), entry("Twee")
    found = compared(as_csv({"key": one.key, "title": first}, {"key": two.key, "title": second}), one, two)
    assert len(found.faulty) == faulty
    assert {words for words, _place in problems(found)} <= {outcome.TITLE_TWICE}


def test_a_good_row_does_not_take_the_title_that_a_faulty_row_keeps() -> None:
    one, two = entry("Een"), entry("Twee")
    sent = as_csv(
        {"key": one.key, "title": "Twee", "theme": "bezoek"}, {"key": two.key, "title": "Drie", "theme": "x"}
    )
    assert [words for words, _place in problems(compared(sent, one, two))] == [
        outcome.TITLE_TWICE, cells.UNKNOWN_TERM,
    ]  # fmt: skip


def test_an_entry_of_another_list_is_named_as_such() -> None:
    found = compared(as_csv({"key": KEY, **NEW}), elsewhere={KEY: "zorg"})
    assert problems(found) == [(outcome.OTHER_LIST, "A2")]


def test_without_a_list_each_row_names_its_own() -> None:
    draft = entry("Een", catalogue="zorg")
    sent = as_csv(
        {**NEW, "catalogue": "jeugd"}, {**NEW, "title": "Een", "catalogue": "zorg"}, {**NEW, "catalogue": ""}
    )
    found = compared(sent, draft, only=None)
    assert [(row.is_new, row.entry.catalogue if row.entry else "") for row in found.rows] == [
        (True, "jeugd"), (False, "zorg"), (True, ""),
    ]  # fmt: skip
    assert problems(found) == [(outcome.NO_LIST, "D4")]


def test_what_the_file_does_not_name_is_missing_unless_it_is_withdrawn() -> None:
    gone = entry("Weg", status="withdrawn", withdrawn_because="Daarom.")
    found = compared(as_csv({"title": "Een"}), entry("Een"), entry("Twee"), gone)
    assert [draft.title for draft in found.missing] == ["Twee"]


def test_the_digest_is_that_of_the_file_and_of_the_draft() -> None:
    draft, other = entry("Een"), entry("Twee")
    sent = as_csv({"key": draft.key, "title": "Drie"})
    first = compared(sent, draft, other).digest
    assert compared(sent, draft, other).digest == first
    assert compared(as_csv({"key": draft.key, "title": "Vier"}), draft, other).digest != first
    assert compared(sent, draft, entry("Twee", key=other.key, owner="iemand")).digest != first


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"%PDF-1.7", "not a text file"),
        (b"\xd0\xcf\x11\xe0old", "not a spreadsheet"),
        (b"PK\x03\x04 broken", "the file is damaged"),
        (b"<html><body>", "not a text file"),
        (b"naam;tekst\na;b\n", "another header than expected"),
        (b"titel;title\na;b\n", "another header than expected"),
        (b"titel\n", "nothing under the header"),
        (b'titel;bron\n"a;b\n', "the file is damaged"),
        (b"[]", "nothing under the header"),
        (b"[1, 2]", "another header than expected"),
        (b'{"titel": "a"}', "another header than expected"),
        (b'[{"naam": "a"}]', "another header than expected"),
        (b'[{"title": "a"', "the file is damaged"),
        (b"[" * 200_000, "the file is damaged"),
        (b'[{"order": ' + b"9" * 10_000 + b"}]", "the file is damaged"),
        (b'[{"title": "\xff"}]', "the file is damaged"),
        (b"titel\n" + b"a\n" * (reading.MOST_ROWS + 1), "the sheet is too large"),
        (b"titel\n" + b"a" * reading.LIMIT, "the file is too large"),
    ],
)
def test_a_file_that_is_no_list_ends_in_a_stated_outcome(content: bytes, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        compared(content)
    assert caught.value.problem == problem


@pytest.mark.parametrize("value", [{"a": 1}, [[1]], [1.5], [{"a": 1}]])
@pytest.mark.parametrize("column", ["levels", "title"])
def test_a_json_value_of_another_kind_is_a_problem_of_its_cell(column: str, value: Any) -> None:
    found = compared(as_json({**NEW, column: value}))
    assert (reading.UNREADABLE_VALUE, f"1: {column}") in problems(found)


def test_a_formula_is_refused_at_its_cell() -> None:
    assert problems(compared(b"titel;bron\nTitel;=1+1\n", entry())) == [(reasons.FORMULA, "B2")]


def test_a_value_beyond_the_columns_is_refused() -> None:
    assert problems(compared(b"titel;bron\nTitel;;stray\n", entry())) == [(reasons.COLUMN_WITHOUT_NAME, "C2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_of_any_program_is_read(encoding: str, separator: str) -> None:
    sent = f"titel{separator}bron\r\nCafé{separator}brief\r\n".encode(encoding)
    assert told(compared(sent, entry("Café"))) == [("source", "", "brief")]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("Vraag", (("Vraag", ""),)),
        ("Vraag → GGD", (("Vraag", "GGD"),)),
        ("Vraag->GGD;Besluit", (("Vraag", "GGD"), ("Besluit", ""))),
        ("Vraag\nBesluit → DPG", (("Vraag", ""), ("Besluit", "DPG"))),
        ("a \\; b \\→ c → d → e", (("a ; b → c", "d → e"),)),
        (";;", ()),
    ],
)
def test_steps_are_read(text: str, steps: tuple[tuple[str, str], ...]) -> None:
    assert parse_steps(text) == steps
    assert parse_steps(steps_text(steps)) == steps


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "-", "'", "'a", "", "@x", "plain"])
@pytest.mark.parametrize("formulas", [True, False])
def test_protection_is_undone(text: str, formulas: bool) -> None:
    assert unprotected(protected(text, formulas=formulas)) == text


def test_texts_are_made_plain() -> None:
    assert plain(" a \r\nb\x00\x07\tc \n") == "a\nb c"
    assert one_line(" a \n b\xa0c ") == "a b c"


def test_names_that_two_terms_share_mean_neither() -> None:
    from measures.exchange.vocabulary import _of_terms

    assert _of_terms({"a": "Sport", "b": "Sport"}) == {"a": "a", "b": "b"}
    assert vocabulary().words["theme"]["bezoek"] == "bezoek"
