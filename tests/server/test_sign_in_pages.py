"""The pages for signing in as browsers and attackers use them, on the real server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from matcher.register.accounts import add_account, by_login
from matcher.register.register import Register
from matcher.register.sessions import identify
from matcher.register.signing_in import change_own_password, sign_in
from matcher.register.who import CONSOLE, VISITOR
from signin.brake import TRIES as BRAKE_TRIES
from tests.running import Served, register_at, running
from tests.server.browser import Browser
from tests.server.wire import Wire

ONE_TIME = "ABCD-EFGH-JKMN-PQRS-TVWX"
GOOD = "a sentence <b>&\"' long enough"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server without any account, as it is first started."""
    with running(tmp_path_factory.mktemp("signin"), FORWARDED_ALLOW_IPS="127.0.0.1") as found:
        yield found


@pytest.fixture(scope="module")
def register(served: Served) -> Iterator[Register]:
    found = register_at(served.home)
    yield found
    found.close()


@pytest.fixture
def browser(served: Served) -> Browser:
    return Browser(served)


def person(register: Register, login: str, role: str = "staff") -> str:
    """Somebody with a password of their own; their account's key."""
    key = str(add_account(register, CONSOLE, login, f"Person {login}", role, ONE_TIME)["key"])
    there = sign_in(register, login, ONE_TIME)
    assert there is not None
    change_own_password(register, identify(register, there.token, unfinished=True), ONE_TIME, GOOD)
    return key


def test_the_first_administrator_comes_in_by_the_code_on_the_console(served: Served, browser: Browser, register: Register) -> None:
    assert "auth/first" not in served.log or re.search(r"开通码 [A-Z0-9-]{24}", served.log)
    code = re.findall(r"one-time code ([A-Z0-9-]{24})", served.log)[0]
    assert "/auth/first" in served.log
    assert 'href="first?' in browser.get("/auth/sign-in").text
    wrong = browser.fill("/auth/first?lang=en", code="AAAA", login="boss", name="Boss", new=GOOD, again=GOOD)
    assert wrong.status == 422
    assert "One-time code is wrong" in wrong.text
    assert GOOD not in wrong.text
    done = browser.fill("/auth/first", code=code, login="boss", name="Boss", new=GOOD, again=GOOD)
    assert (done.status, done.header("location")) == (303, "/?")
    assert identify(register, browser.token).role == "administrator"
    again = Browser(served).get("/auth/first")
    assert "<form" not in again.text


def test_signing_in_leads_back_to_the_page_and_out_again(served: Served, browser: Browser, register: Register) -> None:
    person(register, "round")
    done = browser.sign_in("ROUND", GOOD, "/auth/sign-in?lang=en&back=%3Fview%3Dsides%26lang%3Den")
    assert (done.status, done.header("location")) == (303, "/?view=sides&lang=en")
    token = browser.token
    assert identify(register, token).role == "staff"
    assert "Person round" in browser.get("/auth/sign-out").text
    with Wire(served, token) as wire:
        assert b"Person round" in wire.run()
    out = browser.fill("/auth/sign-out", do="here")
    assert out.status == 303
    assert browser.token == ""
    assert identify(register, token) == VISITOR


def test_signing_out_everywhere_ends_the_other_browsers_too(served: Served, register: Register) -> None:
    person(register, "everywhere")
    browsers = [Browser(served), Browser(served)]
    for one in browsers:
        one.sign_in("everywhere", GOOD)
    tokens = [one.token for one in browsers]
    browsers[0].fill("/auth/sign-out", do="everywhere")
    assert [identify(register, t) for t in tokens] == [VISITOR, VISITOR]


