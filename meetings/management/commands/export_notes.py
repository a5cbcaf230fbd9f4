"""`export_notes`: the documents of a meeting as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.access import DEFAULT_LADDER, by_key
from meetings.actions.documents import record_export
from meetings.documents.formats import FORMATS, KINDS, NOTE, write
from meetings.documents.note import note_of
from meetings.models import Meeting
from regions.models import Area


class Command(BaseCommand):
    help = "Write the duiding note, or the decision list, of a meeting to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", required=True, help="such as 2020-W39, or 2020-W39-oefening for an exercise")
        parser.add_argument("--format", required=True, choices=tuple(FORMATS))
        parser.add_argument("--output", required=True, type=Path)
        parser.add_argument("--kind", choices=KINDS, default=NOTE, help="xlsx and csv always hold the decisions")
        parser.add_argument("--region", help="only this region, such as VR15")
        parser.add_argument("--ladder", default=DEFAULT_LADDER)

    def handle(self, *args: Any, **options: Any) -> None:
        now, kind, file_format = timezone.now(), options["kind"], options["format"]
        meeting = _meeting(options["week"], options["ladder"])
        area = _area(meeting, options["region"])
        file = write(note_of(meeting), kind, format=file_format, region=area.code if area else None)
        try:
            options["output"].write_bytes(file)
        except OSError as error:
            raise CommandError(str(error)) from error
        record_export(meeting=meeting, kind=kind, file_format=file_format, area=area, by=None, now=now)
        self.stdout.write(str(options["output"]))


def _meeting(key: str, ladder: str) -> Meeting:
    try:
        wanted = by_key(key)
    except Http404 as error:
        raise CommandError(_("%(week)s is no week such as 2020-W39.") % {"week": key}) from error
    meetings = Meeting.objects.select_related("ladder", "adopted_by")
    meeting = meetings.filter(ladder__code=ladder, **wanted).first()
    if meeting is None:
        raise CommandError(_("There is no meeting on %(week)s.") % {"week": key})
    return meeting


def _area(meeting: Meeting, code: str | None) -> Area | None:
    if not code:
        return None
    item = meeting.items.select_related("area").filter(area__code=code).first()
    if item is None:
        words = {"code": code, "week": meeting.key}
        raise CommandError(_("There is no region %(code)s on the agenda of %(week)s.") % words)
    return item.area
