"""The duiding note as a Word document."""

from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import docx
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document

from meetings.documents.content import (
    ADOPTED,
    LANGUAGE,
    AuthorNote,
    DecisionNote,
    LevelNote,
    NoteContent,
    RegionNote,
    ValueNote,
)
from meetings.documents.word_parts import (
    add_page_number,
    add_right_tab,
    add_table,
    set_page,
    set_styles,
    shade_as_level,
)
from meetings.plain_text import for_documents


def write_docx(content: NoteContent, file: str | Path | IO[bytes], *, sha256: str = "") -> None:
    """Write the note as .docx, in Dutch, whatever the reader's language.

    `sha256` is that of the adopted minutes and stands under the title. Characters that the format cannot hold are
    replaced, so that no text can spoil the document.
    """
    with override(LANGUAGE):
        document = docx.Document()
        set_page(document)
        set_styles(document, "nl-NL")
        _write_properties(document, content)
        _write_margins(document, content)
        _write_front(document, content, sha256)
        _write_summary(document, content)
        document.add_heading(_("Per region"), 1)
        for region in content.regions:
            _write_region(document, region)
        document.save(str(file) if isinstance(file, Path) else file)


def _write_properties(document: Document, content: NoteContent) -> None:
    properties = document.core_properties
    properties.title = for_documents(content.title)
    properties.subject = for_documents(content.ladder)
    properties.author = properties.last_modified_by = for_documents(content.ladder)
    properties.comments = ""
    properties.language = "nl-NL"
    properties.content_status = _status(content)
    # These properties hold moments without an offset, meant as UTC.
    moment = timezone.make_naive(content.as_it_stood_at, timezone.get_fixed_timezone(0))
    properties.created = properties.modified = moment


def _status(content: NoteContent) -> str:
    return _("adopted") if content.status == ADOPTED else _("concept")


def _write_margins(document: Document, content: NoteContent) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    add_right_tab(header)
    add_right_tab(footer)
    header.add_run(for_documents(f"{content.title}\t{_status(content)}"))
    footer.add_run(f"{_status(content)} · {_moment(content.as_it_stood_at)}\t")
    add_page_number(footer, page=_("Page"), of=_("of"))


def _write_front(document: Document, content: NoteContent, sha256: str) -> None:
    document.add_heading(for_documents(content.title), 0)
    document.add_paragraph(for_documents(_standing(content)))
    if sha256:
        document.add_paragraph(_("SHA-256 of the adopted minutes: %(hash)s") % {"hash": sha256})
    document.add_heading(_("Dates"), 1)
    add_table(document, {_("What"): 6.5, _("When"): 9.5}, _dates(content))


def _standing(content: NoteContent) -> str:
    moment = _moment(content.as_it_stood_at)
    if content.status == ADOPTED and content.adopted_by:
        return _("Adopted on %(moment)s by %(author)s.") % {
            "moment": moment,
            "author": _author(content.adopted_by),
        }
    return _("Concept, as it stood on %(moment)s. It can still change.") % {"moment": moment}


def _dates(content: NoteContent) -> list[list[str]]:
    window = _("%(first)s to %(last)s") % {"first": _day(content.data_from), "last": _day(content.data_until)}
    return [
        [_("Figures of the week"), f"{window} ({content.week})"],
        [_("Figures reported until"), _moment(content.reported_until)],
        [_("Levels computed at"), _moment(content.computed_at)],
        [_("Meeting held on"), _day(content.held_on)],
        [_("Last decision taken at"), _moment(content.decided_at)],
        [_("Levels valid from"), ", ".join(map(_day, content.valid_from)) or _("not decided")],
        [_("Next meeting"), _day(content.next_on)],
    ]


def _write_summary(document: Document, content: NoteContent) -> None:
    document.add_heading(_("Summary"), 1)
    columns = {_("Safety region"): 5.5, _("Computed level"): 4.0, _("Decided level"): 3.5, _("Valid from"): 3.0}
    rows = [
        [region.name, _computed(region), _decided(region.decision), _valid_from(region.decision)]
        for region in content.regions
    ]
    table = add_table(document, columns, rows)
    for row, region in zip(table.rows[1:], content.regions, strict=True):
        _colour(row.cells[1], region.computed)
        _colour(row.cells[2], region.decision.level if region.decision else None)


def _colour(cell: Any, level: LevelNote | None) -> None:
    if level:
        shade_as_level(cell, level.colour)


def _write_region(document: Document, region: RegionNote) -> None:
    document.add_heading(for_documents(f"{region.name} ({region.code})"), 2)
    document.add_heading(_("Computed level"), 3)
    document.add_paragraph(for_documents(_computed(region)))
    for reason in region.reasons:
        document.add_paragraph(for_documents(reason), style="List Bullet")
    if region.values:
        columns = {_("Signal"): 5.0, _("Weekly value"): 2.5, _("Unit"): 5.0, _("State"): 3.5}
        add_table(document, columns, [_value(value) for value in region.values])
    document.add_heading(_("Duiding"), 3)
    _write_interpretation(document, region)
    document.add_heading(_("Decided level"), 3)
    _write_decision(document, region.decision)


def _value(value: ValueNote) -> list[str]:
    name = _("%(signal)s (deciding)") % {"signal": value.name} if value.deciding else value.name
    return [name, value.text, value.unit, value.state]


def _write_interpretation(document: Document, region: RegionNote) -> None:
    written = region.interpretation
    if written is None:
        document.add_paragraph(_("No duiding was written."))
        return
    _write_text(document, written.text)
    line = _("Version %(number)s, %(author)s, %(moment)s") % {
        "number": written.number,
        "author": _author(written.author),
        "moment": _moment(written.written_at),
    }
    document.add_paragraph(for_documents(line), style="Caption")


def _write_decision(document: Document, decision: DecisionNote | None) -> None:
    if decision is None:
        document.add_paragraph(_("No level has been decided yet."))
        return
    facts = {"level": _level(decision.level), "day": _day(decision.valid_from)}
    document.add_paragraph(for_documents(_("%(level)s, valid from %(day)s.") % facts))
    if decision.differs:
        document.add_paragraph(_("This differs from the computed level."))
    if decision.reason:
        _write_text(document, _("Reason: %(reason)s") % {"reason": decision.reason})
    line = _("Decided by %(author)s, %(moment)s") % {
        "author": _author(decision.author),
        "moment": _moment(decision.decided_at),
    }
    document.add_paragraph(for_documents(line), style="Caption")


def _write_text(document: Document, text: str) -> None:
    for line in for_documents(text).split("\n"):
        if line.strip():
            document.add_paragraph(line)


def _computed(region: RegionNote) -> str:
    if region.computed is None:
        return region.state_label
    level = _level(region.computed)
    return level if region.state == "complete" else f"{level} ({region.state_label})"


def _decided(decision: DecisionNote | None) -> str:
    return _level(decision.level) if decision else _("not decided")


def _valid_from(decision: DecisionNote | None) -> str:
    return _day(decision.valid_from) if decision else "–"


def _level(level: LevelNote) -> str:
    return f"{level.number} {level.name}"


def _author(author: AuthorNote) -> str:
    return f"{author.username} ({author.roles})" if author.roles else author.username


def _day(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%d-%m-%Y %H:%M") if moment else "–"
