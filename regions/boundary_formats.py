"""Outlines of areas out of TopoJSON and GeoJSON documents, with every doubt about the file spoken out.

Nothing is repaired here. What can't be read exactly is refused with a `BoundaryError` that says what was
expected, what was found and where. Formats: TopoJSON 1.0 (github.com/topojson/topojson-specification),
quantised or not, and GeoJSON (RFC 7946).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from regions.projection import Points

CODE_PROPERTIES: Final = ("code", "vrcode", "statcode", "id")  # compared without regard to case

Json = dict[str, Any]
Rings = tuple[Points, ...]


class BoundaryError(ValueError):
    """A boundary file that can't be used; the message is plain English for whoever chose the file."""


@dataclass(frozen=True)
class Outline:
    """One area as it stands in the file.

    `code` is "" when the feature carries none. `polygons` holds per polygon its outer ring and its holes,
    each of shape (n, 2) in the coordinates of the file; empty when the feature has no geometry, and for
    areas that were not asked for.
    """

    code: str
    polygons: tuple[Rings, ...]


def read_outlines(document: object, codes: Collection[str]) -> list[Outline]:
    """All areas of the layer that carries `codes`, in the order of the file, doubles included.

    Geometry is decoded only for areas in `codes`. Raises BoundaryError when the document is of another kind,
    holds none of the codes, or has geometry that can't be decoded.
    """
    kind = document.get("type") if isinstance(document, dict) else None
    if isinstance(document, dict) and kind == "Topology":
        return _read_topology(document, codes)
    if isinstance(document, dict) and kind == "FeatureCollection":
        return _read_collection(document, codes)
    found = f"type {kind!r}" if isinstance(document, dict) else f"a JSON {type(document).__name__}"
    raise BoundaryError(f"expected a TopoJSON topology or a GeoJSON FeatureCollection, found {found}")


def _read_collection(document: Json, codes: Collection[str]) -> list[Outline]:
    features = _objects(document.get("features"), "'features' of the FeatureCollection")
    key = _code_key({"features": features}, codes)[1]
    return [
        Outline(code, _collection_polygons(feature, code) if code in codes else ())
        for feature in features
        for code in [_code(feature, key)]
    ]


def _collection_polygons(feature: Json, code: str) -> tuple[Rings, ...]:
    geometry = feature.get("geometry")
    where = f"feature {code}"
    return tuple(
        tuple(_points(ring, where) for ring in _list(polygon, where))
        for polygon in _polygon_members(geometry, "coordinates", where)
    )


def _read_topology(document: Json, codes: Collection[str]) -> list[Outline]:
    layers = {
        name: _objects(layer.get("geometries"), f"'geometries' of object {name!r}")
        for name, layer in _mapping(document.get("objects"), "'objects' of the topology").items()
        if isinstance(layer, dict) and layer.get("type") == "GeometryCollection"
    }
    name, key = _code_key(layers, codes)
    arcs = Arcs(document)
    return [
        Outline(code, arcs.polygons(geometry, f"object {name!r}, {code}") if code in codes else ())
        for geometry in layers[name]
        for code in [_code(geometry, key)]
    ]


class Arcs:
    """The shared lines of a topology, decoded when first asked for."""

    def __init__(self, document: Json) -> None:
        """Take the arcs and the transform of a TopoJSON document; raises BoundaryError without arcs."""
        self._raw = _list(document.get("arcs"), "'arcs' of the topology")
        self._decoded: dict[int, Points] = {}
        self._transform = _transform(document)

    def polygons(self, geometry: Json, where: str) -> tuple[Rings, ...]:
        """The polygons of one TopoJSON geometry; `where` names it in an error."""
        return tuple(
            tuple(self._ring(ring, where) for ring in _list(polygon, where))
            for polygon in _polygon_members(geometry, "arcs", where)
        )

    def _ring(self, indices: object, where: str) -> Points:
        arcs = [self._arc(index, where) for index in _list(indices, where)]
        if not arcs:
            raise BoundaryError(f"{where}: a ring without arcs")
        for before, after in zip(arcs, [*arcs[1:], arcs[0]], strict=True):
            if not np.array_equal(before[-1], after[0]):
                raise BoundaryError(f"{where}: the arcs of a ring don't join up")
        # An arc starts where the one before it ends: that point is kept once.
        return _checked_ring(np.vstack([arcs[0], *(arc[1:] for arc in arcs[1:])]), where)

    def _arc(self, index: object, where: str) -> Points:
        if not isinstance(index, int) or isinstance(index, bool):
            raise BoundaryError(f"{where}: expected the number of an arc, found {_short(index)}")
        position = index if index >= 0 else ~index  # a negative number means: the same arc, backwards
        if position >= len(self._raw):
            raise BoundaryError(f"{where}: asks for arc {position}, but the file ends after {len(self._raw)}")
        if position not in self._decoded:
            self._decoded[position] = self._decode(position)
        line = self._decoded[position]
        return line if index >= 0 else line[::-1]

    def _decode(self, position: int) -> Points:
        steps = _coordinates(self._raw[position], f"arc {position}")
        if len(steps) == 0:
            raise BoundaryError(f"arc {position}: holds no points")
        if self._transform is None:
            return steps
        scale, shift = self._transform
        with np.errstate(over="ignore", invalid="ignore"):  # an absurd transform is refused, not warned about
            return _finite(np.cumsum(steps, axis=0) * scale + shift, f"arc {position}")


