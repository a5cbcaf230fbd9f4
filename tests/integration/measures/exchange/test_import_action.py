import csv
import io
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from ladder.models import AuditEntry
from measures.actions.imports import import_catalogue
from measures.entries import draft_entries
from measures.errors import MeasureError
from measures.exchange.outcome import Outcome, outcome_of
from measures.exchange.vocabulary import load_vocabulary
from measures.exchange.writing import write_entries
from measures.models import Measure, TargetGroup
from tests.integration.measures.records import catalogue, measure, theme

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2020, 9, 7, 12, tzinfo=UTC)
FORMATS = ["xlsx", "csv", "json"]


def as_csv(*found: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(found[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode()


def take(content: bytes, *, by: User | None = None, **asked: Any) -> Outcome:
    usual: dict[str, Any] = {"catalogue": catalogue(), "seen": None, "only_good": False}
    return import_catalogue(content=content, file_name="lijst.csv", by=by, now=NOW, **{**usual, **asked})


def full(title: str = "Vol") -> Measure:
    made = measure(title, levels=(2, 3), theme=theme("sport"), stance=2, effect=3, source="'=1", owner="-1")
    made.steps.create(number=1, text="Vraag; eerst", partner="GGD → regio")
    made.steps.create(number=4, text="Besluit")
    made.target_groups.set(TargetGroup.objects.all()[:3])
    return made


def states() -> list[Any]:
    return [draft_entries(), AuditEntry.objects.count(), Measure.history.count()]


@pytest.mark.parametrize("file_format", FORMATS)
def test_unchanged_it_writes_nothing(file_format: str) -> None:
    full(), measure("=1+1", status="withdrawn", withdrawn_because="Daarom.")
    content = write_entries(draft_entries(catalogue()), file_format, load_vocabulary())
    before = states()
    outcome = take(content)
    assert (outcome.unchanged, outcome.good, outcome.missing) == (2, [], [])
    assert states() == before


@pytest.mark.parametrize("file_format", FORMATS)
def test_changed_it_writes_exactly_that(file_format: str, editor: User) -> None:
    full(), full("Ander")
    other, draft = sorted(draft_entries(catalogue()), key=lambda found: found.title)
    wanted = replace(
        draft, title="Nieuw", levels=(1, 3), steps=(("Vraag", "GGD"), ("Besluit", "DPG"), ("Meld", "")),
        effect=None,
        target_groups=("zorgverleners",), theme="testen", legal_instrument="aanwijzing", notice_days=3,
        status="withdrawn", withdrawn_because="Daarom.",
    )  # fmt: skip
    take(write_entries([wanted, other], file_format, load_vocabulary()), by=editor)
    assert {found.key: found for found in draft_entries()} == {draft.key: wanted, other.key: other}
    last = Measure.objects.get(key=draft.key).history.first()
    assert (last.history_user, last.history_change_reason) == (editor, "ingelezen uit lijst.csv")
    told = AuditEntry.objects.get(action="measure.read_in")
    assert (told.before["levels"], told.after["levels"], told.by) == ("2,3", "1,3", editor)
    assert set(told.after) == {
        "title", "levels", "steps", "effect", "target_groups", "theme", "legal_instrument", "notice_days",
        "status",
        "withdrawn_because",
    }  # fmt: skip
    assert AuditEntry.objects.get(action="catalogue.read_in").after["changed"] == 1


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_list_moves_to_an_empty_installation_as_it_is(file_format: str) -> None:
    full(), full("Ander")
    before = draft_entries(catalogue())
    content = write_entries(before, file_format, load_vocabulary())
    Measure.objects.all().delete()
    assert len(take(content).added) == 2
    assert draft_entries(catalogue()) == before


def test_titles_change_places() -> None:
    one, two = measure("Een"), measure("Twee")
    take(as_csv({"key": str(one.key), "title": "Twee"}, {"key": str(two.key), "title": "Een"}))
    assert dict(Measure.objects.values_list("key", "title")) == {one.key: "Twee", two.key: "Een"}


def test_what_is_missing_stays_unless_its_withdrawal_is_asked() -> None:
    measure("Een"), measure("Twee")
    sent = as_csv({"title": "Een"})
    take(sent)
    assert set(Measure.objects.values_list("status", flat=True)) == {"proposal"}
    take(sent, withdraw_missing="Vervallen.")
    found = dict(Measure.objects.values_list("title", "status"))
    assert found == {"Een": "proposal", "Twee": "withdrawn"}
    assert Measure.objects.get(title="Twee").withdrawn_because == "Vervallen."
    assert AuditEntry.objects.get(action="catalogue.read_in").after["withdrawn"] == 1


def test_faulty_rows_stop_all_or_are_left_out() -> None:
    measure("Een"), measure("Twee")
    sent = as_csv(
        {"title": "Een", "theme": "fout", "owner": "A"}, {"title": "Twee", "theme": "sport", "owner": "A"}
    )
    before = states()
    with pytest.raises(MeasureError):
        take(sent)
    with pytest.raises(MeasureError) as caught:
        take(sent, only_good=True, withdraw_missing="Vervallen.")
    assert caught.value.field == "withdraw_missing"
    assert states() == before
    take(sent, only_good=True)
    assert dict(Measure.objects.values_list("title", "owner")) == {"Een": "", "Twee": "A"}


@pytest.mark.parametrize("what", ["the draft", "another file", "nothing"])
def test_it_is_taken_over_only_as_it_was_seen(what: str) -> None:
    measure("Een"), measure("Twee")
    sent = as_csv({"title": "Een", "owner": "A"})
    seen = outcome_of(sent, "lijst.csv", catalogue=catalogue()).digest
    if what == "the draft":
        Measure.objects.filter(title="Twee").update(owner="iemand")
    if what == "another file":
        sent = as_csv({"title": "Een", "owner": "B"})
    if what == "nothing":
        assert len(take(sent, seen=seen).changed) == 1
    else:
        with pytest.raises(MeasureError):
            take(sent, seen=seen)
        assert Measure.objects.get(title="Een").owner == ""


def test_all_lists_go_out_and_come_in_together() -> None:
    measure("Een"), measure("Een", catalogue=catalogue("zorg", "Zorg"))
    content = write_entries([replace(found, owner="A") for found in draft_entries()], "csv", load_vocabulary())
    assert len(take(content, catalogue=None).changed) == 2
    assert set(Measure.objects.values_list("owner", flat=True)) == {"A"}
    assert AuditEntry.objects.filter(action="catalogue.read_in").count() == 2


def test_looking_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        full(f"Maatregel {number}")
    drafts = draft_entries(catalogue())
    random.Random(1).shuffle(drafts)
    content = write_entries([replace(found, owner="A") for found in drafts], "csv", load_vocabulary())
    youth = catalogue()
    for some in (content, b"\n".join(content.splitlines()[:3])):
        with django_assert_max_num_queries(8):
            outcome_of(some, "lijst.csv", catalogue=youth)
