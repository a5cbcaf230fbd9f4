"""`import_catalogue`: a file with measures into the drafts of the lists."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.import_texts import in_words
from ladder.sources.errors import SourceError
from measures.actions.imports import import_catalogue
from measures.catalogue_arguments import find_catalogue
from measures.errors import MeasureError
from measures.exchange.outcome import Outcome, outcome_of
from measures.exchange.reading import LIMIT
from measures.import_page import problem_lines, said

MOST_LINES = 50


class Command(BaseCommand):
    help = "Read a list of measures (.xlsx, .csv or JSON) into its draft, and say what it changes, field by field."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--catalogue", help="code of the list; default: each row names its own")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--only-good", action="store_true", help="leave out rows with problems, store the others"
        )
        parser.add_argument(
            "--withdraw-missing", default="", metavar="REASON", help="withdraw what the file lacks"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Namespace(**options)
        catalogue = find_catalogue(asked.catalogue) if asked.catalogue else None
        content, name = _read(asked.file), asked.file.name
        try:
            outcome = outcome_of(content, name, catalogue=catalogue)
            self._tell(outcome)
            if asked.dry_run:
                self.stdout.write(_("Nothing has been stored."))
                return
            import_catalogue(
                content=content,
                file_name=name,
                catalogue=catalogue,
                seen=outcome.digest,
                only_good=asked.only_good,
                withdraw_missing=asked.withdraw_missing.strip(),
                by=None,
                now=timezone.now(),
            )
        except (SourceError, MeasureError) as error:
            raise CommandError(in_words(str(error))) from error
        self.stdout.write(said(outcome, withdrawn=bool(asked.withdraw_missing.strip())))

    def _tell(self, outcome: Outcome) -> None:
        lines = [f"- {in_words(remark)}" for remark in outcome.remarks]
        for row in outcome.good:
            lines += [f"{row.number} {row.title}: {_('new')}"] if row.is_new else []
            lines += [
                f"{row.number} {row.title}: {change.column.heading}: {change.old or '–'} → {change.new or '–'}"
                for change in row.changes
            ]
        for line in lines[:MOST_LINES]:
            self.stdout.write(line)
        if len(lines) > MOST_LINES:
            self.stdout.write(_("… and %(number)s more") % {"number": len(lines) - MOST_LINES})
        for problem in problem_lines(outcome):
            expected = f" ({_('expected')}: {problem.expected})" if problem.expected else ""
            self.stderr.write(f"{problem.cell} {problem.title}: {problem.words}: {problem.found}{expected}")
        told = {"unchanged": outcome.unchanged, "missing": len(outcome.missing), "faulty": len(outcome.faulty)}
        self.stdout.write(
            _("%(unchanged)s unchanged, %(missing)s not in the file, %(faulty)s with a problem") % told
        )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise CommandError(f"cannot read {path}: {error.strerror}") from error
