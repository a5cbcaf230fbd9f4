"""What the addresses answer: the same numbers as the pages, in the layout that is described."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from ladder.engine.verdicts import ValueState, Verdict
from ladder.models import LadderVersion, Observation
from meetings.actions import open_meeting
from tests import factories
from tests.factories import REPORTED, store_assessments, store_figures
from tests.integration.meetings.records import NOW, adopted, all_levels, deviation, level, regional

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]


def items(answer: HttpResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]  # type: ignore[attr-defined]  # of the test client
    return found


def test_the_regions_come_with_their_inhabitants_and_neighbours(ask: Ask) -> None:
    regions = items(ask("/regions"))

    assert [regions[0]["code"], regions[-1]["code"], len(regions)] == ["VR01", "VR25", 25]
    assert ask("/regions/VR01").json() == regions[0]
    assert regions[0]["inhabitants"] == sum(
        one["inhabitants"] for one in items(ask("/municipalities?region=VR01"))
    )
    assert all("VR01" in ask(f"/regions/{code}").json()["neighbours"] for code in regions[0]["neighbours"])


@pytest.mark.parametrize("path", ["/regions/VR99", "/regions/GM0014", "/ladders/none"])
def test_what_is_not_there_is_a_404(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404


def test_a_ladder_comes_with_its_versions_levels_and_signal_values(ask: Ask) -> None:
    ladder = ask("/ladders/regionaal").json()
    deciding = ladder["versions"][0]["signals"][0]

    assert [version["code"] for version in ladder["versions"]] == ["2020-09", "2021-02"]
    assert [one["number"] for one in ladder["versions"][0]["levels"]] == [1, 2, 3]
    assert deciding == {
        "signal": "positive_tests",
        "role": "deciding",
        "signal_values": [{"level": 2, "value": 50.0}, {"level": 3, "value": 150.0}],
    }
    assert items(ask("/ladders"))[0]["code"] == items(ask("/ladders"))[-1]["code"] == "regionaal"


def test_the_signals_come_in_their_order(ask: Ask) -> None:
    assert items(ask("/signals"))[0]["code"] == "positive_tests"


def test_computed_and_decided_stand_side_by_side(ask: Ask, chair: User) -> None:
    adopted(chair)
    rows = {row["area_code"]: row for row in items(ask("/levels?week=2020-W39"))}

    assert len(rows) == 25
    assert (rows["VR01"]["computed"]["level"], rows["VR01"]["decided"]["level"]) == (2, 2)
    assert rows["VR01"]["decided"]["meeting"] == "2020-W39"
    assert (rows["VR02"]["computed"]["state"], rows["VR02"]["decided"]["state"]) == ("not_computed", "undecided")


def test_a_decision_stays_in_force_in_later_weeks_and_not_before(ask: Ask, chair: User) -> None:
    adopted(chair)
    rows = items(ask("/levels?region=VR01&weekFrom=2020-W38&weekTo=2020-W41"))

    assert [row["week"] for row in rows] == ["2020-W38", "2020-W39", "2020-W40", "2020-W41"]
    assert [row["decided"]["level"] for row in rows] == [None, 2, 2, 2]


def test_an_unknown_level_is_null_and_never_the_lowest(ask: Ask) -> None:
    store_assessments("2020-W39", {"VR01": None})
    found = items(ask("/levels?region=VR01"))[0]["computed"]

    assert (found["level"], found["state"]) == (None, "unknown")


def test_without_a_week_the_last_computed_one_is_meant(ask: Ask) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    store_assessments("2020-W41", {"VR01": 3})

    assert items(ask("/levels?region=VR01"))[0]["week"] == "2020-W41"
    assert [week["week"] for week in items(ask("/weeks"))] == ["2020-W39", "2020-W41"]


def test_as_of_sees_only_what_was_known(ask: Ask) -> None:
    store_assessments("2020-W39", {"VR01": 1}, as_of=REPORTED)
    store_assessments("2020-W39", {"VR01": 3}, as_of=NOW)

    def seen(query: str) -> object:
        return items(ask(f"/levels?week=2020-W39&region=VR01{query}"))[0]["computed"]["level"]

    assert [seen(""), seen("&asOf=2020-10-01"), seen("&asOf=2020-09-01")] == [3, 1, None]


def test_levels_by_another_version(ask: Ask) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    store_assessments("2020-W39", {"VR01": 3}, version="2021-02")
    found = [
        items(ask(f"/levels?week=2020-W39&region=VR01{query}"))[0]["computed"]
        for query in ("", "&version=2021-02")
    ]

    assert [(one["level"], one["ladder_version"]) for one in found] == [(1, "2020-09"), (3, "2021-02")]


def test_an_explanation_is_that_of_the_page(ask: Ask) -> None:
    store_assessments("2020-W38", {"VR01": 2})
    store_assessments("2020-W39", {"VR01": 2, "VR03": 3})
    found = items(ask("/assessments?week=2020-W39&region=VR01"))[0]["explanation"]

    assert (found["level"], found["deciding"], found["weeks_at_level"]["weeks"]) == (2, ["positive_tests"], 2)
    assert {"area": "VR03", "level": 3, "state": "complete"} in found["neighbours"]
    assert found["signals"][0]["reached"]["signal_value"] == 50.0


def test_weekly_values_are_those_of_the_assessment(ask: Ask) -> None:
    store_assessments("2020-W39", {"VR01": 2, "VR02": None})
    found = items(ask("/weekly-values?week=2020-W39&signal=positive_tests"))

    assert [(one["area_code"], one["value"], one["state"]) for one in found] == [
        ("VR01", 51.0, "complete"),
        ("VR02", None, "missing"),
    ]


def test_observations_are_the_figures_that_counted(ask: Ask) -> None:
    store_figures("positive_tests", {"GM0014": {"2020-09-21": 12, "2020-09-22": 3}, "VR01": {"2020-09-21": 15}})
    store_figures("positive_tests", {"GM0014": {"2020-09-21": 14}}, reported_at=NOW)
    path = "/observations?signal=positive_tests&area=GM0014&dateFrom=2020-09-21"

    assert [(one["date"], one["value"]) for one in items(ask(path))] == [("2020-09-21", 14.0), ("2020-09-22", 3.0)]
    assert items(ask(f"{path}&asOf=2020-10-01"))[0]["value"] == 12.0
    assert Observation.objects.count() == 4


def test_meetings_and_decisions_are_the_adopted_ones(ask: Ask, chair: User) -> None:
    meeting, minutes = adopted(chair)
    store_assessments("2020-W40", all_levels())
    week = meeting.week.plus(1)
    open_meeting(ladder=regional(), week=week, held_on=date(2020, 10, 7), as_of=NOW, now=NOW, by=chair)

    assert [(one["key"], one["minutes_sha256"]) for one in items(ask("/meetings"))] == [
        ("2020-W39", minutes.sha256)
    ]
    decisions = items(ask("/decisions"))
    assert [(one["area_code"], one["level"], one["computed_level"]) for one in decisions] == [
        ("VR01", 2, 2),
        ("VR15", 2, 2),
    ]
    assert items(ask("/decisions?weekFrom=2020-W40")) == []
    assert [one["area_code"] for one in items(ask("/decisions?region=VR15"))] == ["VR15"]
    assert items(ask("/decisions?asOf=2020-10-01")) == []


def test_reasons_are_for_readers_who_are_known(client: Client, chair: User, public: None, make_token) -> None:
    adopted(chair)
    known = {"Authorization": f"Bearer {make_token()}"}

    for path in ("/api/v1/decisions", "/api/v1/levels?week=2020-W39&region=VR01"):
        for headers, expected in (({}, None), (known, "omdat")):
            row = items(client.get(path, headers=headers))[0]
            assert row.get("decided", row)["reason"] == expected


def test_the_layout_of_the_coronadashboard(ask: Ask, chair: User) -> None:
    adopted(chair)
    answer = ask("/escalation-levels?week=2020-W39").json()
    rows = {row["vrcode"]: row for row in answer["escalation_levels"]}

    assert (answer["proto_name"], len(rows)) == ("VR_COLLECTION", 25)
    assert rows["VR01"] == {
        "vrcode": "VR01",
        "level": 2,
        "positive_tested_per_100k": 51.0,
        "hospital_admissions_per_million": None,
        "based_on_statistics_from_unix": 1600639200,  # 21 September 2020 in the Netherlands
        "based_on_statistics_to_unix": 1601157600,
        "last_determined_unix": 1601416800,
        "next_determined_unix": rows["VR15"]["next_determined_unix"],
        "valid_from_unix": 1601416800,
        "date_of_insertion_unix": int(NOW.timestamp()),
    }
    assert rows["VR02"]["level"] is None
    assert (deviation().code, level(2).number) == ("cluster", 2)


def test_the_layout_of_the_coronadashboard_has_no_figure_that_was_not_complete(
    ask: Ask, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = factories._verdict

    def in_part(version: LadderVersion, number: int | None) -> Verdict:
        verdict = whole(version, number)
        signals = tuple(replace(found, state=ValueState.INCOMPLETE, days=6) for found in verdict.signals)
        return replace(verdict, signals=signals)

    monkeypatch.setattr(factories, "_verdict", in_part)
    adopted(chair)
    answer = ask("/escalation-levels?week=2020-W39").json()
    row = next(row for row in answer["escalation_levels"] if row["vrcode"] == "VR01")

    assert (row["level"], row["positive_tested_per_100k"]) == (2, None)


def test_the_map_is_the_newest_drawing(ask: Ask) -> None:
    answer = ask("/map-shapes").json()

    assert len(answer["items"]) == 25
    assert answer["items"][0]["path"].startswith("M")


def test_pages_follow_each_other_without_gaps(ask: Ask) -> None:
    store_assessments("2020-W39", all_levels())
    found, path = [], "/levels?week=2020-W39&pageSize=10"
    while path:
        answer = ask(path)
        found += [row["area_code"] for row in items(answer)]
        following = answer.json()["next"]
        assert (following is None) or (f'<{following}>; rel="next"' in answer.headers["Link"])
        path = following.partition("/api/v1")[2] if following else ""

    assert found == sorted(all_levels())


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("/levels?ladder=none", "ladder"),
        ("/levels?version=none", "version"),
        ("/levels?region=VR99", "region"),
        ("/levels?region=GM0014", "region"),
        ("/levels?week=2020-W39&weekFrom=2020-W38", "week"),
        ("/levels?weekFrom=2020-W39&weekTo=2020-W38", "weekTo"),
        ("/levels?weekFrom=2000-W01&weekTo=2020-W38", "weekTo"),
        ("/levels?regio=VR15", "regio"),
        ("/levels?pageSize=1001", "pageSize"),
        ("/observations", "signal"),
        ("/observations?signal=none", "signal"),
        ("/observations?signal=positive_tests&dateFrom=2020-09-02&dateTo=2020-09-01", "dateTo"),
        ("/observations?signal=positive_tests&dateFrom=2020-01-01&dateTo=2020-04-02", "dateTo"),
        ("/observations?signal=positive_tests&dateFrom=soon", "dateFrom"),
    ],
)
def test_what_cannot_be_answered_is_told_with_the_parameter(ask: Ask, query: str, name: str) -> None:
    answer = ask(query)

    assert answer.status_code == 400
    assert [error["name"] for error in answer.json()["errors"]] == [name]


def test_the_longest_period_of_figures_is_answered(ask: Ask) -> None:
    assert ask("/observations?signal=positive_tests&dateFrom=2020-01-01&dateTo=2020-04-01").status_code == 200


PATHS = (
    "/levels?week=2020-W39",
    "/assessments?week=2020-W39",
    "/weekly-values?week=2020-W39",
    "/decisions",
    "/regions",
)


@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_does_not_grow_with_regions_or_weeks(
    ask: Ask, chair: User, path: str, django_assert_max_num_queries: Any
) -> None:
    adopted(chair)
    ask(path)
    with django_assert_max_num_queries(12) as few:
        ask(path)
    for week in ("2020-W37", "2020-W38"):
        store_assessments(week, all_levels())
    store_assessments("2020-W39", all_levels(), as_of=NOW)
    with django_assert_max_num_queries(len(few)):
        ask(path)
    with django_assert_max_num_queries(12):
        ask("/levels?weekFrom=2020-W30&weekTo=2020-W41&pageSize=1000")
