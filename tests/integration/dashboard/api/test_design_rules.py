"""The REST API Design Rules of the Dutch government (2.1), a test per `core` rule that can be tested.

Which rules are for people to judge, and from which this API deviates, stands in docs/adr/0014-api.md.
"""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z_]+\}")
CAMEL_CASE = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
# In the layout of the Coronadashboard moments are numbers; it is kept as it was.
AS_IT_WAS = "EscalationLevel"


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_doc_openapi_and_publish_openapi(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["paths"]


def test_every_reference_can_be_resolved(document: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert names
    assert names <= set(document["components"]["schemas"])


def test_doc_openapi_contact(document: dict[str, Any]) -> None:
    assert document["info"]["contact"]["url"].endswith("/api/")


def test_doc_language(client: Client, document: dict[str, Any]) -> None:
    client.cookies["django_language"] = "en"

    assert document["paths"]["/regions"]["get"]["summary"] == "De veiligheidsregio’s"
    assert client.get("/api/v1/openapi.json").json()["paths"]["/regions"]["get"]["summary"] == "The safety regions"


def test_semver_and_version_header(client: Client, reader: Client, document: dict[str, Any]) -> None:
    version = document["info"]["version"]

    assert SEMVER.fullmatch(version)
    for path in ("/regions", "/nothing", "/levels?week=x", "/openapi.json"):
        assert reader.get(f"/api/v1{path}").headers["API-Version"] == version
    assert Client().get("/api/v1/regions").headers["API-Version"] == version


def test_version_header_is_described(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for answer in operation["responses"].values():
            assert "API-Version" in answer["headers"]


def test_uri_version(document: dict[str, Any]) -> None:
    assert [server["url"] for server in document["servers"]] == ["http://testserver/api/v1"]


def test_naming_collections_and_path_segments_kebab_case(document: dict[str, Any]) -> None:
    for path in document["paths"]:
        assert all(SEGMENT.fullmatch(segment) for segment in path.removeprefix("/").split("/")), path
        assert path.split("/")[1].endswith("s"), path


def test_no_trailing_slash(reader: Client, document: dict[str, Any]) -> None:
    assert not [path for path in document["paths"] if path.endswith("/")]
    assert reader.get("/api/v1/regions/").status_code == 404


def test_query_keys_camel_case(document: dict[str, Any]) -> None:
    keys = [
        one["name"]
        for operation in operations(document)
        for one in operation["parameters"]
        if one["in"] == "query"
    ]

    assert "pageSize" in keys
    assert all(CAMEL_CASE.fullmatch(key) for key in keys)


def test_http_methods_and_safety(document: dict[str, Any]) -> None:
    assert {method for path in document["paths"].values() for method in path} == {"get"}


def test_error_handling_problem_details(document: dict[str, Any]) -> None:
    for operation in operations(document):
        refusals = {status: answer for status, answer in operation["responses"].items() if status[0] in "45"}
        assert {"400", "401", "404", "429"} <= set(refusals)
        assert {tuple(answer["content"]) for answer in refusals.values()} == {("application/problem+json",)}


def test_error_handling_invalid_input_and_all_errors(reader: Client) -> None:
    answer = reader.get("/api/v1/levels?week=2020-W60&page=0&pageSize=x&asOf=soon&region=vr")

    assert answer.status_code == 400
    assert {error["name"] for error in answer.json()["errors"]} == {"week", "page", "pageSize", "asOf", "region"}
    assert {"status", "title", "detail"} <= set(answer.json())


def test_date_time_format(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field, kind in schema.get("properties", {}).items():
            formats = {one.get("format") for one in (kind, *kind.get("anyOf", ()))}
            if field.endswith(("_at", "_until")):
                assert "date-time" in formats, f"{name}.{field}"
            if field.endswith(("_from", "_on", "_start", "_end")) and name != AS_IT_WAS:
                assert "date" in formats, f"{name}.{field}"


def test_date_time_timezone(reader: Client) -> None:
    from tests.factories import store_assessments

    store_assessments("2020-W40", {"VR01": 2}, as_of=datetime.fromisoformat("2020-10-06T12:00:00+02:00"))
    for moment, state in (("2020-10-06T10:00:00Z", "complete"), ("2020-10-06T15:29:59%2B05:30", "not_computed")):
        row = reader.get(f"/api/v1/levels?week=2020-W40&region=VR01&asOf={moment}").json()["items"][0]
        assert row["computed"]["state"] == state
    row = reader.get("/api/v1/levels?week=2020-W40&region=VR01").json()["items"][0]
    assert row["computed"]["reported_until"] == "2020-10-06T10:00:00Z"


def test_transport_security_headers(reader: Client) -> None:
    answer = reader.get("/api/v1/regions")

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"].startswith("application/json")
    assert "no-cache" in answer.headers["Cache-Control"]


def test_no_sensitive_uris_and_stateless(client: Client, make_token) -> None:
    assert client.get(f"/api/v1/regions?token={make_token()}").status_code == 401
    answer = client.get("/api/v1/regions", headers={"Authorization": f"Bearer {make_token()}"})

    assert not answer.cookies
