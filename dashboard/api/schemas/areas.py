"""Areas and the map."""

from typing import Any

from ninja import Field, Schema

from dashboard.api.schemas.pages import Page


class Region(Schema):
    """A safety region; `inhabitants` is the sum over its municipalities, null where that is not known."""

    code: str = Field(examples=["VR15"])
    name: str
    kind: str
    inhabitants: int | None
    neighbours: list[str]


class RegionPage(Page):
    items: list[Region]


class Municipality(Schema):
    """A municipality, and the safety region that it is part of."""

    code: str = Field(examples=["GM0363"])
    name: str
    region: str
    inhabitants: int | None


class MunicipalityPage(Page):
    items: list[Municipality]


class MapShape(Schema):
    """The outline of a region as an SVG path, and the point at which its label stands."""

    code: str
    name: str
    path: str
    label_x: int
    label_y: int


class MapShapes(Schema):
    """The newest drawing of the map; its size is in units of the paths."""

    source: str
    width: int
    height: int
    items: list[MapShape]


Row = dict[str, Any]
