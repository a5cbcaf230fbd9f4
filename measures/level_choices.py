"""The level numbers at which a measure can apply."""

from ladder.models import Level
from measures.models import MeasureLevel


def level_choices() -> list[tuple[int, str]]:
    """Return the level numbers of all adopted ladder versions, and those already in the list, with their names.

    A number that no adopted version has any more keeps standing in the list, so that old entries can be saved.
    """
    adopted = Level.objects.filter(version__status="adopted").order_by("number", "pk")
    names: dict[int, list[str]] = {}
    for number, name in adopted.values_list("number", "name"):
        names.setdefault(number, []).append(name)
    for number in MeasureLevel.objects.order_by().values_list("number", flat=True).distinct():
        names.setdefault(number, [])
    return [(number, f"{number} {' / '.join(dict.fromkeys(names[number]))}".strip()) for number in sorted(names)]
