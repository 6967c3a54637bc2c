"""Where the sites lie and on what ground, as one compact file that a browser fetches once: public fields only, since what has an address knows no login.

A file is named after what it holds. The page that is drawn lays it ready; whoever asks for another name gets nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from matcher.catalog.drawing import LABELS, OUTLINES, SKETCH, is_schematic, place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.register.overlay import seen_by
from matcher.register.who import VISITOR

FROM_FRAME = "../../"
"""From the map's frame to where the app lies, under any base path."""
MOST_BYTES = 64 * 2**20
IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Base:
    """The file of one catalog in one language. ids: the sites in its order; row: id -> place in it."""

    name: str
    ids: tuple[str, ...]
    row: Mapping[str, int]
    body: bytes
    """Compressed with gzip."""

    def inline(self) -> object:
        return json.loads(gzip.decompress(self.body))


class Shelf:
    """Files that lie ready, by name: so many bytes of the latest, from several threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._files, self._lock = most, OrderedDict[str, bytes](), Lock()

    def lay(self, base: Base) -> None:
        with self._lock:
            self._files[base.name] = base.body
            self._files.move_to_end(base.name)
            while len(self._files) > 1 and sum(map(len, self._files.values())) > self._most:
                self._files.popitem(last=False)

    def take(self, name: str) -> bytes | None:
        with self._lock:
            return self._files.get(name)


SHELF = Shelf()


def of(catalog: Catalog, lang: Lang) -> Base:
    """The file of a catalog, laid ready."""
    base = _made(catalog.version, lang, catalog)
    SHELF.lay(base)
    return base


@st.cache_resource(max_entries=8, show_spinner=False)
def _made(version: str, lang: Lang, _catalog: Catalog) -> Base:  # noqa: ARG001 - part of the key
    return made(_catalog, lang)


def made(catalog: Catalog, lang: Lang) -> Base:
    """Id, name, place, whether the place is only drawn, and the outline, of each site that a visitor may see and that has a place."""
    public = seen_by(catalog, VISITOR)
    outlines = {f["properties"].get("site_id"): f["geometry"] for f in public.drawing.get(OUTLINES, {"features": []})["features"]}
    placed = [(s, at) for s in public.sites if (at := place(public, s.id)) is not None]
    ids = tuple(s.id for s, _ in placed)
    told = {
        "ids": ids,
        "names": [s.title.say(lang) for s, _ in placed],
        "la": [round(lat * 1e6) for _, (lat, _) in placed],
        "lo": [round(lon * 1e6) for _, (_, lon) in placed],
        "vague": "".join("1" if is_schematic(public, s.id) else "0" for s, _ in placed),
        "outlines": {n: outlines[ident] for n, ident in enumerate(ids) if ident in outlines},
        **_ground(public, lang),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    name = hashlib.sha256(text).hexdigest()[:24]
    return Base(name, ids, {ident: n for n, ident in enumerate(ids)}, gzip.compress(text, mtime=0))


def _ground(catalog: Catalog, lang: Lang) -> dict[str, object]:
    """The sketch and the names of places, as the pack has drawn them."""
    named = "name" if lang == "zh" else "name_en"
    none: dict[str, list[object]] = {"features": []}
    sketch = [
        {"kind": f["properties"].get("kind", "island"), "geometry": f["geometry"]} for f in catalog.drawing.get(SKETCH, none)["features"]
    ]
    labels = [
        {
            "name": f["properties"].get(named) or f["properties"].get("name", ""),
            "kind": f["properties"].get("kind", "town"),
            "at": f["geometry"]["coordinates"][::-1],
        }
        for f in catalog.drawing.get(LABELS, none)["features"]
    ]
    return {"sketch": sketch, "labels": labels}


def address(base: Base) -> str:
    """Where the map's frame finds the file."""
    return f"{FROM_FRAME}map/base/{base.name}.json"


def routes(prefix: str) -> list[Route]:
    """The door of the server for these files."""
    return [Route(f"{prefix}/map/base/{{name}}.json", _answer, methods=["GET"])]


async def _answer(request: Request) -> Response:
    body = SHELF.take(request.path_params["name"])
    if body is None:
        return Response("not here", 404, {"cache-control": "no-store"}, "text/plain")
    headers = {"cache-control": IMMUTABLE, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, 200, {**headers, "content-encoding": "gzip"}, "application/json")
    return Response(gzip.decompress(body), 200, headers, "application/json")
