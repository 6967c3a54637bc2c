"""Streamlit's own files: whole, as they lie on the disk, compressed for who can read that, and again as the first time."""

from __future__ import annotations

import gzip
import re

import pytest

from signin.from_memory import FOLDER
from signin.headers import ALWAYS
from tests.server.conftest import Office

NAMED = sorted(set(re.findall(r"[./](static/[^\"']+)", (FOLDER / "index.html").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", NAMED)
def test_a_file_comes_as_it_lies_on_the_disk_each_time(office: Office, name: str) -> None:
    whole = (FOLDER / name).read_bytes()
    for _ in range(2):
        plain = office.served.ask("GET", f"/{name}")
        small = office.served.ask("GET", f"/{name}", headers={"Accept-Encoding": "br, gzip"})
        assert plain.header("content-encoding") == ""
        assert plain.body == whole
        assert (gzip.decompress(small.body) if small.header("content-encoding") else small.body) == whole
        for answer in (plain, small):
            assert answer.status == 200
            assert "immutable" in answer.header("cache-control")
            assert answer.header("content-length") == str(len(answer.body))
            assert answer.header("x-content-type-options") == ALWAYS[b"x-content-type-options"].decode()


def test_the_scripts_become_small_and_say_so(office: Office) -> None:
    scripts = [name for name in NAMED if name.endswith(".js")]
    assert scripts
    name = max(scripts, key=lambda n: (FOLDER / n).stat().st_size)
    answer = office.served.ask("GET", f"/{name}", headers={"Accept-Encoding": "gzip"})
    assert (answer.header("content-encoding"), answer.header("vary")) == ("gzip", "accept-encoding")
    assert "javascript" in answer.header("content-type")
    assert len(answer.body) < (FOLDER / name).stat().st_size / 2


def test_what_is_more_than_a_plain_question_is_answered_by_streamlit(office: Office) -> None:
    name = f"/{NAMED[0]}"
    office.served.ask("GET", name)
    part = office.served.ask("GET", name, headers={"Range": "bytes=0-9"})
    assert (part.status, len(part.body)) == (206, 10)
    head = office.served.ask("HEAD", name)
    assert (head.status, head.body) == (200, b"")
    assert office.served.ask("POST", name).status == 405


@pytest.mark.parametrize(
    "path", ["/static/js/../../static/js/nothing.js", "/static/js/nothing.js", "/static/", "/static/js/%2e%2e/%2e%2e/server.py"]
)
def test_nothing_else_is_found_there(office: Office, path: str) -> None:
    answer = office.served.ask("GET", path)
    assert answer.status != 200 or answer.body == (FOLDER / "index.html").read_bytes()