def _transform(document: Json) -> tuple[Points, Points] | None:
    """Scale and shift, each of shape (1, 2); None where the arcs hold plain coordinates."""
    if document.get("transform") is None:
        return None
    transform = _mapping(document["transform"], "'transform' of the topology")
    scale = _coordinates([transform.get("scale")], "'scale' of the transform")
    return scale, _coordinates([transform.get("translate")], "'translate' of the transform")


def _polygon_members(geometry: object, member: str, where: str) -> list[Any]:
    """The polygons of a geometry, still as they stand in the file; none for an absent geometry."""
    if geometry is None:
        return []
    kind = _mapping(geometry, where).get("type")
    if kind is None and member == "arcs":  # how TopoJSON writes "no geometry"
        return []
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundaryError(f"{where}: expected a Polygon or MultiPolygon, found {_short(kind)}")
    listed = _list(_mapping(geometry, where).get(member), f"{member!r} of {where}")
    members = [listed] if kind == "Polygon" else listed
    return [polygon for polygon in members if polygon != []]


def _points(ring: object, where: str) -> Points:
    return _checked_ring(_coordinates(ring, where), where)


def _checked_ring(points: Points, where: str) -> Points:
    if len(points) < 4:
        raise BoundaryError(f"{where}: a ring needs at least 4 points, found one with {len(points)}")
    if not np.array_equal(points[0], points[-1]):
        raise BoundaryError(f"{where}: a ring doesn't end where it starts")
    return points


def _coordinates(listed: object, where: str) -> Points:
    """A JSON list of positions as an array of shape (n, 2); heights are dropped."""
    pairs = [_position(position, where) for position in _list(listed, where)]
    return _finite(np.array(pairs, dtype=float).reshape(-1, 2), where)


def _finite(points: Points, where: str) -> Points:
    if not np.isfinite(points).all():
        raise BoundaryError(f"{where}: a coordinate is not a finite number")
    return points


def _position(position: object, where: str) -> tuple[float, float]:
    numbers = position[:2] if isinstance(position, list) else []
    if len(numbers) != 2 or any(type(number) not in (int, float) for number in numbers):
        raise BoundaryError(f"{where}: expected a pair of numbers, found {_short(position)}")
    try:
        return float(numbers[0]), float(numbers[1])
    except OverflowError:
        raise BoundaryError(f"{where}: a coordinate is not a finite number") from None


def _code_key(layers: dict[str, list[Json]], codes: Collection[str]) -> tuple[str, str]:
    """The layer and the property under which most of the codes are found."""
    counts = {
        (name, key): len({_code(feature, key) for feature in features} & set(codes))
        for name, features in layers.items()
        for key in CODE_PROPERTIES
    }
    best = max(counts, key=lambda found: counts[found], default=("", ""))
    if counts.get(best, 0) == 0:
        wanted = ", ".join(sorted(codes)[:3])
        raise BoundaryError(
            f"no area with a code such as {wanted} under {', '.join(CODE_PROPERTIES)}; "
            f"looked in: {', '.join(layers) or 'nothing, there is no layer of areas'}"
        )
    return best


def _code(feature: Json, key: str) -> str:
    return next((value.strip() for value in _values(feature, key) if isinstance(value, str)), "")


def _values(feature: Json, key: str) -> Iterator[object]:
    properties = feature.get("properties")
    if isinstance(properties, dict):
        yield from (value for name, value in properties.items() if name.lower() == key)
    if key == "id":
        yield feature.get("id")


def _objects(value: object, where: str) -> list[Json]:
    return [_mapping(item, f"an item in {where}") for item in _list(value, where)]


def _mapping(value: object, where: str) -> Json:
    if not isinstance(value, dict):
        raise BoundaryError(f"{where}: expected a JSON object, found {_short(value)}")
    return value


def _list(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise BoundaryError(f"{where}: expected a list, found {_short(value)}")
    return value


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
