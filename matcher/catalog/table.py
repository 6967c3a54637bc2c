"""Strict CSV: text only, each row as wide as the header, a known header, no row read twice."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from matcher.catalog.issues import IssueLog
from matcher.model.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its line in the file (from 1) and its cells as stripped text."""

    line: int
    cells: dict[str, str]


def decode(raw: bytes, log: IssueLog) -> str | None:
    """The file as text. The pack is written in UTF-8; anything else is refused by name."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        log.error(
            Text("文件不是 UTF-8 编码。", "the file is not UTF-8."),
            Text("请另存为 UTF-8（Excel：CSV UTF-8）。", "Save it as UTF-8 (Excel: CSV UTF-8)."),
            line=raw[: fault.start].count(b"\n") + 1,
        )
        return None


def read_table(
    text: str, columns: tuple[str, ...], log: IssueLog, *, key: tuple[str, ...], optional: frozenset[str] = frozenset()
) -> list[Row]:
    """The rows of a CSV whose header holds exactly `columns` (those in `optional` may be left out)."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    start = 1
    try:
        header = [h.strip() for h in next(reader, [])]
        if not _header_is_right(header, columns, optional, log):
            return []
        start = reader.line_num + 1
        for raw in reader:
            line, start = start, reader.line_num + 1
            if not any(c.strip() for c in raw):
                continue
            if len(raw) != len(header):
                log.error(
                    Text(f"这一行有 {len(raw)} 格，表头有 {len(header)} 格。", f"this row has {len(raw)} cells, the header {len(header)}."),
                    Text("请检查逗号和引号。", "Check the commas and quotes."),
                    line=line, record=raw[0],
                )  # fmt: skip
                continue
            row = Row(line, {h: c.strip() for h, c in zip(header, raw, strict=True)})
            identity = tuple(row.cells[k] for k in key)
            if identity in seen:
                log.error(
                    Text(f"与第 {seen[identity]} 行重复。", f"repeats line {seen[identity]}."),
                    Text("请删去一行，或改正编号。", "Delete one of them, or correct the id."),
                    line=line, record=" ".join(identity), field=key[-1], value=identity[-1],
                )  # fmt: skip
                continue
            seen[identity] = line
            rows.append(row)
    except csv.Error as fault:
        log.error(
            Text("这里的引号不成对，后面的内容读不了。", "quotes are not paired here, so what follows cannot be read."),
            Text("请检查双引号。", "Check the double quotes."),
            line=start, value=str(fault),
        )  # fmt: skip
    return rows


def _header_is_right(header: list[str], columns: tuple[str, ...], optional: frozenset[str], log: IssueLog) -> bool:
    unknown = [h for h in header if h not in columns]
    missing = [c for c in columns if c not in header and c not in optional]
    twice = sorted({h for h in header if header.count(h) > 1})
    for names, message, mend in (
        (
            unknown,
            Text("没有这个列。", "is no column of this table."),
            Text("请检查拼写，或删去这一列。", "Check the spelling, or delete the column."),
        ),
        (missing, Text("缺少这一列。", "is a missing column."), Text("请补上这一列，可以留空。", "Add the column; it may stay empty.")),
        (twice, Text("这一列出现了两次。", "is a column that stands twice."), Text("请只留一列。", "Keep one.")),
    ):
        for name in names:
            log.error(message, mend, line=1, field=name)
    return not (unknown or missing or twice)
