"""The command `import_figures`, from the disk and from a server that misbehaves."""

import threading
import time
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from ladder.models import Assessment, ImportBatch, Observation
from ladder.sources.download import download
from ladder.sources.errors import SourceError
from tests.unit.ladder.sources.rivm_files import line, text_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SOURCE = "rivm-positive-tests"
BODY = text_of([line(), line(code="")]).encode()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import_figures", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_what_became_of_the_file(tmp_path):
    told = run(SOURCE, str(write(tmp_path, [line(), line(code=""), line("GM0034", value="x")])))
    batch = ImportBatch.objects.get()

    assert f"Import {batch.pk} of figures.csv, reported at 01-10-2020 10:00" in told
    assert "3 figures read: 1 stored, 0 unchanged, 2 refused" in told
    assert "- areas without any row: GM0037" in told
    assert "line 3: no area code" in told
    assert "line 4: not a number: x" in told
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("number", "more"), [(10, False), (11, True)])
def test_it_shows_the_first_ten_refused_lines(tmp_path, number, more):
    told = run(SOURCE, str(write(tmp_path, [line(), *[line(code="")] * number])))

    assert told.count("no area code") == 10
    assert ("… and 1 more" in told) is more


def test_a_file_of_the_wrong_kind_ends_with_the_reason(tmp_path):
    with pytest.raises(
        CommandError, match=r"another header than expected; expected: .*; found: a, b; in: figures"
    ):
        run(SOURCE, str(write(tmp_path, ["1;2"], header="a;b")))

    assert ImportBatch.objects.get().status == ImportBatch.Status.REFUSED


def test_reported_on_is_the_start_of_that_day_in_the_netherlands(tmp_path):
    run(SOURCE, str(write(tmp_path, [line()])), "--reported-on", "2020-10-05")

    assert ImportBatch.objects.get().reported_at.isoformat() == "2020-10-04T22:00:00+00:00"


@pytest.mark.parametrize("day", ["5-10-2020", "2020-13-01", "soon"])
def test_reported_on_must_be_a_date(tmp_path, day):
    with pytest.raises(CommandError, match="expected a date such as 2020-09-23"):
        run(SOURCE, str(write(tmp_path, [line()])), "--reported-on", day)


@time_machine.travel("2020-10-04T21:59:59+00:00", tick=False)
def test_reported_on_tomorrow_is_refused(tmp_path):
    path = str(write(tmp_path, [line()]))
    run(SOURCE, path, "--reported-on", "2020-10-04")
    with pytest.raises(CommandError, match="lies in the future"):
        run(SOURCE, path, "--reported-on", "2020-10-05")


def test_the_source_must_be_known(tmp_path):
    with pytest.raises(CommandError, match="invalid choice"):
        run("rivm", str(write(tmp_path, [line()])))


def test_no_progress_bar_where_there_is_no_terminal(tmp_path, capfd):
    run(SOURCE, str(write(tmp_path, [line()])))

    assert capfd.readouterr().err == ""


class Server(BaseHTTPRequestHandler):
    """Answers by path: well, or badly in a way that the path names."""

    def do_GET(self) -> None:
        answer = getattr(self, f"answer_{self.path.strip('/').partition('.')[0]}", None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def answer_figures(self, length: int = len(BODY), body: bytes = BODY) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def answer_cut(self) -> None:
        self.answer_figures(length=len(BODY) + 1)

    def answer_slow(self) -> None:
        time.sleep(1)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def answer_large(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * 2000)

    def answer_broken(self) -> None:
        self.send_error(500)

    def answer_moved(self) -> None:
        self.redirect("/figures.csv")

    def answer_elsewhere(self) -> None:
        self.redirect("http://127.0.0.2:9/figures.csv")

    def answer_to_a_file(self) -> None:
        self.redirect("file:///etc/hostname")

    def answer_round(self) -> None:
        self.redirect("/round")

    def redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def server() -> Generator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize("place", ["figures.csv", "moved"])
def test_a_file_is_fetched(server, place):
    told = run(SOURCE, f"{server}/{place}")

    assert "2 figures read: 1 stored" in told
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("absent.csv", "the server refused the file; found: 404"),
        ("broken", "the server refused the file; found: 500"),
        ("cut", f"the file was cut off; expected: {len(BODY) + 1} bytes; found: {len(BODY)} bytes"),
        ("elsewhere", "a redirect to elsewhere is not followed"),
        ("to_a_file", "a redirect to elsewhere is not followed|the server refused the file"),
        ("round", "the server refused the file; found: 302"),
    ],
)
def test_a_server_that_misbehaves_is_told_of(server, place, problem):
    with pytest.raises(CommandError, match=problem):
        run(SOURCE, f"{server}/{place}")

    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("place", "limits", "problem"),
    [
        ("slow", {"patience": 0.2}, "could not be fetched; found: timed out"),
        ("drip", {"seconds": 0.2}, "took too long"),
        ("large", {"limit": 1999}, "too large"),
        ("figures.csv", {"limit": len(BODY) - 1}, "too large"),
    ],
)
def test_time_and_size_are_limited(server, tmp_path, place, limits, problem):
    with pytest.raises(SourceError, match=problem):
        download(f"{server}/{place}", tmp_path, **limits)


def test_a_file_of_exactly_the_limit_is_fetched(server, tmp_path):
    assert download(f"{server}/large", tmp_path, limit=2000).read_bytes() == b"x" * 2000
    assert download(f"{server}/figures.csv", tmp_path, limit=len(BODY)).name == "figures.csv"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://example.org/figures.csv", "this kind of URL is not fetched"),
        ("file:///etc/hostname", "this kind of URL is not fetched"),
        ("http://127.0.0.1:1/figures.csv", "could not be fetched"),
        ("http:///figures.csv", "could not be fetched"),
        ("http://[/figures.csv", "could not be fetched"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused(tmp_path, url, problem):
    with pytest.raises(SourceError, match=problem):
        download(url, tmp_path)
