"""October 2020: a fourth level within four weeks. Made in the admin alone; every surface follows."""

import csv
import json
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ladder.actions import recompute
from ladder.models import Ladder, LadderVersion, Level, SignalUse
from ladder.weeks import Week
from meetings.actions import open_meeting
from meetings.models import Decision
from regions.models import Area
from tests.factories import UserFactory, store_figures
from tests.integration.ladder.admin_forms import add_row, sent_from

pytestmark = pytest.mark.django_db

BEFORE, WEEK = Week.parse("2020-W41"), Week.parse("2020-W42")
NOW = datetime(2020, 10, 20, 9, tzinfo=UTC)
SHOWN = "week=2020-W42&as_of=2020-10-20T12:00"
NAME, COLOUR = "zeer ernstig", "#68032F"


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    return client


@pytest.fixture
def chair() -> User:
    user: User = UserFactory(groups=["chair"])
    return user


@pytest.fixture
def draft(administrator: Client) -> LadderVersion:
    """A draft from 13 October 2020, made from 2020-09, with a fourth level that has no signal value yet."""
    source = LadderVersion.objects.get(code="2020-09")
    asked = {"code": "2020-10", "valid_from": "2020-10-13"}
    administrator.post(reverse("admin:ladder_ladderversion_copy", args=[source.pk]), asked)
    made = LadderVersion.objects.get(code="2020-10")
    address = reverse("admin:ladder_ladderversion_change", args=[made.pk])
    data = sent_from(administrator.get(address))
    data["motivation"] = "Vanaf 13 oktober 2020 een vierde niveau."
    add_row(data, "levels", number=4, name=NAME, name_en="very serious", colour=COLOUR)
    assert administrator.post(address, data).status_code == 302
    return made


@pytest.fixture
def adopted(administrator: Client, draft: LadderVersion) -> LadderVersion:
    """The draft with a signal value of 250, adopted."""
    give_signal_value(administrator, draft, 250)
    administrator.post(reverse("admin:ladder_ladderversion_adopt", args=[draft.pk]))
    return LadderVersion.objects.get(pk=draft.pk, status=LadderVersion.Status.ADOPTED)


@pytest.fixture
def computed(adopted: LadderVersion) -> LadderVersion:
    """Haaglanden at 260 per 100,000 in two weeks, the rest at 160; computed."""
    for week in (BEFORE, WEEK):
        store_figures("positive_tests", figures(week), reported_at=NOW)
    ladder = Ladder.objects.get(code="regionaal")
    recompute(ladder=ladder, weeks=[BEFORE, WEEK], as_of=NOW, computed_at=NOW)
    return adopted


def figures(week: Week) -> dict[str, dict[str, float]]:
    regions = Area.objects.safety_regions().with_population_of_parts()
    rates = {area.code: 260 if area.code == "VR15" else 160 for area in regions}
    people = {area.code: area.inhabitants for area in regions}
    return {
        code: {day.isoformat(): rate * people[code] / 100_000 / 7 for day in week.days}
        for code, rate in rates.items()
    }


def give_signal_value(administrator: Client, version: LadderVersion, value: float) -> None:
    use = SignalUse.objects.get(version=version, signal__code="positive_tests")
    address = reverse("admin:ladder_signaluse_change", args=[use.pk])
    data = sent_from(administrator.get(address))
    add_row(data, "thresholds", level=Level.objects.get(version=version, number=4).pk, value=value)
    response = administrator.post(address, data)
    assert response.headers["Location"] == reverse("admin:ladder_ladderversion_change", args=[version.pk])


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def test_a_draft_without_the_signal_value_says_so_and_is_not_adopted(
    administrator: Client, draft: LadderVersion
) -> None:
    page = text_of(administrator, reverse("admin:ladder_ladderversion_change", args=[draft.pk]))
    refused = administrator.post(reverse("admin:ladder_ladderversion_adopt", args=[draft.pk]), follow=True)

    problem = "positieve testen: beslist, maar heeft geen signaalwaarde voor niveau 4."
    assert problem in page
    assert problem in [str(message) for message in refused.context["messages"]]
    assert LadderVersion.objects.get(pk=draft.pk).is_draft


def test_a_draft_shows_what_it_changes(administrator: Client, draft: LadderVersion) -> None:
    give_signal_value(administrator, draft, 250)

    page = text_of(administrator, reverse("admin:ladder_ladderversion_change", args=[draft.pk]))

    assert "Alles is in orde: dit concept kan worden vastgesteld." in page
    assert "Vergeleken met versie 2020-09" in page
    assert '<th scope="row">niveau 4</th>' in page
    assert '<th scope="row">positieve testen: signaalwaarde van niveau 4</th>' in page


