"""The pages for sending in figures: who may, what they show, and that nothing is stored before a yes."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from ladder.actions.uploads import keep_upload
from ladder.models import ImportBatch, Observation, SpreadsheetUpload
from ladder.sources.spreadsheet import SIZE_LIMIT
from ladder.upload_previews import preview_of, read_upload
from meetings.models import AreaMembership
from regions.models import Area
from tests.factories import UserFactory, store_figures
from tests.unit.ladder.sources.sheets import csv_of, xlsx_of

pytestmark = pytest.mark.django_db

NEW = "/aanleveren/"
DAY = "2020-09-21"
GOOD = csv_of(("VR01", "Groningen", DAY, 12), ("VR15", "Haaglanden", DAY, 7))
HALF_GOOD = xlsx_of(("VR01", "Groningen", DAY, 12), ("VR15", "Haaglanden", DAY, "x"))
NOW = datetime(2020, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def sender(client: Client) -> User:
    """A secretary, signed in."""
    user: User = UserFactory(groups=["secretary"])
    client.force_login(user)
    return user


def kept(user: User, content: bytes = GOOD, name: str = "cijfers.csv") -> SpreadsheetUpload:
    return keep_upload(content=content, file_name=name, by=user, now=NOW)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


def seen_on(client: Client, upload: SpreadsheetUpload) -> str:
    """The digest that the form of the preview sends along."""
    return text_of(client, f"{NEW}{upload.pk}/").partition('name="seen" value="')[2].partition('"')[0]


def send(client: Client, content: bytes, name: str = "cijfers.csv"):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def accept(client: Client, upload: SpreadsheetUpload, rows: str, **fields: str):
    fields = {"rows": rows, "seen": seen_on(client, upload)} | fields
    return client.post(f"{NEW}{upload.pk}/overnemen/", fields)


ADDRESSES = [NEW, f"{NEW}sjabloon.xlsx", f"{NEW}sjabloon.csv", f"{NEW}1/", f"{NEW}1/overnemen/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("public_pages", [True, False])
def test_strangers_are_sent_to_the_sign_in_form(client, settings, address, public_pages):
    settings.PUBLIC_PAGES = public_pages
    response = client.post(address) if "overnemen" in address else client.get(address)

    assert (response.status_code, response.headers["Location"][:11]) == (302, "/aanmelden/")


@pytest.mark.parametrize(
    ("role", "may"),
    [("viewer", False), ("chair", False), ("editor", False), ("secretary", True), ("administrator", True)],
)
def test_who_may_send_in_figures(client, role, may):
    client.force_login(UserFactory(groups=[role]))

    assert client.get(NEW).status_code == (200 if may else 403)
    assert send(client, GOOD).status_code == (302 if may else 403)
    assert SpreadsheetUpload.objects.exists() is may
    assert client.get(f"{NEW}sjabloon.csv").status_code == (200 if may else 403)
    assert (NEW in client.get("/kwaliteit/").content.decode()) is may


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("secretary", 404), ("administrator", 200)])
def test_a_spreadsheet_of_somebody_else(client, role, status):
    upload = kept(UserFactory(groups=["secretary"]))
    client.force_login(UserFactory(groups=[role]))

    assert client.get(f"{NEW}{upload.pk}/").status_code == status
    if status != 200:
        assert client.post(f"{NEW}{upload.pk}/overnemen/", {"rows": "all"}).status_code == status
        assert not Observation.objects.exists()


def test_a_spreadsheet_that_is_not_there_is_not_found(client, sender):
    assert client.get(f"{NEW}999/").status_code == 404


@pytest.mark.parametrize(("method", "path"), [("get", "overnemen/"), ("post", "")])
def test_other_methods_are_refused(client, sender, method, path):
    assert getattr(client, method)(f"{NEW}{kept(sender).pk}/{path}").status_code == 405
    assert not Observation.objects.exists()


def test_a_file_is_kept_and_its_preview_shown(client, sender):
    store_figures("positive_tests", {"VR01": {DAY: 10}})
    response = send(client, GOOD)
    upload = SpreadsheetUpload.objects.get()
    text = text_of(client, response.headers["Location"])

    assert response.headers["Location"] == f"{NEW}{upload.pk}/"
    assert upload.uploaded_by == sender
    assert "Er is nog niets opgeslagen." in text
    assert '<td class="number">10</td>\n              <td class="number">12</td>' in text
    assert "21 september 2020" in text
    assert "Alle cijfers overnemen" in text
    assert "Alleen de goede cijfers overnemen" not in text
    assert Observation.objects.count() == 1


def test_a_preview_with_problems_offers_the_good_figures_only(client, sender):
    text = text_of(client, f"{NEW}{kept(sender, HALF_GOOD, 'cijfers.xlsx').pk}/")

    assert '<th scope="row">D3</th><td>geen getal</td><td>x</td><td>–</td>' in text
    assert "Alleen de goede cijfers overnemen" in text
    assert "Alle cijfers overnemen" not in text


def test_a_preview_of_what_is_known_offers_nothing(client, sender):
    store_figures("positive_tests", {"VR01": {DAY: 12}, "VR15": {DAY: 7}})
    text = text_of(client, f"{NEW}{kept(sender).pk}/")

    assert "Er valt niets over te nemen" in text
    assert "overnemen</button>" not in text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cijfers.xlsm", HALF_GOOD, "macro’s"),
        ("cijfers.xls", HALF_GOOD, "geen .xlsx- of .csv-bestand"),
        ("cijfers.csv.exe", GOOD, "geen .xlsx- of .csv-bestand"),
        ("cijfers", GOOD, "geen .xlsx- of .csv-bestand"),
        ("cijfers.csv", b"", "Dit bestand is leeg."),
        ("cijfers.csv", b"x" * (SIZE_LIMIT + 1), "groter dan 2 MB"),
        ("cijfers.csv", b"a;b\n1;2\n", "andere kopregel dan verwacht"),
        ("cijfers.xlsx", b"<html></html>", "een webpagina (HTML)"),
        ("cijfers.xlsx", HALF_GOOD[:200], "het bestand is beschadigd"),
    ],
)
def test_a_file_of_the_wrong_kind_is_told_at_the_field(client, sender, name, content, told):
    response = send(client, content, name)

    assert response.status_code == 422
    assert told in unescape(response.content.decode())
    assert not SpreadsheetUpload.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_file_named_in_capitals_of_exactly_the_limit_reaches_the_reader(client, sender):
    padded = GOOD + b";" * (SIZE_LIMIT - len(GOOD))
    response = send(client, padded, "CIJFERS.CSV")

    assert "groter dan 2 MB" not in response.content.decode()
    assert "het werkblad is te groot" in response.content.decode()


def test_no_file_is_told(client, sender):
    assert client.post(NEW).status_code == 422


def test_all_figures_are_taken_over(client, sender):
    upload = kept(sender)
    response = accept(client, upload, "all")
    text = text_of(client, response.headers["Location"])

    assert Observation.objects.count() == 2
    assert "2 cijfers zijn opgeslagen." in text
    assert f"als import {ImportBatch.objects.get().pk}" in text
    assert "overgenomen</span>" in text_of(client, NEW)


def test_the_good_figures_are_taken_over(client, sender):
    upload = kept(sender, HALF_GOOD, "cijfers.xlsx")
    text = text_of(client, accept(client, upload, "good").headers["Location"])

    assert Observation.objects.get().value == 12
    assert "1 cijfer is opgeslagen." in text
    assert "geen getal: x (D3)" in text


def test_as_a_whole_is_refused_when_there_are_problems(client, sender):
    response = accept(client, kept(sender, HALF_GOOD, "cijfers.xlsx"), "all")

    assert response.status_code == 409
    assert "niet in zijn geheel" in response.content.decode()
    assert not Observation.objects.exists()


def test_what_changed_since_the_preview_is_shown_again(client, sender):
    upload = kept(sender)
    seen = seen_on(client, upload)
    store_figures("positive_tests", {"VR01": {DAY: 10}})
    response = accept(client, upload, "all", seen=seen)

    assert response.status_code == 409
    assert "Er zijn cijfers veranderd sinds u keek." in response.content.decode()
    assert Observation.objects.count() == 1


def test_a_second_yes_says_so(client, sender):
    upload = kept(sender)
    seen = seen_on(client, upload)
    accept(client, upload, "all", seen=seen)
    text = text_of(client, accept(client, upload, "all", seen=seen).headers["Location"])

    assert "al eerder overgenomen" in text
    assert Observation.objects.count() == 2


def test_an_administrator_takes_over_for_somebody(client):
    upload, administrator = kept(UserFactory(groups=["secretary"])), UserFactory(groups=["administrator"])
    client.force_login(administrator)
    accept(client, upload, "all")

    assert ImportBatch.objects.get().imported_by == administrator


def contact_of(*codes: str, since: int = 0, until: int | None = None, roles: tuple[str, ...] = ()) -> User:
    """A region contact who speaks for areas, from and until so many days from today."""
    user: User = UserFactory(groups=["region_contact", *roles])
    for code in codes:
        AreaMembership.objects.create(
            user=user,
            area=Area.objects.get(code=code),
            since=_day(since),
            until=None if until is None else _day(until),
        )
    return user


def _day(days: int) -> date:
    return localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("code", "taken"),
    [("VR15", True), ("GM0518", True), ("VR17", False), ("GM0363", False), ("NL", False)],
)
def test_a_region_contact_sends_in_figures_of_the_own_region_and_its_municipalities(client, code, taken):
    contact = contact_of("VR15")
    client.force_login(contact)
    upload = kept(contact, csv_of((code, "", DAY, 0)))
    text = text_of(client, f"{NEW}{upload.pk}/")
    told = f'<th scope="row">D2</th><td>gebied waar u niet voor spreekt</td><td>{code}</td><td>VR15</td>'

    assert (told in text) is not taken
    response = accept(client, upload, "all", **({} if taken else {"seen": digest_of(upload, ["VR15"])}))
    assert response.status_code == (302 if taken else 409)
    assert Observation.objects.filter(area__code=code).exists() is taken


def digest_of(upload: SpreadsheetUpload, areas: list[str]) -> str:
    return preview_of(read_upload(upload, only_areas=areas), at=datetime.now(UTC)).digest


@pytest.mark.parametrize(("since", "until", "taken"), [
    (0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False),
])  # fmt: skip
def test_only_who_speaks_for_a_region_today_sends_in_its_figures(client, since, until, taken):
    contact = contact_of("VR15", since=since, until=until)
    client.force_login(contact)
    text = text_of(client, f"{NEW}{kept(contact, csv_of(('VR15', '', DAY, 7))).pk}/")

    assert ("gebied waar u niet voor spreekt" in text) is not taken
    assert ("een account dat vandaag voor een gebied spreekt" in text) is not taken


def test_a_region_contact_takes_over_the_own_figures_of_a_file_with_others(client):
    contact = contact_of("VR15")
    client.force_login(contact)
    text = text_of(client, accept(client, kept(contact), "good").headers["Location"])

    assert list(Observation.objects.values_list("area__code", flat=True)) == ["VR15"]
    assert "gebied waar u niet voor spreekt: VR01 (D2); verwacht: VR15" in text


def test_what_was_seen_by_another_one_is_no_yes_for_a_region_contact(client):
    contact = contact_of("VR15")
    client.force_login(contact)
    upload = kept(contact)
    seen = preview_of(read_upload(upload), at=datetime.now(UTC)).digest

    assert accept(client, upload, "all", seen=seen).status_code == 409
    assert not Observation.objects.exists()


@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_who_sends_in_figures_of_all_keeps_that_right_beside_a_region(client, role):
    user = contact_of("VR15", roles=(role,))
    client.force_login(user)
    accept(client, kept(user), "all")

    assert Observation.objects.count() == 2


def test_a_chair_who_is_region_contact_too_sends_in_the_own_figures_only(client):
    user = contact_of("VR15", roles=("chair",))
    client.force_login(user)
    accept(client, kept(user), "good")

    assert list(Observation.objects.values_list("area__code", flat=True)) == ["VR15"]


def test_a_kept_file_that_can_be_read_no_longer_is_told(client, sender):
    upload = SpreadsheetUpload.objects.create(
        file_name="x.csv", sha256="0" * 64, content=b"a;b", uploaded_at=NOW, uploaded_by=sender
    )
    response = client.get(f"{NEW}{upload.pk}/")

    assert response.status_code == 422
    assert "niet meer te lezen" in response.content.decode()
    assert client.post(f"{NEW}{upload.pk}/overnemen/").status_code == 422


def test_long_lists_are_cut_and_paged(client, sender):
    days = [f"2020-09-{day:02d}" for day in range(1, 6)]
    codes = list(Area.objects.safety_regions().values_list("code", flat=True))
    rows = [(code, "", day, 1) for day in days for code in codes] + [
        ("VR01", "", DAY, f"x{n}") for n in range(201)
    ]
    upload = kept(sender, csv_of(*rows))
    first, second = text_of(client, f"{NEW}{upload.pk}/"), text_of(client, f"{NEW}{upload.pk}/?page=2")

    assert "Pagina 1 van 2" in first
    assert "… en nog 1" in first
    assert (first.count("nothing"), first.count(">D2<"), second.count(">D2<")) == (0, 1, 0)


def test_the_number_of_queries_does_not_grow_with_the_regions(
    client, sender, django_assert_max_num_queries: DjangoAssertNumQueries
):
    codes = list(Area.objects.safety_regions().values_list("code", flat=True))
    for chosen in (codes[:2], codes):
        upload = kept(sender, csv_of(*[(code, "", DAY, 1) for code in chosen]))
        with django_assert_max_num_queries(15):
            client.get(f"{NEW}{upload.pk}/")
    with django_assert_max_num_queries(10):
        client.get(NEW)


def test_the_template_of_the_municipalities_of_a_region(client, sender):
    response = client.get(
        f"{NEW}sjabloon.xlsx?signals=positive_tests&signals=share_positive&week=2020-W39&areas=VR15"
    )
    days, weeks = load_workbook(BytesIO(response.content)).worksheets[:2]
    number = Area.objects.filter(parent__code="VR15").count()

    assert response.headers["Content-Disposition"] == 'attachment; filename="sjabloon-2020-W39.xlsx"'
    assert [cell.value for cell in days[1]] == ["gebiedscode", "gebied", "datum", "positieve testen"]
    assert (days.max_row, weeks.max_row) == (1 + 7 * number, 1 + number)


def test_the_template_as_text(client, sender):
    response = client.get(f"{NEW}sjabloon.csv?signals=positive_tests,hospital_admissions&week=2020-W39")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode("utf-8-sig").splitlines()[1] == "VR01;Groningen;2020-09-21;;"


@pytest.mark.parametrize("query", ["signals=onbekend", "week=39", "areas=VR99", "areas=GM0014"])
def test_a_template_of_what_is_not_there_is_refused(client, sender, query):
    assert client.get(f"{NEW}sjabloon.xlsx?{query}").status_code == 400


@pytest.mark.parametrize("path", ["", "1/"])
def test_the_pages_obey_the_content_security_policy(client, sender, path):
    upload = kept(sender)
    page = client.get(f"{NEW}{path and upload.pk}{'/' if path else ''}").content.decode()

    assert " style=" not in page
    assert "<script>" not in page
