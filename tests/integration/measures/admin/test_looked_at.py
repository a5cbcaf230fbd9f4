"""What the workbench shows and nobody edits: versions, reactions, acceptances."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from measures.models import Acceptance, Reaction, ReactionAnswer, ReactionRound
from tests.integration.measures.records import catalogue, published

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 9, 7, 12, tzinfo=UTC)
MODELS = ["catalogueversion", "publishedmeasure", "acceptance", "reactionround", "reaction"]


@pytest.fixture
def rows(editor: User) -> dict[str, Any]:
    version = published("<b>Vet</b>")
    round_ = ReactionRound.objects.create(
        catalogue=catalogue(), content=[], opened_at=NOW, opened_by=editor, closes_on=date(2020, 9, 10)
    )
    reaction = Reaction.objects.create(round=round_, text="Liever niet.", by=editor, at=NOW)
    ReactionAnswer.objects.create(reaction=reaction, verdict="not", why="Toch wel.", by=editor, at=NOW)
    acceptance = Acceptance.objects.create(
        contradiction="x", fingerprint="y", reason="Zo is het.", by=editor, at=NOW
    )
    return {
        "catalogueversion": version, "publishedmeasure": version.entries.get(), "acceptance": acceptance,
        "reactionround": round_, "reaction": reaction,
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_looks_and_cannot_change(signed_in: Client, rows: dict[str, Any], model: str) -> None:
    pk = rows[model].pk
    assert signed_in.get(reverse(f"admin:measures_{model}_changelist")).status_code == 200
    page = signed_in.get(reverse(f"admin:measures_{model}_change", args=[pk]))
    assert page.status_code == 200
    assert "<b>Vet</b>" not in page.content.decode()
    assert signed_in.post(reverse(f"admin:measures_{model}_change", args=[pk]), {}).status_code == 403
    assert signed_in.post(reverse(f"admin:measures_{model}_delete", args=[pk]), {"post": "yes"}).status_code == 403
    assert signed_in.get(reverse(f"admin:measures_{model}_add")).status_code == 403


def test_the_answer_stands_with_its_reaction(signed_in: Client, rows: dict[str, Any]) -> None:
    page = signed_in.get(reverse("admin:measures_reaction_change", args=[rows["reaction"].pk]))
    assert "Toch wel." in page.content.decode()
