"""Which of the versions at hand judges a week. That the database says the same is in the integration tests."""

from datetime import date

import pytest

from ladder.in_force import version_for
from ladder.models import LadderVersion
from ladder.weeks import Week

W39 = Week.parse("2020-W39")  # 21 to 27 September


def version(code: str, valid_from: date, status: str = "adopted") -> LadderVersion:
    return LadderVersion(code=code, valid_from=valid_from, status=status)


OLD, MONDAY = version("old", date(2020, 9, 1)), version("monday", date(2020, 9, 21))
SUNDAY, AFTER = version("sunday", date(2020, 9, 27)), version("after", date(2020, 9, 28))


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([], None),
        ([AFTER], None),
        ([OLD], OLD),
        ([OLD, MONDAY], MONDAY),
        ([OLD, MONDAY, SUNDAY], SUNDAY),
        ([OLD, MONDAY, SUNDAY, AFTER], SUNDAY),
        ([AFTER, SUNDAY, OLD, MONDAY], SUNDAY),
    ],
)
def test_the_version_in_force_on_the_sunday_judges_the_week_whatever_the_order(versions, expected):
    assert version_for(versions, W39) is expected


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_only_adopted_versions_count(status):
    assert version_for([OLD, version("other", date(2020, 9, 21), status)], W39) is OLD
