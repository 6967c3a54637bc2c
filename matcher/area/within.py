"""Which sites lie in a drawn area: surely, perhaps, or not. A place that is not known well enough to tell is never taken for outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import numpy.typing as npt

from matcher.area.shape import Shape
from matcher.model.globe import M_PER_DEGREE
from matcher.model.site import Site

Standing = Literal["in", "perhaps", "out"]


def within(shape: Shape, sites: Iterable[Site]) -> dict[str, Standing]:
    """Site id -> where it stands to the area.

    A site is in where the whole circle in which it surely lies is in, out where none of it is, perhaps otherwise. A site without a position, or with one
    that is only drawn, is perhaps in.
    """
    found: dict[str, Standing] = {}
    placed: list[str] = []
    positions: list[tuple[float, float, float]] = []
    for site in sites:
        position = site.position
        if position is None or site.schematic:  # it may lie anywhere
            found[site.id] = "perhaps"
        else:
            placed.append(site.id)
            positions.append(position)
    if placed:
        inside, edge = distances(shape, np.array(positions, dtype=np.float64)[:, :2])
        reach = np.array([p[2] for p in positions])
        for ident, is_in, far, radius in zip(placed, inside, edge, reach, strict=True):
            found[ident] = ("in" if is_in else "out") if far >= radius else "perhaps"
    return found


def distances(shape: Shape, places: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Of places (n x latitude, longitude): whether each lies inside, and how far it is from the edge [m].

    On the plane that touches the Earth at the shape: over the width of a town it is right to a metre.
    """
    middle = np.mean(np.array(shape.points), axis=0)
    scale = np.array([M_PER_DEGREE, M_PER_DEGREE * np.cos(np.radians(middle[0]))])
    at = (places - middle) * scale
    corners = (np.array(shape.points) - middle) * scale
    if shape.is_circle:
        from_middle = np.hypot(at[:, 0], at[:, 1])
        return from_middle <= shape.radius, np.abs(from_middle - shape.radius)
    import shapely

    ring = shapely.Polygon(corners)
    points = shapely.points(at)
    shapely.prepare(ring)
    return shapely.covers(ring, points), shapely.distance(ring.exterior, points)
