"""The demonstration: real figures of 2020, a meeting to run, example measures, an account per role."""

import json
import secrets
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from ladder.actions import import_figures, recompute
from ladder.models import ImportBatch, Ladder
from ladder.weeks import Week, parse_weeks
from measures.actions import load_example_measures
from meetings.actions import open_meeting
from meetings.models import Meeting
from meetings.roles import give_role

FIGURES = settings.BASE_DIR / "ladder" / "data" / "demo_figures.csv"
# The ladder starts on 1 September 2020, so these are the weeks that it can judge.
WEEKS = parse_weeks("2020-W36..2020-W53")
MEETING_WEEK = Week.parse("2020-W39")
MEETING_DAY = date(2020, 9, 30)
USERNAMES = {
    "viewer": "beleidsmedewerker",
    "secretary": "secretaris",
    "chair": "voorzitter",
    "editor": "redacteur",
    "administrator": "beheerder",
}


class DemoAccountsError(Exception):
    """Demonstration accounts may not be made here."""


def is_loaded() -> bool:
    """Whether any figures were imported yet."""
    return ImportBatch.objects.exists()


def load_demo(*, now: datetime) -> None:
    """Import the figures, compute the levels, make measures and a meeting. Repeating it does no harm."""
    import_figures(source="demo", path=FIGURES, by=None, now=now)
    regional = Ladder.objects.get(code="regionaal")
    recompute(ladder=regional, weeks=WEEKS, as_of=now, computed_at=now)
    load_example_measures()
    if not Meeting.objects.filter(ladder=regional, week_start=MEETING_WEEK.start).exists():
        open_meeting(ladder=regional, week=MEETING_WEEK, held_on=MEETING_DAY, as_of=now, now=now, by=None)


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
                known[username] = secrets.token_urlsafe(9)
                user = User.objects.create_user(username, password=known[username])
                give_role(user=user, code=role)
        path.touch(mode=0o600)
        path.write_text(json.dumps(known, indent=1))
    return {username: known[username] for username in USERNAMES.values() if username in known}
