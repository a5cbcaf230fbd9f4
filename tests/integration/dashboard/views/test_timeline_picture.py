"""The timeline as a picture: the cells of the page, escaped, and not drawn again for who has it."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dashboard.pages.timeline_panels import HIGH, WIDE
from ladder.models import Level
from ladder.weeks import Week
from regions.models import Area
from tests.factories import store_assessments
from tests.integration.dashboard.records import every_region
from tests.integration.dashboard.views.test_timeline import adopted_on, cells, rows, text_of

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = "/tijdlijn/tijdlijn.svg"
PNG = b"\x89PNG"


def parsed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314  # made by this site


def drawn(client: Client, query: str = "") -> ElementTree.Element:
    response = client.get(f"{PICTURE}?{query}")
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    return parsed(response.content)


def texts(part: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in part.iter(f"{SVG}text")]


def group(part: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(one for one in part.iter(f"{SVG}g") if one.get("class") == name)


def panels(picture: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in picture.iter(f"{SVG}g") if one.get("class") == "panel"]


def placed(part: ElementTree.Element) -> list[tuple[int, int, str]]:
    return [(int(t.get("x", 0)), int(t.get("y", 0)), t.text or "") for t in part.iter(f"{SVG}text")]


def marks(picture: ElementTree.Element) -> dict[str, str]:
    """What stands in each cell, found by its place: `{"Haaglanden, week 39": "2"}`."""
    found = {}
    for panel in panels(picture):
        names = {y: name for _x, y, name in placed(group(panel, "names"))}
        weeks = {x: week for x, _y, week in placed(group(panel, "weeks"))}
        for x, y, mark in placed(group(panel, "marks")):
            found[f"{names[y]}, week {weeks[x]}"] = mark
    return found


def colours(picture: ElementTree.Element) -> dict[str, str]:
    """The colour below each cell, found by its place."""
    found = {}
    for panel in panels(picture):
        names = {y: name for _x, y, name in placed(group(panel, "names"))}
        weeks = {x: week for x, _y, week in placed(group(panel, "weeks"))}
        for run in group(panel, "cells").iter(f"{SVG}rect"):
            left, top, width = (int(run.get(side, 0)) for side in ("x", "y", "width"))
            (name,) = (name for y, name in names.items() if top < y < top + HIGH)
            for x in range(left + WIDE // 2, left + width, WIDE):
                found[f"{name}, week {weeks[x]}"] = run.get("fill", "")
    return found


@pytest.fixture
def two_weeks(chair: User) -> None:
    """A week with all kinds of cells: decided higher, lower and as computed, unknown, and nothing at all."""
    store_assessments("2020-W38", every_region(1) | {"VR03": None})
    adopted_on("2020-W39", {"VR15": 3, "VR01": 1, "VR02": 2}, chair)


@pytest.mark.usefixtures("two_weeks")
@pytest.mark.parametrize("show", ["decided", "computed", "difference"])
@pytest.mark.parametrize("sort", ["name", "size", "value"])
def test_the_cells_are_those_of_the_page(reader: Client, show: str, sort: str) -> None:
    query = f"show={show}&sort={sort}"
    page = text_of(reader, f"/tijdlijn/?{query}")

    picture = drawn(reader, query)

    on_page = cells(page)
    assert marks(picture) == {place: mark for place, (mark, _kind) in on_page.items()}
    names = dict(Area.objects.safety_regions().values_list("code", "name"))
    assert texts(group(picture, "names")) == [names[code] for code in rows(page)]
    by_kind: dict[str, set[str]] = {}
    for place, colour in colours(picture).items():
        by_kind.setdefault(on_page[place][1], set()).add(colour)
    assert len(colours(picture)) == len(on_page)
    assert all(len(found) == 1 for found in by_kind.values())
    assert len(set.union(*by_kind.values())) == len(by_kind)


@pytest.mark.usefixtures("two_weeks")
def test_levels_have_the_colours_of_their_ladder(reader: Client) -> None:
    of_levels = dict(Level.objects.filter(version__code="2020-09").values_list("number", "colour"))

    found = colours(drawn(reader, "show=decided"))

    cells_of_levels = [found[f"{name}, week 39"] for name in ("Groningen", "Fryslân", "Haaglanden")]
    assert cells_of_levels == [of_levels[1], of_levels[2], of_levels[3]]


@pytest.mark.usefixtures("two_weeks")
def test_it_can_be_read_alone(reader: Client) -> None:
    picture = drawn(reader, "show=computed&sort=value&as_of=2026-01-01T12:00")

    said = " ".join(texts(picture))
    assert "Berekend niveau, week 38 – week 39, 14–27 september 2020" in said
    assert "1 waakzaam 2 zorgelijk 3 ernstig ? onbekend – niet berekend" in said
    assert "De cijfers naast de namen: Positieve testen, week 39, per 100.000 inwoners per 7 dagen." in said
    assert "Regionale escalatieladder, versie 2020-09, geldig vanaf 1 september 2020." in said
    assert "Zoals bekend op 1 januari 2026, 12:00." in said
    assert "Bron: RIVM" in said
    title = picture.find(f"{SVG}title")
    words = picture.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert (words.text or "") in said


@pytest.mark.usefixtures("two_weeks")
def test_the_moment_is_told_only_when_it_was_asked_for(reader: Client) -> None:
    assert "Zoals bekend" not in " ".join(texts(drawn(reader)))


@pytest.mark.usefixtures("two_weeks")
def test_regions_are_counted_under_each_week(reader: Client) -> None:
    (panel,) = panels(drawn(reader, "show=decided"))

    assert texts(group(panel, "kinds")) == ["waakzaam", "zorgelijk", "ernstig", "niet vastgesteld"]
    assert texts(group(panel, "counts")) == ["0", "1", "0", "1", "0", "1", "25", "22"]


def test_where_another_version_begins_is_marked(reader: Client) -> None:
    store_assessments("2021-W06", {"VR15": 2})
    store_assessments("2021-W07", {"VR15": 2})

    picture = drawn(reader)

    lines = [one for one in picture.iter(f"{SVG}rect") if one.get("class") == "begins"]
    (week_7,) = (x for x, _y, week in placed(group(picture, "weeks")) if week == "7")
    assert [int(line.get("x", 0)) for line in lines] == [week_7 - WIDE // 2]
    assert "Vanaf week 7, 2021 geldt versie 2021-02 van de ladder." in texts(picture)
    assert "2020-09" in " ".join(texts(picture))


def test_five_years_stand_under_each_other_a_year_wide(reader: Client) -> None:
    store_assessments("2020-W39", every_region())
    last = Week.parse("2020-W39")
    five_years = f"from={last.plus(-259)}&to={last}&show=computed"

    response = reader.get(f"{PICTURE}?{five_years}")
    picture = parsed(response.content)

    assert [len(texts(group(panel, "weeks"))) for panel in panels(picture)] == [52] * 5
    assert sum(len(texts(group(panel, "marks"))) for panel in panels(picture)) == 260 * 25
    assert int(picture.get("width", 0)) < 2000
    assert len(response.content) < 500_000
    for panel, before in zip(panels(picture)[1:], panels(picture), strict=False):
        lowest = max(y for _x, y, _text in placed(before))
        assert lowest + 20 < min(y for _x, y, _text in placed(panel))


def test_names_are_text_whatever_stands_in_them(reader: Client) -> None:
    hostile = '<script>alert(1)</script> & "]]>'
    Area.objects.filter(code="VR15").update(name=hostile)
    Area.objects.filter(code="VR01").update(name="Gro\x0bninge")
    store_assessments("2020-W39", {"VR15": 2})

    picture = drawn(reader, "show=computed")

    assert hostile in texts(group(picture, "names"))
    assert "Groninge" in texts(group(picture, "names"))
    assert list(picture.iter(f"{SVG}script")) == []
    assert reader.get("/tijdlijn/tijdlijn.png").content.startswith(PNG)


def test_what_is_wide_stays_within_the_picture(reader: Client) -> None:
    Area.objects.filter(code="VR15").update(name="Een heel lange naam " * 5)
    store_assessments("2020-W39", {"VR15": 2})

    picture = drawn(reader, "show=computed")

    (name,) = (name for name in texts(group(picture, "names")) if name.startswith("Een heel lange"))
    assert name.endswith("…")
    assert len(name) <= 34


@pytest.mark.usefixtures("two_weeks")
def test_it_leaves_as_a_file_with_a_name(reader: Client) -> None:
    response = reader.get("/tijdlijn/tijdlijn.png?show=computed")

    assert response.content.startswith(PNG)
    assert response.headers["Content-Type"] == "image/png"
    found = response.headers["Content-Disposition"]
    assert found == 'inline; filename="tijdlijn-2020-W38-2020-W39-computed.png"'


@pytest.mark.usefixtures("two_weeks")
def test_the_page_offers_what_it_shows(reader: Client) -> None:
    page = text_of(reader, "/tijdlijn/?show=difference&sort=size")

    for kind in ("svg", "png"):
        assert f'href="/tijdlijn/tijdlijn.{kind}?show=difference&sort=size"' in page


@pytest.mark.usefixtures("two_weeks")
def test_a_picture_that_is_known_is_not_drawn_again(reader: Client, django_assert_max_num_queries: Any) -> None:
    tag = reader.get(PICTURE).headers["ETag"]

    with django_assert_max_num_queries(5):
        assert reader.get(PICTURE, headers={"If-None-Match": tag}).status_code == 304
    assert reader.get(f"{PICTURE}?sort=size", headers={"If-None-Match": tag}).status_code == 200
    assert reader.get("/tijdlijn/tijdlijn.png", headers={"If-None-Match": tag}).status_code == 200
    store_assessments("2020-W40", {"VR15": 3})
    assert reader.get(PICTURE, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2020-W54", "een week zoals 2020-W39"),
        ("from=2015-W01&to=2020-W39", "een periode van hoogstens 260 weken"),
        ("show=both", "decided / computed / difference"),
        ("sort=colour", "name / size / value"),
    ],
)
def test_a_bad_parameter_is_answered_with_what_was_expected(reader: Client, query: str, expected: str) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    assert expected in text_of(reader, f"{PICTURE}?{query}", 400)


def test_without_any_level_there_is_no_picture(reader: Client) -> None:
    assert reader.get(PICTURE).status_code == 404
    assert reader.get("/tijdlijn/tijdlijn.gif").status_code == 404
