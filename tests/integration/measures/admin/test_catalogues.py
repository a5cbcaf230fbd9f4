from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from measures.entries import draft_entries
from measures.models import Catalogue, MeasureTheme, TargetGroup
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure

pytestmark = pytest.mark.django_db
LIST = reverse("admin:measures_catalogue_changelist")
TYPED = {"code": "jeugdzorg", "name": "Jeugdzorg", "owner": "directie"}


def clone_url() -> str:
    return reverse("admin:measures_catalogue_clone", args=[catalogue().pk])


def test_a_list_is_cloned_as_a_draft_of_proposals(signed_in: Client, editor: User) -> None:
    made = measure("Een", levels=(2, 3), status="agreed", legal_instrument=None)
    made.steps.create(number=1, text="Vraag", partner="GGD")
    made.target_groups.add(TargetGroup.objects.get(code="jeugd-tot-23"))
    measure("Weg", status="withdrawn", withdrawn_because="Daarom.")
    assert signed_in.get(clone_url()).status_code == 200
    assert signed_in.post(clone_url(), TYPED).status_code == 302
    clone = Catalogue.objects.get(code="jeugdzorg")
    (found,) = draft_entries(clone)
    assert (found.title, found.levels, found.steps, found.target_groups, found.status) == (
        "Een", (2, 3), (("Vraag", "GGD"),), ("jeugd-tot-23",), "proposal",
    )  # fmt: skip
    assert found.key != str(made.key)
    assert clone.measures.get().history.first().history_user == editor
    told = AuditEntry.objects.get(action="catalogue.cloned")
    assert (told.by, told.after["from"], told.after["entries"]) == (editor, "jeugd", 1)
    assert len(draft_entries(catalogue())) == 2


def test_a_code_that_is_taken_is_refused_with_what_was_typed(signed_in: Client) -> None:
    page = signed_in.post(clone_url(), {**TYPED, "code": "jeugd"})
    assert list(page.context["form"].errors) == ["code"]
    assert "Jeugdzorg" in page.content.decode()
    assert Catalogue.objects.count() == 1


@pytest.mark.parametrize("role", ["administrator", "secretary"])
def test_others_do_not_clone(client: Client, role: str) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.post(clone_url(), TYPED).status_code == 403
    assert not Catalogue.objects.filter(code="jeugdzorg").exists()


def test_the_lists_take_no_query_per_row(signed_in: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        measure("Titel", catalogue=catalogue(f"lijst-{number}", "Lijst"))
    with django_assert_max_num_queries(8):
        assert signed_in.get(LIST).status_code == 200


@pytest.mark.parametrize("model", ["measuretheme", "targetgroup", "principle", "legalinstrument"])
def test_an_editor_adds_terms_whose_codes_then_stay(signed_in: Client, model: str) -> None:
    inline = {"deciders-TOTAL_FORMS": "0", "deciders-INITIAL_FORMS": "0"}
    typed = {"name": "Nieuw", "code": "nieuw", "order": "99", **inline}
    assert signed_in.post(reverse(f"admin:measures_{model}_add"), typed).status_code == 302
    assert AuditEntry.objects.filter(action="record.added").count() == 1
    page = signed_in.get(reverse(f"admin:measures_{model}_changelist"))
    pk = next(row.pk for row in page.context["cl"].result_list if row.code == "nieuw")
    signed_in.post(
        reverse(f"admin:measures_{model}_change", args=[pk]), {**typed, "code": "anders", "name": "Ander"}
    )
    page = signed_in.get(reverse(f"admin:measures_{model}_change", args=[pk]))
    assert (page.context["original"].code, page.context["original"].name) == ("nieuw", "Ander")


def test_a_theme_in_use_cannot_be_deleted(signed_in: Client) -> None:
    made = measure()
    url = reverse("admin:measures_measuretheme_delete", args=[made.theme_id])
    signed_in.post(url, {"post": "yes"})
    assert MeasureTheme.objects.filter(pk=made.theme_id).exists()
