"""An account per role."""

import json
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from meetings.models import AreaMembership
from meetings.roles import give_role
from regions.models import Area

USERNAMES = {
    "viewer": "beleidsmedewerker",
    "secretary": "secretaris",
    "chair": "voorzitter",
    "region_contact": "regiocontact",
    "sector_lead": "sectortrekker",
    "editor": "redacteur",
    "administrator": "beheerder",
}
# The region for which the demonstration's region contact speaks: Haaglanden.
REGION_OF_CONTACT = "VR15"
SPEAKS_SINCE = date(2020, 9, 1)

People = Mapping[str, User]  # by the code of their role


class DemoAccountsError(Exception):
    """Demonstration accounts may not be made here."""


def demo_accounts(folder: Path) -> dict[str, str]:
    """Return user name → password of an account per role, made on first use and kept in `folder`.

    Only with DEBUG: `DemoAccountsError` otherwise. An account that is there already keeps its password.
    """
    if not settings.DEBUG:
        raise DemoAccountsError("demonstration accounts are made with DEBUG only")
    path = folder / "demo-accounts.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    with transaction.atomic():
        for role, username in USERNAMES.items():
            if not User.objects.filter(username=username).exists():
                known[username] = _make(role, username)
        path.touch(mode=0o600)
        path.write_text(json.dumps(known, indent=1))
    return {username: known[username] for username in USERNAMES.values() if username in known}


def _make(role: str, username: str) -> str:
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(username, password=password)
    give_role(user=user, code=role)
    if role == "region_contact":
        region = Area.objects.get(code=REGION_OF_CONTACT)
        AreaMembership.objects.create(user=user, area=region, since=SPEAKS_SINCE)
    return password


def demo_people() -> People:
    """Return the demonstration's people by role; nobody without DEBUG, where such a name is somebody else's."""
    if not settings.DEBUG:
        return {}
    known = {user.username: user for user in User.objects.filter(username__in=USERNAMES.values())}
    return {role: known[username] for role, username in USERNAMES.items() if username in known}
