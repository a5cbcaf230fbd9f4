from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from measures.exchange.writing import CONTENT_TYPES
from measures.models import Measure
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure, published

pytestmark = pytest.mark.django_db
FAULTY = "titel;thema;eigenaar\nEen;fout;A\nTwee;sport;A\n"


@pytest.fixture
def signed_in(client: Client, editor: User) -> Client:
    measure("Een"), measure("Twee")
    client.force_login(editor)
    return client


def url(name: str = "catalogue-import") -> str:
    return reverse(name, args=["jeugd"])


def send(client: Client, content: str | bytes, name: str = "lijst.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(url(), {"file": SimpleUploadedFile(name, data)})


def accept(client: Client, preview: Any, **asked: str) -> Any:
    form = preview.context["form"]
    sent = {name: form[name].value() for name in ("packed", "seen")}
    return client.post(url("catalogue-import-accept"), {**sent, "rows": "all", **asked})


def test_a_file_is_looked_at_and_taken_over(signed_in: Client, editor: User) -> None:
    preview = send(signed_in, "titel;bron\nEen;brief\n")
    assert preview.status_code == 200
    assert Measure.objects.get(title="Een").source == ""
    answer = accept(signed_in, preview)
    assert answer.url == url()
    assert Measure.objects.get(title="Een").source == "brief"
    assert "1 gewijzigd" in signed_in.get(url()).content.decode()
    assert AuditEntry.objects.get(action="catalogue.read_in").by == editor


def test_faulty_rows_are_named_and_the_good_ones_can_be_taken(signed_in: Client) -> None:
    preview = send(signed_in, FAULTY)
    text = preview.content.decode()
    assert "B2" in text
    assert "onbekende term" in text
    refused = accept(signed_in, preview)
    assert refused.status_code == 409
    assert not Measure.objects.filter(theme__code="sport").exists()
    assert accept(signed_in, refused, rows="good").status_code == 302
    assert list(Measure.objects.filter(theme__code="sport").values_list("title", flat=True)) == ["Twee"]


def test_a_draft_that_changed_meanwhile_is_looked_at_again(signed_in: Client) -> None:
    preview = send(signed_in, "titel;bron\nEen;brief\n")
    Measure.objects.filter(title="Twee").update(owner="iemand")
    refused = accept(signed_in, preview, withdraw_missing="Vervallen.")
    assert refused.status_code == 409
    assert "Vervallen." in refused.content.decode()
    assert Measure.objects.get(title="Een").source == ""
    assert accept(signed_in, refused, withdraw_missing="Vervallen.").status_code == 302
    assert Measure.objects.get(title="Twee").status == "withdrawn"


def test_a_file_that_was_tampered_with_or_is_of_somebody_else_is_refused(signed_in: Client) -> None:
    preview = send(signed_in, "titel;bron\nEen;brief\n")
    packed = preview.context["form"]["packed"].value()
    for other in ("", "x", packed[:-3], f"A{packed}"):
        assert accept(signed_in, preview, packed=other).url == url()
    signed_in.force_login(UserFactory(groups=["editor"], is_staff=True))
    assert accept(signed_in, preview).url == url()
    assert Measure.objects.get(title="Een").source == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lijst.csv", b""),
        ("lijst.csv", b"naam\na\n"),
        ("lijst.xlsx", b"PK\x03\x04 broken"),
        ("lijst.json", b"[{"),
        ("lijst.pdf", b"%PDF"),
        ("lijst.xlsm", b"PK"),
    ],
)
def test_what_is_no_list_is_refused_at_the_field(signed_in: Client, name: str, content: bytes) -> None:
    page = send(signed_in, content, name)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]


@pytest.mark.parametrize("file_format", CONTENT_TYPES)
def test_what_is_downloaded_is_the_same_when_it_comes_back(signed_in: Client, file_format: str) -> None:
    file = signed_in.get(reverse("catalogue-export", args=["jeugd", file_format]))
    assert file.headers["Content-Type"] == CONTENT_TYPES[file_format]
    assert file.headers["Content-Disposition"].endswith(f'.{file_format}"')
    preview = send(signed_in, file.content, f"lijst.{file_format}")
    assert preview.context["page"].outcome.unchanged == 2
    assert not preview.context["page"].can_be_accepted


def test_a_version_is_downloaded_as_it_stood(client: Client) -> None:
    version = published("Titel", levels=(2,))
    Measure.objects.update(title="Anders")
    client.force_login(UserFactory())
    found = client.get(reverse("version-export", args=["jeugd", version.number, "json"])).json()
    assert [(row["title"], row["levels"]) for row in found] == [("Titel", [2])]
    assert client.get(reverse("version-export", args=["jeugd", 9, "json"])).status_code == 404
    assert client.get(reverse("version-export", args=["jeugd", 1, "exe"])).status_code == 404


def test_what_a_file_says_is_shown_as_text(signed_in: Client) -> None:
    page = send(signed_in, "titel;bron;thema\n<script>alert(1)</script>;x;<b>x\n", "<script>.csv").content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page


def test_the_list_must_be_there(signed_in: Client) -> None:
    catalogue()
    assert signed_in.get(reverse("catalogue-import", args=["niets"])).status_code == 404
