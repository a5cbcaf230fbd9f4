"""The page of the audit trail: filters, pages, what changed, and the export."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from dashboard.pages import audit_export
from dashboard.pages.audit import ON_A_PAGE
from ladder.audit import entry, record_all
from ladder.models import AuditEntry, Signal
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import level

pytestmark = pytest.mark.django_db

LIST = reverse("audit-list")
AT = datetime(2020, 9, 30, 12, tzinfo=UTC)
WEEK = Week.parse("2020-W39")


@pytest.fixture
def administrator() -> User:
    found: User = UserFactory(username="beheerder", groups=["administrator"])
    return found


@pytest.fixture
def browser(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def written(number: int = 1, *, by: User | None = None, at: datetime = AT, **told: Any) -> list[AuditEntry]:
    """Store entries, a second apart, the last one newest."""
    signal, verb = Signal.objects.all()[0], told.pop("verb", "record.changed")
    made = (
        entry(verb, about=told.get("about", signal), by=by, now=at + timedelta(seconds=second),
              **{name: value for name, value in told.items() if name != "about"})
        for second in range(number)
    )  # fmt: skip
    return record_all(made)


def shown(browser: Client, **query: str) -> list[int]:
    return [row.entry.pk for row in browser.get(LIST, query).context["page"].rows]


def body(browser: Client, **query: str) -> str:
    return " ".join(browser.get(LIST, query).content.decode().split())


def test_newest_first_with_who_what_and_from_where(browser: Client):
    first, second = written(2, after={"order": 2})
    signed_in = AuditEntry.objects.get(action="account.signed_in")
    assert shown(browser) == [signed_in.pk, second.pk, first.pk]
    text = body(browser)
    assert "Meldde zich aan" in text
    assert "het systeem" in text


def test_each_filter(browser: Client, administrator: User):
    haaglanden, twente = Area.objects.get(code="VR15"), Area.objects.get(code="VR05")
    (mine,) = written(by=administrator, area=haaglanden, week=WEEK)
    (other,) = written(verb="record.deleted", area=twente, week=WEEK.plus(1), at=AT + timedelta(days=2))
    cases: dict[str, tuple[dict[str, str], set[int]]] = {
        "who": ({"wie": "beheerder", "week": "2020-W39"}, {mine.pk}),
        "the system": ({"wie": "-"}, {other.pk}),
        "nobody": ({"wie": "onbekend"}, set()),
        "verb": ({"wat": "record.deleted"}, {other.pk}),
        "region": ({"regio": "VR15"}, {mine.pk}),
        "week": ({"week": "2020-W40"}, {other.pk}),
        "until": ({"tot": "2020-09-30"}, {mine.pk}),
        "from and until": ({"van": "2020-10-01", "tot": "2020-10-02"}, {other.pk}),
        "object": ({"soort": "ladder.signal", "object": mine.object_id}, {mine.pk, other.pk}),
        "another object": ({"soort": "ladder.signal", "object": "0"}, set()),
    }
    assert {name: set(shown(browser, **query)) for name, (query, _found) in cases.items()} == {
        name: found for name, (_query, found) in cases.items()
    }


@pytest.mark.parametrize(
    ("moment", "is_shown"),
    [("2020-09-29T21:59:59Z", False), ("2020-09-29T22:00:00Z", True), ("2020-09-30T21:59:59Z", True),
     ("2020-09-30T22:00:00Z", False)],
)  # fmt: skip
def test_a_day_is_a_dutch_day(browser: Client, moment: str, is_shown: bool):
    (found,) = written(at=datetime.fromisoformat(moment))
    assert (found.pk in shown(browser, van="2020-09-30", tot="2020-09-30")) is is_shown


@pytest.mark.parametrize(
    "query",
    [
        {"week": "39"}, {"van": "gisteren"}, {"van": "1899-12-31"}, {"tot": "9999-12-31"}, {"tot": "2200-01-01"},
        {"regio": "VR99"}, {"wat": "niets"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_at_its_field(browser: Client, query: dict[str, str]):
    answer = browser.get(LIST, query)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(query)
    assert browser.get(reverse("audit-export-csv"), query).status_code == 302


@pytest.mark.parametrize("place", ["x", "2020-09-30_1", "2020-09-30T12:00:00Z_x", "_", "2020-09-30T12:00:00Z_-1"])
def test_a_place_that_is_none_is_refused(browser: Client, place: str):
    assert browser.get(LIST, {"voor": place}).status_code == 400


@pytest.mark.parametrize("seconds", [0, 1])
def test_pages_lie_side_by_side_also_where_all_happened_at_once(browser: Client, seconds: int):
    made = written(2 * ON_A_PAGE + 1)
    if not seconds:
        made = record_all([entry("record.deleted", about=Signal.objects.all()[0], by=None, now=AT)
                           for _number in range(2 * ON_A_PAGE + 1)])  # fmt: skip
    verb = made[0].action
    page = browser.get(LIST, {"wat": verb}).context["page"]
    seen = [[row.entry.pk for row in page.rows]]
    while page.older:
        page = browser.get(LIST + page.older).context["page"]
        seen.append([row.entry.pk for row in page.rows])
    assert [pk for part in seen for pk in part] == [one.pk for one in reversed(made)]
    back = browser.get(LIST + page.newer).context["page"]
    assert [row.entry.pk for row in back.rows] == seen[-2]
    first = browser.get(LIST + back.newer).context["page"]
    assert ([row.entry.pk for row in first.rows], first.newer) == (seen[0], "")


def test_a_page_is_cheap_however_much_there_is(
    browser: Client, administrator: User, django_assert_max_num_queries
):
    area = Area.objects.get(code="VR15")
    decided = level(2)
    written(3 * ON_A_PAGE, by=administrator, area=area, week=WEEK, verb="decision.decided",
            before={"level": decided.pk, "deviation": 1}, after={"level": decided.pk + 1})  # fmt: skip
    with django_assert_max_num_queries(9):
        page = browser.get(LIST).context["page"]
        assert len(page.rows) == ON_A_PAGE
    with django_assert_max_num_queries(9):
        browser.get(LIST + page.older)


def test_changes_are_told_in_words(browser: Client):
    written(about=Decision(pk=1, item_id=1, level_id=1), verb="decision.decided", before=None,
            after={"level": level(2).pk, "valid_from": date(2020, 9, 30), "votes": [None, None, None],
                   "reason": "<b>cluster</b>", "waits_for_route": False, "next_review": None})  # fmt: skip
    (row,) = browser.get(LIST, {"wat": "decision.decided"}).context["page"].rows
    assert [(one.label, one.before, one.after) for one in row.changes] == [
        ("Niveau", None, str(level(2))), ("Geldig vanaf", None, "30 september 2020"),
        ("Reden", None, "<b>cluster</b>"),
    ]  # fmt: skip
    assert "<b>cluster" not in body(browser)


def test_before_and_after_only_where_they_differ(browser: Client):
    written(before={"order": 1, "name": "zelfde"}, after={"order": None, "name": "zelfde"})
    (row,) = browser.get(LIST, {"wat": "record.changed"}).context["page"].rows
    assert [(one.before, one.after) for one in row.changes] == [("1", "–")]


def test_an_entry_of_a_model_or_verb_that_is_no_more_stays_readable(browser: Client):
    AuditEntry.objects.create(at=AT, action="old.done", object_type="old.thing", object_id="1", after={"a_b": 1})
    text = body(browser)
    assert "Old.done" in text
    assert "old.thing" in text
    assert "A b" in text


def exported(browser: Client, kind: str, **query: str) -> list[list[Any]]:
    answer = browser.get(reverse(f"audit-export-{kind}"), query)
    assert answer.status_code == 200
    if kind == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode())))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_is_the_same_choice_and_is_recorded(browser: Client, administrator: User, kind: str):
    made = written(2, by=administrator, area=Area.objects.get(code="VR15"), week=WEEK, before={"order": 1})
    header, *rows = exported(browser, kind, wat="record.changed", week="2020-W39")
    assert len(header) == 14
    assert [row[3] for row in rows] == ["record.changed"] * 2
    assert rows[0][9:] == ["VR15", "Haaglanden", "2020-W39", '{"order": 1}', ""]
    assert rows[0][0] == "2020-09-30T14:00:01+02:00"
    found = AuditEntry.objects.get(action="audit.exported")
    assert (found.by, found.after) == (
        administrator,
        {"format": kind, "rows": len(made), "filters": {"wat": "record.changed", "week": "2020-W39"}},
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_formula_in_a_name_is_harmless(browser: Client, kind: str):
    AuditEntry.objects.create(
        at=AT, action="record.added", object_type="ladder.signal", object_id="1", object_label="=1+1"
    )
    (_header, row) = exported(browser, kind, wat="record.added")
    assert row[7] == ("'=1+1" if kind == "csv" else "=1+1")
    if kind == "xlsx":
        answer = browser.get(reverse("audit-export-xlsx"), {"wat": "record.added"})
        cell = openpyxl.load_workbook(io.BytesIO(answer.content)).active.cell(2, 8)
        assert cell.data_type == "s"


def test_more_than_fits_is_refused_and_not_cut_off(browser: Client, monkeypatch: pytest.MonkeyPatch):
    written(3)
    url = reverse("audit-export-csv")
    monkeypatch.setattr(audit_export, "MOST_ROWS", 3)
    assert browser.get(url, {"wat": "record.changed"}).status_code == 200
    monkeypatch.setattr(audit_export, "MOST_ROWS", 2)
    answer = browser.get(url, {"wat": "record.changed"}, follow=True)
    assert "Kies een kortere periode" in answer.content.decode()
    assert AuditEntry.objects.filter(action="audit.exported").count() == 1


def test_the_export_takes_one_query_for_all_rows(browser: Client, django_assert_max_num_queries):
    written(60, area=Area.objects.get(code="VR15"))
    with django_assert_max_num_queries(8):
        exported(browser, "csv")


def test_a_head_request_exports_nothing_and_records_nothing(browser: Client):
    assert browser.head(reverse("audit-export-csv")).status_code == 200
    assert not AuditEntry.objects.filter(action="audit.exported").exists()
