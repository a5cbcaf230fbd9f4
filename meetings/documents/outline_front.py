"""How every document begins: what it is, the outcome in short with the map, and the dates apart."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.weeks import Week
from meetings.documents.blocks import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from meetings.documents.model import DecisionNote, LevelNote, NoteContent, RegionNote
from meetings.documents.note import Note, errata_on
from meetings.documents.picture import at_level, levels_of, map_picture, shown_level
from meetings.documents.words import (
    NOTHING,
    author_in_words,
    computed_in_words,
    day,
    level_in_words,
    moment,
    short_day,
    week_in_words,
)


def front(note: Note, region: RegionNote | None) -> list[Block]:
    """Return what stands under the title, and the outcome in short; of one region, only what concerns it."""
    content = note.content
    blocks: list[Block] = [Paragraph(line, "strong") for line in _standing(content)]
    if errata := errata_on(note, region):
        blocks.append(Paragraph(_errata_line(len(errata)), "strong"))
    if note.sha256:
        blocks.append(Paragraph(_("SHA-256 of the adopted minutes: %(hash)s") % {"hash": note.sha256}, "small"))
    shown = [region] if region else content.regions
    blocks.append(Heading(_("In short"), 1))
    blocks += [Paragraph(line) for line in in_short(shown)]
    picture = map_picture(content, note.drawing, region)
    blocks += [picture] if picture else []
    return blocks if region else [*blocks, *_per_level(content)]


def _standing(content: NoteContent) -> list[str]:
    lines = []
    if content.is_exercise:
        lines.append(_("Exercise: nothing in this document has any effect on the levels in force."))
    facts = {"moment": moment(content.as_it_stood_at)}
    if content.is_adopted and content.adopted_by:
        facts["author"] = author_in_words(content.adopted_by)
        return [*lines, _("Adopted on %(moment)s by %(author)s.") % facts]
    return [*lines, _("Concept, as it stood on %(moment)s. It can still change.") % facts]


def _errata_line(count: int) -> str:
    return ngettext(
        "After the adoption %(count)d erratum was added: see the end of this document.",
        "After the adoption %(count)d errata were added: see the end of this document.",
        count,
    ) % {"count": count}


def in_short(regions: Sequence[RegionNote]) -> list[str]:
    """Say what is still open, which levels change, which differ from the computed one, and which wait."""
    decided = [(region, region.decision) for region in regions if region.decision]
    lines = [_undecided(regions)] if len(decided) < len(regions) else []
    changes = _changes(decided)
    lines += changes
    if decided and not changes and all(region.in_force for region, made in decided):
        lines.append(_("No level changes."))
    if deviating := ", ".join(region.name for region, made in decided if made.differs):
        lines.append(_("Decided other than computed: %(regions)s.") % {"regions": deviating})
    if waiting := ", ".join(region.name for region, made in decided if made.waits_for_route):
        lines.append(_("In force only once the route is completed: %(regions)s.") % {"regions": waiting})
    return lines or [_("Decided as computed.")]


def _undecided(regions: Sequence[RegionNote]) -> str:
    left = sum(region.decision is None for region in regions)
    if len(regions) == 1:
        return _("No level has been decided yet.")
    return ngettext(
        "%(count)d region has no decided level yet.", "%(count)d regions have no decided level yet.", left
    ) % {"count": left}


def _changes(decided: Iterable[tuple[RegionNote, DecisionNote]]) -> list[str]:
    """Say which regions go from which level to which, upwards first."""
    found: dict[tuple[int, int, str, str], list[str]] = {}
    for region, made in decided:
        before = region.in_force.level if region.in_force else made.level
        if before.number != made.level.number:
            # Sorted by the new level, the highest first, and then by the old one.
            key = (-made.level.number, before.number, level_in_words(before), level_in_words(made.level))
            found.setdefault(key, []).append(region.name)
    return [
        _("From %(before)s to %(after)s: %(regions)s.")
        % {"before": before, "after": after, "regions": ", ".join(found[key])}
        for key in sorted(found)
        for before, after in [key[2:]]
    ]


def _per_level(content: NoteContent) -> list[Block]:
    """Return the map in a table: the regions at each level, decided or else computed."""
    columns = (Column(_("Level"), 3), Column(_("Number"), 2), Column(_("Safety regions"), 11))
    rows = [_level_row(level, at_level(content.regions, level)) for level in levels_of(content)]
    without = [region.name for region in content.regions if shown_level(region) is None]
    if without:
        rows.append((Cell(_("unknown")), Cell(str(len(without))), Cell(", ".join(without))))
    blocks: list[Block] = [Table(columns, tuple(rows))] if rows else []
    if any(region.decision is None and region.computed for region in content.regions):
        blocks.append(Paragraph(_("In brackets: computed, not decided yet."), "small"))
    return blocks


def _level_row(level: LevelNote, names: Sequence[str]) -> tuple[Cell, ...]:
    shown = Cell(level_in_words(level), level.colour)
    return (shown, Cell(str(len(names))), Cell(", ".join(names) or NOTHING))


def summary(regions: Iterable[RegionNote]) -> list[Block]:
    """Return the table of all regions: in force, computed, decided."""
    columns = (
        Column(_("Safety region"), 4.6),
        Column(_("Was in force"), 2.8),
        Column(_("Computed level"), 3.4),
        Column(_("Decided level"), 2.8),
        Column(_("Valid from"), 2.4),
    )
    return [Heading(_("Summary"), 1), Table(columns, tuple(_summary_row(region) for region in regions))]


def _summary_row(region: RegionNote) -> tuple[Cell, ...]:
    made = region.decision
    return (
        Cell(region.name),
        _level_cell(region.in_force.level if region.in_force else None),
        Cell(computed_in_words(region), region.computed.colour if region.computed else ""),
        _level_cell(made.level) if made else Cell(_("not decided")),
        Cell(short_day(made.valid_from if made else None)),
    )


def _level_cell(level: LevelNote | None) -> Cell:
    return Cell(level_in_words(level), level.colour if level else "")


def dates(content: NoteContent) -> list[Block]:
    """Return the dates of the week, each apart."""
    window = {"first": day(content.data_from), "last": day(content.data_until)}
    week = week_in_words(Week.parse(content.week))
    rows = (
        (_("Figures of the week"), _("%(first)s to %(last)s") % window + f" ({week})"),
        (_("Figures reported until"), moment(content.reported_until)),
        (_("Levels computed at"), moment(content.computed_at)),
        (_("Meeting held on"), day(content.held_on)),
        (_("Last decision taken at"), moment(content.decided_at)),
        (_("Levels valid from"), ", ".join(map(day, content.valid_from)) or _("not decided")),
        (_("Next meeting"), day(content.next_on)),
    )
    columns = (Column(_("What"), 6), Column(_("When"), 10))
    return [Heading(_("Dates"), 1), Table(columns, tuple((Cell(what), Cell(when)) for what, when in rows))]


def quality(content: NoteContent) -> list[Block]:
    """Return what was said of the figures when the meeting was opened, if anything asked for attention."""
    blocks: list[Block] = []
    if content.findings:
        blocks += [Paragraph(_("When the meeting was opened: %(summary)s") % {"summary": content.quality})]
        blocks.append(Bullets(content.findings))
    blocks += [Paragraph(sentence) for sentence in content.revisions]
    return [Heading(_("Quality of the figures"), 1), *blocks] if blocks else []
