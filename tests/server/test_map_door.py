"""The door for the map's file: what a page has laid ready, to anybody, and nothing else."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from tests.server.canaries import CANARIES
from tests.server.conftest import Office

NAME = re.compile(rb"map/base/([0-9a-f]{24})\.json")


def named(office: Office, identity: str) -> str:
    """The address of the file that the first page of an identity draws from."""
    import base64

    with office.wire(identity) as wire:
        got = wire.run()
    for record in re.findall(rb"siteMap\.live\('([A-Za-z0-9+/=]+)'\)", got.replace(b"\\u0027", b"'")):
        if found := NAME.search(base64.b64decode(record)):
            return f"/map/base/{found[1].decode()}.json"
    raise AssertionError("no page names the file")


@pytest.mark.parametrize("identity", ["visitor", "firm", "staff", "administrator"])
def test_whoever_looks_the_file_is_the_same_and_holds_no_word_that_is_not_for_all(office: Office, identity: str) -> None:
    path = named(office, identity)
    assert path == named(office, "visitor")
    answer = office.served.ask("GET", path)
    assert answer.status == 200
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("content-type").startswith("application/json")
    assert set(json.loads(answer.text)) == {"ids", "names", "la", "lo", "vague", "outlines", "sketch", "labels"}
    assert [name for name, c in CANARIES.items() if "visitor" not in c.may and c.word in answer.text] == []


def test_a_browser_that_takes_gzip_gets_the_same_in_fewer_bytes(office: Office) -> None:
    path = named(office, "visitor")
    plain, packed = office.served.ask("GET", path), office.served.ask("GET", path, headers={"Accept-Encoding": "gzip"})
    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


@pytest.mark.parametrize(
    "path",
    ["/map/base/0123456789abcdef01234567.json", "/map/base/.json", "/map/base/..%2f..%2fserver.py.json", "/map/base/../../register.sqlite3", "/map/base/%00.json",
     "/map/base/" + "a" * 5000 + ".json", "/map/base/", "/map/"],
)  # fmt: skip
def test_another_name_gets_nothing(office: Office, path: str) -> None:
    answer = office.served.ask("GET", path)
    assert answer.status in (200, 301, 400, 404, 414)
    assert b'"ids"' not in answer.body
    assert b"SQLite" not in answer.body
    assert answer.status != 200 or b"<title>Streamlit" in answer.body, "at most the app's own empty page"


def test_only_looking_is_allowed(office: Office) -> None:
    assert office.served.ask("POST", named(office, "visitor"), "x").status == 405
