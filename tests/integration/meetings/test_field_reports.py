"""Reports from the field: made concrete on entry, and followed up by the agenda or an action."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ladder.models import AuditEntry
from meetings.actions.action_points import Agreement
from meetings.actions.field_reports import Told, add_report, close_report, make_action, put_on_agenda, text_of
from meetings.errors import MeetingError
from meetings.field_report_list import reportable_areas
from meetings.models import ActionPoint, AgendaPoint, AreaMembership, FieldReport, Meeting, Theme
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import adopted, regional, small_meeting

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 28, 9, tzinfo=UTC)
LIST = "/overleg/veldsignalen/"
SEND = f"{LIST}insturen/"


def theme() -> Theme:
    return Theme.objects.get(code="testen")


def told(**fields: Any) -> Told:
    said = {"theme": theme(), "kind": "execution", "title": "Geen mondkapjes", "provider": "Thuiszorg"}
    return Told(**{**said, **fields})


def reported(by, **fields: Any) -> FieldReport:
    return add_report(ladder=regional(), told=told(**fields), by=by, now=NOW)


def verbs(report: FieldReport) -> list[str]:
    found = AuditEntry.objects.filter(object_type="meetings.fieldreport", object_id=str(report.pk))
    return list(found.order_by("pk").values_list("action", flat=True))


CASES = [
    ("execution at a provider", {}, None),
    ("execution in a municipality", {"provider": "", "area": "GM0363"}, None),
    ("execution in a region", {"provider": "", "area": "VR13"}, None),
    ("execution nowhere", {"provider": " "}, "area"),
    ("policy that is missing", {"kind": "policy", "policy": "none", "provider": ""}, None),
    ("policy with a proposal", {"kind": "policy", "policy": "wrong", "proposal": "Anders doen"}, None),
    ("policy, nothing said of it", {"kind": "policy"}, "policy"),
    ("no title", {"title": " "}, "title"),
]


@pytest.mark.parametrize(("fields", "refused_at"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_report_is_concrete_or_refused(secretary, fields, refused_at):
    if "area" in fields:
        fields = {**fields, "area": Area.objects.get(code=fields["area"])}
    if refused_at is None:
        report = reported(secretary, **fields)
        assert FieldReport.objects.get() == report
        assert verbs(report) == ["field_report.added"]
        return

    with pytest.raises(MeetingError) as refused:
        reported(secretary, **fields)

    assert refused.value.field == refused_at
    assert not FieldReport.objects.exists()


def test_execution_says_nothing_about_policy(secretary):
    assert reported(secretary, policy="wrong").policy == ""


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "fields",
    [
        {"provider": "", "area": None},
        {"policy": "none"},
        {"kind": "policy", "policy": ""},
    ],
    ids=["execution nowhere", "execution with policy", "policy without what"],
)
def test_the_database_refuses_what_is_not_concrete(secretary, fields):
    report = reported(secretary)

    with pytest.raises(IntegrityError, match="field_report_is_concrete"), transaction.atomic():
        FieldReport.objects.filter(pk=report.pk).update(**fields)


def test_a_report_becomes_a_point_with_its_text_in_dutch(secretary, english):
    meeting = small_meeting(["VR15"])
    report = reported(
        secretary, kind="policy", policy="unclear", text="Wie gaat erover?", proposal="De regio", area=None
    )

    point = put_on_agenda(report=report, meeting=meeting, by=secretary, now=NOW)

    report.refresh_from_db()
    assert (report.agenda_point, point.meeting, point.title) == (point, meeting, "Geen mondkapjes")
    assert point.text == "Beleid · het beleid is onduidelijk · Thuiszorg\n\nWie gaat erover?\n\nVoorstel: De regio"
    assert verbs(report) == ["field_report.added", "field_report.followed"]
    with pytest.raises(MeetingError):
        put_on_agenda(report=report, meeting=meeting, by=secretary, now=NOW)
    assert AgendaPoint.objects.count() == 1


def test_two_identical_reports_do_not_share_a_point(secretary):
    meeting = small_meeting(["VR15"])
    first, second = reported(secretary), reported(secretary)
    put_on_agenda(report=first, meeting=meeting, by=secretary, now=NOW)

    with pytest.raises(MeetingError, match="staat al op deze agenda"):
        put_on_agenda(report=second, meeting=meeting, by=secretary, now=NOW)
    second.refresh_from_db()
    assert second.agenda_point is None


def test_the_text_says_where(secretary):
    report = reported(secretary, area=Area.objects.get(code="GM0363"))

    assert text_of(report) == "Uitvoering · Thuiszorg, Amsterdam"


def test_after_the_agenda_closed_only_the_chair_puts_it_on(secretary, chair):
    meeting = small_meeting(["VR15"])
    Meeting.objects.filter(pk=meeting.pk).update(agenda_closed_at=NOW)
    report = reported(secretary)

    with pytest.raises(MeetingError):
        put_on_agenda(report=report, meeting=meeting, by=secretary, now=NOW)
    assert put_on_agenda(report=report, meeting=meeting, by=chair, now=NOW).meeting == meeting


def agreement() -> Agreement:
    return Agreement(theme=theme(), title="Mondkapjes leveren", owner="GGD", due_on=date(2020, 10, 7))


def test_a_report_becomes_an_action_once(secretary):
    report = reported(secretary)

    action = make_action(report=report, agreement=agreement(), by=secretary, now=NOW)

    report.refresh_from_db()
    assert report.action_point == action
    with pytest.raises(MeetingError, match="al een actie"):
        make_action(report=report, agreement=agreement(), by=secretary, now=NOW)
    assert ActionPoint.objects.count() == 1


def test_a_closed_report_is_followed_up_no_more(secretary):
    meeting, report = small_meeting(["VR15"]), reported(secretary)

    for _time in range(2):
        assert close_report(report=report, by=secretary, now=NOW).closed_at == NOW

    assert verbs(report) == ["field_report.added", "field_report.followed"]
    for act in (
        lambda: make_action(report=report, agreement=agreement(), by=secretary, now=NOW),
        lambda: put_on_agenda(report=report, meeting=meeting, by=secretary, now=NOW),
    ):
        with pytest.raises(MeetingError, match="afgesloten"):
            act()


def test_regions_come_before_their_municipalities():
    areas = reportable_areas(["VR13"])

    assert areas[0].code == "VR13"
    assert {area.parent.code for area in areas[1:]} == {"VR13"}
    assert len(reportable_areas([])) > 300


# The pages


def typed(**fields: Any) -> dict[str, Any]:
    said = {"theme": theme().pk, "kind": "execution", "title": "Geen mondkapjes", "area": "GM0363"}
    return {**said, **fields}


def contact(*codes: str):
    user = UserFactory(groups=["region_contact"])
    for code in codes:
        AreaMembership.objects.create(user=user, area=Area.objects.get(code=code), since=date(2020, 1, 1))
    return user


def test_a_region_contact_reports_for_the_own_region_only(client):
    client.force_login(contact("VR13"))

    form = client.get(f"{LIST}nieuw/").context["form"]
    assert form.initial["area"] == "VR13"
    assert client.post(SEND, typed(area="GM0599")).status_code == 422
    assert client.post(SEND, typed()).status_code == 302

    assert FieldReport.objects.get().area.code == "GM0363"
    assert "Geen mondkapjes" in client.get(LIST).content.decode()


def test_a_vague_report_keeps_what_was_typed(client, secretary):
    client.force_login(secretary)

    response = client.post(SEND, typed(area="", text="een heel verhaal"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Noem de gemeente of regio" in page
    assert "een heel verhaal" in page


def test_the_follow_up_on_the_page(client, secretary):
    small_meeting(["VR15"])
    report = reported(secretary)
    client.force_login(secretary)
    place = f"{LIST}{report.pk}/"
    answer = {"theme": theme().pk, "title": "Leveren", "owner": "GGD", "due_on": "2020-10-07"}

    assert client.post(f"{place}agenda/").status_code == 302
    assert client.post(f"{place}actie/", {**answer, "owner": ""}).status_code == 422
    assert client.post(f"{place}actie/", answer).status_code == 302
    assert client.post(f"{place}afsluiten/").status_code == 302

    report.refresh_from_db()
    assert report.agenda_point.meeting.key == "2020-W39"
    assert (report.action_point.title, report.action_point.meeting.key) == ("Leveren", "2020-W39")
    assert report.closed_at is not None
    page = client.get(LIST)
    assert (len(page.context["reports"].waiting), len(page.context["reports"].followed)) == (0, 1)


def test_without_an_open_agenda_it_waits_for_the_next_one(client, secretary, chair):
    adopted(chair)
    report = reported(secretary)
    client.force_login(secretary)

    page = client.get(f"{LIST}{report.pk}/").content.decode()
    client.post(f"{LIST}{report.pk}/agenda/")

    assert "Het kan op het volgende" in page
    assert not AgendaPoint.objects.exists()


RIGHTS = [
    ("nieuw/", "get", {"secretary", "chair", "region_contact", "sector_lead"}),
    ("insturen/", "post", {"secretary", "chair", "region_contact", "sector_lead"}),
    ("{}/agenda/", "post", {"secretary", "chair", "sector_lead"}),
    ("{}/actie/", "post", {"secretary", "chair"}),
    ("{}/afsluiten/", "post", {"secretary", "chair"}),
]


@pytest.mark.parametrize(("place", "method", "allowed"), RIGHTS)
@pytest.mark.parametrize(
    "role", ["viewer", "secretary", "chair", "region_contact", "sector_lead", "editor", "administrator"]
)
def test_who_may_do_what(client, secretary, place, method, allowed, role):
    report = reported(secretary)
    client.force_login(UserFactory(groups=[role]))

    status = getattr(client, method)(LIST + place.format(report.pk), {}).status_code

    assert (status == 403) == (role not in allowed)
    if method == "post":
        assert client.get(LIST + place.format(report.pk)).status_code == 405


def test_everybody_with_an_account_reads_and_nobody_else(client, secretary, viewer):
    report = reported(secretary)

    assert client.get(LIST).status_code == client.get(f"{LIST}{report.pk}/").status_code == 302
    client.force_login(viewer)
    assert client.get(LIST).status_code == client.get(f"{LIST}{report.pk}/").status_code == 200
    assert client.get(f"{LIST}{report.pk + 1}/").status_code == 404


def test_the_filter(client, secretary):
    reported(secretary, title="uitvoering")
    reported(secretary, title="beleid", kind="policy", policy="none", theme=Theme.objects.get(code="jeugd"))
    client.force_login(secretary)

    def titles(query: str) -> list[str]:
        return [report.title for report in client.get(f"{LIST}?{query}").context["reports"].waiting]

    assert titles("") == ["uitvoering", "beleid"]
    assert titles("soort=policy") == ["beleid"]
    assert titles("thema=testen") == ["uitvoering"]
    assert titles("soort=onzin&thema=onzin") == ["uitvoering", "beleid"]


@pytest.mark.parametrize("number", [2, 30])
def test_the_number_of_queries_does_not_grow(client, secretary, django_assert_max_num_queries, number):
    for count in range(number):
        report = reported(secretary, title=f"signaal {count}", area=Area.objects.get(code="VR13"))
        make_action(report=report, agreement=agreement(), by=secretary, now=NOW)
        reported(secretary, title=f"open {count}", area=Area.objects.get(code="VR13"))
    client.force_login(secretary)

    with django_assert_max_num_queries(10):
        client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(f"{LIST}{report.pk}/")
    with django_assert_max_num_queries(10):
        client.get(f"{LIST}nieuw/")
