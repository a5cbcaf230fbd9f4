import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.documents.canonical import as_json, from_json, sha256_of
from meetings.documents.model import ValueNote
from tests.unit.meetings.notes import ADOPTED, CONCEPT, HAAGLANDEN, with_region


@pytest.mark.parametrize("content", [CONCEPT, ADOPTED, with_region(decision=None, interpretation=None)])
def test_what_was_written_is_read_back(content) -> None:
    assert from_json(as_json(content)) == content


@given(
    value=st.floats(allow_nan=False, allow_infinity=False), text=st.text(st.characters(exclude_categories=["Cs"]))
)
def test_any_value_and_text_come_back_and_hash_the_same(value: float, text: str) -> None:
    note = replace(HAAGLANDEN.values[0], value=value)
    content = with_region(values=(note,), name=text)
    written = as_json(content)
    assert from_json(written) == content
    assert sha256_of(as_json(from_json(written))) == sha256_of(written)


def test_the_form_is_canonical() -> None:
    written = as_json(CONCEPT)
    assert written == json.dumps(json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert '"reported_until":"2020-09-30T08:42:01.123456+00:00"' in written
    assert '"format":3' in written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    broken = ValueNote("a", "a", "a", value, "–", "a", False)
    with pytest.raises(ValueError, match="JSON compliant"):
        as_json(with_region(values=(broken,)))


def test_a_moment_keeps_its_offset() -> None:
    summer = datetime(2020, 9, 30, 10, tzinfo=timezone(timedelta(hours=2)))
    assert "2020-09-30T10:00:00+02:00" in as_json(replace(CONCEPT, as_it_stood_at=summer))


def test_content_of_a_later_layout_is_read_without_what_is_unknown() -> None:
    data = json.loads(as_json(CONCEPT))
    assert from_json(json.dumps({**data, "votes": [1]})) == CONCEPT


def test_content_without_a_field_that_has_a_default_is_read() -> None:
    data = json.loads(as_json(CONCEPT))
    del data["format"]
    assert from_json(json.dumps(data)) == CONCEPT


def test_every_change_changes_the_hash() -> None:
    assert sha256_of(as_json(CONCEPT)) != sha256_of(as_json(with_region()))
    assert len(sha256_of("")) == 64
