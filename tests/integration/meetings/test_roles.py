import pytest
from django.contrib.auth.models import Group, Permission

from meetings import roles
from meetings.roles import ROLES, ROLES_BY_CODE, Role, give_role, labels_of_roles, sync_roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def permissions_of(code: str) -> set[str]:
    found = Permission.objects.filter(group__name=code).select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in found}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_after_migrate_each_role_has_exactly_its_permissions(role: Role) -> None:
    assert permissions_of(role.code) == set(role.permissions)
    assert str(role.label)
    assert str(role.description).endswith(".")


def test_only_chair_and_secretary_write_and_only_the_chair_decides() -> None:
    writers = {role.code for role in ROLES if "meetings.write_interpretation" in role.permissions}
    deciders = {role.code for role in ROLES if "meetings.run_meeting" in role.permissions}
    assert (writers, deciders) == ({"chair", "secretary"}, {"chair"})


def test_syncing_puts_back_what_was_changed_and_repeats_without_harm() -> None:
    Group.objects.get(name="viewer").permissions.add(Permission.objects.get(codename="run_meeting"))
    Group.objects.get(name="chair").permissions.clear()
    for _time in range(2):
        sync_roles()
    assert permissions_of("viewer") == set()
    assert permissions_of("chair") == set(ROLES_BY_CODE["chair"].permissions)
    assert Group.objects.count() == len(ROLES)


def test_syncing_makes_the_permissions_that_it_needs() -> None:
    """On the first `migrate` the permissions of the apps below come after ours."""
    Permission.objects.filter(content_type__app_label__in=["measures", "ladder", "meetings"]).delete()
    sync_roles()
    assert "measures.add_measure" in permissions_of("editor")
    assert "ladder.change_ladder" in permissions_of("administrator")


def test_a_permission_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "ROLES", (Role("viewer", "v", "d", ("meetings.fly",)),))
    with pytest.raises(LookupError, match=r"meetings\.fly"):
        sync_roles()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_a_role_is_given(role: Role) -> None:
    user = UserFactory()
    give_role(user=user, code=role.code)
    user.refresh_from_db()
    assert [group.name for group in user.groups.all()] == [role.code]
    assert user.is_staff is role.is_staff
    assert not user.is_superuser


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        give_role(user=UserFactory(), code="king")


def test_roles_in_words(django_assert_num_queries) -> None:
    Group.objects.create(name="iets anders")
    both = UserFactory(groups=["secretary", "chair", "iets anders"])
    none = UserFactory()
    with django_assert_num_queries(1):
        assert labels_of_roles([both, none]) == {both.pk: "voorzitter, secretaris", none.pk: ""}
