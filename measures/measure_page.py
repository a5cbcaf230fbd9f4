"""The page of one measure: as it stands in a version, and how it changed through the versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from measures.change_words import field_label
from measures.comparison import compare
from measures.entries import from_content
from measures.entry_words import EntryInWords
from measures.levels import load_levels
from measures.models import CatalogueVersion, PublishedMeasure
from measures.moments import Moment
from measures.term_names import load_terms_by_code


@dataclass(frozen=True)
class HistoryLine:
    """A version in which the measure changed. `fields` are labels of what changed; none: it came on the list."""

    version: CatalogueVersion
    fields: tuple[str, ...]


@dataclass(frozen=True)
class MeasurePage:
    """A measure in `version`; `newest` is the version of its list in force at the moment asked.

    `is_on_list`: the newest version has it. `history` goes up to that moment, latest first.
    """

    words: EntryInWords
    version: CatalogueVersion
    newest: CatalogueVersion
    is_on_list: bool
    history: tuple[HistoryLine, ...]
    moment: Moment

    @property
    def is_old(self) -> bool:
        return self.version.pk != self.newest.pk


def load_measure(key: UUID, moment: Moment, *, number: int | None = None) -> MeasurePage:
    """Load a measure as it stood at a moment, or in version `number` of its list. Four queries.

    `PublishedMeasure.DoesNotExist` when it was not published by then, or not in that version.
    """
    rows = PublishedMeasure.objects.filter(measure__key=key).select_related("version__catalogue")
    known = [
        row for row in rows.order_by("version__published_at", "version__pk") if _is_known(row, moment, number)
    ]
    shown = [row for row in known if number in (None, row.version.number)]
    if not shown:
        raise PublishedMeasure.DoesNotExist
    found = shown[-1]
    newest = _newest(found, moment)
    return MeasurePage(
        words=EntryInWords(from_content(found.content), load_terms_by_code(), load_levels(moment.day)),
        version=found.version,
        newest=newest,
        is_on_list=any(row.version_id == newest.pk for row in known),
        history=tuple(reversed(_history(known))),
        moment=moment,
    )


def _is_known(row: PublishedMeasure, moment: Moment, number: int | None) -> bool:
    return row.version.published_at <= moment.as_of or row.version.number == number


def _newest(found: PublishedMeasure, moment: Moment) -> CatalogueVersion:
    """Return the version in force of the list; the one found itself, when it came after the moment."""
    newest = CatalogueVersion.objects.in_force(moment.as_of).filter(catalogue=found.version.catalogue_id).first()
    return newest or found.version


def _history(rows: Sequence[PublishedMeasure]) -> list[HistoryLine]:
    lines, before = list[HistoryLine](), None
    for row in rows:
        entry = from_content(row.content)
        if before is None:
            lines.append(HistoryLine(row.version, ()))
        else:
            changed = compare([before], [entry]).changes
            fields = tuple(field_label(one.field) for change in changed for one in change.fields)
            lines += [HistoryLine(row.version, fields)] if fields else []
        before = entry
    return lines
