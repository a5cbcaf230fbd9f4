"""Pages of lists, with links to the pages beside them in the answer and in the `Link` field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from dashboard.api.parameters import Paging

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Slice:
    """Which items of a list are asked for."""

    page: int
    size: int

    @property
    def first(self) -> int:
        return (self.page - 1) * self.size

    @property
    def rows(self) -> slice:
        """The items of the page and one more, which tells whether a page follows."""
        return slice(self.first, self.first + self.size + 1)


def slice_of(paging: Paging) -> Slice:
    """Return the slice that is asked for."""
    return Slice(paging.page, paging.page_size)


def page_of(
    request: HttpRequest, response: HttpResponse, asked: Slice, items: Sequence[Any], *, has_next: bool
) -> dict[str, Any]:
    """Return a page as an answer; `response` gets the links too."""
    following = _address(request, asked.page + 1) if has_next else None
    before = _address(request, asked.page - 1) if asked.page > 1 else None
    links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", following), ("prev", before)) if url]
    if links:
        response.headers["Link"] = ", ".join(links)
    return {
        "page": asked.page,
        "page_size": asked.size,
        "next": following,
        "previous": before,
        "items": items,
    }


def page_of_rows(
    request: HttpRequest,
    response: HttpResponse,
    filters: Paging,
    rows: QuerySet[Row],
    as_item: Callable[[Row], Any],
) -> dict[str, Any]:
    """Return a page of ordered rows of a table, each told by `as_item`."""
    asked = slice_of(filters)
    found, has_next = cut(asked, rows[asked.rows])
    return page_of(request, response, asked, [as_item(row) for row in found], has_next=has_next)


def cut(asked: Slice, items: Iterable[Item]) -> tuple[list[Item], bool]:
    """Return the items of the page and whether more follow, from the items taken with `Slice.rows`."""
    found = list(items)
    return found[: asked.size], len(found) > asked.size


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
