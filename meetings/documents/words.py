"""How documents write weeks, dates, levels and people. In the language that is active."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from ladder import formats
from ladder.weeks import Week
from meetings.documents.model import AuthorNote, LevelNote, NoteContent, RegionNote

NOTHING = "–"


def week_in_words(week: Week) -> str:
    """`week 39 van 2020`; the year is that of the ISO week."""
    return _("week %(number)s of %(year)s") % {"number": week.number, "year": week.year}


def status_in_words(content: NoteContent) -> str:
    """`concept` or `vastgesteld`; of an exercise `oefening, concept` or `oefening, vastgesteld`."""
    status = _("adopted") if content.is_adopted else _("concept")
    return _("exercise, %(status)s") % {"status": status} if content.is_exercise else status


def watermark_of(content: NoteContent) -> str:
    """`OEFENING`, `CONCEPT`, or "" for what was adopted in earnest."""
    if content.is_exercise:
        return _("exercise").upper()
    return "" if content.is_adopted else _("concept").upper()


def level_in_words(level: LevelNote | None) -> str:
    """`3 ernstig`"""
    return f"{level.number} {level.name}" if level else NOTHING


def computed_in_words(region: RegionNote) -> str:
    """`3 ernstig`, `2 zorgelijk (voorlopig)`, or why there is none."""
    if region.computed is None:
        return region.state_label
    level = level_in_words(region.computed)
    return level if region.state == "complete" else f"{level} ({region.state_label})"


def author_in_words(author: AuthorNote) -> str:
    """`account (role)`"""
    return f"{author.username} ({author.roles})" if author.roles else author.username


def day(value: date | None) -> str:
    """`30 september 2020`"""
    return formats.day(value) if value else NOTHING


def short_day(value: date | None) -> str:
    """`30-09-2020`, for tables."""
    return value.strftime("%d-%m-%Y") if value else NOTHING


def moment(value: datetime | None) -> str:
    """`30 september 2020, 10:42` in Dutch local time."""
    return formats.moment(value) if value else NOTHING


def capital(text: str) -> str:
    """Begin with a capital: `positieve testen` becomes `Positieve testen`."""
    return text[:1].upper() + text[1:]
