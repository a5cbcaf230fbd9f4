"""Every URL of the meetings, as everybody."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLPattern

from meetings import urls
from meetings.models import Meeting
from meetings.roles import ROLES
from tests.factories import UserFactory
from tests.integration.meetings.records import meeting_on

pytestmark = pytest.mark.django_db

WEEK, AREA = "2020-W39", "VR15"
READ, WRITE, RUN = "read", "write", "run"
# Per URL: the method by which it works, and what one needs. `test_every_url_is_here` finds one that is forgotten.
RULES = {
    "meeting-list": ("get", READ),
    "meeting-open": ("post", RUN),
    "meeting-detail": ("get", READ),
    "meeting-start": ("post", RUN),
    "rest-review": ("get", RUN),
    "meeting-decide-rest": ("post", RUN),
    "adoption-review": ("get", RUN),
    "meeting-adopt": ("post", RUN),
    "meeting-note": ("get", READ),
    "item-detail": ("get", READ),
    "interpretation-save": ("post", WRITE),
    "decision-save": ("post", RUN),
}
MAY = {
    "viewer": {READ},
    "secretary": {READ, WRITE},
    "chair": {READ, WRITE, RUN},
    "editor": {READ},
    "administrator": {READ},
}
PATTERNS = {pattern.name: pattern for pattern in urls.urlpatterns}


def url_of(name: str, week: str = WEEK, area: str = AREA) -> str:
    wanted = PATTERNS[name].pattern.converters
    return reverse(name, kwargs={key: {"week": week, "area": area}[key] for key in wanted})


def test_every_url_is_here() -> None:
    assert set(RULES) == set(PATTERNS)
    assert all(isinstance(pattern, URLPattern) for pattern in urls.urlpatterns)
    assert set(MAY) == {role.code for role in ROLES}


@pytest.fixture
def meeting(db: None) -> Meeting:
    return meeting_on()


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("name", RULES)
def test_the_anonymous_are_asked_to_sign_in(name: str, public: bool, meeting: Meeting, settings) -> None:
    settings.PUBLIC_PAGES = public
    answer = getattr(Client(), RULES[name][0])(url_of(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account-login"))


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("name", RULES)
def test_each_role_does_what_it_may(name: str, role: str, meeting: Meeting, client: Client) -> None:
    client.force_login(UserFactory(groups=[role]))
    method, need = RULES[name]
    answer = getattr(client, method)(url_of(name))
    if need in MAY[role]:
        assert answer.status_code in {200, 302, 422}
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("name", RULES)
def test_a_url_takes_only_its_own_method(name: str, meeting: Meeting, client: Client, chair: User) -> None:
    client.force_login(chair)
    other = "get" if RULES[name][0] == "post" else "post"
    assert getattr(client, other)(url_of(name)).status_code == 405


@pytest.mark.parametrize("name", [name for name, (method, _need) in RULES.items() if method == "post"])
def test_a_change_needs_the_token_of_the_form(name: str, meeting: Meeting, chair: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(chair)
    assert client.post(url_of(name)).status_code == 403


@pytest.mark.parametrize("week", ["2020-W38", "2020-W54", "onzin"])
@pytest.mark.parametrize("name", [name for name, found in PATTERNS.items() if "week" in found.pattern.converters])
def test_a_meeting_that_is_not_there_is_not_found(
    name: str, week: str, meeting: Meeting, client: Client, chair: User
) -> None:
    client.force_login(chair)
    assert getattr(client, RULES[name][0])(url_of(name, week=week)).status_code == 404


@pytest.mark.parametrize("name", ["item-detail", "interpretation-save", "decision-save"])
@pytest.mark.parametrize("area", ["VR99", "GM0014", "NL"])
def test_a_region_that_is_not_on_the_agenda_is_not_found(
    name: str, area: str, meeting: Meeting, client: Client, chair: User
) -> None:
    client.force_login(chair)
    assert getattr(client, RULES[name][0])(url_of(name, area=area)).status_code == 404


@pytest.mark.parametrize("name", ["meeting-list", "meeting-detail"])
def test_an_unknown_ladder_is_not_found(name: str, meeting: Meeting, client: Client, chair: User) -> None:
    client.force_login(chair)
    assert client.get(url_of(name), {"ladder": "onbekend"}).status_code == 404
