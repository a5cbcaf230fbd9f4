"""Tokens are made in the administration, shown once, and kept as a hash only."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from ladder.models import AuditEntry
from meetings.models import ApiToken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FORM = {"purpose": "weekbericht", "owner": "directie Communicatie", "expires_on": "2100-01-01", "is_active": "on"}


@pytest.fixture
def administration(client: Client) -> Client:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    return client


def test_the_token_is_shown_once_and_works(administration: Client) -> None:
    made = administration.post("/admin/meetings/apitoken/add/", FORM)
    secret = re.findall(r"ladder_[\w-]+", " ".join(map(str, get_messages(made.wsgi_request))))[0]
    token = ApiToken.objects.get()

    assert Client().get("/api/v1/regions", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret.startswith(token.start)
    page = f"/admin/meetings/apitoken/{token.pk}/change/"
    shown = [secret in administration.get(page).content.decode() for _ in range(2)]
    assert shown == [True, False]
    assert secret not in str(vars(token))


def test_making_and_taking_out_of_use_is_recorded_without_the_token(administration: Client) -> None:
    administration.post("/admin/meetings/apitoken/add/", FORM)
    token = ApiToken.objects.get()
    administration.post(f"/admin/meetings/apitoken/{token.pk}/change/", {**FORM, "is_active": ""})
    entries = AuditEntry.objects.filter(object_type="meetings.apitoken").order_by("pk")

    assert [entry.action for entry in entries] == ["api_token.added", "api_token.changed"]
    assert entries[1].after == {"is_active": False}
    assert token.sha256 not in str([(entry.before, entry.after) for entry in entries])


def test_changing_it_gives_no_other_token(administration: Client) -> None:
    administration.post("/admin/meetings/apitoken/add/", FORM)
    before = ApiToken.objects.get()
    administration.post(f"/admin/meetings/apitoken/{before.pk}/change/", {**FORM, "owner": "directie PG"})

    assert ApiToken.objects.values_list("sha256", "owner").get() == (before.sha256, "directie PG")


def test_only_administrators_make_them(client: Client) -> None:
    client.force_login(UserFactory(groups=["chair"], is_staff=True))

    assert client.post("/admin/meetings/apitoken/add/", FORM).status_code == 403


def test_two_tokens_never_share_a_hash(make_token) -> None:
    make_token()
    known = ApiToken.objects.get()

    with pytest.raises(IntegrityError):
        ApiToken.objects.create(
            purpose="x", owner="y", sha256=known.sha256, expires_on=known.expires_on, created_at=timezone.now()
        )
