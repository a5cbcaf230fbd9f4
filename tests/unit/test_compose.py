"""What docker-compose.yml promises: health checks, no way in but one, nothing writable, no secret in the file."""

import re

import pytest

from tests.processes import ROOT, compose_services

SERVICES = compose_services()
# Never in production.
NOT_IN_CONTAINERS = {"DEBUG"}
OWN = ("migrate", "web", "worker", "beat")


def test_the_services():
    assert set(SERVICES) == {*OWN, "postgres", "redis"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_each_running_service_has_a_health_check_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OWN)
def test_our_own_processes_can_change_nothing_in_their_container(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "volumes" not in service


def test_the_image_does_not_run_as_root():
    assert re.search(r"^USER 10001$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_only_web_is_published_and_only_to_this_machine():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert list(ports) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_processes_wait_for_the_migrations(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", list(SERVICES))
def test_every_secret_comes_from_outside(name):
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search("KEY|PASSWORD|AUTH|_URL", variable):
            # Demanded, or absent by default.
            assert re.search(r"\$\{\w+:(\?|-\})", value), variable


def test_what_the_readme_lists_reaches_the_site():
    listed = set(re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    options = {name for names in listed for name in re.findall(r"[A-Z_]+", names)}
    given = {*SERVICES["web"]["environment"], *SERVICES["worker"]["environment"]}

    assert "PUBLIC_PAGES" in options
    assert options <= given | NOT_IN_CONTAINERS


def test_the_example_names_what_must_be_set_and_holds_no_value():
    lines = (ROOT / ".env.example").read_text().splitlines()
    demanded = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text()))

    assert {line for line in lines if re.match(r"\w", line)} == {f"{name}=" for name in demanded}
