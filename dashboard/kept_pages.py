"""Pages that are made once for each state of the data, and not sent again to who has them.

Most readers open the same few pages of the same week, and figures change a few times a day. What a page shows to
all readers alike is therefore kept in the memory of the process, under a key that changes with the data, the
release, the language, the address and the rights of the reader; so nothing kept can be older than the data. The
header with the reader's name is made for each answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Final, TypeVar

from django.contrib import messages
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from dashboard.freshness import digest, not_modified, state_of_data, weak_tag
from dashboard.requests import is_swap

View = Callable[..., HttpResponseBase]
Parts = dict[str, str]
"""What a page shows to all readers with the same rights: its title, and the HTML of its parts, by name."""
Kept = TypeVar("Kept")
CACHE: Final = "pages"


@dataclass(frozen=True)
class State:
    """What has been told apart for a request: the data, and all that readers with the same rights see of them."""

    data: str
    page: str


def conditional(view: View) -> View:
    """Answer 304 to who has this page already; give the page a tag otherwise.

    The view may use `kept` and `kept_ground`. A page with a message ("saved …") is always sent, without a tag:
    it is shown once.
    """

    @wraps(view)
    def answering(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        state = _state_of(request)
        request.state_of_page = state  # type: ignore[attr-defined]  # for `_kept_as`
        tag = None if messages.get_messages(request) else _tag(request, state)
        known = not_modified(request, tag) if tag else None
        answer = known or view(request, *args, **kwargs)
        if tag and answer.status_code == HTTPStatus.OK:
            answer.headers["ETag"] = tag
        patch_cache_control(answer, private=True, no_cache=True)
        patch_vary_headers(answer, ["Cookie", "HX-Request"])
        return answer

    return answering


def kept(request: HttpRequest, make: Callable[[], Parts]) -> Parts:
    """Return the parts of the page at this address; `make` is called when the data have changed since it was kept.

    Only in views that are `conditional`. What `make` raises is passed on, and nothing is kept then.
    """
    return _kept_as(f"page-{_state(request).page}", make)


def kept_ground(request: HttpRequest, name: str, make: Callable[[], Kept]) -> Kept:
    """Return what many pages start from, in the same way. It may depend on nothing but the data and its `name`.

    Only in views that are `conditional`. Each call returns a copy of its own.
    """
    return _kept_as(f"ground-{digest(name, _state(request).data)}", make)


def _kept_as(key: str, make: Callable[[], Kept]) -> Kept:
    found: Kept | None = caches[CACHE].get(key)
    if found is None:
        found = make()
        caches[CACHE].set(key, found)
    return found


def _state(request: HttpRequest) -> State:
    state: State = request.state_of_page  # type: ignore[attr-defined]  # by `conditional`
    return state


def _state_of(request: HttpRequest) -> State:
    now = timezone.now()
    data, day, language = state_of_data(now=now), str(timezone.localdate(now)), translation.get_language() or ""
    rights = sorted(request.user.get_all_permissions()) if request.user.is_authenticated else ["anonymous"]
    seen = digest(data, day, language, str(is_swap(request)), request.build_absolute_uri(), *rights)
    return State(data, seen)


def _tag(request: HttpRequest, state: State) -> str:
    """Tell apart what this reader gets: also the name in the header, and the token in its forms."""
    return weak_tag(state.page, str(request.user.pk), request.META.get("CSRF_COOKIE", ""))
