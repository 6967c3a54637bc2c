"""Opening a workbook that somebody sent: measured before it is parsed, read as bare values, nothing in it followed or run."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib

import openpyxl
from openpyxl.workbook.workbook import Workbook

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text

MAX_BYTES = 2 * 1024 * 1024
MAX_MEMBERS = 300
MAX_UNPACKED = 24 * 1024 * 1024
MAX_SHEET = 8 * 1024 * 1024
MAX_OTHER = 4 * 1024 * 1024
MAX_STYLES = 1024 * 1024
"""Bytes: of the file, of all that is in it once unpacked, and of single parts. A sheet of thousands of rows stays far below."""
MAX_TAGS = 400_000
"""Of all parts together: reading takes time by the tag, and a tag may be only a few bytes long."""
_CHUNK = 64 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_SAVE_ANEW = Text("请用 Excel 或 WPS 另存为 .xlsx 工作簿再试。", "Save it as an .xlsx workbook in Excel or WPS and try again.")
_OWN_SHEET = Text("请使用本系统导出的表格填写。", "Use the sheet that this program wrote.")


def refused(file: str, message: Text, mend: Text) -> Refused:
    """A file that cannot be taken at all."""
    return Refused([Issue("error", file, "", 0, "", "", message, mend, ASKER)])


def opened(raw: bytes, file: str) -> Workbook:
    """A workbook for reading alone: no macros, no links to other files, no cell beyond what is asked for. Raises Refused."""
    if len(raw) > MAX_BYTES:
        raise refused(file, Text("文件超过 2 MB，不像填好的表格。", "is larger than 2 MB, too large for a filled sheet."), _OWN_SHEET)
    _measure(raw, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_vba=False, data_only=False, keep_links=False)
    except Exception as fault:  # the reader has no list of what a spoilt workbook makes it raise
        raise broken(file) from fault


def broken(file: str) -> Refused:
    return refused(file, Text("表格已损坏，读不了。", "is damaged and cannot be read."), _SAVE_ANEW)


def _too_large(file: str) -> Refused:
    return refused(file, Text("解开后太大，不像填好的表格。", "unpacks to more than a filled sheet could hold."), _OWN_SHEET)


def _measure(raw: bytes, file: str) -> None:
    """Unpacks every part once in small pieces and counts, so that what a file claims of its own size does not matter."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            members = packed.infolist()
            names = [m.filename for m in members]
            if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
                raise refused(file, Text("文件的内部结构不正常。", "has an unusual inner structure."), _SAVE_ANEW)
            if any(m.flag_bits & 1 for m in members):
                raise refused(
                    file, Text("文件加了密码。", "is protected by a password."), Text("请去掉打开密码再试。", "Remove it and try again.")
                )
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise refused(file, Text("不是 .xlsx 表格。", "is no .xlsx workbook."), _SAVE_ANEW)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise refused(file, Text("文件带有宏。", "holds macros."), _SAVE_ANEW)
            total, tags = 0, 0
            for member in members:
                size, found = _measure_part(packed, member, file, MAX_UNPACKED - total)
                total, tags = total + size, tags + found
                if tags > MAX_TAGS:
                    raise _too_large(file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError) as fault:
        raise refused(file, Text("不是 .xlsx 表格，或文件已损坏。", "is no .xlsx workbook, or is damaged."), _SAVE_ANEW) from fault


def _measure_part(packed: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, left: int) -> tuple[int, int]:
    """Bytes and tags of one part. Refuses what is too large, and parts that declare entities, with which a few bytes can become gigabytes."""
    name = member.filename.lower()
    own = MAX_STYLES if name.endswith("styles.xml") else MAX_SHEET if "worksheets/" in name else MAX_OTHER
    size, tags, tail = 0, 0, b""
    with packed.open(member) as part:
        while piece := part.read(_CHUNK):
            size += len(piece)
            tags += piece.count(b"<")
            if size > min(own, left):
                raise _too_large(file)
            if any(mark in tail + piece for mark in _DOCTYPES):
                raise refused(file, Text("文件的内部结构不正常。", "has an unusual inner structure."), _SAVE_ANEW)
            tail = piece[-32:]
    return size, tags
