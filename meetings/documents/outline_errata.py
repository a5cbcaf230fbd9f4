"""What was added after the adoption."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meetings.documents.blocks import Block, Heading, Paragraph
from meetings.documents.note import ErratumNote
from meetings.documents.outline_text import lines_of
from meetings.documents.words import day, level_in_words, moment


def errata_blocks(errata: Sequence[ErratumNote]) -> list[Block]:
    """Return the errata, at the end and marked as later."""
    if not errata:
        return []
    blocks: list[Block] = [
        Heading(_("Errata"), 1),
        Paragraph(_("Added after the adoption. The minutes themselves, and their SHA-256, stay as they were.")),
    ]
    for erratum in errata:
        blocks += _erratum(erratum)
    return blocks


def _erratum(erratum: ErratumNote) -> list[Block]:
    name = _("Erratum %(number)s") % {"number": erratum.number}
    blocks: list[Block] = [Heading(f"{name}: {erratum.region}" if erratum.region else name, 2)]
    blocks += lines_of(_("Stands there: %(text)s") % {"text": erratum.wrong})
    blocks += lines_of(_("Must be: %(text)s") % {"text": erratum.right})
    if erratum.level:
        facts = {"level": level_in_words(erratum.level), "day": day(erratum.valid_from)}
        blocks.append(Paragraph(_("Corrected level: %(level)s, valid from %(day)s.") % facts))
    blocks.append(Paragraph(_("Adopted on %(moment)s.") % {"moment": moment(erratum.adopted_at)}, "small"))
    return blocks
