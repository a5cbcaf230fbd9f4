from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from measures.models import Measure
from tests.integration.measures.records import catalogue, measure, published

pytestmark = pytest.mark.django_db


def run(*args: Any, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
def test_out_and_in_again_changes_nothing(tmp_path: Path, file_format: str) -> None:
    measure("Een", levels=(2,)), measure("Een", catalogue=catalogue("zorg", "Zorg"))
    file = tmp_path / f"lijst.{file_format}"
    run("export_catalogue", "--format", file_format, "--output", str(file))
    out, err = run("import_catalogue", str(file))
    assert "2 ongewijzigd" in out
    assert err == ""
    run("export_catalogue", "--format", file_format, "--output", str(file), "--catalogue", "zorg")
    assert "1 ongewijzigd" in run("import_catalogue", str(file), "--catalogue", "zorg")[0]


def test_a_dry_run_says_it_and_stores_nothing(tmp_path: Path) -> None:
    measure("Een")
    file = tmp_path / "lijst.csv"
    file.write_text("titel;bron\nEen;brief\n")
    out, _err = run("import_catalogue", str(file), "--catalogue", "jeugd", "--dry-run")
    assert "Een: bron: – → brief" in out
    assert Measure.objects.get().source == ""
    run("import_catalogue", str(file), "--catalogue", "jeugd")
    assert Measure.objects.get().source == "brief"


def test_rows_with_problems_are_named_and_can_be_left_out(tmp_path: Path) -> None:
    measure("Een"), measure("Twee")
    file = tmp_path / "lijst.csv"
    file.write_text("titel;thema\nEen;fout\nTwee;sport\n")
    with pytest.raises(CommandError):
        run("import_catalogue", str(file), "--catalogue", "jeugd")
    assert not Measure.objects.filter(theme__code="sport").exists()
    _out, err = run("import_catalogue", str(file), "--catalogue", "jeugd", "--only-good")
    assert "B2 Een: onbekende term: fout" in err
    assert Measure.objects.get(theme__code="sport").title == "Twee"


def test_missing_rows_are_withdrawn_when_asked(tmp_path: Path) -> None:
    measure("Een"), measure("Twee")
    file = tmp_path / "lijst.csv"
    file.write_text("titel\nEen\n")
    run("import_catalogue", str(file), "--catalogue", "jeugd", "--withdraw-missing", "Vervallen.")
    assert Measure.objects.get(title="Twee").withdrawn_because == "Vervallen."


def test_a_version_is_exported(tmp_path: Path) -> None:
    published("Titel")
    Measure.objects.update(title="Anders")
    file = tmp_path / "versie.csv"
    run("export_catalogue", "--catalogue", "jeugd", "--version", "1", "--output", str(file))
    assert "Titel" in file.read_text("utf-8-sig")


@pytest.mark.parametrize(
    "args",
    [
        ["import_catalogue", "nergens.csv"],
        ["import_catalogue", __file__],
        ["import_catalogue", __file__, "--catalogue", "niets"],
        ["export_catalogue", "--catalogue", "niets"],
        ["export_catalogue", "--version", "1"],
        ["export_catalogue", "--catalogue", "jeugd", "--version", "9"],
        ["export_catalogue", "--output", "/nergens/lijst.csv"],
    ],
)
def test_what_cannot_be_is_said(args: list[str]) -> None:
    catalogue()
    with pytest.raises(CommandError):
        run(*args)
