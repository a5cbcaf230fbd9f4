"""An entry of a list as plain data: what is published, compared, sent round, exported and imported.

Terms are named by their codes, levels by their numbers and the entry itself by its key, so that the data means the
same in another installation and in another year.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from measures.models import Catalogue, CatalogueVersion, Measure, PublishedMeasure

Content = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One measure of a list, whole; each field means what it means in `Measure`.

    `key` is the UUID as text. `catalogue`, `theme`, `target_groups`, `legal_instrument` and `principle` are codes
    (empty: none). `levels` are numbers, lowest first. `steps` are (what is done, partner), in order. `effect` and
    `burden` are 1–5, None when not judged yet.
    """

    key: str
    catalogue: str
    title: str
    description: str
    theme: str
    levels: tuple[int, ...] = ()
    target_groups: tuple[str, ...] = ()
    setting: str = ""
    stance: int = Measure.Stance.ADVICE.value
    decider: str = "region"
    steps: tuple[tuple[str, str], ...] = ()
    legal_instrument: str = ""
    article: str = ""
    notice_days: int = 0
    effect: int | None = None
    effect_text: str = ""
    burden: int | None = None
    burden_text: str = ""
    principle: str = ""
    owner: str = ""
    source: str = ""
    status: str = Measure.Status.PROPOSAL.value
    withdrawn_because: str = ""
    icon: str = Measure.Icon.GENERAL.value
    is_example: bool = False
    order: int = 0

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Measure.Status.WITHDRAWN


def entry_of(measure: Measure) -> Entry:
    """Return a draft row as an entry. Without queries when terms, levels, steps and target groups were fetched."""
    return Entry(
        key=str(measure.key),
        catalogue=measure.catalogue.code,
        title=measure.title,
        description=measure.description,
        theme=measure.theme.code,
        levels=tuple(sorted(level.number for level in measure.levels.all())),
        target_groups=tuple(group.code for group in measure.target_groups.all()),
        setting=measure.setting,
        stance=measure.stance,
        decider=measure.decider,
        steps=tuple((step.text, step.partner) for step in measure.steps.all()),
        legal_instrument=measure.legal_instrument.code if measure.legal_instrument else "",
        article=measure.article,
        notice_days=measure.notice_days,
        effect=measure.effect,
        effect_text=measure.effect_text,
        burden=measure.burden,
        burden_text=measure.burden_text,
        principle=measure.principle.code if measure.principle else "",
        owner=measure.owner,
        source=measure.source,
        status=measure.status,
        withdrawn_because=measure.withdrawn_because,
        icon=measure.icon,
        is_example=measure.is_example,
        order=measure.order,
    )


def draft_entries(catalogue: Catalogue | None = None) -> list[Entry]:
    """Return the drafts as they stand, of one catalogue or of all, in the order of the list. Four queries."""
    measures = Measure.objects.all() if catalogue is None else Measure.objects.filter(catalogue=catalogue)
    return [entry_of(measure) for measure in measures.with_all()]


def published_entries(*, as_of: datetime, catalogue: Catalogue | None = None) -> list[Entry]:
    """Return the entries of the versions in force at a moment, withdrawn ones too. One query.

    A catalogue that was renamed since goes by its present code, so that links lead to it.
    """
    rows = PublishedMeasure.objects.in_force(as_of)
    if catalogue is not None:
        rows = rows.filter(version__catalogue=catalogue)
    ordered = rows.order_by("version__catalogue__order", "version__catalogue__name", "order")
    found = ordered.values_list("content", "version__catalogue__code")
    return [replace(from_content(content), catalogue=code) for content, code in found]


def entries_of_version(version: CatalogueVersion) -> list[Entry]:
    """Return the entries of one version, withdrawn ones too, in its order. One query."""
    contents = version.entries.order_by("order").values_list("content", flat=True)
    return [from_content(content) for content in contents]


def entry_published(row: PublishedMeasure) -> Entry:
    """Return the entry of a row as it was published."""
    return from_content(row.content)


def as_content(entry: Entry) -> Content:
    """Return an entry as plain JSON data; `from_content` is its inverse."""
    return asdict(entry)


def from_content(content: Mapping[str, Any]) -> Entry:
    """Return the entry of stored data. Fields that were unknown when it was stored have their usual value."""
    known = {name: value for name, value in content.items() if name in Entry.__dataclass_fields__}
    tuples: Content = {name: tuple(known[name]) for name in ("levels", "target_groups") if name in known}
    tuples["steps"] = tuple((text, partner) for text, partner in known.get("steps", ()))
    return Entry(**known | tuples)
