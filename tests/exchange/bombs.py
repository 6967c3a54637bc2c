"""Files that try to fill the memory or the time of whoever opens them. Each is small."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

from tests.exchange.messy import Made, text_table, xlsx

_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _plain() -> bytes:
    return xlsx(Made(rows=[["名称", "建筑面积（㎡）"], ["甲", 1]]))


def _with(changed: dict[str, bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """A workbook in which some parts are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_plain())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = changed.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def far_cell() -> bytes:
    """One cell in the last place that a sheet has."""
    return _with({_SHEET: _HEAD + b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'})


def far_corners() -> bytes:
    """Two cells that span a wide range, each line and column within its own limit."""
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="IV99999"><v>1</v></c></row>'
    return _with({_SHEET: _HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>"})


def packed_zeros() -> bytes:
    """A part of 300 MB that packs a thousandfold."""
    return _with({}, {"xl/media/image1.png": b"\x00" * (300 * 1024 * 1024)})


def lying_size() -> bytes:
    """The same, with a directory that says it is small."""
    raw = bytearray(_with({}, {"xl/media/image1.png": b"\x00" * (220 * 1024 * 1024)}))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(raw)


def entities() -> bytes:
    """A billion laughs."""
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
    )
    return _with({"xl/sharedStrings.xml": b'<?xml version="1.0"?>' + doctype + b"]><sst><si><t>&j;</t></si></sst>"})


def many_parts() -> bytes:
    return _with({}, {f"xl/media/{i}.bin": b"" for i in range(30_000)})


def wide_text() -> bytes:
    """A line of three million cells."""
    return ("名称," + "," * 3_000_000).encode()


def deep_json() -> bytes:
    return b'{"type":"FeatureCollection","features":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def merged_everywhere() -> bytes:
    """Thousands of merged ranges, each of a whole sheet."""
    ranges = b"".join(b'<mergeCell ref="A2:XFD1048576"/>' for _ in range(50_000))
    rows = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return _with({_SHEET: _HEAD + rows + b"<mergeCells>" + ranges + b"</mergeCells></worksheet>"})


def long_number() -> bytes:
    """Figures of a million digits."""
    return text_table([["名称", "建筑面积（㎡）"], ["甲", "9" * 1_000_000]]).encode()


def long_json_number() -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": [{"properties": {"面积": 0}}]}).replace("0", "9" * 100_000).encode()


BOMBS: dict[str, Callable[[], bytes]] = {
    f.__name__: f
    for f in (
        far_cell, far_corners, packed_zeros, lying_size, entities, many_parts, wide_text, deep_json, merged_everywhere, long_number,
        long_json_number,
    )
}  # fmt: skip
