"""Every URL of the site and every action of the meetings, as everybody."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import meetings.actions
from ladder.actions.uploads import keep_upload
from measures.models import MeasureInForce
from meetings import roles
from meetings.actions.errata import Correction, write_erratum
from meetings.models import ActionPoint, Decision, FieldReport, Meeting, Participant, Theme
from regions.models import Area
from tests.factories import UserFactory, store_figures
from tests.integration.measures.reaction_records import a_reaction, a_round
from tests.integration.measures.records import measure, published
from tests.integration.meetings.access_rules import (
    ACTIONS,
    ANONYMOUS,
    ANYBODY,
    COMING,
    EXPIRED,
    MAY,
    NO_ROLE,
    OF_READING,
    OTHER_REGION,
    PATTERNS,
    PEOPLE,
    PUBLIC,
    READ,
    ROLES,
    RULES,
    SEND,
)
from tests.integration.meetings.records import HELD_ON, NOW, adopted, item_of, level, meeting_on, regional
from tests.integration.meetings.region_records import asked, contact_of, responded
from tests.unit.ladder.sources.sheets import csv_of

pytestmark = pytest.mark.django_db

# Done, refused with a reason, or sent on: all that can happen to somebody who may.
DONE = {200, 204, 302, 304, 400, 409, 422}
WEEK = "2020-W40"
METHODS = ("get", "post")
# Pages for reading that do not mind how they are asked.
UNCHECKED = {"healthz", "components"}
# The session of each account by its id: signing in anew for each of 5,000 requests takes as long as they do.
SESSIONS: dict[int, str] = {}
CHANGES = [name for name, rule in RULES.items() if rule.post and name not in UNCHECKED]


def test_every_url_has_a_rule() -> None:
    assert set(RULES) == set(PATTERNS)


def test_the_rules_are_about_every_role() -> None:
    assert set(ROLES) == {role.code for role in roles.ROLES}
    assert all(people <= set(PEOPLE) for people in MAY.values())


def make_people() -> dict[str, User]:
    """Return an account for each of `PEOPLE`; region contacts with their membership of today's date."""
    today, day = timezone.localdate(), timedelta(days=1)
    people = {role: UserFactory(username=role, groups=[role]) for role in ROLES if role != "region_contact"}
    return {
        **people,
        "region_contact": contact_of("VR15", since=today, until=today, username="region_contact"),
        NO_ROLE: UserFactory(username=NO_ROLE),
        OTHER_REGION: contact_of("VR01", username=OTHER_REGION),
        EXPIRED: contact_of("VR15", until=today - day, username=EXPIRED),
        COMING: contact_of("VR15", since=today + day, username=COMING),
    }


