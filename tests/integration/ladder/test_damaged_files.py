"""Damaged files of every source: each import ends in a stated outcome, and what was stored stays as it was."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ladder.actions import import_figures
from ladder.import_texts import in_words, summary_lines
from ladder.models import ImportBatch, Observation, RefusedRow
from ladder.sources.errors import SourceError
from tests.integration.ladder.damaged_files import Damaged, damaged
from tests.integration.ladder.sound_files import samples

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2021, 12, 1, 9, tzinfo=UTC)
SAMPLES = samples()
VARIANTS = 240
CASES = [(key, number) for number in range(VARIANTS // 6 + 1) for key in SAMPLES][:VARIANTS]


def bring(folder: Path, source: str, name: str, content: bytes) -> ImportBatch:
    path = folder / name
    path.write_bytes(content)
    return import_figures(source=source, path=path, by=None, now=NOW)


def fingerprint_of(batches: list[int]) -> str:
    """What these imports stored, to the letter."""
    rows = Observation.objects.filter(batch__in=batches).order_by("pk")
    told = list(rows.values_list("pk", "signal", "area", "date", "value", "note", "reported_at", "batch"))
    assert told
    return hashlib.sha256(repr(told).encode()).hexdigest()


def check_outcome(variant: Damaged, batch: ImportBatch | None, error: SourceError | None) -> None:
    """The outcome is stated: numbers that add up, or a reason; nothing stored with a reason."""
    if batch is None:
        assert error is not None
        refused = ImportBatch.objects.order_by("-pk").first()
        assert refused is not None
        assert (refused.status, refused.rows_read) == (ImportBatch.Status.REFUSED, 0)
        assert refused.problem == str(error) != ""
        assert in_words(refused.problem)
        assert not refused.observations.exists()
        return
    stored = batch.observations.filter(reported_at=batch.reported_at).count()
    assert batch.status == ImportBatch.Status.STORED
    assert batch.rows_read == batch.rows_stored + batch.rows_unchanged + batch.rows_refused
    assert batch.rows_stored == stored
    assert batch.rows_refused == RefusedRow.objects.filter(batch=batch).count()
    assert len(summary_lines(batch)) >= 2


@pytest.mark.parametrize("part", range(8))
def test_each_damaged_file_ends_in_a_stated_outcome_and_nothing_stored_is_lost(tmp_path, part):
    before = [bring(tmp_path, sample.source, sample.name, sample.content).pk for sample in SAMPLES.values()]
    known = fingerprint_of(before)
    for key, number in CASES[part::8]:
        variant = damaged(SAMPLES[key], number)
        batches = ImportBatch.objects.count()
        batch, error = None, None
        try:
            batch = bring(tmp_path, variant.source, variant.name, variant.content)
        except SourceError as found:
            error = found
        except Exception as problem:
            pytest.fail(f"{key} {number} {variant.damage}: {problem!r}")
        assert ImportBatch.objects.count() == batches + 1, (key, number)
        check_outcome(variant, batch, error)
        assert fingerprint_of(before) == known, (key, number)


def test_there_are_more_than_two_hundred_variants_of_every_source_and_damage():
    variants = [damaged(SAMPLES[key], number) for key, number in CASES]

    assert len({(variant.source, variant.content) for variant in variants if len(variant.content) > 2}) >= 200
    assert {variant.source for variant in variants} == {
        "rivm-positive-tests", "rivm-hospital-admissions", "rivm-nursing-homes", "coronadashboard", "spreadsheet",
    }  # fmt: skip
    assert len({variant.damage for variant in variants}) == 31


def test_the_damage_is_the_same_in_every_run():
    key, number = CASES[17]

    assert damaged(SAMPLES[key], number) == damaged(SAMPLES[key], number)
