"""A long table: 50 000 rows of 20 columns are read in 30 seconds of work within 300 MB, parser and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.conftest import PACK

HEADS = (
    "编号", "载体名称", "所在村", "建筑面积（㎡）", "可租面积（㎡）", "租金（元/㎡·月）", "首层层高(m)", "承重(t/㎡)", "配电(kVA)", "消防类别", "状态", "经度(WGS84)", "纬度(WGS84)",
    "交付时间", "更新日期", "租售方式", "用途", "坐落", "联系人", "备注",
)  # fmt: skip
ROWS = 50_000
MEASURED = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from matcher.catalog.load import load
from matcher.exchange.read_file import read_file
from tests.exchange.peak import peak_kb
town = load(Path("data"))
clock = time.process_time()
found = read_file(Path(sys.argv[1]).read_bytes(), "many.xlsx", "sites", town, date(2026, 11, 23))
child = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"accepted": found.accepted, "rows": found.rows, "seconds": time.process_time() - clock + child.ru_utime + child.ru_stime,
                  "own_mb": peak_kb() // 1024, "child_mb": child.ru_maxrss // 1024}))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
def test_fifty_thousand_rows_are_read_in_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    for n in range(ROWS):
        cells = (
            f"B{n:05d}", f"第{n}号厂房", "吕步村", f"{1000 + n % 3000}㎡", 800 + n % 200, "15" if n % 3 else "面议", 6.5, 1.5, "800kVA", "丙", "可供",
            113.12 + n % 100 * 1e-5, 22.65 + n // 100 * 1e-5, "2027.3", "2026-10-08", "出租", "工业", f"中兴路{n}号", "陈生", "无",
        )  # fmt: skip
        sheet.write_row(n + 1, 0, cells)
    book.close()
    env = {**os.environ, "PYTHONPATH": str(PACK.parent)}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, cwd=PACK.parent, env=env, timeout=900, check=True
    )
    found = json.loads(done.stdout)
    assert (found["rows"], found["accepted"]) == (ROWS, ROWS)
    assert found["seconds"] < 30
    assert found["own_mb"] < 300
    assert found["child_mb"] < 300
    print(found)
