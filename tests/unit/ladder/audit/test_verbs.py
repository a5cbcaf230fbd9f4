"""Every verb of the audit trail is used, and known once."""

import re
from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy

from dashboard.audit_verbs import VERBS as OF_DASHBOARD
from ladder.audit.verbs import known_verbs, register, verb
from ladder.audit_verbs import VERBS as OF_LADDER
from meetings.audit_verbs import VERBS as OF_MEETINGS

ROOT = Path(__file__).parents[4]
FLOORS = ("dashboard", "meetings", "measures", "ladder")
# These verbs are made of the code of an agenda reason.
MADE = {"agenda.asked", "agenda.lifted"}


def written_verbs() -> set[str]:
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if path.name != "audit_verbs.py"]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r'"([a-z_]+\.[a-z_]+)"', texts)) | MADE


@pytest.mark.parametrize("code", [*OF_DASHBOARD, *OF_LADDER, *OF_MEETINGS])
def test_every_verb_is_used_somewhere(code):
    assert code in written_verbs()


def test_every_verb_is_known():
    assert {*OF_DASHBOARD, *OF_LADDER, *OF_MEETINGS} <= set(known_verbs())
    with pytest.raises(LookupError):
        verb("meeting.forgotten")


def test_a_code_names_one_thing():
    register({"meeting.opened": OF_MEETINGS["meeting.opened"]})
    with pytest.raises(ValueError, match=r"meeting\.opened"):
        register({"meeting.opened": gettext_lazy("closed the meeting")})