def test_the_adopted_version_says_who_and_when(adopted: LadderVersion) -> None:
    assert adopted.adopted_at is not None
    assert adopted.adopted_by is not None
    assert adopted.valid_from == date(2020, 10, 13)


def test_the_week_before_keeps_three_levels(computed: LadderVersion, administrator: Client) -> None:
    page = text_of(administrator, f"/?{SHOWN}&show=computed".replace("W42", "W41"))

    assert 'aria-label="Haaglanden: niveau 3 ernstig (berekend)"' in page
    assert NAME not in page


def test_the_overview_has_the_level_on_map_in_legend_and_in_table(
    computed: LadderVersion, administrator: Client
) -> None:
    answer = administrator.get(f"/?{SHOWN}&show=computed")
    page = unescape(answer.content.decode())

    assert 'aria-label="Haaglanden: niveau 4 zeer ernstig (berekend)"' in page
    assert 'id="fill-4"' in page
    assert COLOUR in page
    legend = answer.context["page"].legend
    assert {(row.level.number, row.name): row.count for row in legend if row.level}[4, NAME] == 1
    assert '<span class="visually-hidden">niveau 4 </span>zeer ernstig' in page.partition("<table")[2]


def test_the_region_page_has_its_signal_value_bar_and_reasons(
    computed: LadderVersion, administrator: Client
) -> None:
    page = text_of(administrator, f"/regio/VR15/?{SHOWN}")

    assert "boven de signaalwaarde voor zeer ernstig (250)" in page
    bar = administrator.get(f"/regio/VR15/?{SHOWN}").context["page"].bars[0]
    assert bar.text.endswith("zorgelijk > 50, ernstig > 150, zeer ernstig > 250")
    assert f'fill="{COLOUR}"' in page


def test_the_chart_has_a_fourth_band_from_its_week_on(computed: LadderVersion, administrator: Client) -> None:
    chart = json.loads(administrator.get(f"/regio/VR15/grafiek/positive_tests.json?{SHOWN}").content)

    bands = [
        shape for shape in chart["layout"]["shapes"] if shape["name"] == "band" and shape["fillcolor"] == COLOUR
    ]
    assert [band["y0"] for band in bands] == [250]
    assert bands[0]["x0"] >= WEEK.start.isoformat()
    assert any(NAME in note["text"] for note in chart["layout"]["annotations"])


def test_the_meeting_can_decide_it_and_the_note_says_it(
    computed: LadderVersion, chair: User, client: Client, tmp_path: Path
) -> None:
    ladder = Ladder.objects.get(code="regionaal")
    open_meeting(ladder=ladder, week=WEEK, held_on=date(2020, 10, 21), as_of=NOW, now=NOW, by=chair)
    client.force_login(chair)
    fourth = Level.objects.get(version=computed, number=4)

    page = text_of(client, reverse("item-detail", args=["2020-W42", "VR15"]))
    assert f'value="{fourth.pk}"' in page
    assert "4 zeer ernstig" in page
    typed = {"level": fourth.pk, "valid_from": "2020-10-21", "reason": ""}
    client.post(reverse("decision-save", args=["2020-W42", "VR15"]), typed)
    assert Decision.objects.get().level == fourth
    call_command("export_notes", week="2020-W42", format="docx", output=tmp_path / "note.docx")
    document = docx.Document(str(tmp_path / "note.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(NAME in text for text in [*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_the_exports_have_it(computed: LadderVersion, tmp_path: Path) -> None:
    rows = {}
    for kind in ("csv", "xlsx"):
        file = tmp_path / f"levels.{kind}"
        call_command("export_levels", "--weeks", "2020-W41..2020-W42", "--format", kind, "--output", str(file))
        rows[kind] = read_rows(file)
    for kind, found in rows.items():
        levels = {(row[0], row[2]): (str(row[5]), row[6]) for row in found}
        assert levels["VR15", "2020-W42"] == ("4", NAME), kind
        assert levels["VR15", "2020-W41"] == ("3", "ernstig"), kind
        assert levels["VR01", "2020-W42"] == ("3", "ernstig"), kind


def read_rows(file: Path) -> list[list[object]]:
    if file.suffix == ".csv":
        return [list(row) for row in csv.reader(file.read_text().splitlines())][1:]
    sheet = openpyxl.load_workbook(BytesIO(file.read_bytes())).active
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair", "editor"])
@pytest.mark.parametrize("name", ["copy", "adopt", "withdraw"])
def test_others_do_not_touch_versions(client: Client, role: str, name: str) -> None:
    version = LadderVersion.objects.get(code="2020-09")
    client.force_login(UserFactory(groups=[role], is_staff=True))

    response = client.post(reverse(f"admin:ladder_ladderversion_{name}", args=[version.pk]), {"code": "x"})

    assert response.status_code == 403
    assert LadderVersion.objects.count() == 2
