"""On what conditions the figures of a source may be used again, as far as this project has seen it itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Licence:
    """A licence: its name (English, to be translated) and the page that says so."""

    name: str
    url: str


LICENCES: Mapping[str, Licence] = {
    # So it stands in the government's register of open data, for this file only; see ladder/data/README.md.
    "rivm-positive-tests": Licence(gettext_noop("public domain"), "https://data.overheid.nl/"),
}
