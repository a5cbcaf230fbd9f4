"""A file that went out and comes back: unchanged it changes nothing, changed it shows exactly what changed."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from measures.entries import Entry
from measures.exchange.cells import cell_of
from measures.exchange.columns import BY_NAME, COLUMNS
from measures.models import Decider, Measure
from tests.unit.measures.exchange.words import (
    GROUPS,
    INSTRUMENTS,
    THEMES,
    compared,
    entry,
    told,
    vocabulary,
    written,
)

FORMATS = ["xlsx", "csv", "json"]
NASTY = [
    "=1+1",
    "'=1+1",
    "-3",
    "+31",
    "@a",
    "''",
    "a;b",
    "a → b",
    "a->b",
    "\\",
    "_x0041_",
    "x\ny",
    '"',
    "1,2",
    "007",
]
letters = st.characters(codec="utf-8", exclude_categories=["Cs"])
texts = st.one_of(st.sampled_from(NASTY), st.text(letters, max_size=30))
titles = texts.filter(lambda text: any(letter.isalnum() for letter in text))
scores = st.one_of(st.none(), st.integers(1, 5))
steps = st.lists(st.tuples(titles, texts), max_size=3).map(tuple)


def several(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sets(st.sampled_from(sorted(values))).map(lambda found: tuple(sorted(found)))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    withdrawn = draw(st.booleans())
    return Entry(
        key=str(draw(st.uuids())),
        catalogue="jeugd",
        title=draw(titles),
        description=draw(titles),
        theme=draw(st.sampled_from(sorted(THEMES))),
        levels=draw(several([1, 2, 3])),
        target_groups=tuple(code for code in GROUPS if code in draw(several(GROUPS))),
        setting=draw(texts),
        stance=draw(st.sampled_from(Measure.Stance.values)),
        decider=draw(st.sampled_from(Decider.values)),
        steps=draw(steps),
        legal_instrument=draw(st.sampled_from(["", *INSTRUMENTS])),
        article=draw(texts),
        notice_days=draw(st.integers(0, 400)),
        effect=draw(scores),
        effect_text=draw(texts),
        burden=draw(scores),
        burden_text=draw(texts),
        owner=draw(texts),
        source=draw(texts),
        status="withdrawn" if withdrawn else "agreed",
        withdrawn_because=draw(titles) if withdrawn else "",
        icon=draw(st.sampled_from(Measure.Icon.values)),
        is_example=draw(st.booleans()),
        order=draw(st.integers(0, 32_767)),
    )


lists = st.lists(entries(), min_size=1, max_size=4, unique_by=(lambda found: found.key, lambda found: found.title))


@pytest.mark.parametrize("file_format", FORMATS)
@given(drafts=lists)
@settings(max_examples=20, deadline=None)
def test_what_comes_back_unchanged_changes_nothing(file_format: str, drafts: list[Entry]) -> None:
    outcome = compared(written(drafts, file_format), *drafts)
    assert not outcome.faulty
    assert (outcome.good, outcome.missing, outcome.unchanged) == ([], [], len(drafts))


@pytest.mark.parametrize("file_format", FORMATS)
@given(draft=entries(), other=entries())
@settings(max_examples=20, deadline=None)
def test_what_comes_back_changed_shows_exactly_what_changed(file_format: str, draft: Entry, other: Entry) -> None:
    changed = replace(other, key=draft.key, notice_days=min(other.notice_days, 365))
    names = [column.name for column in COLUMNS if cell_of(draft, column.name) != cell_of(changed, column.name)]
    outcome = compared(written([changed], file_format), draft)
    assert not outcome.faulty
    assert [name for name, _old, _new in told(outcome)] == names
    for row in outcome.changed:
        assert row.entry is not None
        assert [cell_of(row.entry, name) for name in BY_NAME] == [cell_of(changed, name) for name in BY_NAME]


@pytest.mark.parametrize("file_format", FORMATS)
@given(draft=entries())
@settings(max_examples=15, deadline=None)
def test_what_comes_into_an_empty_list_is_what_went_out(file_format: str, draft: Entry) -> None:
    draft = replace(draft, notice_days=min(draft.notice_days, 365))
    row = compared(written([draft], file_format)).added[0]
    assert row.entry is not None
    assert [cell_of(row.entry, name) for name in BY_NAME] == [cell_of(draft, name) for name in BY_NAME]


def test_a_workbook_holds_texts_and_never_formulas() -> None:
    book = load_workbook(io.BytesIO(written([entry("=1+1", setting="'=2")], "xlsx")))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    title = sheet.cell(2, headings.index("titel") + 1)
    assert (title.value, title.data_type) == ("=1+1", "s")
    assert [sheet.title for sheet in book.worksheets] == ["Maatregelen", "Termen", "Uitleg"]
    explained = [row[0].value for row in book["Uitleg"].iter_rows()]
    assert set(headings) <= set(explained)


def test_a_csv_protects_what_would_be_a_formula() -> None:
    text = written([entry("=1+1")], "csv").decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text), delimiter=";"))["titel"] == "'=1+1"


def test_json_holds_codes_and_lists() -> None:
    draft = entry(levels=(1, 2), target_groups=("jeugd",), steps=(("Vraag", "GGD"),), effect=None, is_example=True)
    row = json.loads(written([draft], "json"))[0]
    assert (row["levels"], row["target_groups"], row["effect"]) == ([1, 2], ["jeugd"], None)
    assert (row["steps"], row["is_example"]) == ([{"text": "Vraag", "partner": "GGD"}], True)


def test_a_file_in_dutch_is_read_in_english(english: None) -> None:
    from django.utils import translation

    draft = entry(stance=2, status="agreed", is_example=True)
    with translation.override("nl"):
        content = written([draft], "xlsx")
    assert compared(content, draft).unchanged == 1
    assert vocabulary().words["stance"]["beperking"] == 2
