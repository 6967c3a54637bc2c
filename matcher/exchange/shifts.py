"""GCJ-02 and BD-09, the shifted degrees of Chinese web maps, to WGS-84 and back.

The formulas are the published ones (first as EvilTransform, 2013; the same in the tests of github.com/googollee/eviltransform, MIT). The packages
that hold them have not been kept up since 2018; these lines do not change. The inverse of GCJ-02 is found by iteration, to about a centimetre.
"""

from __future__ import annotations

from math import atan2, cos, hypot, pi, radians, sin, sqrt

_A = 6378245.0
"""Semi-major axis of the Krasovsky ellipsoid in metres, on which the shift is defined."""
_EE = 0.00669342162296594323
"""Its squared eccentricity."""
_X_PI = pi * 3000.0 / 180.0
_LON_0, _LAT_0 = 105.0, 35.0
_BD_LON, _BD_LAT = 0.0065, 0.006
_ROUNDS = 12


def gcj_from_wgs(lat: float, lon: float) -> tuple[float, float]:
    """(latitude, longitude) as AMap and Tencent write a place of WGS-84."""
    x, y = lon - _LON_0, lat - _LAT_0
    waves = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (waves + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi) + 160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y / 30.0 * pi)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (waves + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi) + 150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    magic = 1.0 - _EE * sin(radians(lat)) ** 2
    metres_lat = (_A * (1.0 - _EE)) / (magic * sqrt(magic)) * pi / 180.0
    metres_lon = _A / sqrt(magic) * cos(radians(lat)) * pi / 180.0
    return lat + north / metres_lat, lon + east / metres_lon


def wgs_from_gcj(lat: float, lon: float) -> tuple[float, float]:
    """(latitude, longitude) of WGS-84 for a place as AMap and Tencent write it."""
    found = lat, lon
    for _ in range(_ROUNDS):
        there = gcj_from_wgs(*found)
        found = found[0] + lat - there[0], found[1] + lon - there[1]
    return found


def bd_from_gcj(lat: float, lon: float) -> tuple[float, float]:
    """(latitude, longitude) as Baidu writes a place of GCJ-02."""
    away = hypot(lon, lat) + 0.00002 * sin(lat * _X_PI)
    turned = atan2(lat, lon) + 0.000003 * cos(lon * _X_PI)
    return away * sin(turned) + _BD_LAT, away * cos(turned) + _BD_LON


def gcj_from_bd(lat: float, lon: float) -> tuple[float, float]:
    """(latitude, longitude) of GCJ-02 for a place as Baidu writes it."""
    found = lat - _BD_LAT, lon - _BD_LON
    for _ in range(_ROUNDS):
        there = bd_from_gcj(*found)
        found = found[0] + lat - there[0], found[1] + lon - there[1]
    return found


def wgs_from_bd(lat: float, lon: float) -> tuple[float, float]:
    return wgs_from_gcj(*gcj_from_bd(lat, lon))
