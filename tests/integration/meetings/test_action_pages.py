"""The pages of the action list: adding, changing, reading and taking it along."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from ladder.weeks import Week
from meetings.models import ActionPoint, Meeting
from tests.factories import UserFactory
from tests.integration.meetings.action_records import DUE, NOW, added, started, theme
from tests.integration.meetings.records import adopted, small_meeting

pytestmark = pytest.mark.django_db

LIST, ADD = "/overleg/acties/", "/overleg/acties/toevoegen/"


def typed(**fields: Any) -> dict[str, Any]:
    said = {"theme": theme().pk, "title": "Teststraat openen", "owner": "GGD", "due_on": "2020-10-07"}
    return {**said, **fields}


def test_a_secretary_adds_an_action_in_a_meeting(client, secretary):
    meeting = small_meeting(["VR15"])
    client.force_login(secretary)

    response = client.post(f"{ADD}?overleg=2020-W39&thema=testen", typed())

    action = ActionPoint.objects.get()
    assert (response.status_code, response.url) == (302, f"{LIST}?overleg=2020-W39&thema=testen")
    assert (action.meeting, action.owner, action.due_on) == (meeting, "GGD", DUE)
    page = client.get(response.url).content.decode()
    assert "Teststraat openen" in page
    assert "te laat" in page


def test_a_refused_action_keeps_what_was_typed(client, secretary):
    client.force_login(secretary)

    response = client.post(ADD, typed(owner="", text="een lange toelichting"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "heeft een trekker" in page
    assert "een lange toelichting" in page
    assert not ActionPoint.objects.exists()


def test_the_edit_page_changes_and_moves(client, secretary):
    action = added(secretary)
    client.force_login(secretary)
    place = f"{LIST}{action.pk}/"
    seen = client.get(place).context["form"].initial["seen_at"]

    assert client.post(f"{place}wijzigen/", typed(title="Anders", seen_at=seen)).status_code == 302
    stale = client.post(f"{place}wijzigen/", typed(title="Mijn versie", seen_at=seen))
    assert client.post(f"{place}afronden/?status=alle").url == f"{LIST}?status=alle"

    assert stale.status_code == 422
    assert "Mijn versie" in stale.content.decode()
    action.refresh_from_db()
    assert (action.title, action.state) == ("Anders", "done")
    for step, state in (("oppakken", "open"), ("bewaren", "later"), ("vervallen", "dropped")):
        assert client.post(f"{place}{step}/").status_code == 302
        action.refresh_from_db()
        assert action.state == state


def test_taking_up_without_an_owner_is_told_at_the_field(client, secretary):
    action = added(secretary, state="later", owner="", due_on=None)
    client.force_login(secretary)

    response = client.post(f"{LIST}{action.pk}/oppakken/", {"owner": "", "due_on": "2020-10-07"})

    assert response.status_code == 422
    assert "heeft een trekker" in response.content.decode()


CHANGES = ("toevoegen/", "{}/wijzigen/", "{}/afronden/", "{}/bewaren/", "{}/oppakken/", "{}/vervallen/")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("role", ["viewer", "region_contact", "sector_lead", "editor", "administrator"])
def test_who_does_not_keep_the_list_changes_nothing(client, secretary, role, change):
    action = added(secretary)
    client.force_login(UserFactory(groups=[role]))

    assert client.post(LIST + change.format(action.pk), typed()).status_code == 403
    assert client.get(LIST + change.format(action.pk)).status_code == 405
    assert list(ActionPoint.objects.values_list("state", "title")) == [("open", "Teststraat openen")]


def test_everybody_with_an_account_reads_and_nobody_else(client, viewer, secretary):
    action = added(secretary)
    places = (LIST, f"{LIST}{action.pk}/", f"{LIST}acties.xlsx", f"{LIST}acties.csv")

    assert [client.get(place).status_code for place in places] == [302] * 4
    client.force_login(viewer)
    assert [client.get(place).status_code for place in places] == [200] * 4
    assert client.get(f"{LIST}{action.pk + 1}/").status_code == 404
    assert client.get(f"{LIST}?overleg=2020-W01").status_code == 404
    assert "Actie toevoegen" not in client.get(LIST).content.decode()


def test_on_an_adopted_meeting_nothing_is_offered_to_add(client, chair):
    adopted(chair)
    client.force_login(chair)

    page = client.get(f"{LIST}?overleg=2020-W39").content.decode()

    assert "Actie toevoegen" not in page
    assert "nieuwe acties horen er niet meer bij" in page


def test_the_export_holds_what_is_shown(client, secretary):
    added(secretary, title="=1+1", due_on=timezone.localdate() - timedelta(days=1))
    added(secretary, title="later", state="later")
    added(secretary, title="ander", theme=theme("jeugd"))
    client.force_login(secretary)

    rows = list(csv.reader(io.StringIO(client.get(f"{LIST}acties.csv?thema=testen").content.decode())))
    book = load_workbook(io.BytesIO(client.get(f"{LIST}acties.xlsx").content))

    assert rows[0][:4] == ["Thema", "Actie", "Uitleg", "Trekker"]
    assert [(row[1], row[6]) for row in rows[1:]] == [("'=1+1", "ja"), ("later", "")]
    assert [cell.value for cell in book.active["B"]] == ["Actie", "=1+1", "ander", "later"]
    assert book.active["B2"].data_type == "s"


@pytest.mark.parametrize("number", [2, 25])
def test_the_number_of_queries_does_not_grow(client, secretary, django_assert_max_num_queries, number):
    for count in range(number):
        started(str(Week.parse("2020-W37").plus(count)), NOW + timedelta(days=7 * count))
    meeting = Meeting.objects.order_by("-week_start")[0]
    for count in range(number):
        added(secretary, title=f"actie {count}", owner=f"directie {count}", meeting=meeting)
    client.force_login(secretary)

    with django_assert_max_num_queries(14):
        client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(f"{LIST}?overleg={meeting.key}")
