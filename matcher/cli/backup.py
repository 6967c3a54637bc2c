"""`backup` and `restore`: the register as one file, made while it is in use, and put back in one transaction."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

from matcher.cli.audit import opened
from matcher.cli.output import FINE, common, print_json, say
from matcher.model.text import Text
from matcher.register.backup import back_up
from matcher.register.home import home
from matcher.register.register import Register
from matcher.register.restoring import Restored, restore
from matcher.register.seal import KEY_VARIABLE, existing_key, put_key
from matcher.register.who import CONSOLE

_MADE = Text("已备份：{out}，{rows} 行。审计到此：{anchor}", "Backed up: {out}, {rows} rows. The audit ends at {anchor}")
_NO_KEY = Text(
    "审计密钥不在备份里。请另存 audit.key（或 MATCHER_AUDIT_KEY），没有它恢复后无法核对审计。",
    "The audit's key is not in the backup. Keep audit.key (or MATCHER_AUDIT_KEY) elsewhere: without it the audit cannot be verified.",
)
_WITH_KEY = Text(
    "审计密钥在备份里：拿到这份备份的人可以伪造审计记录，请妥善保管。",
    "The audit's key is in the backup: whoever has the file could forge the audit. Keep it safe.",
)
_DONE = Text("已恢复 {made_at} 的备份，{rows} 行。", "Restored the backup of {made_at}, {rows} rows.")
_KEPT = Text("原来的内容已存为：{kept}", "What was there is kept as {kept}")
_KEY_PUT = Text("备份里的审计密钥已放到本机。", "The audit's key from the backup is now used here.")
_KEY_OTHER = Text(
    "请把 MATCHER_AUDIT_KEY 改成备份里的密钥，否则不能再写入。",
    "Set MATCHER_AUDIT_KEY to the backup's key, or nothing more can be written.",
)
_AGAIN = Text("所有人需要重新登录。", "Everybody has to sign in again.")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = commands.add_parser("backup", help="write the register to one file, while it is in use")
    make.add_argument("out", type=Path, metavar="OUT", help="a new file")
    make.add_argument("--with-key", action="store_true", help="put the audit's key into it")
    common(make)
    make.set_defaults(run=run_backup)
    put = commands.add_parser("restore", help="take in a backup, of either database")
    put.add_argument("file", type=Path, metavar="FILE")
    put.add_argument("--replace", action="store_true", help="in the place of what is there, which is kept as a backup first")
    common(put)
    put.set_defaults(run=run_restore)


def run_backup(args: argparse.Namespace) -> int:
    made = back_up(opened(), CONSOLE, args.out, with_key=args.with_key)
    rows = sum(table.rows for table in made.tables.values())
    if args.json:
        print_json({"out": str(args.out), "rows": rows, "anchor": made.anchor, "schema_version": made.schema_version, "key": args.with_key})
        return FINE
    say(_MADE.say(args.lang).format(out=args.out, rows=rows, anchor=made.anchor))
    say((_WITH_KEY if args.with_key else _NO_KEY).say(args.lang), sys.stderr)
    return FINE


def run_restore(args: argparse.Namespace) -> int:
    keep = home() / f"before-restore-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.zip" if args.replace else None
    if keep is not None:
        keep.parent.mkdir(parents=True, exist_ok=True)
    done = restore(Register(), CONSOLE, args.file, key=existing_key(), keep=keep)
    put = done.key is not None and KEY_VARIABLE not in os.environ
    if done.key is not None and put:
        put_key(done.key)
    _tell(args, done, put)
    return FINE


def _tell(args: argparse.Namespace, done: Restored, put: bool) -> None:
    rows = sum(table.rows for table in done.manifest.tables.values())
    if args.json:
        print_json({"made_at": done.manifest.made_at, "rows": rows, "kept": str(done.kept) if done.kept else None, "key": put})
        return
    say(_DONE.say(args.lang).format(made_at=done.manifest.made_at, rows=rows))
    if done.kept:
        say(_KEPT.say(args.lang).format(kept=done.kept))
    if done.key is not None:
        say((_KEY_PUT if put else _KEY_OTHER).say(args.lang))
    say(_AGAIN.say(args.lang))
