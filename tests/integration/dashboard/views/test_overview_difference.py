"""The overview of the difference between decided and computed level, and the choice between ladders."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client

from dashboard.kept_pages import CACHE
from ladder.models import Ladder, LadderVersion
from tests.factories import store_assessments
from tests.integration.dashboard.records import decided_week, every_region

LABEL = re.compile(r'aria-label="([^":]+): ([^"]+)" data-values')
PAINT = re.compile(r'<use id="(VR\d\d)" href="#shape-VR\d\d" fill="url\(#([\w-]+)\)"/>')
LEGEND = re.compile(r'<span class="name">([^<]+)</span>\s*<span class="count number">([^<]+)</span>')


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


@pytest.fixture
def page(reader: Client, chair: User) -> str:
    """All regions decided at level 2, of which one is now computed higher, one lower and one unknown."""
    decided_week("2020-W38", every_region(2), {}, by=chair)
    store_assessments("2020-W39", every_region(2) | {"VR01": 3, "VR02": 1, "VR15": None})
    store_assessments("2020-W40", {"VR01": 2})
    return text_of(reader, "/?week=2020-W39&show=difference")


def test_the_map_says_both_levels_and_how_they_differ(page: str) -> None:
    labels = dict(LABEL.findall(page))

    assert len(labels) == 25
    assert labels["Groningen"] == (
        "lager vastgesteld dan berekend (vastgesteld: 2 zorgelijk, berekend: 3 ernstig) (verschil)"
    )
    assert labels["Fryslân"].startswith("hoger vastgesteld dan berekend (vastgesteld: 2 zorgelijk, berekend: 1 ")
    assert labels["Haaglanden"] == "niet te vergelijken (vastgesteld: 2 zorgelijk, berekend: onbekend) (verschil)"
    assert labels["Utrecht"].startswith("vastgesteld zoals berekend (vastgesteld: 2 zorgelijk, berekend: 2 ")


def test_it_is_drawn_with_patterns_and_marks_and_not_by_colour_alone(page: str) -> None:
    paints = dict(PAINT.findall(page))

    assert (paints["VR01"], paints["VR02"], paints["VR15"]) == ("fill-lower", "fill-higher", "fill-unknown")
    assert all(f'<pattern id="{pattern}"' in page for pattern in (*paints.values(), "fill-same"))
    assert {"−1", "+1", "·"} <= set(re.findall(r"<text x=\"\d+\" y=\"\d+\" dy[^>]*>([^<]+)</text>", page))


def test_legend_and_sentence_count_the_differences(page: str) -> None:
    assert dict(LEGEND.findall(page)) == {
        "lager vastgesteld dan berekend": "1 regio",
        "vastgesteld zoals berekend": "22 regio’s",
        "hoger vastgesteld dan berekend": "1 regio",
        "niet te vergelijken": "1 regio",
    }
    sentence = (
        "Week 39, verschil: 1 regio lager vastgesteld dan berekend, 22 regio’s vastgesteld zoals berekend, "
        "1 regio hoger vastgesteld dan berekend, 1 regio niet te vergelijken."
    )
    assert page.count(sentence) == 2


def test_the_table_has_both_levels_and_the_difference(page: str) -> None:
    row = page.partition('<th scope="row" role="rowheader"><a href="/regio/VR01/')[2].partition("</tr>")[0]

    assert "niveau 2 </span>zorgelijk" in row
    assert "niveau 3 </span>ernstig" in row
    assert "lager vastgesteld dan berekend" in row
    assert "5 oktober 2020" in row


def test_without_a_decision_there_is_nothing_to_compare(reader: Client) -> None:
    store_assessments("2020-W39", every_region(2))

    labels = dict(LABEL.findall(text_of(reader, "/?week=2020-W39&show=difference")))

    assert set(labels.values()) == {
        "niet te vergelijken (vastgesteld: niet vastgesteld, berekend: 2 zorgelijk) (verschil)"
    }


def test_equal_levels_are_told_as_such(reader: Client, chair: User) -> None:
    decided_week("2020-W39", {"VR01": 2}, {}, by=chair)

    page = text_of(reader, "/?week=2020-W39&show=difference")

    assert dict(LABEL.findall(page))["Groningen"].startswith("vastgesteld zoals berekend")
    assert dict(PAINT.findall(page))["VR01"] == "fill-same"


def test_the_ladder_is_chosen_only_where_there_are_several(reader: Client) -> None:
    store_assessments("2020-W39", every_region())
    assert 'name="ladder"' not in text_of(reader, "/")

    other = Ladder.objects.create(code="jeugd", name="Ladder jeugd", area_kind="safety_region")
    draft = LadderVersion.objects.create(
        ladder=other, code="1", valid_from="2020-09-01", comparator="above", status="draft"
    )
    assert 'name="ladder"' not in text_of(reader, "/")
    LadderVersion.objects.filter(pk=draft.pk).update(status="adopted")
    caches[CACHE].clear()  # an adoption leaves its trace, this one does not

    page = text_of(reader, "/?show=computed&sort=name")
    form = page.partition('<select id="ladder"')[2].partition("</form>")[0]
    assert '<option value="regionaal" selected>' in form
    assert '<option value="jeugd">Ladder jeugd</option>' in form
    assert "Er zijn nog geen niveaus berekend" in text_of(reader, "/?ladder=jeugd")