@pytest.fixture(scope="module")
def made_people(module_db: None) -> dict[str, User]:
    """Make each of `PEOPLE` once, and sign them in once."""
    people = make_people()
    for user in people.values():
        client = Client()
        client.force_login(user)
        SESSIONS[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return people


@pytest.fixture
def people(db: None, made_people: dict[str, User]) -> dict[str, User]:
    """Return each of `PEOPLE` as they stand in the database."""
    found = User.objects.in_bulk([user.pk for user in made_people.values()])
    return {name: found[user.pk] for name, user in made_people.items()}


@pytest.fixture(scope="module")
def places(made_people: dict[str, User]) -> dict[str, Any]:
    """Return what addresses are filled with: an open meeting, an adopted one, and one of everything in them."""
    people = made_people
    chair, secretary = people["chair"], people["secretary"]
    store_figures("positive_tests", {"GM0518": {"2020-09-28": 12}})
    past, _minutes = adopted(chair)
    meeting = meeting_on(WEEK)
    item = item_of(meeting)
    responded(item, contact_of("VR15"))
    proposal = Decision.objects.create(
        item=item, stage="proposed", level=level(3), valid_from=HELD_ON, decided_by=secretary, decided_at=NOW
    )
    wrong = Correction(item=item_of(past), wrong="fout", right="goed")
    upload = keep_upload(content=csv_of(("VR01", "Groningen", "2020-09-21", 12)), file_name="c.csv", by=secretary,
                         now=NOW)  # fmt: skip
    round_ = a_round(people["editor"])
    return {
        "round": round_.pk,
        "asked_entry": round_.content[0]["key"],
        "reaction": a_reaction(round_, by=people["sector_lead"]).pk,
        "week": meeting.key,
        "adopted_week": past.key,
        "area": "VR15",
        "code": "VR15",
        "signal": "positive_tests",
        "kind": "besluitenlijst",
        "file_format": "csv",
        "picture": "svg",
        "colours": ((1, "#F291BC"),),
        "ladder": "regionaal",
        "question": asked(item, chair).pk,
        "proposal": proposal.pk,
        "participant": Participant.objects.create(meeting=meeting, function="secretaris").pk,
        "erratum": write_erratum(meeting=past, correction=wrong, by=secretary, now=NOW).number,
        "action": an_action(meeting, chair).pk,
        "report": a_report(chair).pk,
        "upload": upload.pk,
        "in_force": measure_in_force().pk,
        "catalogue": published("Gepubliceerd").catalogue.code,
        "list_version": 1,
        "measure": published("Nog een").entries.latest("pk").measure.key,
    }


def measure_in_force() -> MeasureInForce:
    return MeasureInForce.objects.create(
        measure=measure("Van kracht"), area=Area.objects.get(code="VR15"), since=HELD_ON, entered_at=NOW
    )


def an_action(meeting: Meeting, by: User) -> ActionPoint:
    return ActionPoint.objects.create(
        ladder=regional(), theme=Theme.objects.earliest("pk"), title="bellen", owner="DPG", due_on=HELD_ON,
        meeting=meeting, created_by=by, created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def a_report(by: User) -> FieldReport:
    return FieldReport.objects.create(
        ladder=regional(), theme=Theme.objects.earliest("pk"), kind="policy", policy="unclear", title="vaag",
        reported_by=by, reported_at=NOW,
    )  # fmt: skip


def address(name: str, places: dict[str, Any], **other: str) -> str:
    at = RULES[name].at
    wanted = PATTERNS[name].pattern.converters
    filled = {key: other.get(key, places[at.get(key, key)]) for key in wanted}
    return reverse(name, kwargs=filled) + RULES[name].query


def as_user(user: User | None, **kwargs: Any) -> Client:
    client = Client(**kwargs)
    if user is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[user.pk]
    return client


def answer_of(method: str, url: str, user: User | None) -> int:
    """Return the status for one person, and undo what was done; 401 stands for being sent to the sign-in form."""
    with transaction.atomic():
        answer = getattr(as_user(user), method)(url)
        transaction.set_rollback(True)
    to_sign_in = answer.status_code == 302 and answer.url.startswith(reverse("account-login") + "?")
    return 401 if to_sign_in else answer.status_code


def expected(name: str, method: str, person: str) -> set[int]:
    """Return the statuses that a person may get."""
    rule = RULES[name]
    need = getattr(rule, method)
    if person == ANONYMOUS and ANYBODY not in (rule.get, rule.post):
        return {401}
    if need is None:
        return {405}
    if person in MAY[need]:
        return DONE
    return {404} if rule.hides and person in MAY[SEND] else {403}


@pytest.mark.parametrize("name", RULES)
def test_everybody_does_what_they_may_and_nothing_else(name: str, places: dict, people: dict[str, User]) -> None:
    url = address(name, places)
    for method in METHODS:
        for person in PEOPLE:
            status = answer_of(method, url, people.get(person))
            assert status in expected(name, method, person), f"{person}: {method} {url} gives {status}"


def test_public_pages_are_all_that_is_open_to_the_anonymous(places: dict, settings) -> None:
    settings.PUBLIC_PAGES = True
    for name, rule in RULES.items():
        if ANYBODY not in (rule.get, rule.post):
            url = address(name, places)
            assert answer_of("get", url, None) in (DONE if rule.get == PUBLIC else {401}), url
            if rule.get != PUBLIC:
                assert answer_of("post", url, None) == 401, url


def somebody_who_may(name: str, method: str, people: dict[str, User]) -> User:
    return next(people[person] for person in ROLES if person in MAY[getattr(RULES[name], method)])


def test_a_change_needs_the_token_of_the_form(places: dict, people: dict[str, User]) -> None:
    for name in CHANGES:
        client = as_user(somebody_who_may(name, "post", people), enforce_csrf_checks=True)
        with transaction.atomic():
            assert client.post(address(name, places)).status_code == 403, name
            transaction.set_rollback(True)


def with_argument(argument: str) -> list[tuple[str, str]]:
    """Return name and method of all that has this in its address."""
    return [
        (name, method)
        for name, pattern in PATTERNS.items()
        if argument in pattern.pattern.converters and name in RULES
        for method in METHODS
        if getattr(RULES[name], method)
    ]


@pytest.mark.parametrize("week", ["2020-W38", "2020-W54", "2020-W40-oefening", "onzin"])
def test_a_meeting_that_is_not_there_is_not_found(week: str, places: dict, people: dict[str, User]) -> None:
    for name, method in with_argument("week"):
        url = address(name, places, week=week)
        assert answer_of(method, url, somebody_who_may(name, method, people)) == 404, url


@pytest.mark.parametrize("area", ["VR99", "GM0014", "NL"])
def test_a_region_that_is_not_on_the_agenda_is_not_found(area: str, places, people: dict[str, User]) -> None:
    for name, method in with_argument("area"):
        url = address(name, places, area=area)
        assert answer_of(method, url, somebody_who_may(name, method, people)) == 404, url


@pytest.mark.parametrize("name", ["meeting-list", "meeting-detail", "round-overview", "item-detail"])
def test_an_unknown_ladder_is_not_found(name: str, places: dict, people: dict[str, User]) -> None:
    assert as_user(people["chair"]).get(address(name, places), {"ladder": "onbekend"}).status_code == 404


def test_an_account_out_of_use_is_signed_out(places: dict, people: dict[str, User]) -> None:
    client = as_user(people["chair"])
    User.objects.filter(username="chair").update(is_active=False)
    assert client.get(address("meeting-list", places)).url.startswith(reverse("account-login"))


@pytest.mark.parametrize("person", PEOPLE)
def test_the_administration_is_for_its_own_people(person: str, people: dict[str, User]) -> None:
    staff = {role.code for role in roles.ROLES if role.is_staff}
    for user in people.values():
        user.is_staff = user.username in staff
        user.save()
    answer = as_user(people.get(person)).get(reverse("admin:index"))
    assert answer.status_code == (200 if person in staff else 302)


# Actions


def all_actions() -> dict[str, Callable[..., Any]]:
    """Return every function of `meetings.actions` that somebody does at a moment: with `by` and `now`."""
    found = {}
    for info in pkgutil.iter_modules(meetings.actions.__path__, "meetings.actions."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            wanted = {"by", "now"} <= set(inspect.signature(function).parameters)
            if wanted and function.__module__ == info.name and not name.startswith("_"):
                found[name] = function
    return found


def test_every_action_has_a_url() -> None:
    assert set(all_actions()) == set(ACTIONS) | set(OF_READING)
    exported = {name for name in meetings.actions.__all__ if inspect.isfunction(getattr(meetings.actions, name))}
    assert exported <= set(all_actions())


def names_used(function: Any, seen: set[Any] | None = None) -> Iterator[str]:
    """Yield the names that a view uses, also by way of other functions of its module."""
    seen = set() if seen is None else seen
    function = inspect.unwrap(function)
    seen.add(function)
    module = vars(inspect.getmodule(function))
    for name in function.__code__.co_names:
        yield name
        other = inspect.unwrap(module[name]) if inspect.isfunction(module.get(name)) else None
        if other and other not in seen and other.__module__ == function.__module__:
            yield from names_used(other, seen)


def pairs(actions: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(action, name) for action, names in actions.items() for name in names]


@pytest.mark.parametrize(("action", "name"), pairs(ACTIONS))
def test_an_action_is_done_by_a_url_that_only_takes_changes(action: str, name: str) -> None:
    assert action in set(names_used(PATTERNS[name].callback))
    assert RULES[name].get is None
    assert RULES[name].post not in {None, ANYBODY, PUBLIC, READ}


@pytest.mark.parametrize(("action", "name"), pairs(OF_READING))
def test_what_is_read_is_remembered(action: str, name: str) -> None:
    assert action in set(names_used(PATTERNS[name].callback))
    assert RULES[name].post is None
