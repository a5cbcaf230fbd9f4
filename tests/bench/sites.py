"""Running sites to measure, each under gunicorn with two workers: ours, and what it is held against."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.section import Bench
from tests.processes import run_command, running
from tests.services.places import free_port

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.bench.site_settings", "PUBLIC_PAGES": "1"}
FLOOR = "tests.bench.floor_site.wsgi"
DASH = "tests.bench.peers.dash_overview:server"
AS_THE_PROXY = {"X-Forwarded-Proto": "https"}


@dataclass(frozen=True)
class RunningSite:
    """A site that answers on a port of this machine."""

    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def our_site(bench: Bench) -> Iterator[RunningSite]:
    """Have this site run on the section's database: the command of the Procfile, the settings of production."""
    variables = bench.environment | SETTINGS
    _collect_static(Path(variables["VAR_DIR"]) / "static", variables)
    with _serving(bench, "dashboard.wsgi", variables) as site:
        yield site


@contextmanager
def floor_site(bench: Bench) -> Iterator[RunningSite]:
    """Have the bare view run on the section's database."""
    with _serving(bench, FLOOR, bench.environment) as site:
        yield site


@contextmanager
def dash_site(bench: Bench, export: Path) -> Iterator[RunningSite]:
    """Have the Dash app run on exported levels."""
    with _serving(bench, DASH, {"OVERVIEW": str(export)}) as site:
        yield site


def _collect_static(folder: Path, variables: Mapping[str, str]) -> None:
    """Collect the static files once per run, and compress those of the pages.

    The image build compresses the rest too, plotly.js and what the admin uses, for minutes; nothing of that is
    measured here.
    """
    if (folder / "staticfiles.json").exists():
        return
    run_command(["python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], variables)
    for part in ("css", "js", "django_htmx"):
        run_command(["python", "-m", "whitenoise.compress", "--quiet", str(folder / part)], variables)


@contextmanager
def _serving(bench: Bench, application: str, variables: Mapping[str, str]) -> Iterator[RunningSite]:
    site = RunningSite(free_port())
    folder = bench.folder / f"site-{site.port}"
    folder.mkdir()
    command = {"web": ["gunicorn", application]}
    with running(command, {**variables, "PORT": str(site.port), "WEB_WORKERS": "2"}, folder) as processes:
        processes["web"].wait_for("Listening at")
        yield site
        processes["web"].stop()
