"""What levels are computed with is kept once there are levels: areas have no history."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from ladder.actions import recompute_week
from ladder.models import Ladder
from ladder.weeks import Week
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.ladder.admin_forms import sent_from

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 9, 30, 12, tzinfo=UTC)
WHY = "Hiermee zijn niveaus berekend"


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def page_of(code: str) -> str:
    return reverse("admin:regions_area_change", args=[Area.objects.get(code=code).pk])


def judge() -> None:
    recompute_week(
        ladder=Ladder.objects.get(code="regionaal"), week=Week.parse("2020-W39"), as_of=NOW, computed_at=NOW
    )


@pytest.mark.parametrize(
    ("code", "judged", "kept"),
    [
        ("VR15", False, False),
        ("GM0518", False, False),
        ("VR15", True, True),
        ("GM0518", True, True),  # its figures and inhabitants are part of those of the region
        ("NL", True, False),  # no ladder judges the country
    ],
)
def test_what_levels_were_computed_with_is_kept(browser: Client, code: str, judged: bool, kept: bool) -> None:
    if judged:
        judge()
    answer = browser.get(page_of(code))
    shown = set(answer.context["adminform"].form.fields)
    assert shown == {"name", "neighbours"} | (set() if kept else {"code", "kind", "parent", "population"})
    assert answer.content.decode().count(WHY) == (4 if kept else 0)


@pytest.mark.parametrize(("judged", "inhabitants"), [(False, 12), (True, 545_838)])
def test_inhabitants_change_only_before_the_first_level(browser: Client, judged: bool, inhabitants: int) -> None:
    Area.objects.filter(code="GM0518").update(population=545_838)
    if judged:
        judge()
    typed = sent_from(browser.get(page_of("GM0518")))
    typed.pop("neighbours", None)
    answer = browser.post(page_of("GM0518"), {**typed, "population": "12", "name": "Den Haag"})
    assert answer.status_code == 302
    area = Area.objects.get(code="GM0518")
    assert (area.name, area.population) == ("Den Haag", inhabitants)


def test_a_new_area_is_filled_in_wholly(browser: Client) -> None:
    judge()
    form = browser.get(reverse("admin:regions_area_add")).context["adminform"].form
    assert {"code", "kind", "parent", "population"} <= set(form.fields)
