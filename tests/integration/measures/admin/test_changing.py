from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from measures.models import Measure
from tests.integration.measures.records import catalogue, measure, theme

pytestmark = pytest.mark.django_db
LIST = reverse("admin:measures_measure_changelist")


def change(client: Client, measures: list[Measure], **asked: Any) -> Any:
    chosen = [found.pk for found in measures]
    return client.post(LIST, {"action": "change_together", "_selected_action": chosen, "apply": "1", **asked})


@pytest.fixture
def three(db: None) -> list[Measure]:
    return [measure(title, levels=(2,)) for title in ("Een", "Twee", "Drie")]


def test_the_action_first_asks_what_has_to_change(signed_in: Client, three: list[Measure]) -> None:
    page = signed_in.post(LIST, {"action": "change_together", "_selected_action": [three[0].pk, three[1].pk]})
    assert page.status_code == 200
    assert [found.title for found in page.context["measures"]] == ["Een", "Twee"]
    assert not AuditEntry.objects.filter(action="measure.changed_together").exists()


def test_what_is_chosen_changes_and_nothing_else(signed_in: Client, editor: Any, three: list[Measure]) -> None:
    other = catalogue("zorg", "Zorg")
    answer = change(
        signed_in, three[:2], status="agreed", theme=theme("sport").pk, catalogue=other.pk, add_levels=[3],
        remove_levels=[2],
    )  # fmt: skip
    assert answer.status_code == 302
    for changed in Measure.objects.filter(pk__in=[three[0].pk, three[1].pk]):
        assert (changed.status, changed.theme, changed.catalogue) == ("agreed", theme("sport"), other)
        assert [level.number for level in changed.levels.all()] == [3]
        assert changed.history.first().history_user == editor
    kept = Measure.objects.get(pk=three[2].pk)
    assert (kept.status, kept.catalogue.code, [level.number for level in kept.levels.all()]) == (
        "proposal", "jeugd", [2],
    )  # fmt: skip
    told = AuditEntry.objects.filter(action="measure.changed_together")
    assert [(entry.before["levels"], entry.after["levels"]) for entry in told] == [([2], [3]), ([2], [3])]


def test_a_measure_that_is_so_already_is_not_told_of(signed_in: Client, three: list[Measure]) -> None:
    before = three[0].history.count()
    change(signed_in, three[:1], add_levels=[2])
    assert three[0].history.count() == before
    assert not AuditEntry.objects.filter(action="measure.changed_together").exists()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "__all__"),
        ({"status": "withdrawn"}, "withdrawn_because"),
        ({"status": "agreed", "withdrawn_because": "Omdat."}, "withdrawn_because"),
        ({"add_levels": [3], "remove_levels": [3]}, "remove_levels"),
        ({"add_levels": [9]}, "add_levels"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    signed_in: Client, three: list[Measure], asked: dict[str, Any], field: str
) -> None:
    page = change(signed_in, three, **asked)
    assert list(page.context["form"].errors) == [field]
    assert set(Measure.objects.values_list("status", flat=True)) == {"proposal"}


def test_a_move_to_a_list_with_the_same_title_is_refused(signed_in: Client, three: list[Measure]) -> None:
    other = catalogue("zorg", "Zorg")
    measure("Een", catalogue=other)
    page = change(signed_in, three, catalogue=other.pk)
    assert list(page.context["form"].errors) == ["catalogue"]
    assert Measure.objects.filter(catalogue__code="jeugd").count() == 3


def test_together_they_are_withdrawn_with_the_reason(signed_in: Client, three: list[Measure]) -> None:
    change(signed_in, three, status="withdrawn", withdrawn_because="Hoort bij de instelling.")
    assert set(Measure.objects.values_list("status", "withdrawn_because")) == {
        ("withdrawn", "Hoort bij de instelling.")
    }
