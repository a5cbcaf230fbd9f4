"""The command that tells revisions, at a moment in the past."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import REPORTED, store_assessments
from tests.integration.meetings.records import NOW, all_levels, meeting_on

pytestmark = pytest.mark.django_db


def told(as_of: str) -> str:
    out = StringIO()
    call_command("revision_report", "--week", "2020-W39", "--as-of", as_of, stdout=out)
    return out.getvalue()


def test_then_is_never_later_than_the_moment_that_is_asked_for() -> None:
    meeting_on("2020-W39", all_levels(2))
    store_assessments("2020-W39", {"VR15": 3}, as_of=NOW - timedelta(minutes=1))
    # Against the first computation, and from the meeting on against what that had before it.
    assert "in 1 regio anders geweest" in told((NOW - timedelta(seconds=1)).isoformat())
    assert "hetzelfde geweest" in told(NOW.isoformat())
    with pytest.raises(CommandError, match="2020-W39"):
        told((REPORTED - timedelta(seconds=1)).isoformat())
