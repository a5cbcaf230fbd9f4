"""Files in the layouts of the sources, damaged in every way. Each number is always the same file."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.integration.ladder.damaged_tables import BOOK, TEXT
from tests.integration.ladder.damages import ANY, JSON, PACKED, Damage
from tests.integration.ladder.sound_files import Sample


@dataclass(frozen=True)
class Damaged:
    """A damaged file: of which source, by which damage, and what stands in it."""

    source: str
    damage: str
    name: str
    content: bytes


def damages_of(sample: Sample) -> list[Damage]:
    """Return the ways in which a file of this layout is damaged."""
    kinds = {".csv": PACKED + TEXT, ".json": PACKED + JSON, ".xlsx": BOOK}
    return ANY + kinds[Path(sample.name).suffix]


def damaged(sample: Sample, number: int) -> Damaged:
    """Return the damaged variant with a number, always the same one."""
    damages = damages_of(sample)
    damage = damages[number % len(damages)]
    random = Random(f"{sample.source} {sample.name} {number}")
    name = f"{damage.__name__}-{sample.name}" if sample.source != "coronadashboard" else sample.name
    return Damaged(sample.source, damage.__name__, name, damage(random, sample.content))
