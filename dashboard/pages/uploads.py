"""What the pages for sending in spreadsheets show."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.pages.parameters import ParameterError, read_week
from ladder import formats
from ladder.import_texts import in_words
from ladder.models import ImportBatch, RefusedRow, Signal, SignalStep, SpreadsheetUpload
from ladder.sheet_template import Template
from ladder.sources.cell_problems import CellProblem
from ladder.upload_previews import Change, Preview, preview_of, read_upload
from ladder.weeks import Week
from meetings.models import AreaMembership
from meetings.roles import ANSWER_FOR_REGION, SEND_FIGURES, SEND_FIGURES_OF_ALL
from regions.models import Area

SEE_ALL_UPLOADS = "ladder.view_spreadsheetupload"
EVERY_REGION = "regions"
CHANGES_PER_PAGE = 100
MOST_PROBLEMS = 200
RECENT = 10
DECIMALS = 6


@dataclass(frozen=True)
class ChangeRow:
    """A figure that would be stored, in words."""

    cell: str
    area: str
    area_code: str
    signal: str
    period: str
    old: str
    new: str
    note: str
    is_new: bool


@dataclass(frozen=True)
class ProblemRow:
    """What is wrong with a cell, in words. `figures`: how many figures it keeps from being stored."""

    cell: str
    words: str
    found: str
    expected: str
    figures: int


@dataclass(frozen=True)
class UploadPage:
    """A spreadsheet that waits for a yes."""

    upload: SpreadsheetUpload
    preview: Preview
    changes: Page[Change]
    rows: list[ChangeRow]
    problems: list[ProblemRow]
    more_problems: int
    remarks: list[str]

    @property
    def has_changes(self) -> bool:
        return bool(self.preview.changes)


def sender_of(request: HttpRequest) -> User:
    """Return who asks; `Http404` for someone who is not signed in, `PermissionDenied` who may not send figures."""
    if not isinstance(request.user, User):
        raise Http404
    if not request.user.has_perm(SEND_FIGURES):
        raise PermissionDenied
    return request.user


def get_upload_for(request: HttpRequest, pk: int) -> SpreadsheetUpload:
    """Return a spreadsheet for the one who sent it in, or who may see all of them; `Http404` for others."""
    sender = sender_of(request)
    upload = SpreadsheetUpload.objects.select_related("batch__imported_by", "uploaded_by").filter(pk=pk).first()
    if upload is None or not (upload.uploaded_by_id == sender.pk or sender.has_perm(SEE_ALL_UPLOADS)):
        raise Http404
    return upload


def recent_uploads(user: User) -> QuerySet[SpreadsheetUpload]:
    """Return the last spreadsheets of a person, without their content."""
    own = SpreadsheetUpload.objects.filter(uploaded_by=user).select_related("batch")
    return own.defer("content")[:RECENT]


def areas_to_send(user: User, *, day: date) -> frozenset[str] | None:
    """Return the codes of the areas that an account may send in figures of on a day, with their municipalities.

    None: of every area. Whoever sends them in for a region alone: of the areas that he or she speaks for that day.
    """
    if user.is_superuser or user.groups.filter(name__in=SEND_FIGURES_OF_ALL).exists():
        return None
    if not user.has_perm(ANSWER_FOR_REGION):
        return frozenset()
    return frozenset(AreaMembership.objects.of(user).on(day).values_list("area__code", flat=True))


def load_upload_page(upload: SpreadsheetUpload, sender: User, *, at: datetime, number: str) -> UploadPage:
    """Read and compare a spreadsheet; `sender`: who would take it over; `number`: the asked page of changes.

    `SourceError` as in its reader.
    """
    found = read_upload(upload, only_areas=areas_to_send(sender, day=timezone.localdate(at)))
    preview = preview_of(found, at=at)
    changes = Paginator(preview.changes, CHANGES_PER_PAGE).get_page(number)
    return UploadPage(
        upload=upload,
        preview=preview,
        changes=changes,
        rows=[_change_row(change) for change in changes],
        problems=[_problem_row(*told) for told in preview.problems[:MOST_PROBLEMS]],
        more_problems=max(0, len(preview.problems) - MOST_PROBLEMS),
        remarks=[in_words(remark) for remark in preview.remarks],
    )


def refused_of(batch: ImportBatch) -> list[str]:
    """Return the first refused rows of an import, in words."""
    rows: QuerySet[RefusedRow] = batch.refused_rows.all()[:MOST_PROBLEMS]
    return [in_words(row.reason) for row in rows]


def _change_row(change: Change) -> ChangeRow:
    return ChangeRow(
        cell=change.cell,
        area=change.area_name,
        area_code=change.area_code,
        signal=change.signal.label,
        period=_period(change),
        old="" if change.old is None else _value(change.old, change.signal),
        new=_value(change.new, change.signal),
        note=change.note,
        is_new=change.old is None,
    )


def _period(change: Change) -> str:
    is_weekly = change.signal.frequency == Signal.Frequency.WEEKLY
    return formats.week_option(Week.of(change.day)) if is_weekly else formats.day(change.day)


def _value(value: float, signal: Signal) -> str:
    step = next((step for step in signal.steps.all() if step.value == value), None)
    return str(step) if step else formats.bound(value)


def _problem_row(problem: CellProblem, figures: int) -> ProblemRow:
    return ProblemRow(
        cell=problem.cell,
        words=in_words(problem.words),
        found=problem.found,
        expected=in_words(problem.expected),
        figures=figures,
    )


def template_signals() -> QuerySet[Signal]:
    """Return the signals that a template can be made for, with their steps."""
    return Signal.objects.prefetch_related(Prefetch("steps", SignalStep.objects.order_by("value")))


def default_week(now: datetime) -> Week:
    """Return the last full week."""
    return Week.last_full_before(timezone.localdate(now))


def read_template(query: QueryDict, *, now: datetime) -> Template:
    """Read `signals=` (codes, repeated or with commas), `week=` and `areas=` (`regions`, or the code of a region).

    Without signals those that people judge. `ParameterError` for what is not there.
    """
    return Template(
        signals=_read_signals(query),
        week=read_week(query) or default_week(now),
        areas=_read_areas(query.get("areas", "") or EVERY_REGION),
    )


def _read_signals(query: QueryDict) -> list[Signal]:
    codes = {code for given in query.getlist("signals") for code in given.split(",") if code}
    known = {signal.code: signal for signal in template_signals()}
    if strange := sorted(codes - set(known)):
        raise ParameterError("signals", expected=", ".join(known), found=strange[0])
    judged = {code for code, signal in known.items() if signal.steps.all()}
    chosen = codes or judged or set(known)
    return [signal for code, signal in known.items() if code in chosen]


def _read_areas(asked: str) -> list[Area]:
    if asked == EVERY_REGION:
        return list(Area.objects.safety_regions().order_by("code"))
    found = list(Area.objects.municipalities().filter(parent__code=asked).order_by("name"))
    if not found:
        raise ParameterError("areas", expected=_("regions, or the code of a safety region"), found=asked)
    return found
