"""Whatever is sent: a file is read or refused with one sentence, every row is counted once, and none fills the memory or the time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.exchange.imported import Imported
from matcher.exchange.read_file import clean_name, read_file
from matcher.exchange.tables_data import Kind
from matcher.reports.marked_sheet import marked_workbook
from tests.conftest import PACK
from tests.exchange.bombs import BOMBS
from tests.exchange.fuzzed import OLD_FORMAT, mutated, tables
from tests.exchange.ledgers import FORM, LAND, PROJECTS, REGISTER, WORKSHOPS
from tests.exchange.messy import Made, text_table, xlsx
from tests.exchange.test_map_files import SQUARE, collection, feature, parcel, parcels

DAY = date(2026, 11, 23)
TOWN = load(PACK)
ROWS = [
    ["载体名称", "建筑面积（㎡）", "租金（元/㎡·月）", "备注"],
    ["吕步厂房", "3,000", "１５", "一楼，“带行车”\n可分割"],
    ["霞村仓库", "约800平", "面议", ""],
]


def read(raw: bytes, kind: Kind = "sites", name: str = "file") -> Imported:
    return read_file(raw, name, kind, TOWN, DAY)


def refusal(raw: bytes, kind: Kind = "sites") -> str:
    with pytest.raises(Refused) as refused:
        read(raw, kind)
    (issue,) = refused.value.issues
    assert issue.message.zh
    assert issue.mend.zh
    return issue.told("zh")


def hold(found: Imported) -> None:
    """Every row is counted once, each rejected record has a named reason, and nothing is taken that was refused."""
    assert found.rows == found.accepted + found.rejected + found.skipped
    lines = [line for line, cells in found.table.rows() if line and line not in found.table.headings]
    filled = [line for line, cells in found.table.rows() if any(cells) and line in set(lines)]
    if found.table.headings:
        above = [line for line in filled if line < found.table.headings[0]]
        below = [line for line in lines if line > found.table.headings[-1] and filled and line <= filled[-1]]
        assert found.rows == len(above) + len(below)
    taken = [r.line for r in (*found.sites, *found.leads)]
    told = [i for i in found.issues if i.severity == "error" and i.line not in found.table.headings and i.line]
    assert all(i.field and i.message.zh for i in told), "each rejected cell is named"
    faulty = {i.line for i in told}
    assert found.rejected == 0 or faulty
    if found.table.headings:
        assert len(set(taken)) == len(taken)
        assert not faulty & set(taken)
        assert len(faulty) == found.rejected


def test_six_encodings_of_one_table_give_identical_records() -> None:
    text = text_table(ROWS)
    read_all = [read(text.encode(code)) for code in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le")]
    read_all += [
        read(b"\xfe\xff" + text.encode("utf-16-be")),
        read(text_table(ROWS, "\t").encode("utf-16")),
        read(text_table(ROWS, ";", "\n").encode()),
    ]
    assert [f.encoding for f in read_all[:6]] == ["utf-8", "utf-8-sig", "gb18030", "gb18030", "utf-16-le", "utf-16-le"]
    first = read_all[0]
    assert first.accepted == 2
    assert all((f.sites, f.rows, f.rejected, f.skipped) == (first.sites, first.rows, first.rejected, first.skipped) for f in read_all)


def test_a_workbook_gives_the_same_records_as_the_text_table() -> None:
    found = read(xlsx(Made(rows=ROWS)))
    assert [s.cells for s in found.sites] == [s.cells for s in read(text_table(ROWS).encode()).sites]


def test_the_old_format_is_read_with_its_merged_cells_and_error_values() -> None:
    found = read(OLD_FORMAT.read_bytes())
    assert (found.rows, found.accepted, found.rejected, found.skipped, found.encoding) == (5, 2, 1, 2, "xls")
    assert [s.cells["village"] for s in found.sites] == ["lvbu", "lvbu"]
    assert [(i.line, i.value) for i in found.issues if i.severity == "error"] == [(5, "#N/A")]


def test_a_few_damaged_characters_reject_their_cells_and_no_more() -> None:
    raw = text_table(ROWS).encode().replace("霞村仓库".encode(), "霞村".encode() + b"\xe4\xbb" + "库".encode())
    found = read(raw)
    assert (found.accepted, found.rejected) == (1, 1)
    assert "损坏" in next(i.message.zh for i in found.issues if i.severity == "error")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "空的"), (b"\xef\xbb\xbf \r\n", "空的"), (b"%PDF-1.7 x", "PDF"), (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"), (b"\xff\xd8\xff\xe0", "图片"),
        (b"Rar!\x1a\x07", "压缩包"), (b"<!DOCTYPE html><table><tr><td>x</td></tr></table>", "网页"), (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">', "网页"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "网页"), (b'<?xml version="1.0"?><kml/>', "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是 Excel"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"), (b"\x09\x08\x08\x00\x00\x00", "很旧"), (bytes(range(1, 9)) * 99, "编码"),
        (b"MZ" + bytes(100), "程序"), ("没有表头的一段话".encode(), "表头"), (b'{"type": "Point"}', "FeatureCollection"), (b"{", "GeoJSON"),
        (b"[1, 2", "表头"), ("[属性描述]\n".encode("gbk"), "地块坐标"), ('载体名称,建筑面积\n"甲,1\n'.encode(), "双引号"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence_and_the_mend(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


@pytest.mark.parametrize("part", ["word/document.xml", "mimetype", "xl/workbook.bin", "a.txt"])
def test_other_packed_files_are_refused_by_what_they_are(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(part, "x")
    assert "xlsx" in refusal(out.getvalue())


def test_macros_are_left_alone_and_told() -> None:
    out = io.BytesIO(xlsx(Made(rows=ROWS)))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open")
    found = read(out.getvalue())
    assert found.accepted == 2
    assert any("宏" in i.message.zh for i in found.issues)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused(bomb: str) -> None:
    assert refusal(BOMBS[bomb]())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Windows\\a.xls",
        "a\x00b\n.csv",
        "\u202etxt.exe",
        "名" * 500,
        "",
        "a/../",
        "{{7*7}}.csv",
        "=1+1.csv",
        "\ud800.csv",
    ],
)
def test_a_name_is_only_text(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(text_table(ROWS).encode(), name=name)
    assert list(tmp_path.iterdir()) == []
    assert len(found.source) <= 120
    assert "/" not in found.source
    assert clean_name(found.source) == found.source


def test_a_workbook_is_read_from_a_thread_too() -> None:
    found: list[Imported] = []
    thread = threading.Thread(target=lambda: found.append(read(xlsx(Made(rows=ROWS)))))
    thread.start()
    thread.join(120)
    assert [f.accepted for f in found] == [2]


class Cancelled(Exception):
    pass


def test_a_reading_tells_its_progress_and_can_be_ended() -> None:
    rows = [ROWS[0], *([f"厂房{n}", 1000, 15, ""] for n in range(3000))]
    told: list[tuple[int, int]] = []
    read_file(text_table(rows).encode(), "f", "sites", TOWN, DAY, on_progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 0)
    assert told[-1] == (3000, 3000)

    def stop(done: int, total: int) -> None:
        if done >= 1000:
            raise Cancelled

    for raw in (text_table(rows).encode(), xlsx(Made(rows=rows))):
        with pytest.raises(Cancelled):
            read_file(raw, "f", "sites", TOWN, DAY, on_progress=stop)


def originals() -> list[bytes]:
    """One file of each form."""
    return [
        xlsx(REGISTER), xlsx(LAND), xlsx(PROJECTS), text_table(WORKSHOPS).encode("gb18030"), text_table(FORM).encode("utf-16"), OLD_FORMAT.read_bytes(),
        parcels(parcel(2_506_000, 38_410_000, "1")), collection(feature([SQUARE])),
    ]  # fmt: skip


def try_all(files: Iterable[tuple[bytes, Kind]]) -> int:
    """How many of the files could be read; each is held to the law, or refused with a sentence."""
    good = 0
    for number, (raw, kind) in enumerate(files):
        try:
            found = read(raw, kind, f"file {number}")
        except Refused:
            continue  # with a sentence, as every refusal; what else is raised fails
        hold(found)
        good += 1
        if not number % 20:
            assert marked_workbook(found, "zh").startswith(b"PK")
    return good


KINDS: tuple[Kind, ...] = ("sites", "leads")


def test_made_up_tables_are_read_or_refused() -> None:
    assert try_all(tables(1, 120)) > 60


def test_spoilt_files_are_read_or_refused() -> None:
    assert try_all((raw, KINDS[n % 2]) for n, raw in enumerate(mutated(1, 40, originals()))) > 2


@pytest.mark.long
def test_two_thousand_made_up_tables_are_read_or_refused() -> None:
    assert try_all(tables(2, 2000)) > 1000


@pytest.mark.long
def test_five_hundred_spoilt_files_are_read_or_refused() -> None:
    assert try_all((raw, KINDS[n % 2]) for n, raw in enumerate(mutated(2, 500, originals()))) > 50


MEASURED = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.exchange.read_file import read_file
from tests.exchange.bombs import BOMBS
from tests.exchange.peak import peak_kb
town, day = load(Path("data")), date(2026, 11, 23)
try:
    read_file(BOMBS["many_parts"]()[:100], "x", "sites", town, day)
except Refused:
    pass
raw = BOMBS[sys.argv[1]]()
before, clock = peak_kb(), time.process_time()
try:
    read_file(raw, "x", "sites", town, day)
    said = ""
except Refused as refused:
    said = refused.issues[0].message.zh
own = peak_kb() - before
print(json.dumps({"said": said, "own_kb": own, "child_kb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
                  "seconds": time.process_time() - clock}))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_takes_less_than_a_second_and_50_megabytes(bomb: str) -> None:
    """Of work, not of waiting: other programs may be busy too."""
    env = {**os.environ, "PYTHONPATH": str(PACK.parent)}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, bomb], capture_output=True, text=True, cwd=PACK.parent, env=env, timeout=300, check=True
    )
    found = json.loads(done.stdout)
    assert found["said"]
    assert found["own_kb"] < 50 * 1024
    assert found["child_kb"] < 50 * 1024
    assert found["seconds"] < 1
