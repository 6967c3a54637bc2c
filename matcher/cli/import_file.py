"""`import`: read a table or a map file of sites or leads, tell everything that was found, and take all of it or nothing.

Exit status: 0 when the file could be read (also where records were rejected), 2 with one sentence when it could not.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from matcher.catalog.issues import Issue, Refused
from matcher.cli.files import refused, text_of
from matcher.cli.output import FINE, common, day, print_json, registered, say, with_pack
from matcher.exchange.imported import Imported
from matcher.exchange.mapping import read_mapping
from matcher.exchange.read_file import read_file
from matcher.exchange.sniff import MEGABYTE
from matcher.exchange.tables_data import KINDS, limit
from matcher.model.text import Lang, Text
from matcher.register.imports import Taken, take
from matcher.register.opening import with_town
from matcher.register.who import CONSOLE
from matcher.reports.marked_sheet import SEVERITY, marked_workbook

UNREADABLE = 2
_COUNTS = Text(
    "共 {rows} 行：可用 {accepted}，有误 {rejected}，跳过 {skipped}（{encoding}）。",
    "{rows} rows: {accepted} accepted, {rejected} rejected, {skipped} skipped ({encoding}).",
)
_TRIED = Text("只作检查，没有存入。", "Only looked at; nothing was stored.")
_TAKEN = Text(
    "已存入：已有地块 {s} 处，新地块 {n} 处，共 {f} 项；线索 {l} 条；边界 {o} 处。",
    "Stored: {s} known sites and {n} new ones with {f} facts in all; {l} leads; {o} outlines.",
)
_FAULTY = Text("有误的记录改正之前，什么都没有存。", "Nothing was stored, until what is wrong has been mended.")
_SAVED = Text("已写出 {p}。", "Wrote {p}.")


class Found(BaseModel):
    """One finding (line 0 = the file as a whole); `field` is the column's title as it stands in the file, `message` says what is wrong and how
    to mend it."""

    severity: Literal["error", "ask", "warning", "info"]
    record: str
    line: int
    field: str
    value: str
    message: str
    fix_by: str


class ImportReport(BaseModel):
    """What came of a file: rows = accepted + rejected + skipped."""

    rows: int
    accepted: int
    rejected: int
    skipped: int
    encoding: str
    issues: tuple[Found, ...]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("import", help="read sites or leads from a spreadsheet, a text table or a map file")
    command.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls, .csv, GeoJSON or a [地块坐标] TXT; told by its content")
    command.add_argument("--kind", choices=KINDS, required=True)
    command.add_argument("--dry-run", action="store_true", help="say what would be taken, and take nothing")
    command.add_argument("--mapping", type=Path, default=None, metavar="FILE", help="which column is which field (JSON)")
    command.add_argument("--save-mapping", type=Path, default=None, metavar="OUT", help="write how the columns were read, to be corrected")
    command.add_argument("--crs", default=None, metavar="NAME", help="of the coordinates: wgs84, cgcs2000, gcj02, bd09, epsg:4547 ..")
    command.add_argument("--log", type=Path, default=None, metavar="OUT.xlsx", help="write the table with its faults marked")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day of the table where it says none (default: today)")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog, pack, register = registered(args, promised=False)  # what is promised is no fact that a file could repeat or contradict
    today = date.today()
    try:
        mapping = read_mapping(text_of(args.mapping), args.mapping.name, args.kind) if args.mapping else None
        found = read_file(_bytes(args.file), args.file.name, args.kind, catalog, args.on or today, mapping, args.crs)
        if args.save_mapping:
            _write(args.save_mapping, found.mapping.written().encode("utf-8"))
        if args.log:
            _write(args.log, marked_workbook(found, args.lang))
    except Refused as refusal:
        _cannot(refusal.issues, args)
        return UNREADABLE
    outcome, status = _TRIED.say(args.lang), FINE
    if not args.dry_run:
        try:
            outcome = _took(take(with_town(register, pack), CONSOLE, catalog, found, today), args.lang)
        except Refused as refusal:
            whole = [i for i in refusal.issues if i not in found.issues]
            outcome = whole[0].told(args.lang) if whole else _FAULTY.say(args.lang)
    _tell(found, outcome, args)
    return status


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(int(limit("max_megabytes") * MEGABYTE) + 1)
    except OSError:
        raise refused(path, Text("找不到或读不了这个文件。", "cannot be found or read."), Text("请核对路径。", "Check the path.")) from None


def _write(path: Path, raw: bytes) -> None:
    try:
        path.write_bytes(raw)
    except OSError:
        raise refused(
            path, Text("写不了这个文件。", "cannot be written."), Text("请核对路径和权限。", "Check the path and its rights.")
        ) from None


def _took(taken: Taken, lang: Lang) -> str:
    return _TAKEN.say(lang).format(s=taken.sites, n=taken.new_sites, f=taken.facts, l=taken.leads, o=taken.outlines)


def _tell(found: Imported, outcome: str, args: argparse.Namespace) -> None:
    if args.json:
        print_json(_report(found, args.lang).model_dump(mode="json"))
        if not args.dry_run:
            say(outcome, sys.stderr)
        return
    for issue in found.issues:
        say(f"[{SEVERITY[issue.severity].say(args.lang)}] {issue.told(args.lang)}")
    counts: dict[str, Any] = {n: getattr(found, n) for n in ("rows", "accepted", "rejected", "skipped", "encoding")}
    say(_COUNTS.say(args.lang).format(**counts))
    for path in (args.save_mapping, args.log):
        if path:
            say(_SAVED.say(args.lang).format(p=path.name))
    say(outcome)


def _report(found: Imported, lang: Lang) -> ImportReport:
    return ImportReport(
        rows=found.rows, accepted=found.accepted, rejected=found.rejected, skipped=found.skipped, encoding=found.encoding,
        issues=tuple(_found(i, lang) for i in found.issues),
    )  # fmt: skip


def _found(issue: Issue, lang: Lang) -> Found:
    def safe(text: str) -> str:
        return text.encode("utf-8", "replace").decode()

    return Found(
        severity=issue.severity, record=safe(issue.record), line=issue.line, field=safe(issue.field), value=safe(issue.value),
        message=f"{issue.message.say(lang)} {issue.mend.say(lang)}".strip(), fix_by=issue.fix_by.say(lang),
    )  # fmt: skip


def _cannot(issues: list[Issue], args: argparse.Namespace) -> None:
    """The one sentence that says why a file cannot be read: on stderr, and with --json also as a report of no rows."""
    if args.json:
        empty = ImportReport(rows=0, accepted=0, rejected=0, skipped=0, encoding="", issues=tuple(_found(i, args.lang) for i in issues))
        print_json(empty.model_dump(mode="json"))
    for issue in issues[:1]:
        say(issue.told(args.lang), sys.stderr)
