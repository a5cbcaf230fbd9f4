"""Asks the web process of this machine whether it answers: `python -m dashboard.healthcheck`.

Ends with status 0 when `/healthz` says so, else with an error. Used by the health checks of the image.
"""

import os
from urllib.request import Request, urlopen


def check_web(*, port: str, host: str) -> None:
    """Ask `/healthz` on a port; `host` must be one that the site accepts. `OSError` when the answer is not 200."""
    request = Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host})
    with urlopen(request, timeout=5):  # noqa: S310  # always the site itself
        pass


if __name__ == "__main__":
    allowed = os.environ.get("ALLOWED_HOSTS") or "localhost"
    check_web(port=os.environ.get("PORT", "8000"), host=allowed.split(",")[0].strip().lstrip("."))
