"""What a file is, told by its bytes and never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from matcher.exchange.refusals import SAVE_AS_XLSX, SPLIT, refused
from matcher.exchange.tables_data import limit
from matcher.model.text import Text

Format = Literal["xlsx", "xls", "csv", "geojson", "parcels"]
"""csv: a table as text, whatever its separator. parcels: the land offices' TXT."""
MEGABYTE = 1024 * 1024
PARCELS_MARK = "[地块坐标]"
_HEAD = 4096
_SIGNS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"GIF8", Text("图片", "a picture")),
    (b"BM6", Text("图片", "a picture")),
    (b"II*\x00", Text("图片", "a picture")),
    (b"MM\x00*", Text("图片", "a picture")),
    (b"Rar!", Text("压缩包", "an archive")),
    (b"7z\xbc\xaf", Text("压缩包", "an archive")),
    (b"\x1f\x8b", Text("压缩包", "an archive")),
    (b"BZh", Text("压缩包", "an archive")),
    (b"\xfd7zXZ", Text("压缩包", "an archive")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"MZ", Text("程序", "a program")),
    (b"\x7fELF", Text("程序", "a program")),
    (b"SQLite format 3", Text("数据库", "a database")),
    (b"AC10", Text("CAD 图纸", "a CAD drawing")),
    (b"\x00\x00'\n", Text("Shapefile", "a shapefile")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00", b"\x09\x08\x10\x00")
_WEB = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.I)
_XML = re.compile(rb"^\s*<(?:\?xml|!--|workbook|kml|gml|svg|office)", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_FEW = 20
"""Damaged characters count as such where at most one in so many is."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the bytes are; `text` and `encoding` where they are text, with U+FFFD for what is damaged."""

    format: Format
    encoding: str = ""
    text: str = ""


def sniff(raw: bytes, file: str) -> Sniffed:
    """Raises Refused for what is no table and no map file, with the mend."""
    if not raw.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise refused(file, Text("文件是空的。", "is empty."), Text("请选择有内容的文件。", "Choose a file with something in it."))
    if len(raw) > limit("max_megabytes") * MEGABYTE:
        size = f"{limit('max_megabytes'):g}"
        raise refused(file, Text(f"文件超过 {size} MB。", f"is larger than {size} MB."), SPLIT)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Sniffed("xlsx")
    if raw.startswith(_OLE):
        return _ole(raw, file)
    if raw.startswith(_OLD_EXCEL):
        raise refused(file, Text("是很旧的 Excel 格式，读不了。", "is in a very old Excel format."), SAVE_AS_XLSX)
    for sign, what in _SIGNS:
        if raw.startswith(sign):
            raise refused(
                file,
                Text("是{w}，不是表格或图形文件。", "is {w}, neither a table nor a map file.").fill(w=what),
                Text("请提供 xlsx、xls、csv、GeoJSON 或 [地块坐标] TXT。", "Give xlsx, xls, csv, GeoJSON or a [地块坐标] TXT."),
            )
    encoding, text = _decoded(raw, file)
    return Sniffed(_text_format(text, file), encoding, text)


def _ole(raw: bytes, file: str) -> Sniffed:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in raw

    if holds("EncryptedPackage"):
        raise refused(
            file,
            Text("表格加了打开密码。", "is protected by a password."),
            Text("请在 Excel 里去掉打开密码，另存后再导入。", "Remove the password in Excel, save it and import that."),
        )
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise refused(file, Text("是 Word 或 PowerPoint 文档，不是表格。", "is a Word or PowerPoint document."), SAVE_AS_XLSX)
    if not (holds("Workbook") or holds("Book")):
        raise refused(file, Text("不是 Excel 表格，或已损坏。", "is no Excel workbook, or is damaged."), SAVE_AS_XLSX)
    return Sniffed("xls")


def _text_format(text: str, file: str) -> Format:
    head = text[:_HEAD].lstrip()
    if _WEB.search(head.encode("utf-8", "replace")) or "mso-application" in head:
        raise refused(
            file,
            Text("其实是网页，只是名字像表格（有些系统这样导出）。", "is a web page with the name of a table, as some systems export it."),
            SAVE_AS_XLSX,
        )
    if _XML.match(head.encode("utf-8", "replace")):
        raise refused(file, Text("是 XML 文件，不是表格。", "is an XML file, no table."), SAVE_AS_XLSX)
    if PARCELS_MARK in text or head.startswith("[属性描述]"):
        return "parcels"
    if head.startswith("{") or (head.startswith("[") and head[1:].lstrip().startswith(("{", "["))):
        return "geojson"
    return "csv"


def _decoded(raw: bytes, file: str) -> tuple[str, str]:
    """(encoding, text): by mark, then strict UTF-8, then GB18030, with room for a few damaged characters."""
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise _no_text(file)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16-le" if raw.startswith(b"\xff\xfe") else "utf-16-be"
        return name, _held(raw[2:].decode(name, "replace"), file)
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", _held(raw[3:].decode("utf-8", "replace"), file)
    if b"\x00" in raw[:_HEAD]:
        odd, even = raw[1:_HEAD:2].count(0), raw[0:_HEAD:2].count(0)
        name = "utf-16-le" if odd > even else "utf-16-be"
        return name, _held(raw.decode(name, "replace"), file)
    try:
        return "utf-8", _held(raw.decode("utf-8"), file)
    except UnicodeDecodeError:
        pass
    loose = raw.decode("utf-8", "replace")
    beyond = sum(1 for c in loose if ord(c) > 127)
    if loose.count("\ufffd") * _FEW <= beyond:
        return "utf-8", _held(loose, file)
    return "gb18030", _held(raw.decode("gb18030", "replace"), file)


def _held(text: str, file: str) -> str:
    """Text that is text: hardly any control or damaged characters."""
    text = text.removeprefix("\ufeff")
    bad = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if bad * _FEW > len(text):
        raise _no_text(file)
    return text


def _no_text(file: str) -> Exception:
    return refused(
        file,
        Text("不是表格，也不是看得懂的文字编码。", "is neither a table nor text in an encoding that is known."),
        Text("请另存为 .xlsx，或 UTF-8 编码的 .csv。", "Save it as .xlsx, or as .csv in UTF-8."),
    )
