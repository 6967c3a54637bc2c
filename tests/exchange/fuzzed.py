"""Spoilt files: real ones with bytes changed, cut and doubled, and tables made of what cells have been seen to hold. All from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from matcher.exchange.tables_data import Kind, affixes, targets
from tests.exchange.messy import Made, text_table, xlsx

CELLS: tuple[Any, ...] = (
    "", "", " ", "/", "-", "无", "面议", "待定", "#N/A", "#REF!", "TRUE", "是", "否", "3000", "3,000㎡", "３０００", "1.2万㎡", "20亩", "50-80亩",
    "约20亩（13333㎡）", "15元/㎡/月", "0.5元/平/天", "30万元/亩", "5000万", "1.2E+11", "-5", "0", "1e308", "9" * 400, "NaN", "inf", "2024.3",
    "24.3.5", "2024年13月", "20240230", "1900-01-01", "明年年底", "2024Q3", "113.12,22.65", "113°7′30″", "22.65", "113.12", "2506000.12", "38410000.5",
    "丙类", "工业用地（M1）", "喷粉、电镀", "吕步村", "标准厂房", "租", "合计", "注：说明", "序号", "企业名称", "=1+1", "+cmd|' /C calc'!A0", "@SUM(1)",
    "<script>alert(1)</script>", "{{7*7}}", "\u202e反", "\x00", "\x07\x1b[31m", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "\ufffd",
    "a" * 5000, "，" * 300, "(" * 200, "（" * 50 + "亩", "1" + ",000" * 60, "1-" * 200, "万" * 30, "一" * 40, "2024年" * 20, "°" * 50, "\n\n", "'0001", "0750-3771234",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (0, 1, -1, 3.5, 1e15, 1e300, 46000, 2024.1, 13800138000, date(2026, 3, 1), True, ("=1/0", "#DIV/0!"))


def headings(rng: random.Random, kind: Kind) -> list[str]:
    """Some known titles, with signs and units, some twice, some unknown."""
    titles = [t for target in targets(kind).values() for t in (*target.titles, *target.second)]
    signs = ("", "", "", "（必填）", "*", "（㎡）", "(亩)", "（万元）", "（元/㎡·月）", "(高德)", "：", " / ")
    found = [rng.choice(titles) + rng.choice(signs) for _ in range(rng.randint(1, 18))]
    found.insert(rng.randint(0, len(found)), "企业名称" if kind == "leads" else "名称")
    return [*found, rng.choice(("", "谁知道", rng.choice(CELLS)))]


def rows(rng: random.Random, kind: Kind, numbers: bool) -> list[list[Any]]:
    """A table: perhaps a title, the headings, then whatever cells hold; rows of odd widths."""
    head = headings(rng, kind)
    pool = CELLS + NUMBERS if numbers else CELLS
    found: list[list[Any]] = [[rng.choice(("一览表", "单位：亩", "坐标系：西安80", ""))] for _ in range(rng.randint(0, 3))]
    found.append(head)
    for _ in range(rng.randint(0, 12)):
        if rng.random() < 0.1:
            found.append([rng.choice((*affixes().note, *sorted(affixes().total)))])
        else:
            width = len(head) + (rng.randint(-2, 2) if rng.random() < 0.15 else 0)
            found.append([rng.choice(pool) for _ in range(max(0, width))])
    return found


def tables(seed: int, many: int) -> Iterator[tuple[bytes, Kind]]:
    """Tables in every form, of sites and of leads."""
    rng = random.Random(seed)
    for _ in range(many):
        kind: Kind = rng.choice(("sites", "leads"))
        form = rng.random()
        if form < 0.55:
            text = text_table(rows(rng, kind, False), rng.choice(",,,\t;|"))
            yield text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace"), kind
        elif form < 0.7:
            made = [Made(f"S{i}", _plain(rows(rng, kind, True)), hidden=i > 0 and rng.random() < 0.3) for i in range(rng.randint(1, 3))]
            yield xlsx(*made), kind
        elif form < 0.85:
            yield json.dumps(_features(rng, kind), ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1))).encode(), kind
        else:
            yield _parcels(rng).encode(rng.choice(("utf-8", "gb18030"))), kind


def _plain(made: list[list[Any]]) -> list[list[Any]]:
    """Without what no workbook can hold."""
    return [["".join(c for c in v if c.isprintable() or c == "\n")[:32_000] if isinstance(v, str) else v for v in row] for row in made]


def _features(rng: random.Random, kind: Kind) -> dict[str, Any]:
    def figure() -> Any:
        return rng.choice(
            (
                113.12,
                22.65,
                2506000.0,
                38410000.0,
                0,
                -1,
                1e9,
                None,
                "x",
                float("nan"),
                [1],
                113.12 + rng.random() / 100,
                22.65 + rng.random() / 100,
            )
        )

    def ring() -> Any:
        return [[figure(), figure()] for _ in range(rng.randint(0, 6))]

    features = []
    for _ in range(rng.randint(0, 5)):
        shape = rng.choice(("Point", "Polygon", "MultiPolygon", "LineString", None, 5))
        coordinates = {"Point": [figure(), figure()], "Polygon": [ring()], "MultiPolygon": [[ring()], [ring()]]}.get(str(shape), ring())
        properties = {t: rng.choice((*CELLS, 0, 1.5, None, True, ["a"], {"b": 1})) for t in headings(rng, kind)}
        features.append(
            rng.choice(
                ({"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}, None, properties)
            )
        )
    return {
        "type": rng.choice(("FeatureCollection", "FeatureCollection", "Feature")),
        "features": features,
        "crs": rng.choice((None, 5, {"properties": {"name": "EPSG:4547"}})),
    }


def _parcels(rng: random.Random) -> str:
    lines = [
        "[属性描述]",
        f"坐标系={rng.choice(('2000国家大地坐标系', '西安80', ''))}",
        f"带号={rng.choice(('38', '37', 'x', ''))}",
        "几度分带=3",
        "[地块坐标]",
    ]
    for number in range(rng.randint(0, 4)):
        count = rng.randint(0, 5)
        lines.append(
            f"{rng.choice((count, 'x', ''))},{rng.choice(('1.0', '-1', 'x', '1e9', ''))},{number},地块{number},{rng.choice(('面', '点', ''))},,工业,,@"
        )
        lines += [
            f"J{i},{rng.choice((1, 1, 1, 2))},{rng.choice((2506000.0, 113.1, 410000.0)) + rng.random() * 100:.3f},{rng.choice((38410000.0, 22.6, 2506000.0)) + rng.random() * 100:.3f}"
            for i in range(count)
        ]
        lines += rng.choice(([], ["garbage"], ["J1,1,,"]))
    return "\n".join(lines)


def mutated(seed: int, many: int, originals: list[bytes]) -> Iterator[bytes]:
    """Originals with bytes changed, pieces cut, doubled, moved or filled."""
    rng = random.Random(seed)
    for _ in range(many):
        raw = bytearray(rng.choice(originals))
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(raw) or 1)
            end = min(len(raw), at + rng.choice((1, 1, 4, 64, 1024)))
            what = rng.random()
            if what < 0.4:
                raw[at:end] = rng.randbytes(end - at)
            elif what < 0.6:
                del raw[at:end]
            elif what < 0.75:
                raw[at:at] = raw[at:end]
            elif what < 0.9:
                raw[at:end] = bytes(end - at)
            else:
                raw = raw[:at] or raw
        yield bytes(raw)


OLD_FORMAT = Path(__file__).resolve().parent / "old_format.xls"
