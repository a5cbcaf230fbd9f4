"""The kinds of level that a page can show: decided, computed, or the difference between the two."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

DECIDED, COMPUTED, DIFFERENCE = "decided", "computed", "difference"
SHOWN = (DECIDED, COMPUTED, DIFFERENCE)
HIGHER, LOWER, SAME, NONE = "higher", "lower", "same", "none"


@dataclass(frozen=True)
class Difference:
    """How a decided level stands to the computed one. `mark` is an example where it is about all such regions."""

    kind: str
    mark: str
    name: str


def difference_of(steps: int | None) -> Difference:
    """Return the difference of so many steps, decided minus computed; None where that cannot be told."""
    if steps is None:
        return Difference(NONE, "·", _("cannot be compared"))
    if steps == 0:
        return Difference(SAME, "=", _("decided as computed"))
    if steps > 0:
        return Difference(HIGHER, f"+{steps}", _("decided higher than computed"))
    return Difference(LOWER, f"−{-steps}", _("decided lower than computed"))


def every_difference() -> tuple[Difference, ...]:
    """Return one of each kind, the lower ones first."""
    return tuple(difference_of(steps) for steps in (-1, 0, 1, None))


def title_of(show: str) -> str:
    """Return what is shown, as a heading."""
    return {
        DECIDED: _("Decided level"),
        COMPUTED: _("Computed level"),
        DIFFERENCE: _("Difference between decided and computed level"),
    }[show]


def word_of(show: str) -> str:
    """Return the kind of level in one word: `vastgesteld`."""
    return {
        DECIDED: pgettext("levels", "decided"),
        COMPUTED: pgettext("levels", "computed"),
        DIFFERENCE: pgettext("levels", "difference"),
    }[show]
