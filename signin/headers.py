"""What every answer of the server carries, and what is taken from every request before the app sees it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from signin.cookie import COOKIE, FORM_COOKIE, token_of

VISIT_HEADER = b"x-matcher-visit"
"""Set here and nowhere else: whose browser it is that connects. Streamlit keeps it with the session (server.trustedUserHeaders) and lets nobody
with another one take that session up again, whatever id they bring."""
ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), "
    b"usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
}
AUTH_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""Of the pages for signing in: no script at all, and in nobody's frame."""
_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
}


def page_policy() -> str:
    """Of the app: scripts only from this server, and the few lines that Streamlit's own page holds, by their hash."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    return _policy({**_PAGE, "script-src": " ".join(["'self'", *_hashes(page)])})


def map_policy(pictures: str = "") -> str:
    """Of the frame in which the map is drawn: its script is written into the page by streamlit-folium. `pictures`: hosts whose map tiles it may show."""
    return _policy({**_PAGE, "script-src": "'self' 'unsafe-inline' 'unsafe-eval'", "img-src": f"{_PAGE['img-src']} {pictures}".strip()})


def _policy(parts: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hashes(page: str) -> list[str]:
    found = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.S)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in found]


class Headers:
    """ASGI: adds the headers to every answer, and marks whose browser it is that opens a connection. `ahead`: path of a page -> its `Link` header."""

    def __init__(self, app: ASGIApp, base: str = "", pictures: str = "", ahead: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._frames = f"{base}/component/"
        self._ahead = {f"{base}{path}": {b"link": link.encode()} for path, link in (ahead or {}).items()}
        self._page, self._map = page_policy().encode(), map_policy(pictures).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = {**scope, "headers": list(_marked(scope["headers"], scope["scheme"] in ("https", "wss")))}
        policy = self._map if scope["path"].startswith(self._frames) else self._page
        added = {**ALWAYS, b"content-security-policy": policy, **self._ahead.get(scope["path"], {})}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message = {**message, "headers": [*message["headers"], *((n, v) for n, v in added.items() if n not in given)]}
            await send(message)

        await self._app(scope, receive, sent)


def _marked(headers: Iterable[tuple[bytes, bytes]], secure: bool) -> Iterable[tuple[bytes, bytes]]:
    """The request's headers with our own mark and no other. Over https, cookies without the prefix that only this host can set are dropped."""
    cookies: dict[str, str] = {}
    for name, value in headers:
        if name == VISIT_HEADER:
            continue
        if name == b"cookie":
            if secure:
                value = b"; ".join(p for p in map(bytes.strip, value.split(b";")) if p.split(b"=")[0].strip() not in _PLAIN)
            cookies.update(cookie_parser(value.decode("latin-1")))  # as the app itself reads them, so that both see the same
        yield name, value
    yield VISIT_HEADER, hashlib.sha256(f"visit\n{token_of(cookies)}".encode("utf-8", "replace")).hexdigest().encode()


_PLAIN = {COOKIE.encode(), FORM_COOKIE.encode()}
