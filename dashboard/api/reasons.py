"""What is wrong with a parameter, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def reason(error: Mapping[str, Any]) -> dict[str, str]:
    """Return a mistake that the framework found as an entry of `Problem.errors`."""
    location, *place = error["loc"]
    names = [str(part) for part in place if not isinstance(part, int) and part != "filters"]
    return {"location": str(location), "name": names[0] if names else "", "detail": _detail(error)}


def _detail(error: Mapping[str, Any]) -> str:
    bounds = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return _("expected %(what)s") % {"what": bounds["error"]}
        case "greater_than_equal":
            return _("expected at least %(bound)s") % {"bound": bounds["ge"]}
        case "less_than_equal":
            return _("expected at most %(bound)s") % {"bound": bounds["le"]}
        case "missing":
            return _("is needed")
        case kind if kind.startswith("int"):
            return _("expected a whole number")
        case kind if kind.startswith("date"):
            return _("expected a day such as 2020-09-30")
    return str(error["msg"])
