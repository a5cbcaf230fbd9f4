"""What an import says, in the reader's language.

Problems, remarks and reasons are stored as `words: data; words: data`, with English words (`ladder.sources`).
"""

from django.utils.translation import gettext

from ladder.models import ImportBatch

WHAT_A_FILE_IS = ("expected", "found")
"""After these words stands what kind of file it is, such as `an HTML page`, where it is known."""


def in_words(text: str) -> str:
    """Translate the words of a problem, remark or reason, and leave the data as it is.

    >>> in_words("unknown area code: GM9999")
    'onbekende gebiedscode: GM9999'
    """
    return "; ".join(_clause(clause) for clause in text.split("; "))


def _clause(clause: str) -> str:
    words, colon, data = clause.partition(": ")
    if not colon:
        words, opening, place = clause.partition(" (")
        return f"{_translated(words)}{opening}{place}"
    return f"{_translated(words)}{colon}{_translated(data) if words in WHAT_A_FILE_IS else data}"


def _translated(words: str) -> str:
    return gettext(words) if words else words


def summary_lines(batch: ImportBatch, *, refused_shown: int = 10) -> list[str]:
    """Say what became of an import: its numbers, remarks, and the first refused rows with their reasons."""
    lines = [
        gettext("Import %(batch)s of %(file)s, reported at %(moment)s")
        % {
            "batch": batch.pk,
            "file": batch.file_name,
            "moment": f"{batch.reported_at.astimezone():%d-%m-%Y %H:%M}",
        },
        gettext("%(read)s figures read: %(stored)s stored, %(unchanged)s unchanged, %(refused)s refused")
        % {
            "read": batch.rows_read,
            "stored": batch.rows_stored,
            "unchanged": batch.rows_unchanged,
            "refused": batch.rows_refused,
        },
    ]
    lines += [f"- {in_words(remark)}" for remark in batch.remarks]
    for row in batch.refused_rows.all()[:refused_shown]:
        lines.append(gettext("line %(line)s: %(reason)s") % {"line": row.line, "reason": in_words(row.reason)})
    if batch.rows_refused > refused_shown:
        lines.append(gettext("… and %(number)s more") % {"number": batch.rows_refused - refused_shown})
    return lines
