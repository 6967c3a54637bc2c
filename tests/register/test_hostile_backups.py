"""A file that only looks like a backup: every kind is refused in a sentence, and the register stays as it was."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.issues import Refused
from matcher.register.answers import give
from matcher.register.archive import Archive
from matcher.register.backup import back_up
from matcher.register.register import Register
from matcher.register.restoring import restore
from matcher.register.who import CONSOLE
from tests.register.conftest import KEY, STAFF
from tests.register.dumped import dump
from tests.register.stage import TOWN, answer

Files = dict[str, bytes]


def packed(files: Files, *, honest: bool = True) -> bytes:
    """A zip of the files; `honest` makes the manifest's counts and hashes fit what the tables have become."""
    if honest and b'"tables"' in files["manifest.json"]:
        manifest = json.loads(files["manifest.json"])
        for table, said in manifest["tables"].items():
            if (raw := files.get(f"{table}.jsonl")) is not None:
                said |= {"rows": raw.count(b"\n"), "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        files["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def cell(table: str, column: str, value: Any) -> Callable[[Files], None]:
    """Puts another value into one cell of the first row."""

    def change(files: Files) -> None:
        first, _, rest = files[f"{table}.jsonl"].partition(b"\n")
        files[f"{table}.jsonl"] = json.dumps({**json.loads(first), column: value}).encode() + b"\n" + rest

    return change


def manifest(**parts: Any) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **parts}).encode()

    return change


def another_table(files: Files) -> None:
    said = json.loads(files["manifest.json"])
    said["tables"]["strange"] = {"rows": 0, "bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    files["manifest.json"], files["strange.jsonl"] = json.dumps(said).encode(), b""


def named(table: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        said = json.loads(files["manifest.json"])
        said["tables"][table] = said["tables"].pop("once")
        files["manifest.json"], files[f"{table}.jsonl"] = json.dumps(said).encode(), files.pop("once.jsonl")

    return change


def without(name: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        del files[name]

    return change


def bomb(files: Files) -> None:
    files["once.jsonl"] = b" " * 30_000_000 + b"\n"


DAMAGE: dict[str, Callable[[Files], None]] = {
    "no manifest": without("manifest.json"),
    "a table is missing": without("lead.jsonl"),
    "a file too many": lambda files: files.update({"../../evil.jsonl": b"{}\n"}),
    "an unknown table": another_table,
    "a table of the database itself": named("sqlite_master"),
    "a name that is SQL": named('x"; DROP TABLE lead; --'),
    "another form": manifest(format="another"),
    "a version that nobody knows": manifest(schema_version="9999"),
    "a version that is a way out": manifest(schema_version="../base"),
    "an older version than its tables": manifest(schema_version="0002"),
    "a manifest with more in it": manifest(more=1),
    "a manifest that is deep": lambda files: files.update({"manifest.json": b"[" * 100_000}),
    "a bomb": bomb,
    "a line that is not JSON": lambda files: files.update({"once.jsonl": b"nonsense\n"}),
    "a line that is a list": lambda files: files.update({"once.jsonl": b"[]\n"}),
    "a line that is deep": lambda files: files.update({"once.jsonl": b"[" * 100_000 + b"\n"}),
    "a column too many": cell("lead", "admin", True),
    "a number for a text": cell("lead", "name", 5),
    "a text for a number": cell("answer", "number", "1; DROP TABLE lead"),
    "a truth for a number": cell("answer", "version", True),
    "a number out of range": cell("answer", "version", 2**40),
    "a text too long": cell("lead", "stage", "x" * 121),
    "a character that cannot be kept": cell("lead", "name", "a\x00b"),
    "half a character": cell("lead", "name", "\ud800"),
    "a moment that is none": cell("lead", "made_at", "yesterday"),
    "nothing where something must be": cell("lead", "name", None),
    "a list for a record": cell("need", "stated", "text"),
    "a need of a wrong form": cell("need", "stated", {"land_mu": {"low": "x"}}),
    "a lead that is not there": cell("need", "lead", "f" * 32),
    "a row of the audit changed": cell("audit", "who", "somebody"),
    "a head that counts otherwise": cell("audit_head", "count", 7),
    "a head without end": cell("audit_head", "count", 2**31 - 1),
    "a head with another seal": cell("audit_head", "seal", "f" * 64),
}


@pytest.fixture
def files(register: Register, tmp_path: Path) -> Files:
    give(register, STAFF, TOWN, [answer()])
    back_up(register, CONSOLE, tmp_path / "good.zip")
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("nth", [3, pytest.param(1, marks=pytest.mark.long)])
def test_every_kind_of_damage_is_refused_and_nothing_changes(register: Register, files: Files, tmp_path: Path, nth: int) -> None:
    """On SQLite always every kind; what reads an archive knows no database, so that on a server every third is enough for each run."""
    before, bad = dump(register.url), tmp_path / "bad.zip"
    kinds = list(DAMAGE.items())
    for what, change in kinds if register.url.startswith("sqlite") else kinds[::nth]:
        spoilt = dict(files)
        change(spoilt)
        bad.write_bytes(packed(spoilt, honest="manifest.json" in spoilt))
        with pytest.raises(Refused) as refusal:
            restore(register, CONSOLE, bad, key=KEY, keep=tmp_path / f"kept-{what}.zip")
        assert all(i.message.zh and i.mend.zh for i in refusal.value.issues), what
        assert dump(register.url) == before, what
    bad.write_bytes(packed(dict(files)))
    restore(register, CONSOLE, bad, key=KEY, keep=tmp_path / "kept.zip")


def test_a_list_that_does_not_fit_what_is_there_is_refused(files: Files, tmp_path: Path) -> None:
    files["once.jsonl"] = files["once.jsonl"].replace(b"pack.seed", b"pack.sxxd")
    with pytest.raises(Refused, match="changed or damaged"):
        list(Archive(io.BytesIO(packed(files, honest=False)), "bad.zip").rows("once"))


def test_a_file_cut_off_anywhere_is_refused(files: Files) -> None:
    whole = packed(files)
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        with pytest.raises(Refused, match=r"bad\.zip"):
            Archive(io.BytesIO(whole[:end]), "bad.zip")


def test_a_file_with_one_byte_turned_is_refused_or_reads_as_it_was(files: Files) -> None:
    whole = packed(files)
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        turned = whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :]
        try:
            archive = Archive(io.BytesIO(turned), "bad.zip")
            for table in archive.manifest.tables:
                raw = b"".join(json.dumps(row, separators=(",", ":")).encode() + b"\n" for row in archive.rows(table))
                assert raw == files[f"{table}.jsonl"]
        except Refused:
            continue


def test_what_is_no_file_is_refused(register: Register, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.zip", tmp_path):
        with pytest.raises(Refused, match="cannot be found or read"):
            restore(register, CONSOLE, path, key=KEY)
