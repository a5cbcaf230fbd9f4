"""A part of a long list."""

from ninja import Field, Schema


class Page(Schema):
    """A page of items, with the addresses of the pages beside it (null: there is none)."""

    page: int = Field(examples=[1])
    page_size: int = Field(examples=[100])
    next: str | None
    previous: str | None
