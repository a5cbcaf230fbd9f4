"""The processes as they run in production and in the demonstration, against a real database and a real queue.

By default: the commands of docker-compose.yml on PostgreSQL and Redis. With `--embedded`: the same commands, out
of the Procfile, on SQLite and the file queue.
"""

import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from dashboard.management.commands.check_beat import SILENCE_ALLOWED
from ladder.actions.jobs import request_recompute
from ladder.models import Assessment, Ladder, RecomputeJob
from ladder.weeks import Week
from tests.factories import store_figures
from tests.processes import (
    Process,
    compose_commands,
    compose_health_check,
    eventually,
    procfile_commands,
    run_command,
    running,
)
from tests.services.places import free_port
from tests.stalls import make_stall

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

WEEK = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)
READY = {"web": "Listening at", "worker": "ready.", "beat": "beat: Starting"}


@dataclass
class SetUp:
    """Everything that a set-up of the site needs to run."""

    commands: dict[str, list[str]]
    variables: dict[str, str]
    headers: dict[str, str]
    folder: Path

    @contextmanager
    def running(self, *names: str) -> Iterator[dict[str, Process]]:
        """Run some of the processes; they are ready for work when this returns."""
        commands = {name: self.commands[name] for name in names}
        with running(commands, self.variables, self.folder) as processes:
            for name, process in processes.items():
                process.wait_for(READY[name])
            yield processes

    def get(self, path: str) -> http.client.HTTPResponse:
        """Ask the web process for a page, as the proxy in front of it would."""
        server = http.client.HTTPConnection("127.0.0.1", int(self.variables["PORT"]), timeout=20)
        server.request("GET", path, headers=self.headers)
        response = server.getresponse()
        response.body = response.read().decode()  # type: ignore[attr-defined]  # kept beside its status
        server.close()
        return response


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    """The set-up of this test run, on the database of the test and with an empty queue."""
    return _embedded(tmp_path) if settings.EMBEDDED else _production(tmp_path)


def _production(folder: Path) -> SetUp:
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    place, name = settings.DATABASE_URL.rsplit("/", 1)[0], connection.settings_dict["NAME"]
    variables = {
        "DATABASE_URL": f"{place}/{name}", "REDIS_URL": settings.REDIS_URL, "SECRET_KEY": "k" * 30 + "e" * 30,
        "ALLOWED_HOSTS": "ladder.example", "BEHIND_TLS_PROXY": "1", "WEB_WORKERS": "2", "PORT": str(free_port()),
        "VAR_DIR": str(folder / "var"),
    }  # fmt: skip
    return SetUp(compose_commands(), variables, {"Host": "ladder.example", "X-Forwarded-Proto": "https"}, folder)


def _embedded(folder: Path) -> SetUp:
    for message in (settings.VAR_DIR / "queue").iterdir():
        message.unlink()
    variables = {"VAR_DIR": str(settings.VAR_DIR), "DEBUG": "1", "PUBLIC_PAGES": "1", "PORT": str(free_port())}
    return SetUp(procfile_commands(), variables, {"Host": "localhost"}, folder)


def ask_for_recompute() -> RecomputeJob:
    store_figures("positive_tests", {"VR01": {day.isoformat(): 30 for day in WEEK.days}}, reported_at=NOW)
    ladder = Ladder.objects.get(code="regionaal")
    return request_recompute(ladder=ladder, weeks=[WEEK], as_of=NOW, now=NOW)[0]


def wait_until_finished(job: RecomputeJob, worker: Process) -> None:
    def finished() -> bool:
        job.refresh_from_db()
        return job.finished_at is not None

    eventually(finished, report=lambda: worker.output)


def assert_week_is_there_once() -> None:
    areas = list(Assessment.objects.for_week(WEEK).values_list("area__code", flat=True))
    assert sorted(areas) == [f"VR{number:02d}" for number in range(1, 26)]


def test_the_procfile_runs_what_compose_runs():
    commands = compose_commands()

    assert procfile_commands() == {name: commands[name] for name in ("web", "worker", "beat")}


def test_migrate_makes_a_database_from_nothing(set_up):
    printed = run_command(compose_commands()["migrate"], _on_an_empty_database(set_up))

    assert "Applying ladder.0001_initial... OK" in printed


def _on_an_empty_database(set_up: SetUp) -> dict[str, str]:
    if settings.EMBEDDED:
        return set_up.variables | {"VAR_DIR": str(set_up.folder / "empty")}
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS empty WITH (FORCE)")
        cursor.execute("CREATE DATABASE empty")
    return set_up.variables | {"DATABASE_URL": set_up.variables["DATABASE_URL"].rsplit("/", 1)[0] + "/empty"}


