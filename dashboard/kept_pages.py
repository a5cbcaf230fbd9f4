"""Pages that are made once for each state of the data, and not sent again to who has them.

Most readers open the same few pages of the same week, and figures change a few times a day. What a page shows to
all readers alike is therefore kept in the memory of the process, under a key that changes with the data, the
release, the language, the address and the rights of the reader; so nothing kept can be older than the data. The
header with the reader's name is made for each answer.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from dashboard.freshness import entity_tag, not_modified
from dashboard.requests import is_swap

View = Callable[..., HttpResponseBase]
Parts = dict[str, str]
"""What a page shows to all readers with the same rights: its title, and the HTML of its parts, by name."""
CACHE: Final = "pages"


def conditional(view: View) -> View:
    """Answer 304 to who has this page already; give the page a tag otherwise.

    The view may then use `kept`. A page with a message ("saved …") is always sent: it is shown once.
    """

    @wraps(view)
    def answering(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        state = _state(request)
        tag = _tag(request, state)
        request.state_of_page = state  # type: ignore[attr-defined]  # for `kept`
        if messages.get_messages(request):
            return view(request, *args, **kwargs)
        answer = not_modified(request, tag) or view(request, *args, **kwargs)
        if _may_be_tagged(request, answer):
            answer.headers["ETag"] = tag
        patch_cache_control(answer, private=True, no_cache=True)
        patch_vary_headers(answer, ["Cookie", "HX-Request"])
        return answer

    return answering


def kept(request: HttpRequest, make: Callable[[], Parts]) -> Parts:
    """Return the parts of the page at this address; `make` is called when the data have changed since it was kept.

    Only in views that are `conditional`. What `make` raises is passed on, and nothing is kept then.
    """
    key = hashlib.sha256(request.state_of_page.encode()).hexdigest()  # type: ignore[attr-defined]  # by `conditional`
    found: Parts | None = caches[CACHE].get(key)
    if found is None:
        found = make()
        caches[CACHE].set(key, found)
    return found


def _state(request: HttpRequest) -> str:
    """Tell apart all that readers with the same rights see at this address."""
    now = timezone.now()
    rights = sorted(request.user.get_all_permissions()) if request.user.is_authenticated else ["anonymous"]
    day = str(timezone.localdate(now))
    part = str(is_swap(request))
    return entity_tag(request.build_absolute_uri(), part, translation.get_language(), day, *rights, now=now)


def _tag(request: HttpRequest, state: str) -> str:
    """Tell apart what this reader gets: also the name in the header, and the token in its forms."""
    parts = "\n".join((state, str(request.user.pk), request.META.get("CSRF_COOKIE", "")))
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _may_be_tagged(request: HttpRequest, answer: HttpResponseBase) -> bool:
    # A page with a nonce fits only the policy that was sent along with it, and a 304 would bring another.
    return answer.status_code == HTTPStatus.OK and not getattr(request, "csp_nonce", None)
