"""The steps of the route in the administration."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import RouteStep
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "status"), [("administrator", 200), ("editor", 403)])
def test_administrators_keep_the_steps(client: Client, role: str, status: int) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.get(reverse("admin:meetings_routestep_changelist")).status_code == status
    assert client.get(reverse("admin:meetings_routestep_add")).status_code == status


def test_a_step_is_added(client: Client) -> None:
    client.force_login(UserFactory(groups=["administrator"], is_staff=True))
    fields = {"code": "rbt", "name": "Regionaal Beleidsteam", "order": "3", "is_regular": "on", "is_active": "on"}
    assert client.post(reverse("admin:meetings_routestep_add"), fields).status_code == 302
    assert RouteStep.objects.get(code="rbt").name == "Regionaal Beleidsteam"
