"""The example lists, to begin with and to practise on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import User
from django.db import transaction

from measures.actions.drafts import TermRows, load_term_rows, store_entry
from measures.actions.publishing import publish
from measures.entries import Entry, from_content
from measures.models import Catalogue, Measure

EXAMPLES = Path(__file__).parent.parent / "data" / "example_catalogues"
BECAUSE = "voorbeeldlijst"
# Of an example itself, not of the entry: how it was in version 1, and the version in which it was added.
OF_THE_EXAMPLE = {"code", "was", "new_in"}


@dataclass(frozen=True)
class Example:
    """An entry as it is in the last version, and as it was in the first; None: it was not there."""

    last: Entry
    first: Entry | None


@dataclass(frozen=True)
class ExampleList:
    """A list with its entries, and why each of its versions was published, first one first."""

    code: str
    name: str
    owner: str
    order: int
    versions: tuple[str, ...]
    examples: tuple[Example, ...]


@transaction.atomic
def load_example_catalogues(*, by: User | None, now: datetime) -> int:
    """Store the example lists and publish their versions; return how many entries were stored.

    Only where nobody has worked: a list that was published before, or that holds an entry that is no example,
    stays as it is, and so does an entry with the title of an example. `by` stands in the history and the trail.
    """
    lists = [(found, catalogue) for found in read_examples() if _is_nobodys(catalogue := _catalogue(found))]
    if not lists:
        return 0
    terms = load_term_rows()
    new = {found.code: _new(found, catalogue) for found, catalogue in lists}
    for number in range(1, max(len(found.versions) for found, _catalogue in lists) + 1):
        for found, catalogue in lists:
            if number <= len(found.versions):
                _store(_changes(new[found.code], number), terms, by)
                publish(catalogue=catalogue, motivation=found.versions[number - 1], by=by, now=now)
    return sum(len(examples) for examples in new.values())


def read_examples() -> list[ExampleList]:
    """Read the lists from their files, in their order."""
    paths = sorted(EXAMPLES.glob("*.json"))
    return [_list(json.loads(path.read_text(encoding="utf-8")), order) for order, path in enumerate(paths)]


def _list(content: Mapping[str, Any], order: int) -> ExampleList:
    examples = (_example(content, row, number) for number, row in enumerate(content["entries"]))
    return ExampleList(
        code=content["code"],
        name=content["name"],
        owner=content["owner"],
        order=order,
        versions=tuple(content["versions"]),
        examples=tuple(examples),
    )


def _example(content: Mapping[str, Any], row: Mapping[str, Any], number: int) -> Example:
    common = {
        # The same in every installation, so that spreadsheets and links lead to the same entry.
        "key": str(uuid5(NAMESPACE_URL, f"example-measure:{content['code']}/{row['code']}")),
        "catalogue": content["code"],
        "owner": content["owner"],
        "source": content["about"],
        "is_example": True,
        "order": number,
    }
    last = common | {name: value for name, value in row.items() if name not in OF_THE_EXAMPLE}
    first = None if "new_in" in row else from_content(last | row.get("was", {}))
    return Example(last=from_content(last), first=first)


def _catalogue(found: ExampleList) -> Catalogue:
    defaults = {"name": found.name, "owner": found.owner, "order": found.order}
    return Catalogue.objects.get_or_create(code=found.code, defaults=defaults)[0]


def _is_nobodys(catalogue: Catalogue) -> bool:
    return not (catalogue.versions.exists() or catalogue.measures.filter(is_example=False).exists())


def _new(found: ExampleList, catalogue: Catalogue) -> list[Example]:
    known = set(catalogue.measures.values_list("title", flat=True))
    return [example for example in found.examples if example.last.title not in known]


def _changes(examples: list[Example], number: int) -> list[Entry]:
    """Return what is stored for a version: all that was in the first, or what differs in the last."""
    if number == 1:
        return [example.first for example in examples if example.first]
    return [example.last for example in examples if example.last != example.first]


def _store(entries: list[Entry], terms: TermRows, by: User | None) -> None:
    keys = [entry.key for entry in entries]
    stored = {str(found.key): found for found in Measure.objects.filter(key__in=keys).with_all()}
    for entry in entries:
        store_entry(entry, stored.get(entry.key) or Measure(key=entry.key), terms, by=by, because=BECAUSE)
