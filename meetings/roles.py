"""Who may do what: roles as Django groups, written down here and put in the database after each `migrate`.

A group's name is the role's code; the screens show its label and description.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import connections, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RUN_MEETING = "meetings.run_meeting"
WRITE_INTERPRETATION = "meetings.write_interpretation"
SEND_FIGURES = "ladder.send_figures"
ALL = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class Role:
    """A role; `permissions` are full names such as `meetings.run_meeting`. `is_staff`: works in the admin too."""

    code: str
    label: "StrPromise"
    description: "StrPromise"
    permissions: tuple[str, ...] = ()
    is_staff: bool = False


def _on(app: str, models: Iterable[str], actions: Iterable[str] = ALL) -> tuple[str, ...]:
    return tuple(f"{app}.{action}_{model}" for model in models for action in actions)


ADMINISTRATION = (
    SEND_FIGURES,
    *_on("ladder", ("spreadsheetupload",), ["view"]),
    *_on("ladder", ("signal", "signalstep", "ladder", "ladderversion", "level", "signaluse", "threshold")),
    *_on("ladder", ("feed",)),
    *_on("ladder", ("fetch", "feedwarning"), ["view"]),
    *_on("ladder", ("importbatch", "refusedrow", "observation", "assessment", "recomputejob"), ["view"]),
    *_on("regions", ("area", "mapdrawing"), ["view", "change"]),
    *_on("django_celery_beat", ("periodictask", "crontabschedule", "intervalschedule")),
    *_on("auth", ("user",)),
    *_on("auth", ("group",), ["view"]),
    *_on("axes", ("accessattempt",), ["view", "delete"]),
    *_on("measures", ("sector", "measure", "measurelevel"), ["view"]),
    *_on("meetings", ("meeting", "agendaitem", "interpretation", "decision", "minutes"), ["view"]),
)

ROLES = (
    Role(
        "viewer",
        _("policy officer"),
        _("Reads everything: figures, levels, meetings and notes. Changes nothing."),
    ),
    Role(
        "secretary",
        _("secretary"),
        _(
            "Writes the duiding of regions in a meeting that is not adopted yet, and sends in figures by"
            " spreadsheet."
        ),
        (WRITE_INTERPRETATION, SEND_FIGURES),
    ),
    Role(
        "chair",
        _("chair"),
        _("Opens and runs meetings: writes the duiding, decides levels and adopts the meeting."),
        (RUN_MEETING, WRITE_INTERPRETATION),
    ),
    Role(
        "editor",
        _("catalogue editor"),
        _("Keeps the list of measures, in the administration."),
        _on("measures", ("sector", "measure", "measurelevel")),
        is_staff=True,
    ),
    Role(
        "administrator",
        _("administrator"),
        _("Manages signals, ladders, imports, the schedule and accounts. Takes no part in meetings."),
        ADMINISTRATION,
        is_staff=True,
    ),
)
ROLES_BY_CODE = {role.code: role for role in ROLES}


def sync_roles(using: str = "default", **kwargs: Any) -> None:
    """Make the group of each role, with exactly the permissions written here. Repeating changes nothing.

    Runs after `migrate`. Django makes permissions app by app in the same round, so those still missing are made
    here first. Does nothing while the tables of accounts are not there.
    """
    if Group._meta.db_table not in connections[using].introspection.table_names():
        return
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0, using=using)
    with transaction.atomic(using=using):
        for role in ROLES:
            group, _made = Group.objects.using(using).get_or_create(name=role.code)
            group.permissions.set(_permissions(role, using))


def _permissions(role: Role, using: str) -> list[Permission]:
    wanted = Q(pk=None)
    for name in role.permissions:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.using(using).filter(wanted))
    if len(found) != len(role.permissions):
        known = {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}
        raise LookupError(f"role {role.code}: no such permissions: {sorted(set(role.permissions) - known)}")
    return found


@transaction.atomic
def give_role(*, user: User, code: str) -> None:
    """Give a user a role, in addition to those he or she has; `KeyError` for an unknown code."""
    role = ROLES_BY_CODE[code]
    user.groups.add(Group.objects.get(name=role.code))
    if role.is_staff and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def labels_of_roles(users: Iterable[User]) -> dict[int, str]:
    """Return each user's roles in words, such as "chair, secretary", in one query; "" without a role."""
    pks = {user.pk for user in users}
    rows = Group.objects.filter(user__in=pks).order_by("name").values_list("user", "name")
    labels: dict[int, list[str]] = {pk: [] for pk in pks}
    for pk, name in rows:
        if name in ROLES_BY_CODE:
            labels[pk].append(str(ROLES_BY_CODE[name].label))
    return {pk: ", ".join(names) for pk, names in labels.items()}
