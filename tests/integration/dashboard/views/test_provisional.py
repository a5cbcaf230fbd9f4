"""A provisional level is at least its number: no page tells it as a certain level, or as a certain fall."""

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import store_assessments
from tests.integration.dashboard.provisional import store_provisional
from tests.integration.dashboard.records import decided_week, every_region
from tests.integration.dashboard.views.test_overview_movers import change_of, movers
from tests.integration.dashboard.views.test_timeline import cells

PROVISIONAL = "ten minste 2 zorgelijk, voorlopig"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def computed(week: str, level: str) -> None:
    """Compute Haaglanden: `3` complete, `>2` provisional."""
    if level.startswith(">"):
        store_provisional(week, {"VR15": int(level[1:])})
    else:
        store_assessments(week, {"VR15": int(level)})


@pytest.mark.parametrize(
    ("before", "now", "moved", "change", "counted"),
    [
        ("3", "2", "3 ernstig naar 2 zorgelijk", "sinds week 39, was 3 ernstig", "0 hoger, 1 lager, 0 gelijk."),
        ("3", ">2", None, "al 2 weken", "0 hoger, 0 lager, 0 gelijk. Van 1 regio is het nog niet te zeggen"),
        ("2", ">2", "", "al 2 weken", "0 hoger, 0 lager, 1 gelijk."),
        (">2", "2", "", "al 2 weken", "0 hoger, 0 lager, 1 gelijk."),
        (
            "1",
            ">2",
            f"1 waakzaam naar {PROVISIONAL}",
            "sinds week 39, was 1 waakzaam",
            "1 hoger, 0 lager, 0 gelijk.",
        ),
        (
            ">2",
            "1",
            f"{PROVISIONAL} naar 1 waakzaam",
            f"sinds week 39, was {PROVISIONAL}",
            "0 hoger, 1 lager, 0 gelijk.",
        ),
        (
            ">2",
            "3",
            None,
            f"sinds week 39, was {PROVISIONAL}",
            "0 hoger, 0 lager, 0 gelijk. Van 1 regio is het nog niet te zeggen",
        ),
    ],
)
def test_a_move_is_told_only_where_it_is_certain(
    reader: Client, before: str, now: str, moved: str | None, change: str, counted: str
) -> None:
    """`moved` is None where it cannot be told, and empty where nothing moved."""
    computed("2020-W38", before)
    computed("2020-W39", now)

    page = text_of(reader, "/?week=2020-W39&show=computed")

    assert movers(page) == ({"VR15": moved} if moved else {})
    assert ("Van 1 regio is nog niet te zeggen of het niveau veranderde" in page) == (moved is None)
    assert ("Geen regio ging omhoog of omlaag" in page) == (moved == "")
    assert change_of(page, "VR15") == change
    assert f"Vergeleken met week 38: {counted}" in text_of(reader, "/tijdlijn/?show=computed")


def test_the_overview_counts_the_provisional_levels_apart(reader: Client) -> None:
    store_assessments("2020-W39", every_region(2))
    store_provisional("2020-W39", {"VR01": 2, "VR15": 2})

    page = text_of(reader, "/?week=2020-W39&show=computed")

    assert page.count("Week 39, berekend: 25 regio’s zorgelijk (waarvan 2 voorlopig).") == 2
    assert 'aria-label="Haaglanden: niveau ten minste 2 zorgelijk, voorlopig (berekend)"' in page
    assert 'aria-label="Utrecht: niveau 2 zorgelijk (berekend)"' in page
    assert '25 regio’s</span> <span class="small soft">(waarvan 2 voorlopig)</span>' in page


def test_the_timeline_counts_the_provisional_levels_apart(reader: Client) -> None:
    store_assessments("2020-W39", every_region(2))
    store_provisional("2020-W39", {"VR15": 2})

    page = text_of(reader, "/tijdlijn/?show=computed")

    assert "Week 39, berekend: 25 regio’s zorgelijk (waarvan 1 voorlopig)." in page
    assert cells(page)["Haaglanden, week 39"] == ("≥2", "level-2")


@pytest.mark.parametrize(
    ("decided", "label", "mark"),
    [
        (3, "niet te vergelijken (vastgesteld: 3 ernstig", "·"),
        (2, "vastgesteld zoals berekend (vastgesteld: 2 zorgelijk", "="),
        (1, "lager vastgesteld dan berekend (vastgesteld: 1 waakzaam", "−1"),
    ],
)
def test_a_level_decided_above_a_provisional_one_cannot_be_compared(
    reader: Client, chair: User, decided: int, label: str, mark: str
) -> None:
    decided_week("2020-W39", {"VR15": 2}, {"VR15": decided}, by=chair)
    store_provisional("2020-W39", {"VR15": 2})

    page = text_of(reader, "/?week=2020-W39&show=difference")

    assert f"Haaglanden: {label}, berekend: {PROVISIONAL}) (verschil)" in page
    found = cells(text_of(reader, "/tijdlijn/?show=difference&weeks=4"))
    assert found["Haaglanden, week 39"][0] == mark


def test_where_nothing_can_be_compared_the_timeline_says_so(reader: Client, chair: User) -> None:
    decided_week("2020-W39", {"VR15": 2}, {"VR15": 3}, by=chair)
    store_provisional("2020-W39", {"VR15": 2})

    page = text_of(reader, "/tijdlijn/?show=difference")

    assert "In deze weken is geen vastgesteld niveau te vergelijken met een berekend niveau." in page


def test_the_page_of_a_region_says_it_in_its_lead_its_strip_and_its_newer_figures(
    reader: Client, chair: User
) -> None:
    decided_week("2020-W38", {"VR15": 3}, {}, by=chair)
    store_provisional("2020-W39", {"VR15": 2})

    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    assert f'<p class="lead soft">Vastgesteld: 3 ernstig. Berekend: {PROVISIONAL}.</p>' in page
    assert f"dan die van het besluit: week 39, 21–27 september 2020; berekend niveau: {PROVISIONAL}." in page
    chart = reader.get("/regio/VR15/grafiek/positive_tests.json?week=2020-W39").json()
    (hover,) = [trace for trace in chart["data"] if trace.get("meta", {}).get("part") == "strip"]
    assert {label.split("<br>")[1] for label in hover["customdata"]} == {
        "Vastgesteld niveau: 3 ernstig",
        "Berekend niveau: 3 ernstig",
        f"Berekend niveau: {PROVISIONAL}",
    }
