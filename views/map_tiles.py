"""Tianditu as a second ground, only with the office's own key: without one, nothing is asked of another host."""

from __future__ import annotations

import os
import re
from functools import cache

KEY = "MATCHER_TIANDITU_KEY"
"""The environment variable that holds the key. A browser needs it to ask for tiles, so it is made out for this app's own address."""
SERVERS = "01234567"
HOSTS = "https://*.tianditu.gov.cn"
_FORM = re.compile(r"[0-9A-Za-z]{16,64}")


@cache
def key() -> str:
    """The key, '' where there is none or it has not the form of one."""
    said = os.environ.get(KEY, "").strip()
    return said if _FORM.fullmatch(said) else ""


def malformed() -> bool:
    """Whether something is set that cannot be a key: the server says so when it starts."""
    return bool(os.environ.get(KEY, "").strip()) and not key()


def hosts() -> str:
    """What the map's frame may take pictures from beside this server."""
    return HOSTS if key() else ""


def tiles() -> dict[str, str] | None:
    """Ground and names, as Leaflet asks for them."""
    if not key():
        return None

    def layer(name: str) -> str:
        return (
            f"https://t{{s}}.tianditu.gov.cn/{name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={name}&STYLE=default"
            f"&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key()}"
        )

    return {"ground": layer("vec"), "names": layer("cva"), "servers": SERVERS}
