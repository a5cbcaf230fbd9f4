"""Signing people in beforehand. Runs in a process of the site itself.

    python manage.py shell --no-imports --command "from tests.browser.sessions import main; main()"

A password is checked slowly on purpose, and most tests are not about that.
"""

import json
import sys
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User

BACKEND = "dashboard.backends.OneQueryBackend"


def main() -> None:
    """Print as JSON the key of a session of each account by its name."""
    sys.stdout.write(json.dumps({user.username: sign_in(user) for user in User.objects.all()}))


def sign_in(user: User) -> str:
    """Store a session in which somebody is signed in, and return its key: the value of the cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
