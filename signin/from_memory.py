"""The browser's half of Streamlit from memory, compressed once: a first visit asks for a hundred of its files before it shows anything."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = Path(streamlit.__file__).parent / "static"
COMPRESSED = (b"text/", b"application/javascript", b"application/json", b"image/svg")
"""Kinds of content that become smaller; fonts and pictures are compressed already."""
_ASKS_FOR_LESS = {b"range", b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since", b"if-range"}
_OF_ONE_FORM = {b"content-length", b"vary", b"etag"}
"""Said anew of each form of a file. Without a tag nobody asks whether it has changed, which it cannot under its name."""


@dataclass(frozen=True)
class Held:
    """One file as Streamlit answers it: its headers, its content, and the same compressed ('' where that gains nothing)."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    small: bytes = b""

    async def answer(self, send: Send, small: bool) -> None:
        body = self.small if small and self.small else self.body
        own = [(b"content-length", str(len(body)).encode())]
        own += [(b"vary", b"accept-encoding")] if self.small else []
        own += [(b"content-encoding", b"gzip")] if body is self.small else []
        await send({"type": "http.response.start", "status": 200, "headers": [*self.headers, *own]})
        await send({"type": "http.response.body", "body": body})


class FromMemory:
    """ASGI: keeps what Streamlit answers for the files of its own folder, whose names change with their content. Questions for a part of a file,
    or whether it has changed, go on to Streamlit each time."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        names = (path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("static/**/*") if path.is_file())
        self._names = {f"{base}/{name}" for name in names}
        self._held: dict[str, Held] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._names:
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        if asked.keys() & _ASKS_FOR_LESS:
            await self._app(scope, receive, send)
            return
        held = self._held.get(scope["path"])
        if held is None:
            said: list[Message] = []

            async def keep(message: Message) -> None:
                said.append(message)

            await self._app(scope, receive, keep)
            held = await asyncio.to_thread(_held, said)
            if held is None:
                for message in said:
                    await send(message)
                return
            self._held[scope["path"]] = held
        await held.answer(send, b"gzip" in asked.get(b"accept-encoding", b""))


def _held(said: list[Message]) -> Held | None:
    """What can be kept of an answer: a whole file, and nothing that is for one browser only."""
    start, *parts = said
    headers = dict(start["headers"])
    if start["status"] != 200 or b"set-cookie" in headers or b"content-encoding" in headers:
        return None
    body = b"".join(part.get("body", b"") for part in parts)
    kept = tuple((name, value) for name, value in start["headers"] if name not in _OF_ONE_FORM)
    small = gzip.compress(body, mtime=0) if headers.get(b"content-type", b"").startswith(COMPRESSED) else b""
    return Held(kept, body, small if len(small) < len(body) else b"")
