from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry, LadderVersion, Level
from measures.level_choices import level_choices
from measures.models import Measure, MeasureLevel, TargetGroup
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure, theme

pytestmark = pytest.mark.django_db
LIST = reverse("admin:measures_measure_changelist")
ADD = reverse("admin:measures_measure_add")


def typed(*numbers: int, steps: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
    levels = {f"levels-{at}-number": str(number) for at, number in enumerate(numbers)}
    route = {f"steps-{at}-text": text for at, text in enumerate(steps)}
    route |= {f"steps-{at}-number": str(at + 1) for at in range(len(steps))}
    return {
        "title": "Titel", "description": "Tekst.", "catalogue": str(catalogue().pk), "theme": str(theme().pk),
        "stance": "1", "decider": "region", "notice_days": "0", "status": "proposal", "icon": "general",
        "order": "0",
        "levels-TOTAL_FORMS": str(len(numbers)), "levels-INITIAL_FORMS": "0",
        "steps-TOTAL_FORMS": str(len(steps)), "steps-INITIAL_FORMS": "0", **levels, **route, **changes,
    }  # fmt: skip


def test_an_editor_makes_a_measure_with_levels_route_and_history(signed_in: Client, editor: User) -> None:
    assert signed_in.post(ADD, typed(2, 3, steps=("Vraag", "Besluit"))).status_code == 302
    made = Measure.objects.get()
    assert [level.number for level in made.levels.all()] == [2, 3]
    assert [step.text for step in made.steps.all()] == ["Vraag", "Besluit"]
    assert [found.history_user for found in made.history.all()] == [editor]
    assert AuditEntry.objects.get(action="record.added").by == editor


def test_the_history_shows_what_changed_in_the_measure_its_levels_and_its_route(signed_in: Client) -> None:
    made = measure("Oude titel", levels=(2,))
    made.steps.create(number=1, text="Vraag", partner="GGD")
    made.title = "Nieuwe titel"
    made.save()
    step = made.steps.get()
    step.partner = "gemeente"
    step.save()
    made.levels.get().delete()
    shown = signed_in.get(reverse("admin:measures_measure_history", args=[made.pk])).content.decode()
    assert "Oude titel → Nieuwe titel" in " ".join(shown.split())
    assert "1. Vraag → GGD" in shown
    assert "1. Vraag → gemeente" in shown
    rows = signed_in.get(reverse("admin:measures_measure_history", args=[made.pk])).context["row_history"]
    assert [(row.before, row.after) for row in rows] == [
        ("2", ""), ("1. Vraag → GGD", "1. Vraag → gemeente"), ("", "1. Vraag → GGD"), ("", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "reason", "taken"),
    [
        ("withdrawn", "Hoort bij de instelling.", True),
        ("withdrawn", "", False),
        ("agreed", "", True),
        ("agreed", "Toch.", False),
    ],
)
def test_a_withdrawal_has_a_reason(signed_in: Client, status: str, reason: str, taken: bool) -> None:
    answer = signed_in.post(ADD, typed(2, status=status, withdrawn_because=reason))
    assert answer.status_code == (302 if taken else 200)
    if not taken:
        assert "withdrawn_because" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("number", [0, 4])
def test_a_level_that_no_adopted_version_has_is_refused(signed_in: Client, number: int) -> None:
    assert signed_in.post(ADD, typed(number)).status_code == 200
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


def test_a_number_that_is_in_use_stays_offered() -> None:
    MeasureLevel.objects.create(measure=measure(), number=9)
    assert level_choices()[-1] == (9, "9")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "dagbesteding"}, ["Een"]),
        ({"q": "zoek mij"}, ["Twee"]),
        ({"levels__number": "3"}, ["Een", "Twee"]),
        ({"levels__number": "2"}, ["Een"]),
        ({"theme__id__exact": "sport"}, ["Twee"]),
        ({"status__exact": "agreed"}, ["Een"]),
        ({"stance__exact": "3"}, ["Twee"]),
        ({"catalogue__id__exact": "zorg"}, ["Twee"]),
        ({"target_groups__id__exact": "jeugd-tot-23"}, ["Een"]),
    ],
)
def test_the_list_is_searched_and_filtered(signed_in: Client, asked: dict[str, str], found: list[str]) -> None:
    one = measure("Een", levels=(2, 3), description="Over dagbesteding.", status="agreed")
    one.target_groups.add(TargetGroup.objects.get(code="jeugd-tot-23"))
    care = catalogue("zorg", "Zorg")
    measure("Twee", levels=(3,), theme=theme("sport"), stance=3, catalogue=care, owner="Zoek mij")
    pks = {"sport": theme("sport").pk, "zorg": care.pk}
    pks["jeugd-tot-23"] = TargetGroup.objects.get(code="jeugd-tot-23").pk
    query = {name: pks.get(value, value) for name, value in asked.items()}
    page = signed_in.get(LIST, query)
    assert page.status_code == 200
    assert sorted(row.title for row in page.context["cl"].result_list) == found


def test_the_list_takes_no_query_per_measure(signed_in: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        made = measure(f"Maatregel {number}", levels=(1, 2, 3))
        made.target_groups.set(TargetGroup.objects.all())
    with django_assert_max_num_queries(14):
        assert signed_in.get(LIST).status_code == 200


def test_a_page_of_a_measure_takes_no_query_per_row(signed_in: Client, django_assert_max_num_queries: Any) -> None:
    made = measure(levels=(1, 2, 3))
    for number in range(1, 20):
        made.steps.create(number=number, text="Stap")
    with django_assert_max_num_queries(24):
        assert signed_in.get(reverse("admin:measures_measure_change", args=[made.pk])).status_code == 200


def test_a_text_is_shown_as_text(signed_in: Client) -> None:
    made = measure("<script>alert(1)</script>")
    for url in (LIST, reverse("admin:measures_measure_history", args=[made.pk])):
        assert "<script>alert(1)" not in signed_in.get(url).content.decode()


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair"])
def test_others_do_not_edit_the_list(client: Client, role: str) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.get(LIST).status_code == 403


def test_an_administrator_reads_the_list(client: Client) -> None:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    assert client.get(LIST).status_code == 200
    assert client.post(ADD, typed(2)).status_code == 403
    sent = {"action": "change_together", "_selected_action": measure().pk, "apply": "1", "status": "agreed"}
    client.post(LIST, sent)
    assert Measure.objects.get().status == "proposal"
