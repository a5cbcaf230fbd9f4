"""Boundaries from the web are taken from the address that was given, within limits, or not at all."""

import pytest
from django.core.management import CommandError, call_command

from regions.boundary_formats import BoundaryError
from regions.boundary_source import read_boundary_file
from regions.models import MapDrawing
from tests.integration.ladder.misbehaving_server import (
    MisbehavingServer,
    cut,
    dripping,
    endless,
    hanging_up,
    redirect,
    running_server,
    silent,
    status,
    well,
)


@pytest.fixture
def server():
    with running_server() as started:
        yield started


def test_a_file_is_fetched_and_one_of_the_largest_size_too(server: MisbehavingServer):
    server.will(well(b"0123456789"))
    assert read_boundary_file(server.url, limit=10) == b"0123456789"
    with pytest.raises(BoundaryError, match="expected at most"):
        read_boundary_file(server.url, limit=9)


def test_a_path_has_the_same_limit(tmp_path):
    file = tmp_path / "boundaries.json"
    file.write_bytes(b"0123456789")
    assert read_boundary_file(str(file), limit=10) == b"0123456789"
    with pytest.raises(BoundaryError, match="expected at most"):
        read_boundary_file(str(file), limit=9)


def test_a_redirect_within_the_host_is_followed(server: MisbehavingServer):
    server.will(redirect("/moved.json"), well(b"{}"))
    assert read_boundary_file(server.url) == b"{}"
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "place", ["http://localhost:{port}/x", "http://127.0.0.1:1/x", "https://127.0.0.1:{port}/x"]
)
def test_a_redirect_to_another_host_port_or_scheme_is_not(server: MisbehavingServer, place):
    server.will(redirect(place.format(port=server.server_address[1])), well(b"{}"))
    with pytest.raises(BoundaryError, match="redirect to elsewhere"):
        read_boundary_file(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_another_kind_of_url_is_refused(server: MisbehavingServer, place):
    server.will(redirect(place), well(b"{}"))
    with pytest.raises(BoundaryError, match=r"expected .* http|could not be fetched"):
        read_boundary_file(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "expected a path, or a URL"),
        ("ftp://example.org/x", "expected a path, or a URL"),
        ("http:///x", "expected a path, or a URL"),
        ("https://name:secret@example.org/x", "user name or password"),
    ],
)
def test_other_urls_are_refused_and_no_password_is_repeated(url, message):
    with pytest.raises(BoundaryError, match=message) as refused:
        read_boundary_file(url)
    assert "secret" not in str(refused.value)


BAD = {
    "refused": (status(404), "404"),
    "in trouble": (status(500), "500"),
    "cut off": (cut(b"{}"), "cut off"),
    "hanging up": (hanging_up, "could not be fetched"),
    "endless": (endless, "expected at most"),
    "silent": (silent, "timed out"),
    "dripping": (dripping, "took too long"),
}


@pytest.mark.parametrize(("answer", "message"), BAD.values(), ids=BAD)
def test_a_bad_answer_is_refused_with_its_reason(server: MisbehavingServer, answer, message):
    server.will(answer)
    with pytest.raises(BoundaryError, match=message):
        read_boundary_file(server.url, limit=1_000_000, seconds=0.5)


@pytest.mark.django_db
def test_the_command_says_why_and_changes_nothing(server: MisbehavingServer):
    server.will(redirect("http://localhost:1/x"))
    drawings = MapDrawing.objects.count()
    with pytest.raises(CommandError, match="redirect to elsewhere"):
        call_command("import_boundaries", server.url)
    assert MapDrawing.objects.count() == drawings
