"""What every answer of the server carries, over http and https, at the root and under a path; and what still works around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from matcher.register.accounts import add_account
from matcher.register.sessions import open_session
from matcher.register.who import CONSOLE, Who
from signin.headers import ALWAYS, page_policy
from tests.running import Served, register_at, running
from tests.server.browser import Browser
from tests.server.wire import Wire

BASE = "/town"
ONE_TIME = "ABCD-EFGH-JKMN-PQRS-TVWX"
PATHS = ["/", "/sides", "/_stcore/health", "/_stcore/host-config", "/app/static/look/icon.png", "/static/nothing.js", "/nothing/at/all",
         "/auth/sign-in", "/auth/nothing", "/component/streamlit_folium.st_folium/index.html", "/media/nothing", "/favicon.png"]  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("headers"), base=BASE) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    answer = served.ask("GET", BASE + path)
    for name, value in ALWAYS.items():
        assert answer.header(name.decode()) == value.decode(), name
    policy = answer.header("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy if path.startswith("/auth/sign") else "frame-ancestors 'self'" in policy
    assert not any(c.isdigit() for c in answer.header("server"))


def test_scripts_of_the_app_come_only_from_this_server_and_the_pages_for_signing_in_have_none(served: Served) -> None:
    policy = served.ask("GET", f"{BASE}/").header("content-security-policy")
    scripts = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert policy == page_policy()
    page = served.ask("GET", f"{BASE}/auth/sign-in")
    assert "script-src" not in page.header("content-security-policy")
    assert "<script" not in page.text
    assert page.header("cache-control") == "no-store"


def test_the_pages_for_signing_in_find_their_looks(served: Served) -> None:
    links = re.findall(r'href="\.\.(/app/[^"]+)"', served.ask("GET", f"{BASE}/auth/sign-in").text)
    assert len(links) == 5
    for link in links:
        answer = served.ask("GET", BASE + link)
        assert answer.status == 200
        assert answer.header("content-type").startswith("text/css" if link.endswith("css") else "image/")


def test_the_maps_frame_names_ahead_what_it_will_load_and_all_of_it_is_there(served: Served) -> None:
    frame = f"{BASE}/component/streamlit_folium.st_folium/index.html"
    named = re.findall(r"<([^>]+)>; rel=preload; as=(script|style)", served.ask("GET", frame).header("link"))
    assert [kind for _, kind in named] == ["script"] * 6 + ["style"] * 3
    for link, kind in named:
        answer = served.ask("GET", urljoin(frame, link))
        assert answer.status == 200, link
        assert answer.header("content-type").startswith("text/css" if kind == "style" else ("text/javascript", "application/javascript"))
    assert served.ask("GET", f"{BASE}/").header("link") == ""


@pytest.fixture(scope="module")
def password(served: Served) -> str:
    """Makes somebody who can sign in."""
    register = register_at(served.home)
    add_account(register, CONSOLE, "chen", "Person Chen", "staff", ONE_TIME)
    register.close()
    return ONE_TIME


def test_over_http_the_cookie_is_hidden_from_scripts_and_from_other_sites(served: Served, password: str) -> None:
    done = Browser(served, base=BASE).sign_in("chen", password)
    cookie = next(c for c in done.header("set-cookie").splitlines() if c.startswith("matcher_session="))
    assert {p.strip().lower() for p in cookie.split(";")[1:]} >= {"httponly", "path=/", "samesite=strict"}
    assert "domain" not in cookie.lower()
    assert "secure" not in cookie.lower()
    assert done.header("location").startswith(f"{BASE}/auth/password")


def test_over_https_it_is_secure_and_bound_to_the_host(served: Served, password: str) -> None:
    browser = Browser(served, https=True, base=BASE)
    done = browser.sign_in("chen", password)
    cookie = next(c for c in done.header("set-cookie").splitlines() if "session" in c)
    assert cookie.startswith("__Host-matcher_session=")
    assert {p.strip().lower() for p in cookie.split(";")[1:]} >= {"httponly", "path=/", "samesite=strict", "secure"}
    plain = Browser(served, https=True, base=BASE)
    plain.cookies["matcher_session"] = browser.token
    assert plain.get("/auth/password").status == 303, "a cookie that any neighbour could have set is not looked at"
    assert browser.get("/auth/password").status == 200


def test_the_app_itself_runs_under_a_path_too_and_shows_who_is_signed_in(served: Served) -> None:
    register = register_at(served.home)
    key = str(add_account(register, CONSOLE, "lin", "Person Lin", "staff", ONE_TIME)["key"])
    from matcher.register.people import AccountRow

    register.mark(lambda s: setattr(s.get_one(AccountRow, key), "password_once", False))
    token = open_session(register, Who(key, "Person Lin", "staff"))
    register.close()
    for name in ("matcher_session", "__Host-matcher_session"):
        with Wire(served, token, base=BASE, name=name) as wire:
            assert b"Person Lin" in wire.run()


def test_the_app_alone_is_for_visitors_and_offers_no_way_in(tmp_path: Path) -> None:
    with running(tmp_path, "app.py") as alone, Wire(alone) as wire:
        got = wire.run()
        assert "退出".encode() not in got
        assert b"auth/sign-in" not in got
        assert b'class="foot"' in got


def test_where_the_register_cannot_be_had_visitors_still_look_and_signing_in_says_so(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file where a folder is needed")
    address = f"sqlite:///{(tmp_path / 'no' / 'r.sqlite3').as_posix()}"
    with running(tmp_path, MATCHER_DATABASE_URL=address) as served:
        page = served.ask("GET", "/auth/sign-in?lang=en")
        assert page.status == 503
        assert "Finding sites goes on" in page.text
        with Wire(served) as wire:
            assert b'class="foot"' in wire.run()
