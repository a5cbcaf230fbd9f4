import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.errata import Correction, adopt_erratum, write_erratum
from meetings.documents.formats import write
from meetings.documents.note import note_of
from meetings.models import Meeting
from meetings.verification.reading import MOST_LINES
from meetings.verification.verdict import Outcome
from meetings.verification.verifying import verify_document, verify_sha256
from tests.integration.meetings.records import NOW, adopted, item_of, small_meeting

pytestmark = pytest.mark.django_db
FORMATS = ["docx", "odt", "pdf"]
DOCUMENTS = [("note", None), ("decisions", None), ("note", "VR15"), ("decisions", "VR01")]


@pytest.fixture
def meeting(chair: User) -> Meeting:
    return adopted(chair)[0]


@pytest.fixture
def signed_in(client: Client, viewer: User) -> Client:
    client.force_login(viewer)
    return client


def repacked(data: bytes, old: str = "", new: str = "", **added: bytes) -> bytes:
    """Return an archive saved again, with a text changed in it and members added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old.encode(), new.encode()) if old else content)
        for name, content in added.items():
            target.writestr(name, content)
    return file.getvalue()


def with_erratum(meeting: Meeting, chair: User, secretary: User) -> None:
    correction = Correction(wrong="Den Hage", right="Den Haag", item=item_of(meeting))
    erratum = write_erratum(meeting=meeting, correction=correction, by=secretary, now=NOW)
    adopt_erratum(erratum=erratum, by=chair, now=NOW + timedelta(hours=1))


@pytest.mark.parametrize(("kind", "region"), DOCUMENTS)
@pytest.mark.parametrize("file_format", FORMATS)
def test_what_this_system_wrote_is_identical(
    meeting: Meeting, file_format: str, kind: str, region: str | None
) -> None:
    found = verify_document(write(note_of(meeting), kind, format=file_format, region=region))
    assert (found.outcome, found.minutes, found.differences) == (Outcome.IDENTICAL, meeting.minutes, ())
    assert ("Haaglanden" in found.title) is (region == "VR15")


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_a_file_that_was_saved_again_agrees(meeting: Meeting, file_format: str) -> None:
    found = verify_document(repacked(write(note_of(meeting), format=file_format)))
    assert (found.outcome, found.differences) == (Outcome.AGREES, ())


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_a_changed_digit_is_found(meeting: Meeting, file_format: str) -> None:
    data = repacked(write(note_of(meeting), format=file_format), "30 september 2020", "31 september 2020")
    found = verify_document(data)
    assert found.outcome is Outcome.DIFFERS
    assert found.minutes == meeting.minutes
    for place in found.differences:
        assert any("31 september 2020" in line for line in place.given)
        assert any("30 september 2020" in line for line in place.own)


def test_a_changed_digit_in_a_pdf_is_found(meeting: Meeting) -> None:
    """A PDF is not changed by searching and replacing, so another one is made with the same SHA-256 on it."""
    note = note_of(meeting)
    region = note.content.regions[0]
    assert region.decision
    forged = replace(region, decision=replace(region.decision, reason="om een andere reden"))
    content = replace(note.content, regions=(forged, *note.content.regions[1:]))
    found = verify_document(write(replace(note, content=content), format="pdf"))
    assert found.outcome is Outcome.DIFFERS
    assert any("om een andere reden" in line for place in found.differences for line in place.given)


def test_what_was_typed_into_a_word_document_is_found(meeting: Meeting) -> None:
    document = docx.Document(BytesIO(write(note_of(meeting), format="docx")))
    document.add_paragraph("En verder niets.")
    document.sections[0].header.paragraphs[0].add_run(" (herzien)")
    file = BytesIO()
    document.save(file)
    found = verify_document(file.getvalue())
    given = [line for place in found.differences for line in place.given]
    assert found.outcome is Outcome.DIFFERS
    assert "En verder niets." in given
    assert any(line.endswith("(herzien)") for line in given)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_document_from_before_an_erratum_still_agrees(
    meeting: Meeting, chair: User, secretary: User, file_format: str
) -> None:
    before = write(note_of(meeting), format=file_format)
    with_erratum(meeting, chair, secretary)
    after = write(note_of(meeting), format=file_format)
    assert before != after
    for data, missing in ((before, 1), (after, 0)):
        found = verify_document(data)
        assert (found.outcome, found.later_errata) == (Outcome.IDENTICAL, missing)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_concept_is_no_adopted_document(file_format: str) -> None:
    data = write(note_of(small_meeting(["VR15"])), format=file_format)
    assert verify_document(data).outcome is Outcome.UNKNOWN


def test_the_minutes_themselves_are_verified(meeting: Meeting) -> None:
    content = meeting.minutes.content
    assert verify_document(content.encode()).outcome is Outcome.IDENTICAL
    pretty = json.dumps(json.loads(content), indent=2).encode()
    assert verify_document(pretty).outcome is Outcome.AGREES
    found = verify_document(content.replace("2020-09-30", "2020-09-29").encode())
    assert found.outcome is Outcome.DIFFERS
    assert "2020-09-29" in found.differences[0].given[0]
    assert "2020-09-30" in found.differences[0].own[0]
    other = {**json.loads(content), "week": "2020-W40"}
    assert verify_document(json.dumps(other).encode()).outcome is Outcome.UNKNOWN
    assert verify_document(b'{"ladder": 1}').outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (rb'{"ladder":"\ud800"}', Outcome.UNREADABLE),
        (rb'{"x":{"\udfff":1}}', Outcome.UNREADABLE),
        (rb'{"ladder":"\ud83d\ude00"}', Outcome.UNKNOWN),  # both halves
        (rb'{"ladder":"\u0000"}', Outcome.UNREADABLE),
        (rb'{"ladder":"\\\u0000"}', Outcome.UNREADABLE),
        (rb'{"ladder":"\\u0000"}', Outcome.UNKNOWN),  # the letters, not the character
        (rb'{"ladder":"\\\\u0000"}', Outcome.UNKNOWN),
        (b'{"ladder":"' + b"\xff" + b'"}', Outcome.UNREADABLE),
        (b"{" * 100_000, Outcome.UNREADABLE),
    ],
)
def test_text_that_nobody_can_look_up_is_no_minutes(signed_in: Client, data: bytes, outcome: Outcome) -> None:
    assert verify_document(data).outcome is outcome
    file = SimpleUploadedFile("x.json", data)
    assert signed_in.post(reverse("verification-document"), {"document": file}).status_code in (200, 422)


@pytest.mark.parametrize(("number", "outcome"), [(0, Outcome.DIFFERS), (1, Outcome.UNREADABLE)])
def test_minutes_have_as_many_lines_as_any_document(meeting: Meeting, number: int, outcome: Outcome) -> None:
    given = {**json.loads(meeting.minutes.content), "more": [""]}
    lines = len(json.dumps(given, indent=1).splitlines())
    given["more"] += [""] * (MOST_LINES - lines + number)
    assert verify_document(json.dumps(given).encode()).outcome is outcome


@pytest.mark.parametrize("shape", [str, str.upper, lambda code: f" {code[:32]} {code[32:]}\n"])
def test_a_hash_alone_is_looked_up(meeting: Meeting, shape) -> None:
    assert verify_sha256(shape(meeting.minutes.sha256)).minutes == meeting.minutes
    assert verify_sha256(shape("0" * 64)).outcome is Outcome.UNKNOWN


def test_the_page_verifies_an_upload(signed_in: Client, meeting: Meeting, secretary: User, chair: User) -> None:
    data = write(note_of(meeting), format="docx")
    with_erratum(meeting, chair, secretary)
    answer = signed_in.post(reverse("verification-document"), {"document": SimpleUploadedFile("stuk.docx", data)})
    text = answer.content.decode()
    assert answer.status_code == 200
    for expected in ("Identiek: stuk.docx", meeting.minutes.sha256, "1 erratum", "Den Haag"):
        assert expected in text


def test_the_page_shows_the_lines_that_differ(signed_in: Client, meeting: Meeting) -> None:
    data = repacked(write(note_of(meeting), format="odt"), "30 september 2020", "31 september 2020")
    answer = signed_in.post(reverse("verification-document"), {"document": SimpleUploadedFile("x.odt", data)})
    text = answer.content.decode()
    assert "De tekst wijkt af" in text
    assert "31 september 2020" in text


@pytest.mark.parametrize("size", [5 * 1024 * 1024, 5 * 1024 * 1024 + 1])
def test_a_document_has_a_largest_size(signed_in: Client, size: int) -> None:
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7" + b" " * (size - 8))
    answer = signed_in.post(reverse("verification-document"), {"document": file})
    assert answer.status_code == (200 if size == 5 * 1024 * 1024 else 422)
    assert ("groter dan 5 MB" in answer.content.decode()) is (size > 5 * 1024 * 1024)


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "0" * 63, "0" * 65])
def test_what_is_no_hash_is_refused_with_what_was_typed(signed_in: Client, typed: str) -> None:
    answer = signed_in.get(reverse("verification"), {"sha256": typed})
    assert answer.status_code == 422
    assert not typed or f'value="{typed}"' in answer.content.decode()


def test_the_link_of_a_meeting_looks_its_hash_up(signed_in: Client, meeting: Meeting) -> None:
    answer = signed_in.get(reverse("verification"), {"sha256": meeting.minutes.sha256})
    assert "Bekende SHA-256" in answer.content.decode()


def test_the_minutes_are_downloaded_as_they_are_kept(signed_in: Client, meeting: Meeting) -> None:
    answer = signed_in.get(reverse("minutes-download", args=[meeting.key]))
    assert answer.content.decode() == meeting.minutes.content
    assert answer["Content-Disposition"] == 'attachment; filename="notulen-2020-W39.json"'


def test_an_open_meeting_has_no_minutes(signed_in: Client) -> None:
    meeting = small_meeting(["VR15"])
    assert signed_in.get(reverse("minutes-download", args=[meeting.key])).status_code == 404
