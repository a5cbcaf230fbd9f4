import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.models import LadderVersion, Level
from measures.actions import load_example_measures
from measures.admin import level_choices
from measures.models import Measure, MeasureLevel, Sector
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "admin:measures_measure_changelist"


@pytest.fixture
def editor() -> User:
    return UserFactory(groups=["editor"], is_staff=True)


@pytest.fixture
def sector() -> Sector:
    return Sector.objects.create(code="jeugd", name="Jeugd")


def typed(sector: Sector, *numbers: int, **changes: str) -> dict[str, str]:
    rows = {f"levels-{at}-number": str(number) for at, number in enumerate(numbers)}
    return {
        "title": "Titel", "text": "Tekst.", "sector": str(sector.pk), "order": "0",
        "levels-TOTAL_FORMS": str(len(numbers)), "levels-INITIAL_FORMS": "0", **rows, **changes,
    }  # fmt: skip


def test_an_editor_makes_a_measure_with_levels_and_history(client: Client, editor: User, sector: Sector) -> None:
    client.force_login(editor)
    assert client.post(reverse("admin:measures_measure_add"), typed(sector, 2, 3)).status_code == 302
    measure = Measure.objects.get()
    assert [level.number for level in measure.levels.all()] == [2, 3]
    assert [found.history_user for found in measure.history.all()] == [editor]
    history = client.get(reverse("admin:measures_measure_history", args=[measure.pk]))
    assert editor.username in history.content.decode()


@pytest.mark.parametrize("number", [0, 4])
def test_a_level_that_no_adopted_version_has_is_refused(
    client: Client, editor: User, sector: Sector, number: int
) -> None:
    client.force_login(editor)
    assert client.post(reverse("admin:measures_measure_add"), typed(sector, number)).status_code == 200
    assert not Measure.objects.exists()


@pytest.mark.parametrize(("status", "offered"), [("draft", False), ("adopted", True)])
def test_levels_of_adopted_versions_are_offered(status: str, offered: bool) -> None:
    ladder = LadderVersion.objects.get(code="2020-09").ladder
    version = LadderVersion.objects.create(
        ladder=ladder, code="vier", valid_from="2020-10-13", comparator="above", status="draft"
    )
    Level.objects.create(version=version, number=4, name="zeer ernstig", colour="#000000")
    LadderVersion.objects.filter(pk=version.pk).update(status=status)
    assert ((4, "4 zeer ernstig") in level_choices()) is offered
    assert level_choices()[:3] == [(1, "1 waakzaam"), (2, "2 zorgelijk"), (3, "3 ernstig")]


def test_a_number_that_is_in_use_stays_offered(sector: Sector) -> None:
    measure = Measure.objects.create(title="Titel", text="Tekst.", sector=sector)
    MeasureLevel.objects.create(measure=measure, number=9)
    assert level_choices()[-1] == (9, "9")


def test_the_list_can_be_searched_and_filtered(client: Client, editor: User) -> None:
    load_example_measures()
    client.force_login(editor)
    found = client.get(reverse(LIST), {"q": "dagbesteding", "levels__number": "3"})
    assert found.context["cl"].result_count == 1
    assert client.get(reverse("admin:measures_sector_changelist")).status_code == 200


def test_the_list_takes_no_query_per_measure(client: Client, editor: User, django_assert_max_num_queries) -> None:
    load_example_measures()
    client.force_login(editor)
    with django_assert_max_num_queries(12):
        client.get(reverse(LIST))


def test_a_text_is_shown_as_text(client: Client, editor: User, sector: Sector) -> None:
    Measure.objects.create(title="<script>alert(1)</script>", text="x", sector=sector)
    client.force_login(editor)
    assert "<script>alert(1)" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair"])
def test_others_do_not_edit_the_list(client: Client, role: str) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.get(reverse(LIST)).status_code == 403


def test_an_administrator_reads_the_list(client: Client, sector: Sector) -> None:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    assert client.get(reverse(LIST)).status_code == 200
    assert client.post(reverse("admin:measures_measure_add"), typed(sector, 2)).status_code == 403