def test_the_web_process_answers_with_security_headers(set_up):
    with set_up.running("web") as processes:
        health, sign_in = set_up.get("/healthz"), set_up.get("/aanmelden/")
        run_command(compose_health_check("web"), set_up.variables)
        status = processes["web"].stop()

    assert (health.status, health.body) == (200, "ok")
    assert sign_in.status == 200
    policy = sign_in.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert sign_in.headers["X-Frame-Options"] == "DENY"
    assert sign_in.headers["X-Content-Type-Options"] == "nosniff"
    assert bool(sign_in.headers["Strict-Transport-Security"]) == (not settings.EMBEDDED)
    assert ("; Secure" in sign_in.headers["Set-Cookie"]) == (not settings.EMBEDDED)
    assert status == 0


@pytest.mark.skipif(settings.EMBEDDED, reason="the demonstration speaks plain http")
def test_production_sends_http_on_to_https_and_refuses_other_names(set_up):
    with set_up.running("web"):
        set_up.headers = {"Host": "ladder.example"}
        plain, health = set_up.get("/aanmelden/"), set_up.get("/healthz")
        set_up.headers = {"Host": "elsewhere.example", "X-Forwarded-Proto": "https"}
        elsewhere = set_up.get("/aanmelden/")

    assert (plain.status, plain.headers["Location"]) == (301, "https://ladder.example/aanmelden/")
    assert health.status == 200
    assert elsewhere.status == 400


def test_a_recompute_goes_to_the_worker_and_comes_back(set_up):
    with set_up.running("worker") as processes:
        job = ask_for_recompute()
        wait_until_finished(job, processes["worker"])
        if not settings.EMBEDDED:
            run_command(compose_health_check("worker"), set_up.variables | {"HOSTNAME": socket.gethostname()})
        status = processes["worker"].stop()

    assert_week_is_there_once()
    assert status == 0


def test_beat_runs_the_schedule_of_the_database(set_up):
    every_second = IntervalSchedule.objects.create(every=1, period="seconds")
    PeriodicTask.objects.filter(task="ladder.tasks.resume_recomputes").update(interval=every_second)
    with set_up.running("worker", "beat") as processes:
        eventually(lambda: "recompute" in processes["beat"].output, report=lambda: processes["beat"].output)
        job = RecomputeJob.objects.create(  # nobody sends it: only the schedule can find it
            ladder=Ladder.objects.get(code="regionaal"), week_start=WEEK.start, as_of=NOW, requested_at=NOW
        )
        wait_until_finished(job, processes["worker"])
        stopped = [process.stop() for process in processes.values()]

    assert stopped == [0, 0]
    assert_week_is_there_once()
    assert "beat last sent a task" in run_command(compose_health_check("beat"), set_up.variables)


def test_beat_that_never_sent_anything_is_not_well(set_up):
    with pytest.raises(AssertionError, match="beat is silent"):
        run_command(compose_health_check("beat"), set_up.variables)


def test_beat_that_fell_silent_is_not_well(set_up):
    PeriodicTask.objects.update(last_run_at=timezone.now() - SILENCE_ALLOWED - timedelta(seconds=1))

    with pytest.raises(AssertionError, match="beat is silent"):
        run_command(compose_health_check("beat"), set_up.variables)


def test_a_worker_killed_in_the_middle_of_a_recompute_completes_the_week_once(set_up):
    stall = make_stall()
    with set_up.running("worker") as processes:
        job = ask_for_recompute()
        eventually(stall.is_reached, report=lambda: processes["worker"].output)
        processes["worker"].kill()
    stall.release()

    job.refresh_from_db()
    assert job.finished_at is None
    assert not Assessment.objects.exists()

    with set_up.running("worker") as processes:
        wait_until_finished(job, processes["worker"])
    assert_week_is_there_once()


@pytest.mark.skipif(settings.EMBEDDED, reason="the file queue cannot get lost by itself")
def test_without_redis_pages_answer_and_work_waits(set_up):
    lost = set_up.variables | {"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}
    present = set_up.variables
    set_up.variables = lost
    with set_up.running("web"):
        page = set_up.get("/aanmelden/")
    printed = run_command(["python", "-c", ASK], lost)

    job = RecomputeJob.objects.get()
    assert page.status == 200
    assert "broker out of reach" in printed
    assert job.finished_at is None

    set_up.variables = present
    with set_up.running("worker") as processes:
        wait_until_finished(job, processes["worker"])
    assert_week_is_there_once()


ASK = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
django.setup()
from datetime import UTC, datetime, timedelta
from dashboard.management.commands.check_beat import SILENCE_ALLOWED
from ladder.actions.jobs import request_recompute
from ladder.models import Ladder
from ladder.weeks import Week
now = datetime(2020, 9, 30, 6, tzinfo=UTC)
request_recompute(ladder=Ladder.objects.get(), weeks=[Week.parse("2020-W39")], as_of=now, now=now)
"""
