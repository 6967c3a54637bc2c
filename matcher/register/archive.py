"""The form of a backup: a zip with one file of JSON lines for each table and a manifest with counts and hashes. Both databases write and read it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text

FORMAT = "matcher-register-1"
MANIFEST, KEY = "manifest.json", "audit.key"
MOST_MANIFEST_BYTES = 1_000_000
MOST_KEY_BYTES = 10_000
MOST_LINE_BYTES = 64 * 2**20
"""One row: a picture of some ten megabytes grows by a third when it is written as text."""
MOST_RATIO = 200
"""How much smaller a table may have become by packing. Rows full of random keys shrink some ten times; a bomb shrinks a thousand times."""
SMALL_BYTES = 10_000_000
"""Below this no ratio is asked: a short table may well repeat itself."""
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, LookupError, OSError, EOFError, RuntimeError)
"""What reading a file raises that is no whole zip."""


class Table(BaseModel):
    """One table: how many rows, and the file of its lines."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds: when it was made, the migration its tables stand at, and the audit's end for later comparison."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: str
    made_at: str = Field(max_length=40)
    schema_version: str = Field(pattern="^[0-9a-z_]{1,32}$")
    anchor: str = Field(max_length=100)
    tables: dict[str, Table]


def line_of(row: dict[str, Any]) -> bytes:
    """One row as a line. Bytes are written as base64 under a name that no other value has."""
    coded = {name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value for name, value in row.items()}
    return json.dumps(coded, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def write_table(archive: zipfile.ZipFile, name: str, rows: Iterable[dict[str, Any]]) -> Table:
    count = size = 0
    mark = hashlib.sha256()
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as file:
        for row in rows:
            line = line_of(row)
            file.write(line)
            mark.update(line)
            count, size = count + 1, size + len(line)
    return Table(rows=count, bytes=size, sha256=mark.hexdigest())


def placed(scratch: Path, out: Path) -> None:
    """Puts a finished file in its place so that a loss of power cannot undo it."""
    scratch.replace(out)
    with suppress(OSError, AttributeError):  # Windows opens no folder; what it needs it does by itself
        folder = os.open(out.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def refused(name: str, message: Text, mend: Text | None = None, value: str = "") -> Refused:
    fix = mend or Text("请换用另一份备份。", "Use another backup.")
    return Refused([Issue("error", name, "", 0, "", value[:120], message, fix)])


class Archive:
    """A backup file that is open for reading. Nothing in it is trusted: names, sizes, hashes and lines are held to the manifest."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(file)
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
            self.manifest = self._manifest()
        except _BROKEN as fault:
            raise self.damaged() from fault
        self._hold_names()

    def damaged(self) -> Refused:
        return refused(self.name, Text("不是完整的备份文件。", "is no whole backup."))

    def _manifest(self) -> Manifest:
        entry = self._entries.get(MANIFEST)
        if entry is None or entry.file_size > MOST_MANIFEST_BYTES:
            raise self.damaged()
        with self._zip.open(entry) as part:
            raw = part.read(MOST_MANIFEST_BYTES + 1)
        try:
            found = Manifest.model_validate_json(raw)
        except (ValidationError, RecursionError) as fault:
            raise self.damaged() from fault
        if found.format != FORMAT:
            raise refused(self.name, Text("是另一种格式的备份。", "is a backup of another form."), value=found.format)
        return found

    def _hold_names(self) -> None:
        expected = {MANIFEST, *(f"{table}.jsonl" for table in self.manifest.tables)}
        if len(self._entries) != len(self._zip.infolist()) or set(self._entries) - {KEY} != expected:
            strange = sorted(set(self._entries) ^ expected)
            raise refused(self.name, Text("里面的文件与清单不符。", "holds other files than its list says."), value=", ".join(strange[:5]))
        for table, said in self.manifest.tables.items():
            entry = self._entries[f"{table}.jsonl"]
            bomb = said.bytes > SMALL_BYTES and said.bytes > MOST_RATIO * max(1, entry.compress_size)
            if entry.file_size != said.bytes or bomb:
                raise refused(self.name, Text("里面的文件大小不合理。", "holds a file of an unlikely size."), value=entry.filename)

    def audit_key(self) -> bytes | None:
        """The key, where it was put in."""
        entry = self._entries.get(KEY)
        if entry is None:
            return None
        with self._zip.open(entry) as part:
            return part.read(MOST_KEY_BYTES).strip() or None

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table. Raises Refused at the latest at the end, where they are not what the manifest says."""
        said = self.manifest.tables[table]
        mark, size, count = hashlib.sha256(), 0, 0
        try:
            with self._zip.open(f"{table}.jsonl") as part:
                while line := part.readline(MOST_LINE_BYTES + 1):
                    size, count = size + len(line), count + 1
                    if len(line) > MOST_LINE_BYTES or size > said.bytes:
                        raise self._not_as_listed(table)
                    mark.update(line)
                    yield self._row(table, count, line)
        except _BROKEN as fault:
            raise self.damaged() from fault
        if (count, size, mark.hexdigest()) != (said.rows, said.bytes, said.sha256):
            raise self._not_as_listed(table)

    def _row(self, table: str, number: int, line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise refused(self.name, Text("有一行读不懂。", "has a line that cannot be read."), value=f"{table} {number}")
        return found

    def _not_as_listed(self, table: str) -> Refused:
        return refused(
            self.name,
            Text("内容与清单不符，可能被改过或损坏。", "does not hold what its list says: it was changed or damaged."),
            value=table,
        )
