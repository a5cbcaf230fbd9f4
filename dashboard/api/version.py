"""The version of the API, by semantic versioning; its first number stands in each address."""

from typing import Final

from django.utils.translation import gettext_lazy as _

VERSION: Final = "1.0.0"
BASE: Final = "/api/v1"
CHANGES: Final = (
    (
        "1.0.0",
        _("The first version: areas, ladders, signals, weeks, levels, explanations, figures and decisions."),
    ),
)
"""What changed with each version, the newest first: an address or a field more is a new second number."""
