"""Test records in one line. Signals, ladders and areas are not made here: the migrations bring them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import factory
from django.contrib.auth.models import Group, Permission, User

from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict
from ladder.models import Assessment, ImportBatch, LadderVersion, Observation, Signal
from ladder.weeks import Week
from regions.models import Area

PASSWORD = "a password for tests only"
REPORTED = datetime(2020, 10, 1, 12, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    """A user: `UserFactory(permissions=["meetings.run_meeting"])`, `UserFactory(groups=["name of a group"])`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("user{}".format)
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def permissions(self: Any, create: bool, extracted: Iterable[str] | None, **_: Any) -> None:
        for name in extracted or ():
            app, codename = name.split(".")
            self.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Iterable[str] | None, **_: Any) -> None:
        self.groups.add(*(Group.objects.get(name=name) for name in extracted or ()))


class ImportBatchFactory(factory.django.DjangoModelFactory):
    """An import that stored nothing yet."""

    class Meta:
        model = ImportBatch

    source = "rivm-positive-tests"
    file_name = "figures.csv"
    sha256 = "0" * 64
    reported_at = imported_at = REPORTED
    status = ImportBatch.Status.STORED


def store_figures(
    signal: str, figures: Mapping[str, Mapping[str, float]], *, reported_at: datetime = REPORTED
) -> ImportBatch:
    """Store figures: `store_figures("positive_tests", {"VR01": {"2020-09-21": 12}})`."""
    batch = ImportBatchFactory(reported_at=reported_at, imported_at=reported_at)
    of_signal, areas = Signal.objects.get(code=signal), Area.objects.in_bulk(list(figures), field_name="code")
    Observation.objects.bulk_create(
        Observation(
            signal=of_signal, area=areas[code], date=date.fromisoformat(day), value=value,
            reported_at=reported_at, batch=batch,
        )
        for code, days in figures.items()
        for day, value in days.items()
    )  # fmt: skip
    return batch


def store_assessments(
    week: str, levels: Mapping[str, int | None], *, as_of: datetime = REPORTED, version: str | None = None
) -> list[Assessment]:
    """Store computed levels without computing: `store_assessments("2020-W39", {"VR01": 2, "VR02": None})`.

    None is an unknown level. The verdict names `positive_tests` as deciding, with a value just above the level's
    signal value. `version` is the version in force unless it is given.
    """
    of_week, versions = Week.parse(week), LadderVersion.objects.filter(ladder__code="regionaal")
    of_version = versions.get(code=version) if version else versions.for_week(of_week).get()
    steps = {step.number: step for step in of_version.levels.all()}
    areas = Area.objects.in_bulk(list(levels), field_name="code")
    facts = {number: _verdict(of_version, number).as_facts() for number in set(levels.values())}
    return Assessment.objects.bulk_create(
        Assessment(
            version=of_version, area=areas[code], week_start=of_week.start, as_of=as_of, computed_at=as_of,
            level=steps[number] if number else None, state="complete" if number else "unknown",
            facts=facts[number],
        )
        for code, number in levels.items()
    )  # fmt: skip


def _verdict(version: LadderVersion, number: int | None) -> Verdict:
    use = version.uses.get(signal__code="positive_tests")
    bounds = tuple((bound.level.number, bound.value) for bound in use.thresholds.order_by("level__number"))
    value = None if number is None else dict(bounds).get(number, 0.0) + 1.0
    found = SignalVerdict(
        signal="positive_tests", role="deciding", value=value, days=0 if value is None else 7, days_expected=7,
        state=ValueState.MISSING if value is None else ValueState.COMPLETE, level=number, bounds=bounds,
        grain=None if value is None else "parts",
    )  # fmt: skip
    return Verdict(
        rule=version.code, comparator=version.comparator, level=number, signals=(found,),
        state=LevelState.UNKNOWN if number is None else LevelState.COMPLETE,
        deciding=() if number is None else ("positive_tests",),
    )  # fmt: skip
