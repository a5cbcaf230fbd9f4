"""What a page hears that asks for a part of itself after its reader was signed out."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "https://ladder.example/overleg/2020-W39/?toon=todo"}


def test_a_save_is_told_so_and_goes_nowhere(client: Client) -> None:
    answer = client.post("/overleg/2020-W39/VR15/duiding/", {"text": "een", "base_number": "0"}, **HTMX)
    assert answer.status_code == 401
    assert "U bent afgemeld." in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "HX-Redirect" not in answer.headers


def test_a_part_that_only_reads_leads_to_the_sign_in_page_and_back(client: Client) -> None:
    answer = client.get("/", **HTMX)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/aanmelden/?next=%2Foverleg%2F2020-W39%2F%3Ftoon%3Dtodo"


@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "false"}])
def test_a_whole_page_leads_to_the_sign_in_page(client: Client, headers: dict[str, str]) -> None:
    answer = client.get("/overleg/", **headers)
    assert (answer.status_code, answer.url) == (302, "/aanmelden/?next=/overleg/")


def test_public_parts_stay_public(client: Client, settings) -> None:
    settings.PUBLIC_PAGES = True
    assert client.get("/", **HTMX).status_code == 200