def test_wrong_unknown_and_closed_get_the_same_page(served: Served, register: Register) -> None:
    from matcher.register.accounts import close_account

    key = person(register, "shut")
    close_account(register, CONSOLE, key, by_login(register, CONSOLE, "shut").version)
    person(register, "known")
    pages = []
    for login, password in (("known", "wrong wrong wrong"), ("nobody", GOOD), ("shut", GOOD)):
        answer = Browser(served).sign_in(login, password)
        pages.append((answer.status, re.sub(r'name="form" value="\w+"', "", answer.text).replace(login, "LOGIN")))
    assert len(set(pages)) == 1
    assert pages[0][0] == 403


def test_a_token_that_was_there_before_is_never_the_one_that_is_signed_in(browser: Browser, register: Register) -> None:
    person(register, "fixed")
    browser.cookies["matcher_session"] = "planted-by-somebody-else"
    browser.sign_in("fixed", GOOD)
    first = browser.token
    assert first != "planted-by-somebody-else"
    browser.sign_in("fixed", GOOD)
    assert browser.token != first
    assert identify(register, first) == VISITOR


def test_a_one_time_password_leads_to_the_page_for_ones_own_and_nowhere_else(served: Served, browser: Browser, register: Register) -> None:
    add_account(register, CONSOLE, "fresh", "Person fresh", "staff", ONE_TIME)
    done = browser.sign_in("fresh", ONE_TIME)
    assert done.header("location").startswith("/auth/password?")
    assert identify(register, browser.token) == VISITOR
    with Wire(served, browser.token) as wire:
        assert b"Person fresh" not in wire.run("view=work")
    for new, again in ((ONE_TIME, ONE_TIME), ("short", "short"), (GOOD, GOOD + "x"), ("fresh and something", "fresh and something")):
        refused = browser.fill("/auth/password", old=ONE_TIME, new=new, again=again)
        assert refused.status == 422
        assert f'value="{new}"' not in refused.text
    before = browser.token
    assert browser.fill("/auth/password", old=ONE_TIME, new=GOOD, again=GOOD).status == 303
    assert browser.token != before
    assert identify(register, browser.token).role == "staff"


def test_the_page_for_ones_password_is_for_who_is_signed_in(browser: Browser) -> None:
    assert browser.get("/auth/password").header("location").startswith("/auth/sign-in?")


# Attacks on the forms


FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Origin": "http://evil.example", "Sec_Fetch_Site": ""},
    {"Content_Type": "text/plain"},
    {"Content_Type": "multipart/form-data; boundary=x"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_of_another_site_is_not_taken(browser: Browser, register: Register, headers: dict[str, str]) -> None:
    fields = {**browser.hidden("/auth/sign-in"), "login": "known", "password": GOOD}
    assert browser.post("/auth/sign-in", fields, **headers).status in (403, 415)
    assert browser.token == ""


@pytest.mark.parametrize("mark", ["", "0" * 64, "ü", "another browser's"])
def test_a_form_without_this_browsers_mark_is_not_taken(served: Served, browser: Browser, mark: str) -> None:
    given = Browser(served).hidden("/auth/sign-in")["form"] if mark == "another browser's" else mark
    browser.get("/auth/sign-in")
    for path in ("/auth/sign-in", "/auth/sign-out", "/auth/password", "/auth/first"):
        if path == "/auth/password":
            continue  # leads to sign-in first
        answer = browser.post(path, {"form": given, "login": "known", "password": GOOD})
        assert answer.status == 403, path
    assert Browser(served).post("/auth/sign-in", {"form": "0" * 64, "login": "known", "password": GOOD}).status == 403


def test_a_mark_from_before_signing_in_does_not_fit_after(browser: Browser, register: Register) -> None:
    person(register, "marked")
    before = browser.hidden("/auth/sign-out") or browser.hidden("/auth/sign-in")
    browser.sign_in("marked", GOOD)
    assert browser.post("/auth/sign-out", {**before, "do": "here"}).status == 403
    assert identify(register, browser.token).role == "staff"


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("{}/?view=sides&site=wanyang-2", "?view=sides&amp;site=wanyang-2"),
        ('{}/?need={"name":"a"}', "?need=%7B%22name%22%3A%22a%22%7D"),
        ("http://elsewhere.example/?view=sides", "?view=work"),
        ("{}/auth/sign-out?view=sides", "?view=work"),
        ("{}/", "?view=work"),
    ],
)
def test_one_goes_back_to_the_very_page_one_came_from(served: Served, browser: Browser, came_from: str, back: str) -> None:
    """What is chosen on a page may be newer than its links."""
    shown = browser.get("/auth/sign-in?back=%3Fview%3Dwork", Referer=came_from.replace("{}", served.address)).text
    assert f'href="../{back}"' in shown


