"""Files that are not the sheets they should be: refused in a sentence, and none makes the reader stumble."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.exchange.owner_columns import COLUMNS
from matcher.exchange.owner_sheet import MAX_ROWS, MAX_SHEETS
from matcher.exchange.workbook import MAX_BYTES
from tests.exchange.filled_sheets import ASKED, ONE, TWO, good, read, saved, sheet_of, the_fault


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more:
            new.writestr(name, part)
    return out.getvalue()


def in_sheet(replace_in: Callable[[bytes], bytes]) -> bytes:
    return repacked(ONE, lambda name, part: replace_in(part) if "worksheets/" in name else part)


def same(name: str, part: bytes) -> bytes:
    return part


BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .xlsx"),
        (b"hello", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "不是 .xlsx"),
        (b"PK\x03\x04" + b"\0" * 100, "不是 .xlsx"),
        (b"\0" * (MAX_BYTES + 1), "超过 2 MB"),
        (in_sheet(lambda part: part.replace(b"</sheetData>", b"</sheetData>" + b" " * 30_000_000)), "解开后太大"),
        (repacked(ONE, same, ("xl/media/a.bin", b"\0" * 25_000_000)), "解开后太大"),
        (repacked(ONE, lambda n, p: p + b" " * 2_000_000 if n.endswith("styles.xml") else p), "解开后太大"),
        (in_sheet(lambda part: part.replace(b"</row></sheetData>", b"<c/>" * 1_900_000 + b"</row></sheetData>")), "解开后太大"),
        (repacked(ASKED, lambda n, p: p.replace(b"</sst>", b"<si/>" * 500_000 + b"</sst>")), "解开后太大"),
        (repacked(ONE, same, *((f"x/{i}", b"") for i in range(400))), "内部结构"),
        (in_sheet(lambda part: BILLION + part), "内部结构"),
        (repacked(ONE, lambda n, p: BILLION.decode().encode("utf-16") if n.endswith("styles.xml") else p), "内部结构"),
        (repacked(ONE, same, ("xl/vbaProject.bin", b"x")), "宏"),
        (in_sheet(lambda part: part[:200]), "已损坏"),
        (in_sheet(lambda part: part.replace(b' r="A2"', b' r="ZZZZZ2"')), "已损坏"),
        (repacked(ONE, lambda n, p: None if n == "xl/workbook.xml" else p), "不是 .xlsx"),
        (saved(openpyxl.Workbook()), "没有找到表头"),
    ],
    ids=range(18),
)
def test_a_file_that_is_no_filled_sheet_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    assert says in the_fault(data)


def test_a_password_is_told_apart() -> None:
    data = bytearray(sheet_of(good()))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flag] |= 1
    assert "加了密码" in the_fault(bytes(data))


def test_a_cell_in_the_far_corner_costs_nothing_and_is_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(good())))
    book.active["XFD1048576"] = "x"
    reading = read(saved(book))
    assert len(reading.answers) == 1
    assert [i.severity for i in reading.issues] == ["warning"]
    assert str(MAX_ROWS) in reading.issues[0].message.zh


def test_a_workbook_of_too_many_worksheets_is_read_in_part_and_says_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(ONE))
    for _ in range(MAX_SHEETS):
        book.create_sheet()
    reading = read(saved(book))
    assert len(reading.answers) == 1
    assert [i.severity for i in reading.issues] == ["warning"]


def test_links_to_other_files_are_not_followed() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [c.title.zh for c in COLUMNS])
    for place, column in enumerate(COLUMNS):
        if (value := good().get(column.key)) is not None:
            sheet.write(1, place, value)
    sheet.write_formula(1, 7, "='[http://example.invalid/x.xlsx]S'!A1", None, 7.2)
    book.close()
    assert "公式" in the_fault(out.getvalue())


@settings(max_examples=120)
@given(st.data())
def test_a_file_with_bytes_turned_over_is_read_or_refused_but_never_raises(data: st.DataObject) -> None:
    raw = bytearray(TWO)
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    reading = read(bytes(raw))
    assert reading.issues or reading.rows <= 2


@settings(max_examples=80)
@given(st.data())
def test_a_part_with_characters_turned_over_is_read_or_refused_but_never_raises(data: st.DataObject) -> None:
    """The same inside the parts, so that the archive's own sums are right and the reader gets to see them."""
    name = data.draw(
        st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
    )

    def spoil(own: str, part: bytes) -> bytes:
        if own != name:
            return part
        spoilt = bytearray(part)
        for _ in range(data.draw(st.integers(1, 8))):
            spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.sampled_from(b'<>/"=0919AZaz &;'))
        return bytes(spoilt)

    base = data.draw(st.sampled_from([ONE, ASKED]))
    reading = read(repacked(base, spoil))
    assert reading.issues or reading.rows <= 1
