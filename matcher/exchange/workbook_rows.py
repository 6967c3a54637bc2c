"""Workbooks by way of a process of their own, which may run out of time or memory without taking this one along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from matcher.exchange.cells_in import Odd, RawCell
from matcher.exchange.refusals import SAVE_AS_XLSX, SPLIT, refused
from matcher.exchange.sheets import Sheet
from matcher.exchange.tables_data import limit, most
from matcher.exchange.zip_check import Measured
from matcher.model.text import Text

CHILD = "matcher.exchange.sheet_child"
HEAD_LINES = 40
"""Lines of each sheet by which one is chosen."""
_ROOT = Path(__file__).resolve().parents[2]
_FAULTS = {
    "password": (
        Text("加了密码。", "is protected by a password."),
        Text("请去掉密码，另存后再导入。", "Remove the password and save it anew."),
    ),
    "broken": (Text("表格已损坏，读不了。", "is damaged and cannot be read."), SAVE_AS_XLSX),
    "memory": (Text("太大，读不下。", "is too large to be read."), SPLIT),
    "time": (Text("读得太久，已停止。", "took too long to read and was stopped."), SPLIT),
}
Choose = Callable[[list[Sheet]], int | None]
"""Which of the sheets (of which only the first lines are there) is wanted; None where none is."""
Seen = Callable[[int], None]
"""Told of the number of rows read so far; may raise to end the reading."""


def read_workbook(raw: bytes, form: str, file: str, measured: Measured, choose: Choose, seen: Seen) -> tuple[list[Sheet], int | None]:
    """The sheets, of which the chosen one holds all of its rows, and its index. Raises Refused."""
    seconds = most("parse_seconds")
    command = [
        sys.executable, "-m", CHILD, form, str(seconds), str(most("parse_megabytes")), str(HEAD_LINES), str(most("max_cell_characters"))
    ]  # fmt: skip
    paths = [str(_ROOT), *([os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else [])]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    clock.start()
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        return _talk(child.stdin, child.stdout, raw, measured, choose, seen)
    except _Fault as fault:
        raise refused(file, *_FAULTS["time" if late.is_set() else fault.kind]) from None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise refused(file, *_FAULTS["time" if late.is_set() else "memory" if child.poll() else "broken"]) from fault
    finally:
        clock.cancel()
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        child.wait()


class _Fault(Exception):
    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


def _talk(into: IO[bytes], out: IO[bytes], raw: bytes, measured: Measured, choose: Choose, seen: Seen) -> tuple[list[Sheet], int | None]:
    into.write(str(len(raw)).encode() + b"\n")
    into.write(raw)
    into.flush()
    sheets: list[Sheet] = []
    while "choose" not in (said := _heard(out)):
        odd = measured.odd.get(said["name"], {})
        head = [_row(cells, line, odd) for line, cells in enumerate(said["head"], 1)]
        sheets.append(Sheet(said["name"], head, tuple(tuple(r) for r in said["merged"]), bool(said["hidden"])))
    index = choose(sheets)
    if index is not None:
        into.write(f"{index}\n".encode())
        into.flush()
        sheet = sheets[index]
        odd = measured.odd.get(sheet.name, {})
        rows: list[list[RawCell]] = []
        while isinstance(cells := _heard(out), list):
            rows.append(_row(cells, len(rows) + 1, odd))
            if len(rows) > most("max_rows"):
                raise _Fault("memory")
            if not len(rows) % 1000:
                seen(len(rows))
        sheet.rows = rows
    return sheets, index


def _heard(out: IO[bytes]) -> Any:
    """The next line; raises _Fault where the child tells of one, or has died (which is how running out of memory ends)."""
    line = out.readline()
    if not line.endswith(b"\n"):
        raise _Fault("memory")
    said = json.loads(line)
    if isinstance(said, dict) and "fault" in said:
        raise _Fault(said["fault"])
    return said


def _row(cells: list[Any], line: int, odd: dict[tuple[int, int], str]) -> list[RawCell]:
    found: list[RawCell] = [_cell(c) for c in cells]
    if odd:
        for place in range(int(limit("max_columns"))):
            if (shown := odd.get((line, place))) is not None:
                found += [""] * (place + 1 - len(found))
                if not found[place]:
                    found[place] = Odd("error", shown) if shown else Odd("formula", "=…")
    return found


def _cell(value: Any) -> RawCell:
    if value is None:
        return ""
    if isinstance(value, str):
        return sys.intern(value) if value.strip() else ""  # the same few words stand in most cells
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return value
    if "d" in value:
        return datetime.fromisoformat(value["d"])
    return Odd("error", value["e"]) if "e" in value else Odd("time", value["t"])
