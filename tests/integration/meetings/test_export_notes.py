from pathlib import Path

import docx
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from ladder.models import AuditEntry
from meetings.models import Meeting
from tests.integration.meetings.records import adopted, meeting_on

pytestmark = pytest.mark.django_db


def export(output: Path, week: str = "2020-W39", **options: str) -> str:
    call_command("export_notes", week=week, format="docx", output=output, **options)
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


@pytest.mark.parametrize(
    ("file_format", "start"),
    [("docx", b"PK"), ("odt", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"week,status")],
)
@pytest.mark.parametrize("kind", ["note", "decisions"])
def test_every_format_is_written(file_format: str, start: bytes, kind: str, tmp_path: Path) -> None:
    meeting_on()
    output = tmp_path / f"stuk.{file_format}"
    call_command("export_notes", week="2020-W39", format=file_format, output=output, kind=kind)
    assert output.read_bytes().startswith(start)


def test_an_exercise_is_written_by_its_key(chair: User, tmp_path: Path) -> None:
    exercise = meeting_on()
    Meeting.objects.filter(pk=exercise.pk).update(is_exercise=True)
    text = export(tmp_path / "oefening.docx", week="2020-W39-oefening")
    assert "Oefening: niets in dit stuk heeft gevolgen" in text
    with pytest.raises(CommandError):
        export(tmp_path / "x.docx")


def test_what_is_written_is_recorded_without_a_person(tmp_path: Path) -> None:
    meeting = meeting_on()
    export(tmp_path / "notitie.docx", region="VR15")
    entry = AuditEntry.objects.get(action="document.exported")
    assert (entry.by, entry.object_id, entry.area.code) == (None, str(meeting.pk), "VR15")
    assert entry.after == {"document": "note", "format": "docx", "status": "preparation"}


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
