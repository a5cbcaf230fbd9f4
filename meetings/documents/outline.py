"""The documents of a meeting as blocks: every format renders these, so that no format can tell another story."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from ladder.weeks import Week
from meetings.documents.blocks import Block, Heading, Outline, Properties
from meetings.documents.content import LANGUAGE
from meetings.documents.model import RegionNote
from meetings.documents.note import Note, errata_on, regions_of
from meetings.documents.outline_decisions import decision_blocks
from meetings.documents.outline_errata import errata_blocks
from meetings.documents.outline_front import dates, front, quality, summary
from meetings.documents.outline_region import region_blocks
from meetings.documents.words import moment, status_in_words, watermark_of, week_in_words

NOTE: Final = "note"
DECISIONS: Final = "decisions"
KINDS: Final = (NOTE, DECISIONS)


@dataclass(frozen=True)
class _Asked:
    """What is to be written: the note, which document of it, and of which regions (one: a region's own)."""

    note: Note
    kind: str
    regions: tuple[RegionNote, ...]
    region: RegionNote | None


def outline_of(note: Note, *, kind: str = NOTE, region: str | None = None) -> Outline:
    """Return the duiding note (`note`) or the decision list (`decisions`) of a meeting, in Dutch.

    With `region` (its code) only what concerns that region; `LookupError` when it is not on the agenda.
    """
    if kind not in KINDS:
        raise ValueError(f"no such document: {kind}")
    with override(LANGUAGE):
        regions = regions_of(note, region)
        asked = _Asked(note, kind, regions, regions[0] if region else None)
        return _outline(asked)


def _outline(asked: _Asked) -> Outline:
    content, title = asked.note.content, _title(asked)
    status = status_in_words(content)
    stood = _("as it stood on %(moment)s") % {"moment": moment(content.as_it_stood_at)}
    return Outline(
        title=title,
        properties=Properties(
            title=title,
            subject=content.ladder,
            keywords=(asked.kind, content.week, *([asked.region.code] if asked.region else []), status),
            moment=int(content.as_it_stood_at.timestamp()),
        ),
        header=(title, status),
        footer=f"{status}, {stood}",
        watermark=watermark_of(content),
        blocks=tuple(_blocks(asked)),
    )


def _title(asked: _Asked) -> str:
    content = asked.note.content
    title = content.title
    if asked.kind == DECISIONS:
        title = _("Decision list of the meeting on %(week)s") % {"week": week_in_words(Week.parse(content.week))}
    return f"{title}, {asked.region.name}" if asked.region else title


def _blocks(asked: _Asked) -> list[Block]:
    note, region = asked.note, asked.region
    blocks = front(note, region)
    if asked.kind == DECISIONS:
        blocks += decision_blocks(note.content, asked.regions, region)
        blocks += dates(note.content)
    elif region:
        blocks += [*region_blocks(region, 1), *dates(note.content)]
    else:
        blocks += [*summary(asked.regions), *dates(note.content), *quality(note.content)]
        blocks.append(Heading(_("Per region"), 1, on_new_page=True))
        for one in asked.regions:
            blocks += region_blocks(one, 2)
    return [*blocks, *errata_blocks(errata_on(note, region))]
