"""The map's scripts and styles are the published ones, carry their licences and load nothing from elsewhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
OURS = sorted((STATIC / "map").glob("*"))
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| `(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE)
LISTED = {row["file"]: row["sha256"] for row in ROW.finditer((VENDOR / "README.md").read_text("utf-8"))}
PRESENT = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()} - {"README.md"}
LOADED = sorted(name for name in PRESENT if name.endswith((".js", ".css")))
FOREIGN = re.compile(r"""url\(\s*["']?(?:https?:)?//|src\s*=\s*\\?["'](?:https?:)?//|@import|\bimport\(""", re.IGNORECASE)


def test_the_table_lists_every_file_and_no_other() -> None:
    assert set(LISTED) == PRESENT


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_file_is_the_one_that_was_listed(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize("name", [name for name in LOADED if name != "setup.js"])
def test_a_file_of_others_has_its_licence_beside_it(name: str) -> None:
    path = VENDOR / name
    licence = path.with_name("LICENSE.txt" if path.parent != VENDOR else f"{path.name.split('.')[0]}.LICENSE.txt")
    text = licence.read_text("utf-8")
    assert "Copyright" in text
    assert licence.relative_to(VENDOR).as_posix() in LISTED


@pytest.mark.parametrize("name", LOADED)
def test_nothing_is_loaded_from_another_host(name: str) -> None:
    assert not FOREIGN.search((VENDOR / name).read_text("utf-8"))


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.name)
def test_our_own_scripts_load_nothing_evaluate_nothing_and_write_no_html(path: Path) -> None:
    text = path.read_text("utf-8")
    assert path.suffix == ".js"
    assert not FOREIGN.search(text)
    assert not re.search(
        r"https?:|\beval\b|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setTimeout\(\s*[\"'`]", text
    )


@pytest.mark.parametrize(
    "text",
    ["a{b:url(http://x/y.png)}", "a{b:url('//x/y.png')}", '<img src="https://x/y.png">', "@import 'z.css'"],
)
def test_the_search_for_other_hosts_finds_them(text: str) -> None:
    assert FOREIGN.search(text)
