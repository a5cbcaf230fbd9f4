from pathlib import Path

import docx
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests.integration.meetings.records import adopted, meeting_on

pytestmark = pytest.mark.django_db


def export(output: Path, **options: str) -> str:
    call_command("export_notes", week="2020-W39", format="docx", output=output, **options)
    return "\n".join(paragraph.text for paragraph in docx.Document(str(output)).paragraphs)


def test_the_whole_note_is_written(tmp_path: Path) -> None:
    meeting_on()
    text = export(tmp_path / "notitie.docx")
    assert "Haaglanden (VR15)" in text
    assert "Groningen (VR01)" in text


def test_one_region_is_written(tmp_path: Path) -> None:
    meeting_on()
    text = export(tmp_path / "notitie.docx", region="VR15")
    assert "Haaglanden (VR15)" in text
    assert "Groningen" not in text


def test_an_adopted_note_names_its_hash(chair: User, tmp_path: Path) -> None:
    _meeting, minutes = adopted(chair)
    assert minutes.sha256 in export(tmp_path / "notitie.docx")


@pytest.mark.parametrize("format", ["odt", "pdf", "xlsx", "csv"])
def test_other_formats_come_later(format: str, tmp_path: Path) -> None:
    meeting_on()
    with pytest.raises(CommandError, match="docx"):
        call_command("export_notes", week="2020-W39", format=format, output=tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "options",
    [
        {"week": "2020-W40"},
        {"week": "2020-39"},
        {"week": "2020-W39", "region": "VR99"},
        {"week": "2020-W39", "ladder": "onbekend"},
    ],
)
def test_what_is_not_there_is_said(options: dict[str, str], tmp_path: Path) -> None:
    meeting_on()
    with pytest.raises(CommandError):
        call_command("export_notes", format="docx", output=tmp_path / "x.docx", **options)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    meeting_on()
    with pytest.raises(CommandError):
        export(tmp_path / "weg" / "x.docx")
