import re
from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from meetings.models import Meeting
from tests.integration.meetings.records import adopted, all_levels, meeting_on, small_meeting

pytestmark = pytest.mark.django_db

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def address(file: str, key: str = "2020-W39") -> str:
    return f"/overleg/{key}/stukken/{file}"


@pytest.mark.parametrize(
    ("file", "name", "content_type", "start"),
    [
        ("duiding.docx", "duiding-2020-W39-concept.docx", DOCUMENT, b"PK"),
        ("duiding.odt", "duiding-2020-W39-concept.odt", "application/vnd.oasis.opendocument.text", b"PK"),
        ("duiding.pdf", "duiding-2020-W39-concept.pdf", "application/pdf", b"%PDF"),
        ("besluitenlijst.pdf", "besluitenlijst-2020-W39-concept.pdf", "application/pdf", b"%PDF"),
        ("besluitenlijst.xlsx", "besluitenlijst-2020-W39-concept.xlsx", SHEET, b"PK"),
        ("besluitenlijst.csv", "besluitenlijst-2020-W39-concept.csv", CSV, b"week,"),
        ("VR15/duiding.pdf", "duiding-2020-W39-VR15-concept.pdf", "application/pdf", b"%PDF"),
        (
            "VR15/besluitenlijst.csv",
            "besluitenlijst-2020-W39-VR15-concept.csv",
            CSV,
            b"week,",
        ),
    ],
)
def test_a_concept_is_downloaded_and_kept_nowhere(
    viewer: User, client: Client, file: str, name: str, content_type: str, start: bytes
) -> None:
    meeting_on()
    client.force_login(viewer)
    answer = client.get(address(file))
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "no-store"


def test_an_adopted_document_is_called_so(chair: User, client: Client) -> None:
    _meeting, minutes = adopted(chair)
    client.force_login(chair)
    answer = client.get(address("duiding.docx"))
    assert 'filename="duiding-2020-W39-vastgesteld.docx"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-cache"
    assert any(minutes.sha256 in line.text for line in docx.Document(BytesIO(answer.content)).paragraphs)


def test_an_exercise_is_called_so(chair: User, client: Client) -> None:
    Meeting.objects.filter(pk=meeting_on().pk).update(is_exercise=True)
    client.force_login(chair)
    answer = client.get(address("duiding.odt", "2020-W39-oefening"))
    assert 'filename="duiding-2020-W39-oefening-concept.odt"' in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "file",
    ["duiding.doc", "duiding.xlsx", "duiding.csv", "notitie.docx", "VR99/duiding.docx", "GM0014/duiding.docx"],
)
def test_what_is_not_there_is_not_found(viewer: User, client: Client, file: str) -> None:
    meeting_on()
    client.force_login(viewer)
    assert client.get(address(file)).status_code == 404
    assert not AuditEntry.objects.filter(action="document.exported").exists()


def test_who_took_a_document_is_recorded(viewer: User, client: Client) -> None:
    meeting = meeting_on()
    client.force_login(viewer)
    client.head(address("duiding.pdf"))
    assert not AuditEntry.objects.filter(action="document.exported").exists()
    client.get(address("VR15/besluitenlijst.pdf"))
    entry = AuditEntry.objects.get(action="document.exported")
    assert (entry.by, entry.week_start, entry.area.code) == (viewer, meeting.week_start, "VR15")
    assert entry.after == {"document": "decisions", "format": "pdf", "status": "preparation"}


@pytest.mark.parametrize("file", ["", "duiding.pdf", "VR15/duiding.pdf"])
def test_strangers_see_no_documents(client: Client, file: str) -> None:
    meeting_on()
    answer = client.get(address(file))
    assert answer.status_code == 302
    assert reverse("account-login") in answer["Location"]


@pytest.mark.parametrize("file", ["", "duiding.pdf"])
def test_nothing_is_posted_to_documents(viewer: User, client: Client, file: str) -> None:
    meeting_on()
    client.force_login(viewer)
    assert client.post(address(file)).status_code == 405


def test_the_page_lists_all_and_every_link_works(viewer: User, client: Client) -> None:
    small_meeting(["VR01", "VR15"])
    client.force_login(viewer)
    page = client.get(address("")).content.decode()
    links = re.findall(r'href="(/overleg/2020-W39/stukken/[^"]+)"', page)
    assert len(links) == len(set(links)) == 8 + 2 * 6
    assert "Deze stukken zijn concepten" in page
    for link in links:
        assert client.get(link).status_code == 200


def test_the_page_of_an_adopted_meeting_says_so(chair: User, client: Client) -> None:
    adopted(chair)
    client.force_login(chair)
    assert "vastgestelde notulen" in client.get(address("")).content.decode()


def test_no_query_per_region(viewer: User, client: Client, django_assert_max_num_queries) -> None:
    small_meeting(["VR01", "VR15"], "2020-W38")
    meeting_on(levels=all_levels())
    client.force_login(viewer)
    for key in ("2020-W38", "2020-W39"):
        with django_assert_max_num_queries(6):
            client.get(address("", key))
        with django_assert_max_num_queries(32):
            client.get(address("duiding.pdf", key))