BACKS = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "?x=\r\nSet-Cookie: a=b",
    "\\evil",
    "?a b",
    "?é",
    "?" + "x" * 9000,
]


@pytest.mark.parametrize("back", BACKS, ids=lambda b: b[:12])
def test_no_address_leads_out_of_the_app(served: Served, register: Register, back: str) -> None:
    if "backer" not in {a.login for a in _accounts(register)}:
        person(register, "backer")
    browser = Browser(served)
    done = browser.post("/auth/sign-in", {**browser.hidden("/auth/sign-in"), "login": "backer", "password": GOOD, "back": back})
    assert (done.status, done.header("location")) in [(303, "/?"), (413, "")]
    from urllib.parse import quote

    if len(back) < 100:
        assert 'href="../?"' in browser.get(f"/auth/sign-in?back={quote(back)}").text


def _accounts(register: Register) -> list:  # type: ignore[type-arg]
    from matcher.register.accounts import accounts

    return accounts(register, CONSOLE)


def test_a_huge_form_and_a_form_with_very_many_fields_are_refused(browser: Browser) -> None:
    fields = browser.hidden("/auth/sign-in")
    assert browser.post("/auth/sign-in", {**fields, "login": "x" * 100_000}).status == 413
    assert browser.post("/auth/sign-in", {**fields, **{f"f{n}": "x" for n in range(50)}}).status == 400


def test_what_is_typed_comes_back_escaped_and_a_password_never(browser: Browser) -> None:
    answer = browser.sign_in('"><script>alert(1)</script>', "my-secret-password")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "my-secret-password" not in answer.text


def test_other_methods_are_not_served(served: Served) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert served.ask(method, "/auth/sign-in").status in (400, 405, 501)


def test_no_password_reaches_the_log_the_database_or_the_audit(served: Served, browser: Browser, register: Register) -> None:
    person(register, "quiet")
    secret = "MarkerOfThisVeryTest zyxwvut"
    browser.sign_in("quiet", secret)
    browser.sign_in("quiet", GOOD)
    browser.fill("/auth/password", old=GOOD, new=secret, again=secret)
    assert identify(register, browser.token).role == "staff"
    kept = b"".join(p.read_bytes() for p in served.home.iterdir())
    assert secret.encode() not in kept
    assert b"zyxwvut" not in kept
    assert browser.token.encode() not in kept


def test_one_address_has_only_so_many_tries_and_is_told_how_long_to_wait(served: Served) -> None:
    browser = Browser(served)
    hidden = browser.hidden("/auth/sign-in")
    statuses = [
        browser.post("/auth/sign-in", {**hidden, "login": "nobody", "password": "wrong wrong wrong"}, X_Forwarded_For="203.0.113.9").status
        for _ in range(BRAKE_TRIES + 3)
    ]
    assert statuses[: BRAKE_TRIES - 1] == [403] * (BRAKE_TRIES - 1)
    last = browser.post("/auth/sign-in", {**hidden, "login": "nobody", "password": "x"}, X_Forwarded_For="203.0.113.9")
    assert last.status == 429
    assert int(last.header("retry-after")) > 0
    other = browser.post("/auth/sign-in", {**hidden, "login": "nobody", "password": "x"}, X_Forwarded_For="203.0.113.10")
    assert other.status == 403
