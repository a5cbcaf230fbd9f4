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
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RUN_MEETING = "meetings.run_meeting"
WRITE_INTERPRETATION = "meetings.write_interpretation"
PROPOSE_LEVEL = "meetings.propose_level"
APPROVE_DECISIONS = "meetings.approve_decisions"
ANSWER_FOR_REGION = "meetings.answer_for_region"
ASK_FOR_AGENDA = "meetings.ask_for_agenda"
KEEP_ACTIONS = "meetings.keep_actions"
REPORT_FROM_FIELD = "meetings.report_from_field"
RECORD_ROUTE = "meetings.record_route"
WRITE_ERRATUM = "meetings.write_erratum"
SEND_DIGEST = "meetings.send_digest"
SEND_FIGURES = "ladder.send_figures"
PUBLISH_CATALOGUE = "measures.publish_catalogue"
REACT_TO_CATALOGUE = "measures.react_to_catalogue"
ENTER_MEASURES = "measures.enter_measures"
READ_AUDIT = "ladder.view_auditentry"
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
    READ_AUDIT,
    *_on("measures", ("catalogue", "measure", "measurelevel", "measureinforce"), ["view"]),
    *_on("meetings", ("areamembership", "meetingsettings", "deviationreason", "routestep", "theme")),
    *_on("meetings", ("apitoken",)),
    *_on("meetings", ("meeting", "agendaitem", "interpretation", "decision", "minutes", "erratum"), ["view"]),
    *_on("meetings", ("regionresponse", "regionquestion", "regionanswer", "routeentry", "digest"), ["view"]),
)
CATALOGUES = (
    *_on("measures", ("catalogue", "measure", "measurelevel", "measurestep")),
    *_on("measures", ("measuretheme", "targetgroup", "principle", "legalinstrument", "instrumentdecider")),
    *_on("measures", ("catalogueversion", "publishedmeasure", "acceptance", "measureinforce"), ["view"]),
    *_on("measures", ("reactionround", "reaction", "reactionanswer"), ["view"]),
)
# What secretary and chair share: they prepare the meeting together and work out what follows from it.
AT_THE_TABLE = (
    WRITE_INTERPRETATION,
    PROPOSE_LEVEL,
    APPROVE_DECISIONS,
    ASK_FOR_AGENDA,
    KEEP_ACTIONS,
    REPORT_FROM_FIELD,
    RECORD_ROUTE,
    WRITE_ERRATUM,
    SEND_DIGEST,
    ENTER_MEASURES,
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
            "Prepares the meeting: writes the duiding, proposes levels, checks decisions, keeps participants,"
            " actions, route and errata, sends the digest, and sends in figures by spreadsheet."
        ),
        (*AT_THE_TABLE, SEND_FIGURES),
    ),
    Role(
        "chair",
        _("chair"),
        _("Opens and runs meetings: decides levels, hands questions back to regions and adopts the meeting."),
        (*AT_THE_TABLE, RUN_MEETING),
    ),
    Role(
        "region_contact",
        _("region contact"),
        _(
            "Sees the whole country and answers for the own region: confirms figures or reports an error,"
            " proposes a level, answers questions, and reports from the field. Which region, and until when,"
            " stands in the memberships of areas."
        ),
        (ANSWER_FOR_REGION, REPORT_FROM_FIELD, SEND_FIGURES, ENTER_MEASURES, REACT_TO_CATALOGUE),
    ),
    Role(
        "sector_lead",
        _("sector lead"),
        _("Speaks for a sector: reports from the field and asks for regions or points on the agenda."),
        (ASK_FOR_AGENDA, REPORT_FROM_FIELD, REACT_TO_CATALOGUE),
    ),
    Role(
        "editor",
        _("catalogue editor"),
        _("Keeps the list of measures, in the administration."),
        (PUBLISH_CATALOGUE, REACT_TO_CATALOGUE, *CATALOGUES),
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
# Who answers for a region sends in figures of that region; the other roles that send in figures, of every area.
SEND_FIGURES_OF_ALL = tuple(
    role.code for role in ROLES if SEND_FIGURES in role.permissions and ANSWER_FOR_REGION not in role.permissions
)


def sync_roles(using: str = "default", **kwargs: Any) -> None:
    """Make the group of each role, with exactly the permissions written here. Repeating changes nothing.

    Runs after `migrate`. Django makes permissions app by app in the same round, so those still missing are made
    here first. Does nothing on a database that was migrated only in part: its permissions are not all there.
    """
    if _is_behind(using):
        return
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0, using=using)
    with transaction.atomic(using=using):
        for role in ROLES:
            group, _made = Group.objects.using(using).get_or_create(name=role.code)
            group.permissions.set(_permissions(role, using))


def _is_behind(using: str) -> bool:
    loader = MigrationLoader(connections[using])
    return not set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)


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
