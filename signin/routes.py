"""What the server answers under /auth: signing in and out, one's own password, the first administrator."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from matcher.catalog.issues import Refused
from matcher.model.text import Lang, Text
from matcher.register.first_code import take_first_code, wanted
from matcher.register.register import Register
from matcher.register.sessions import end_all, end_session, identify
from matcher.register.signing_in import change_own_password, sign_in
from matcher.register.who import Who
from signin import page, words
from signin.brake import Brake
from signin.cookie import form_word, give_form_word, give_token, take_token, token_of
from signin.form import Form, NotTaken, back_of, form_mark, lang_of, new_form_word, read_form
from signin.headers import AUTH_POLICY
from views.html import h

T = TypeVar("T")
AT_ONCE = 4
"""Passwords that are looked at in one moment: each takes 19 MiB."""
Body = Callable[[str], Markup]
"""What stands on a page, made with the form's mark."""


class Door:
    """The routes with what they share: the register, the brake, and where the app lies."""

    def __init__(self, register: Register, base: str = "", brake: Brake | None = None) -> None:
        self._register, self._base = register, base
        self._brake = brake or Brake()
        self._limit: CapacityLimiter | None = None

    def routes(self) -> list[Route]:
        pages: dict[str, Callable[[Request], Awaitable[Response]]] = {
            "sign-in": self._sign_in, "sign-out": self._sign_out, "password": self._password, "first": self._first,
        }  # fmt: skip
        return [Route(f"{self._base}/auth/{name}", self._guarded(name, work), methods=["GET", "POST"]) for name, work in pages.items()]

    def _guarded(self, name: str, work: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """The page, and in its place a sentence where the request is none of ours or the register is away."""

        async def answer(request: Request) -> Response:
            lang, back = _asked(request)
            try:
                return await work(request)
            except NotTaken as fault:
                text = words.STALE if fault.status in (400, 403) else words.TOO_MUCH
                again = page.link(name, words.BACK, lang, back)
                return self._shown(request, words.SIGN_IN, lang, back, lambda _: page.said(text.say(lang), "refused") + again, fault.status)
            except Refused:
                return self._shown(request, words.SIGN_IN, lang, back, lambda _: page.said(words.AWAY.say(lang), "refused"), 503)

        return answer

    async def _sign_in(self, request: Request) -> Response:
        lang, back = _asked(request)
        if request.method == "GET":
            first = await self._work(wanted, self._register)
            return self._sign_in_page(request, lang, back, first=first)
        form = await self._form(request)
        if wait := self._brake.wait(_address(request)):
            return self._sign_in_page(request, form.lang, form.back, words.WAIT.fill(n=str(wait)), form["login"], 429, wait)
        before = token_of(request.cookies)
        there = await self._work(sign_in, self._register, form["login"], form["password"], browser=_browser(request), before=before)
        if there is None:
            return self._sign_in_page(request, form.lang, form.back, words.SIGN_IN_WRONG, form["login"], 403)
        self._brake.give_back(_address(request))
        here = f"{self._base}/auth/password?{urlencode({'lang': form.lang, 'back': form.back})}" if there.once else self._app(form.back)
        return self._signed_in(request, there.token, here)

    def _sign_in_page(
        self, request: Request, lang: Lang, back: str, told: Text | None = None, login: str = "", status: int = 200, wait: int = 0, *,
        first: bool = False,
    ) -> Response:  # fmt: skip
        def body(mark: str) -> Markup:
            lead = page.said(told.say(lang), "refused") if told else h("<p>{}</p>", words.SIGN_IN_LEAD.say(lang))
            if first:
                lead += page.said(words.NO_ADMINISTRATOR.say(lang)) + page.link("first", words.FIRST_LINK, lang, back)
            fields = [
                page.field("login", words.LOGIN, lang, value=login[:60], complete="username", focus=not login),
                page.field("password", words.PASSWORD, lang, kind="password", complete="current-password", focus=bool(login)),
            ]
            return page.form(mark, lang, back, fields, [page.button(words.SIGN_IN, lang)], lead)

        return self._shown(request, words.SIGN_IN, lang, back, body, status, words.TO_APP, wait)

    async def _sign_out(self, request: Request) -> Response:
        lang, back = _asked(request)
        if request.method == "GET":
            who = await self._who(request)

            def body(mark: str) -> Markup:
                if not who.account:
                    return page.said(words.SIGNED_OUT.say(lang)) + page.link("sign-in", words.SIGN_IN, lang, back)
                lead = h("<p>{}</p>", words.SIGN_OUT_LEAD.fill(name=who.name).say(lang))
                everywhere = page.button(words.SIGN_OUT_EVERYWHERE, lang, value="everywhere", quiet=True)
                return page.form(mark, lang, back, [], [page.button(words.SIGN_OUT_HERE, lang, value="here"), everywhere], lead)

            return self._shown(request, words.SIGN_OUT, lang, back, body)
        form = await self._form(request)
        who = await self._who(request)
        if who.account and form["do"] == "everywhere":
            await self._work(end_all, self._register, who, who.account)
        elif who.account:
            await self._work(end_session, self._register, who)
        response = _onward(self._app(f"?{urlencode({'lang': form.lang})}"))
        take_token(response, request)
        return response

    async def _password(self, request: Request) -> Response:
        lang, back = _asked(request)
        who = await self._who(request)
        if not who.account:
            return _onward(f"{self._base}/auth/sign-in?{urlencode({'lang': lang, 'back': back})}")
        if request.method == "GET":
            once = not (await self._work(identify, self._register, token_of(request.cookies))).account
            return self._password_page(request, lang, back, words.PASSWORD_ONCE if once else None, "note")
        form = await self._form(request)
        if wait := self._brake.wait(_address(request)):
            return self._password_page(request, form.lang, form.back, words.WAIT.fill(n=str(wait)), status=429, wait=wait)
        if form["new"] != form["again"]:
            return self._password_page(request, form.lang, form.back, words.PASSWORD_UNLIKE, status=422)
        try:
            token = await self._work(change_own_password, self._register, who, form["old"], form["new"], browser=_browser(request))
        except Refused as refusal:
            return self._password_page(request, form.lang, form.back, _told(refusal), status=422)
        self._brake.give_back(_address(request))
        return self._signed_in(request, token, self._app(form.back))

    def _password_page(
        self, request: Request, lang: Lang, back: str, told: Text | None, kind: str = "refused", status: int = 200, wait: int = 0
    ) -> Response:
        def body(mark: str) -> Markup:
            lead = page.said(told.say(lang), kind) if told else h("<p>{}</p>", words.PASSWORD_ENDS.say(lang))
            fields = [
                page.field("old", words.PASSWORD_OLD, lang, kind="password", complete="current-password", focus=True),
                page.field("new", words.PASSWORD_NEW, lang, kind="password", complete="new-password", hint=words.PASSWORD_RULE),
                page.field("again", words.PASSWORD_AGAIN, lang, kind="password", complete="new-password"),
            ]
            return page.form(mark, lang, back, fields, [page.button(words.PASSWORD_SAVE, lang)], lead)

        return self._shown(request, words.PASSWORD_TITLE, lang, back, body, status, wait=wait)

    async def _first(self, request: Request) -> Response:
        lang, back = _asked(request)
        if not await self._work(wanted, self._register):
            done = page.said(words.FIRST_DONE.say(lang)) + page.link("sign-in", words.SIGN_IN, lang, back)
            return self._shown(request, words.FIRST_TITLE, lang, back, lambda _: done, 200 if request.method == "GET" else 403)
        if request.method == "GET":
            return self._first_page(request, lang, back)
        form = await self._form(request)
        if wait := self._brake.wait(_address(request)):
            return self._first_page(request, form.lang, form.back, form, words.WAIT.fill(n=str(wait)), 429, wait)
        if form["new"] != form["again"]:
            return self._first_page(request, form.lang, form.back, form, words.PASSWORD_UNLIKE, 422)
        parts = (form["code"], form["login"], form["name"], form["new"])
        try:
            token = await self._work(take_first_code, self._register, *parts, browser=_browser(request))
        except Refused as refusal:
            return self._first_page(request, form.lang, form.back, form, _told(refusal), 422)
        return self._signed_in(request, token, self._app(form.back))

    def _first_page(
        self, request: Request, lang: Lang, back: str, form: Form | None = None, told: Text | None = None, status: int = 200, wait: int = 0
    ) -> Response:
        def body(mark: str) -> Markup:
            lead = h("<p>{}</p>", words.FIRST_LEAD.say(lang))
            if told:
                lead += page.said(told.say(lang), "refused")
            kept = {n: form[n] if form else "" for n in ("code", "login", "name")}
            fields = [
                page.field("code", words.FIRST_CODE, lang, value=kept["code"], complete="one-time-code", focus=True),
                page.field("login", words.LOGIN, lang, value=kept["login"], complete="username"),
                page.field("name", words.FIRST_NAME, lang, value=kept["name"], complete="name"),
                page.field("new", words.PASSWORD_NEW, lang, kind="password", complete="new-password", hint=words.PASSWORD_RULE),
                page.field("again", words.PASSWORD_AGAIN, lang, kind="password", complete="new-password"),
            ]
            return page.form(mark, lang, back, fields, [page.button(words.FIRST_MAKE, lang)], lead)

        return self._shown(request, words.FIRST_TITLE, lang, back, body, status, wait=wait)

    def _shown(
        self, request: Request, title: Text, lang: Lang, back: str, body: Body, status: int = 200, foot: Text = words.BACK, wait: int = 0
    ) -> Response:
        """A page with a form's mark that fits this browser, which gets its word where it has none."""
        given = form_word(request)
        word = given or new_form_word()
        mark = form_mark(request, self._register.key, word)
        response = HTMLResponse(page.page(title, lang, back, body(mark), foot), status)
        response.headers["content-security-policy"] = AUTH_POLICY
        response.headers["cache-control"] = "no-store"
        if wait:
            response.headers["retry-after"] = str(wait)
        if not given:
            give_form_word(response, request, word)
        return response

    def _signed_in(self, request: Request, token: str, onward: str) -> Response:
        response = _onward(onward)
        give_token(response, request, token)
        return response

    def _app(self, back: str) -> str:
        return f"{self._base}/{back}"

    async def _form(self, request: Request) -> Form:
        return await read_form(request, self._register.key)

    async def _who(self, request: Request) -> Who:
        """Who is signed in, those too who have still to set a password of their own."""
        return await self._work(partial(identify, unfinished=True), self._register, token_of(request.cookies))

    async def _work(self, work: Callable[..., T], *parts: object, **named: object) -> T:
        """Work with the register, off the loop that serves everybody else."""
        if self._limit is None:
            self._limit = CapacityLimiter(AT_ONCE)
        return await to_thread.run_sync(partial(work, *parts, **named), limiter=self._limit)


def _asked(request: Request) -> tuple[Lang, str]:
    """The language, and where to go on: the very page one comes from, which knows better than its links what was chosen on it last."""
    came = urlsplit(request.headers.get("referer", ""))
    from_app = came.netloc == request.url.netloc and came.path == f"{request.url.path.rsplit('/', 2)[0]}/"
    back = f"?{urlencode(parse_qsl(came.query))}" if from_app and came.query else request.query_params.get("back")
    return lang_of(request.query_params.get("lang")), back_of(back)


def _onward(place: str) -> Response:
    return RedirectResponse(place, 303, {"cache-control": "no-store"})


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _browser(request: Request) -> str:
    return request.headers.get("user-agent", "")[:200]


def _told(refusal: Refused) -> Text:
    """The reasons as one text; the page says beside which field."""
    zh = "".join(f"{_LABELS[i.field].zh}{i.message.zh}{i.mend.zh}" if i.field in _LABELS else i.told("zh") for i in refusal.issues)
    en = " ".join(f"{_LABELS[i.field].en} {i.message.en} {i.mend.en}" if i.field in _LABELS else i.told("en") for i in refusal.issues)
    return Text(zh, en)


_LABELS = {
    "password": words.PASSWORD, "login": words.LOGIN, "name": words.FIRST_NAME, "code": words.FIRST_CODE,
}  # fmt: skip
