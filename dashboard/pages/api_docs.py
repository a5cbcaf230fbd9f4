"""The API in words: its addresses and what each takes, made from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

from dashboard.api.document import document_in
from dashboard.api.version import BASE

EXAMPLES = {
    "listObservations": "?signal=positive_tests&dateFrom=2020-09-21&dateTo=2020-09-27",
    "getRegion": "VR15",
    "getLadder": "regionaal",
}


@dataclass(frozen=True)
class Parameter:
    """What can be asked: its name, its kind of value, and what it means."""

    name: str
    kind: str
    is_needed: bool
    description: str


@dataclass(frozen=True)
class Address:
    """One address, its parameters, and an example that can be opened."""

    path: str
    id: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str


def addresses(language: str) -> list[Address]:
    """Return the addresses of the API in a language, in the order of the document."""
    return [_address(path, methods["get"]) for path, methods in document_in(language)["paths"].items()]


def description(language: str) -> str:
    """Return what the document says of the API as a whole."""
    text: str = document_in(language)["info"]["description"]
    return text


def _address(path: str, operation: dict[str, Any]) -> Address:
    name = operation["operationId"]
    start = path.partition("{")[0]
    return Address(
        path=f"{BASE}{path}",
        id=name,
        summary=operation["summary"],
        parameters=tuple(_parameter(one) for one in operation["parameters"]),
        example=f"{BASE}{start}{EXAMPLES.get(name, '')}",
    )


def _parameter(found: dict[str, Any]) -> Parameter:
    schema = found["schema"]
    kind = schema.get("format") or schema.get("type", "")
    return Parameter(found["name"], kind, found["required"], found.get("description", ""))
