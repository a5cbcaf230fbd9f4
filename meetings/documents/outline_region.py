"""What a document says of one region."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.documents.blocks import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from meetings.documents.model import (
    DecisionNote,
    InterpretationNote,
    LevelNote,
    MeasureNote,
    QuestionNote,
    RegionNote,
    ResponseNote,
    ValueNote,
)
from meetings.documents.outline_text import lines_of
from meetings.documents.words import (
    NOTHING,
    author_in_words,
    capital,
    computed_in_words,
    day,
    level_in_words,
    moment,
    short_day,
)


def region_blocks(region: RegionNote, level: int) -> list[Block]:
    """Return all there is on a region, under a heading of this level."""
    sections = (
        (_("Why on the agenda"), _bullets(region.agenda_reasons)),
        (_("Figures and computed level"), _figures(region)),
        (_("What the region says"), _response(region.response) + _questions(region.questions)),
        (_("Duiding"), _interpretation(region.interpretation)),
        (_("Decision"), decision_lines(region.decision)),
        (_("Measures in force"), _measures(region.measures)),
    )
    blocks: list[Block] = [Heading(f"{region.name} ({region.code})", level), _levels(region)]
    for heading, section in sections:
        if section:
            blocks += [Heading(heading, level + 1), *section]
    return blocks


def _levels(region: RegionNote) -> Table:
    """Return the levels side by side: in force, computed, proposed, decided."""
    rows = [_computed_row(region)]
    if region.in_force:
        since = _("since %(day)s") % {"day": day(region.in_force.valid_from)}
        rows.insert(0, _row(_("Was in force"), region.in_force.level, since))
    if region.response and region.response.proposed:
        rows.append(_row(_("Proposed by the region"), region.response.proposed, region.response.proposal_reason))
    if region.proposal:
        rows.append(_row(_("Proposed level"), region.proposal.level, author_in_words(region.proposal.author)))
    rows.append(_decided_row(region.decision))
    columns = (Column(_("What"), 4), Column(_("Level"), 4), Column(_("Further"), 8))
    return Table(columns, tuple(rows))


def _row(what: str, level: LevelNote, text: str) -> tuple[Cell, ...]:
    return (Cell(what), Cell(level_in_words(level), level.colour), Cell(" ".join(text.split()) or NOTHING))


def _computed_row(region: RegionNote) -> tuple[Cell, ...]:
    version = _("ladder version %(version)s") % {"version": region.ladder_version}
    colour = region.computed.colour if region.computed else ""
    text = version if region.ladder_version else NOTHING
    return (Cell(_("Computed level")), Cell(computed_in_words(region), colour), Cell(text))


def _decided_row(made: DecisionNote | None) -> tuple[Cell, ...]:
    if made is None:
        return (Cell(_("Decided level")), Cell(_("not decided")), Cell(NOTHING))
    return _row(_("Decided level"), made.level, _("valid from %(day)s") % {"day": day(made.valid_from)})


def _bullets(sentences: Iterable[str]) -> list[Block]:
    items = tuple(capital(sentence) for sentence in sentences)
    return [Bullets(items)] if items else []


def _figures(region: RegionNote) -> list[Block]:
    blocks = _bullets(region.reasons)
    if region.values:
        columns = (
            Column(_("Signal"), 4.8),
            Column(_("Weekly value"), 2.1),
            Column(_("Unit"), 5.5),
            Column(_("State"), 3.6),
        )
        blocks.append(Table(columns, tuple(_value_row(value) for value in region.values)))
    return blocks


def _value_row(value: ValueNote) -> tuple[Cell, ...]:
    name = capital(value.name)
    name = _("%(signal)s (deciding)") % {"signal": name} if value.deciding else name
    return (Cell(name), Cell(value.text), Cell(value.unit), Cell(value.state))


def _response(given: ResponseNote | None) -> list[Block]:
    if given is None:
        return []
    blocks: list[Block] = [Paragraph(given.view)]
    if given.error_signal:
        blocks.append(Paragraph(_("Signal with the error: %(signal)s.") % {"signal": given.error_signal}))
    blocks += [*lines_of(given.error_text), *lines_of(given.context)]
    if given.proposed:
        facts = {"level": level_in_words(given.proposed), "reason": given.proposal_reason}
        blocks += lines_of(_("Proposes %(level)s: %(reason)s") % facts)
    line = _("%(author)s, %(moment)s, receipt %(receipt)s") % {
        "author": author_in_words(given.author),
        "moment": moment(given.given_at),
        "receipt": given.receipt,
    }
    return [*blocks, Paragraph(line, "small")]


def _questions(questions: Iterable[QuestionNote]) -> list[Block]:
    blocks: list[Block] = []
    for question in questions:
        blocks += question_lines(question)
    return blocks


def question_lines(question: QuestionNote) -> list[Block]:
    """Return a question that was handed back, with its answer or until when it is awaited."""
    blocks: list[Block] = [*lines_of(_("Question to the region: %(text)s") % {"text": question.text})]
    if question.answered_at is None:
        line = _("No answer yet, due on %(day)s.") % {"day": day(question.due_on)}
        return [*blocks, Paragraph(line)]
    return [*blocks, *lines_of(_("Answer: %(text)s") % {"text": question.answer})]


def _interpretation(written: InterpretationNote | None) -> list[Block]:
    if written is None:
        return [Paragraph(_("No duiding was written."))]
    line = _("Version %(number)s, %(author)s, %(moment)s") % {
        "number": written.number,
        "author": author_in_words(written.author),
        "moment": moment(written.written_at),
    }
    return [*lines_of(written.text), Paragraph(line, "small")]


def decision_lines(made: DecisionNote | None) -> list[Block]:
    """Return the decision with all that belongs to it: deviation, reason, votes, minority, review, route."""
    if made is None:
        return [Paragraph(_("No level has been decided yet."))]
    facts = {"level": level_in_words(made.level), "day": day(made.valid_from)}
    blocks: list[Block] = [Paragraph(_("%(level)s, valid from %(day)s.") % facts, "strong")]
    blocks += [Paragraph(line) for line in _circumstances(made)]
    if made.reason:
        blocks += lines_of(_("Reason: %(reason)s") % {"reason": made.reason})
    if made.votes:
        votes = {"for": made.votes.in_favour, "against": made.votes.against, "abstained": made.votes.abstained}
        blocks.append(Paragraph(_("Votes: %(for)s for, %(against)s against, %(abstained)s abstained.") % votes))
    if made.minority_note:
        blocks += lines_of(_("Minority note: %(text)s") % {"text": made.minority_note})
    line = _("Decided by %(author)s, %(moment)s") % {
        "author": author_in_words(made.author),
        "moment": moment(made.decided_at),
    }
    return [*blocks, Paragraph(line, "small")]


def _circumstances(made: DecisionNote) -> list[str]:
    lines = []
    if made.differs:
        kind = {"kind": made.deviation}
        with_kind = _("This differs from the computed level: %(kind)s.") % kind
        lines.append(with_kind if made.deviation else _("This differs from the computed level."))
    if made.waits_for_route:
        lines.append(_("In force only once the route is completed."))
    if made.next_review:
        lines.append(_("Next review on %(day)s.") % {"day": day(made.next_review)})
    return lines


def _measures(measures: Iterable[MeasureNote]) -> list[Block]:
    rows = tuple(_measure_row(measure) for measure in measures)
    columns = (
        Column(_("Measure"), 4.6),
        Column(_("Sector"), 3),
        Column(_("In force from"), 2.4),
        Column(_("until"), 2.4),
        Column(_("Legal basis"), 3.6),
    )
    return [Table(columns, rows)] if rows else []


def _measure_row(measure: MeasureNote) -> tuple[Cell, ...]:
    title = f"{measure.title} ({measure.deviation})" if measure.deviation else measure.title
    texts = (title, measure.sector, short_day(measure.since), short_day(measure.until), measure.legal_basis)
    return tuple(Cell(" ".join(text.split()) or NOTHING) for text in texts)
