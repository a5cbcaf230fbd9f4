"""`export_notes`: the duiding note of a meeting as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ladder.weeks import Week, WeekError
from meetings.access import DEFAULT_LADDER
from meetings.documents.note import Note, note_of, only_region
from meetings.documents.word import write_docx
from meetings.models import Meeting

FORMATS = ("docx", "odt", "pdf", "xlsx", "csv")


class Command(BaseCommand):
    help = "Write the duiding note of a meeting to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", required=True, help="such as 2020-W39")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--output", required=True, type=Path)
        parser.add_argument("--region", help="only this region, such as VR15")
        parser.add_argument("--ladder", default=DEFAULT_LADDER)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] != "docx":
            raise CommandError(_("%(format)s comes later: only docx for now.") % {"format": options["format"]})
        note = _note(options["week"], options["ladder"], options["region"])
        try:
            with options["output"].open("wb") as file:
                write_docx(note.content, file, sha256=note.sha256)
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(options["output"]))


def _note(week: str, ladder: str, region: str | None) -> Note:
    note = note_of(_meeting(week, ladder))
    try:
        return only_region(note, region) if region else note
    except LookupError as error:
        raise CommandError(
            _("There is no region %(code)s on the agenda of %(week)s.") % {"code": region, "week": week}
        ) from error


def _meeting(key: str, ladder: str) -> Meeting:
    try:
        week = Week.parse(key)
    except WeekError as error:
        raise CommandError(str(error)) from error
    meetings = Meeting.objects.select_related("ladder", "adopted_by")
    meeting = meetings.filter(ladder__code=ladder, week_start=week.start).first()
    if meeting is None:
        raise CommandError(_("There is no meeting on %(week)s.") % {"week": week})
    return meeting
