"""How large the Earth is taken to be, by all who measure over it."""

from __future__ import annotations

from math import pi

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
M_PER_DEGREE = EARTH_RADIUS_KM * 1000 * pi / 180
"""Metres in a degree of latitude on a sphere of that radius."""
