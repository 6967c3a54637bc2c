"""What comes in by a form: only from this site's own page, only so many bytes, and only back to a page of the app."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import anyio
from starlette.requests import Request

from matcher.model.text import LANGS, Lang
from signin.cookie import form_word, token_of

MOST_BYTES = 16_384
MOST_FIELDS = 12
READ_SECONDS = 10
TYPE = "application/x-www-form-urlencoded"
_BACK = re.compile(r"\?[A-Za-z0-9_.~%=&+-]{0,8000}", re.ASCII)


class NotTaken(Exception):
    """A request that none of our own pages would send; `status` is the answer's."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


@dataclass(frozen=True)
class Form:
    """A form that was sent from our own page."""

    fields: Mapping[str, str]
    lang: Lang
    back: str

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


async def read_form(request: Request, key: bytes) -> Form:
    """The fields of a form. Raises NotTaken for another site's, for too many bytes, or for what is no form."""
    _from_our_page(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPE:
        raise NotTaken(415)
    body = await _body(request)
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotTaken(400) from None
    fields = {name: values[0] for name, values in found.items()}
    if not hmac.compare_digest(fields.get("form", "").encode("utf-8", "replace"), form_mark(request, key, form_word(request)).encode()):
        raise NotTaken(403)
    return Form(fields, lang_of(fields.get("lang")), back_of(fields.get("back")))


def _from_our_page(request: Request) -> None:
    """Browsers say where a form came from. One that says nothing still needs the form's mark."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin"):
        raise NotTaken(403)
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise NotTaken(403)


async def _body(request: Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    with anyio.move_on_after(READ_SECONDS) as late:
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                raise NotTaken(413)
            parts.append(part)
    if late.cancelled_caught:
        raise NotTaken(408)
    return b"".join(parts)


def new_form_word() -> str:
    return secrets.token_urlsafe(24)


def form_mark(request: Request, key: bytes, word: str) -> str:
    """What the form must bring back: it fits only this browser's word, and only the session it was made in."""
    said = f"form\n{word}\n{token_of(request.cookies)}"
    return hmac.new(key, said.encode("utf-8", "replace"), hashlib.sha256).hexdigest() if word else secrets.token_hex(32)


def lang_of(asked: str | None) -> Lang:
    return "en" if asked == LANGS[1] else "zh"


def back_of(asked: str | None) -> str:
    """Where to go on: only a query of the app's own first page, so that no link here can lead anywhere else."""
    return asked if asked and _BACK.fullmatch(asked) else "?"
