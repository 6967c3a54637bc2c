"""Measuring a workbook before anything parses it: its parts, their true sizes, the used range of its sheets. What is out of measure is refused.

On the way two things are noted that a fast parser leaves out: cells with error values, and formulas without a stored value.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree

from matcher.exchange.refusals import SAVE_AS_XLSX, SPLIT, refused
from matcher.exchange.sniff import MEGABYTE
from matcher.exchange.tables_data import limit, most
from matcher.model.text import Text

CHUNK = 256 * 1024
_SMALL = 10 * MEGABYTE
"""Below this no ratio is suspicious."""
_DOCTYPES = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_PLACE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,9})([0-9]{1,12})["'](?:[^>]*[^/>])?>(?=\s*<[^/]|[^<\s])""")
"""A cell that holds something: one that only has a colour ends at once, in either way of writing that, and may stand anywhere."""
_ODD = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\br=["']([A-Z]+[0-9]+)["'])(?:(?=[^>]*\bt=["']e["'])[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"""
    rb"""|(?![^>]*\bt=["']str["'])[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>)"""
)
_CELL_END = (b"</c>", b"</x:c>", b"/>")
_SHEETS = re.compile(r"^/?xl/(?:worksheets/)")
_END = b"PK\x05\x06"
_UNUSUAL = Text("内部结构不正常。", "has an unusual inner structure.")
_MAX_ODD = 20_000
_MERGE = b"mergeCell "
_TAIL = 4096


@dataclass(frozen=True)
class Measured:
    """Sheet name -> the places (line from 1, column from 0) of cells that hold an error value (its text) or an empty formula ('')."""

    odd: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    macros: bool = False


def measured(raw: bytes, file: str) -> Measured:
    """Raises Refused for anything but an ordinary workbook of ordinary size."""
    if _told_members(raw) > most("max_members"):
        raise refused(file, _UNUSUAL, SAVE_AS_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            members = packed.infolist()
            names = [m.filename.lstrip("/") for m in members]
            _directory(members, names, len(raw), file)
            odd: dict[str, dict[tuple[int, int], str]] = {}
            left = int(limit("max_unpacked_megabytes") * MEGABYTE)
            for member in members:
                found, size = _part(packed, member, file, left)
                left -= size
                if found:
                    odd[member.filename.lstrip("/")] = found
            titles = _titles(packed, names)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        ElementTree.ParseError,
    ) as fault:
        raise refused(file, Text("不是 .xlsx 表格，或已损坏。", "is no .xlsx workbook, or is damaged."), SAVE_AS_XLSX) from fault
    return Measured(
        {titles[n]: places for n, places in odd.items() if n in titles}, any(n.lower().endswith("vbaproject.bin") for n in names)
    )


def _told_members(raw: bytes) -> int:
    """The number of parts that the end of the archive tells, before its directory is read; 0 where it has no such end."""
    at = raw.rfind(_END)
    return int.from_bytes(raw[at + 10 : at + 12], "little") if at >= 0 else 0


def _directory(members: list[zipfile.ZipInfo], names: list[str], packed: int, file: str) -> None:
    """What the directory of the parts says by itself."""
    if len(members) > most("max_members") or len(set(names)) != len(names):
        raise refused(file, _UNUSUAL, SAVE_AS_XLSX)
    if any(m.flag_bits & 1 for m in members):
        raise refused(
            file,
            Text("加了密码。", "is protected by a password."),
            Text("请去掉密码，另存后再导入。", "Remove the password and save it anew."),
        )
    total = sum(m.file_size for m in members)
    if total > limit("max_unpacked_megabytes") * MEGABYTE or (total > _SMALL and total > packed * limit("max_ratio")):
        raise refused(file, Text("解开后太大，不像一份表格。", "unpacks to more than a table could hold."), SPLIT)
    if "xl/workbook.bin" in names:
        raise refused(file, Text("是 .xlsb 二进制工作簿，读不了。", "is a binary .xlsb workbook, which is not read."), SAVE_AS_XLSX)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        what = (
            Text("是 Word 文档", "is a Word document") if "word/document.xml" in names
            else Text("是 OpenDocument 文档", "is an OpenDocument file") if "mimetype" in names
            else Text("是压缩包", "is an archive")
        )  # fmt: skip
        raise refused(file, what + Text("，不是 .xlsx 表格。", ", no .xlsx workbook."), SAVE_AS_XLSX)


def _part(packed: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, left: int) -> tuple[dict[tuple[int, int], str], int]:
    """Unpacks one part in pieces; (odd cells, its size)."""
    sheet = bool(_SHEETS.match(member.filename)) and member.filename.endswith(".xml")
    size, tail, bottom, right, merges = 0, b"", 0, 0, 0
    odd: dict[tuple[int, int], str] = {}
    with packed.open(member) as part:
        while piece := part.read(CHUNK):
            size += len(piece)
            if size > left or (size > _SMALL and size > max(1, member.compress_size) * 1000):
                raise refused(file, Text("解开后太大，不像一份表格。", "unpacks to more than a table could hold."), SPLIT)
            text = tail + piece
            if any(mark in text for mark in _DOCTYPES):
                raise refused(file, _UNUSUAL, SAVE_AS_XLSX)
            if sheet:
                low, wide = _reach(text)
                bottom, right = max(bottom, low), max(right, wide)
                _hold_range(bottom, right, file)
                merges += text.count(_MERGE)
                if merges > most("max_merged_cells") / 20:
                    raise refused(file, Text("合并单元格太多。", "has too many merged cells."), SPLIT)
                cut = max(text.rfind(end) for end in _CELL_END) + 1
                if b'"e"' in text or b"'e'" in text or b"f>" in text or b"<f" in text:
                    _note_odd(text[: cut or len(text)], odd)
                tail = text[cut:][-_TAIL:] if cut else text[-_TAIL:]
            else:
                tail = text[-64:]
    return odd, size


def _reach(text: bytes) -> tuple[int, int]:
    """(last line, last column) that a piece of a sheet names."""
    bottom, right = 0, 0
    found = _PLACE.findall(text)
    if found:
        bottom = max(bottom, max(map(int, {d for _, d in found})))
        right = max(right, max(_column(letters) for letters in {n for n, _ in found}))
    return bottom, right


def _hold_range(bottom: int, right: int, file: str) -> None:
    if bottom > most("max_rows") or right > most("max_columns") or bottom * right > most("max_cells"):
        raise refused(
            file,
            Text(f"用到了第 {bottom} 行、第 {right} 列，超出一份表格的范围。", f"uses line {bottom} and column {right}, more than a table may."),
            Text("请删去表格之外的内容和格式（选中多余的行列，右键删除），另存后再导入。", "Delete what stands outside the table (its rows and columns), save it and import that."),
        )  # fmt: skip


def _note_odd(text: bytes, odd: dict[tuple[int, int], str]) -> None:
    for match in _ODD.finditer(text):
        if len(odd) < _MAX_ODD:
            letters = match[1].rstrip(b"0123456789")
            odd[int(match[1][len(letters) :]), _column(letters) - 1] = (match[2] or b"").decode("utf-8", "replace")


def _column(letters: bytes) -> int:
    """A = 1."""
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found


def _titles(packed: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    """Part of a worksheet -> the sheet's name."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return {}
    targets = {}
    for item in ElementTree.fromstring(packed.read(relations)):
        target = item.get("Target", "")
        targets[item.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = {}
    for item in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter():
        if item.tag.rpartition("}")[2] == "sheet":
            key = next((v for k, v in item.attrib.items() if k.endswith("}id")), "")
            found[targets.get(key, "")] = item.get("name", "")
    return found
