"""Starts gunicorn over and over from a process that has imported the site already: in tenths of a second.

`python -m tests.web_nursery` reads a port per line from its standard input, starts the site's own gunicorn on it
in a session of its own, and answers with its process id. It ends when its standard input closes.
"""

import os
import signal
import sys

from django.core.wsgi import get_wsgi_application


def main() -> None:
    _import_everything()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that are killed
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become_gunicorn(line.strip())
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _import_everything() -> None:
    """Import what the first request would, without touching the database."""
    get_wsgi_application()
    from django.template.loader import get_template
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    get_template("meetings/_interpretation_state.html")


def _become_gunicorn(port: str) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    os.environ["PORT"] = port
    sys.argv = ["gunicorn", "dashboard.wsgi"]
    from gunicorn.app.wsgiapp import run

    run()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    main()
