"""The cookie of a signed-in browser: what it is called, how it is read, set and taken away."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from matcher.register.sessions import LONGEST

COOKIE = "matcher_session"
"""Name of the cookie with the token of a signed-in browser, over plain http."""
SECURE_COOKIE = f"__Host-{COOKIE}"
"""The same over https: a browser takes this name only from this very host, over https and for every path."""
FORM_COOKIE = "matcher_form"
"""A random word that a form must know, so that no other site can send it."""
SECURE_FORM_COOKIE = f"__Host-{FORM_COOKIE}"


def token_of(cookies: Mapping[str, str]) -> str:
    """The token that a browser brings; '' for none. Over https the server has dropped the one without the prefix before."""
    return cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or ""


def is_secure(request: Request) -> bool:
    """Whether the browser came by https, as the connection says or a proxy that the server trusts (FORWARDED_ALLOW_IPS)."""
    return request.url.scheme == "https"


def form_word(request: Request) -> str:
    """The random word that this browser was given; '' for none."""
    return request.cookies.get(SECURE_FORM_COOKIE if is_secure(request) else FORM_COOKIE, "")


def give_token(response: Response, request: Request, token: str) -> None:
    """Signs the browser in: the cookie lasts as long as a session can."""
    _set(response, request, SECURE_COOKIE if is_secure(request) else COOKIE, token, int(LONGEST.total_seconds()))


def take_token(response: Response, request: Request) -> None:
    """Takes the cookie away."""
    _set(response, request, SECURE_COOKIE if is_secure(request) else COOKIE, "", 0)


def give_form_word(response: Response, request: Request, word: str) -> None:
    """A cookie that ends with the browser."""
    _set(response, request, SECURE_FORM_COOKIE if is_secure(request) else FORM_COOKIE, word, None)


def _set(response: Response, request: Request, name: str, value: str, seconds: int | None) -> None:
    """No script reads it, no other site's page sends it, no other host gets it."""
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="strict", secure=is_secure(request))
