"""The closed lists of the invented town: what land is for, processes, special features, places to be near, villages."""

from __future__ import annotations

from typing import Any

Row = tuple[str, str, str, tuple[str, ...]]

# fmt: off
USES: tuple[tuple[Row, tuple[str, ...], tuple[str, ...]], ...] = (
    (("industry", "工业", "industry", ("生产", "制造", "厂房")), ("factory", "mixed"), ("C",)),
    (("logistics", "仓储物流", "warehousing and logistics", ("仓储", "物流", "仓库", "分拨", "运输")), ("warehouse", "mixed"), ("G",)),
    (("office", "办公研发", "office and research", ("办公", "研发", "总部")), ("office", "mixed"), ("I", "J", "L", "M")),
    (("commerce", "商贸服务", "trade and services", ("商贸", "商业", "展销")), ("mixed",), ("F", "H", "L")),
)
"""((token, name, English name, synonyms), spaces it serves, sections of GB/T 4754 it is meant for)."""
PROCESSES: tuple[tuple[Row, tuple[str, ...]], ...] = (
    (("coating", "喷粉喷漆", "powder or paint spraying", ("喷粉", "喷漆", "喷涂", "涂装", "静电喷涂", "spray coating", "spraying", "powder coating", "painting")),
     ("喷粉", "喷漆", "静电喷涂")),
    (("plating", "电镀", "electroplating", ("镀铬", "镀锌", "镀镍", "阳极氧化")), ("镀铬", "镀锌", "镀镍", "阳极氧化")),
    (("tanning", "制革鞣制", "tanning", ("制革", "鞣制", "皮革鞣制", "leather tanning")), ()),
    (("dyeing", "印染", "dyeing and printing of textiles", ("染色", "印花", "漂染", "染整")), ("染色", "印花", "漂染")),
    (("washing", "洗水", "garment washing", ("水洗", "砂洗")), ("砂洗",)),
    (("casting", "铸造", "casting", ("压铸", "浇铸", "翻砂", "die casting")), ("压铸", "浇铸", "翻砂")),
    (("pickling", "酸洗磷化", "pickling and phosphating", ("酸洗", "磷化")), ("酸洗", "磷化")),
    (("recycled_plastic", "再生塑料", "recycled plastic", ("再生料", "塑料再生")), ()),
    (("glass_melting", "玻璃熔制", "glass melting", ("熔窑",)), ()),
    (("chemical_synthesis", "化学合成", "chemical synthesis", ("化工反应",)), ()),
    (("mechanical_paper", "机制纸制造", "making of machine-made paper", ("机制纸", "抄纸", "制浆造纸")), ()),
    (("flat_glass", "平板玻璃制造", "making of flat glass", ("浮法玻璃", "平板玻璃生产")), ()),
    (("gluing", "涂胶粘合", "gluing", ("涂胶", "粘胶", "上胶", "刷胶")), ()),
    (("cutting", "切割", "cutting", ("激光切割", "线切割")), ()),
    (("injection", "注塑", "injection moulding", ()), ()),
    (("stamping", "冲压", "stamping", ()), ()),
    (("machining", "机加工", "machining", ()), ()),
    (("welding", "焊接", "welding", ()), ()),
    (("assembly", "组装", "assembly", ()), ()),
)
"""(the word, its synonyms that name only a part of it)."""
SPECIAL: tuple[Row, ...] = (
    ("crane", "行车", "overhead crane", ("天车", "起重机")),
    ("freight_lift", "货梯", "freight lift", ("载货电梯",)),
    ("clean_room", "洁净车间", "clean room", ("洁净", "无尘车间", "净化车间")),
    ("dual_power", "双回路供电", "dual-circuit power supply", ("双回路",)),
    ("heavy_trucks", "大车进出", "access for heavy trucks", ("大货车", "货柜车", "挂车")),
    ("gas", "管道天然气", "piped natural gas", ("天然气", "用气")),
    ("steam", "集中供蒸汽", "central steam supply", ("蒸汽", "供热")),
    ("dormitory", "宿舍配套", "dormitory", ("宿舍", "员工宿舍")),
    ("cold_store", "冷库", "cold store", ("冷链",)),
)
NEAR: tuple[Row, ...] = (
    ("port", "港口码头", "port", ("码头", "港口", "靠近码头")),
    ("expressway", "高速出入口", "expressway exit", ("高速", "靠近高速", "高速口")),
    ("rail", "铁路客运站", "railway station", ("高铁", "火车站", "动车站")),
)
VILLAGES: tuple[Row, ...] = (
    ("sample_bay", "示例湾村", "Sample Bay", ()),
    ("sample_shoal", "示例洲村", "Sample Shoal", ()),
    ("sample_landing", "示例埗村", "Sample Landing", ()),
    ("sample_creek", "示例涌村", "Sample Creek", ()),
    ("sample_polder", "示例围村", "Sample Polder", ()),
    ("sample_hill", "示例岗村", "Sample Hill", ()),
)
# fmt: on


def words() -> dict[str, Any]:
    """words.yaml."""
    return {
        "uses": [{**_word(row), "spaces": list(spaces), "sections": list(s)} for row, spaces, s in USES],
        "processes": [_word(row) | ({"parts": list(parts)} if parts else {}) for row, parts in PROCESSES],
        "special": [_word(row) for row in SPECIAL],
        "near": [_word(row) for row in NEAR],
        "villages": [_word(row) for row in VILLAGES],
    }


def _word(row: Row) -> dict[str, Any]:
    token, name, name_en, synonyms = row
    found: dict[str, Any] = {"token": token, "name": name, "name_en": name_en}
    return found | ({"synonyms": list(synonyms)} if synonyms else {})
