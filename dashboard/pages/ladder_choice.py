"""Which ladder a page is about."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime, load_ladder
from dashboard.pages.parameters import ParameterError

DEFAULT = "regionaal"


def read_ladder(query: QueryDict) -> LadderInTime:
    """Read `ladder=`, the regional one when it is not given; `ParameterError` when it has no adopted version."""
    code = query.get("ladder", "") or DEFAULT
    ladder = load_ladder(code)
    if ladder is None:
        raise ParameterError("ladder", expected=_("the code of a ladder with an adopted version"), found=code)
    return ladder
