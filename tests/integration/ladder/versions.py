"""Ladder versions to test with."""

from datetime import date

from ladder.actions import copy_version
from ladder.models import LadderVersion, Level, SignalUse, Threshold
from tests.factories import REPORTED


def a_draft(code: str = "2020-10", of: str = "2020-09") -> LadderVersion:
    """Make a draft from an adopted version, valid from 13 October 2020: in order as it is."""
    source = LadderVersion.objects.get(code=of)
    return copy_version(version=source, code=code, valid_from=date(2020, 10, 13), by=None, now=REPORTED)


def loaded(version: LadderVersion) -> LadderVersion:
    return LadderVersion.objects.with_levels_and_bounds().get(pk=version.pk)


def use_of(version: LadderVersion, signal: str = "positive_tests") -> SignalUse:
    return SignalUse.objects.get(version=version, signal__code=signal)


def add_level(version: LadderVersion, number: int, **fields: str) -> Level:
    given = {"name": f"niveau {number}", "colour": "#68032F", **fields}
    return Level.objects.create(version=version, number=number, **given)


def set_bound(version: LadderVersion, number: int, value: float, signal: str = "positive_tests") -> None:
    level = Level.objects.get(version=version, number=number)
    Threshold.objects.update_or_create(use=use_of(version, signal), level=level, defaults={"value": value})
