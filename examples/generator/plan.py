"""The invented town and its plan: period, works, targets, and where the plan disagrees with itself."""

from __future__ import annotations

from typing import Any

from examples.generator import ground
from examples.generator.draft import Pair
from examples.generator.ground import Point
from examples.generator.sources import OFFICE, PLAN, SURVEY, cite

TOWN: Pair = ("示例镇（虚构）", "Sample Town (invented)")

# fmt: off
WORKS: tuple[tuple[str, Pair, str, str, str, str, Point | None], ...] = (
    ("port-sample", ("示例港 5000 吨级码头", "Sample Port 5000-ton wharf"), "port", "port", "existing", "", (2700, -1800)),
    ("exit-sample-north", ("示例跨海高速北出入口", "Sample sea-crossing expressway, north exit"), "expressway", "expressway", "existing", "", (1450, 1350)),
    ("exit-sample-east", ("示例跨海高速东出入口", "Sample sea-crossing expressway, east exit"), "expressway", "expressway", "planned", "2028-06..2029-12", (2150, -350)),
    ("rail-sample", ("示例站", "Sample station"), "rail", "rail", "under_construction", "2027-09", (-300, 950)),
    ("road-sample-ring", ("示例环岛路拓宽", "widening of the Sample ring road"), "road", "", "under_construction", "2027-03", None),
    ("road-sample-quay", ("示例港前路延长线", "extension of Sample Quay Road"), "road", "", "planned", "2027-06..2028-06", None),
    ("road-sample-hill", ("示例西丘路改造", "renewal of Sample West Hill Road"), "road", "", "planned", "2028-01..2030-12", None),
    ("bridge-sample", ("示例涌大桥", "Sample Creek bridge"), "bridge", "", "under_construction", "2026-12", None),
    ("water-sample-sewage-2", ("示例污水处理厂二期", "Sample sewage works, phase 2"), "water", "", "under_construction", "2027-12", None),
    ("water-sample-intake", ("示例水库取水口改造", "renewal of the Sample reservoir intake"), "water", "", "planned", "2028-01..2029-06", None),
    ("flood-sample-sea-wall", ("示例东湾海堤加固", "strengthening of the Sample East Bay sea wall"), "flood", "", "planned", "2027-10..2028-09", None),
    ("digital-sample-substation", ("示例 110 kV 变电站配套通信和调度", "communications and dispatch of the Sample 110 kV substation"), "digital", "", "under_construction", "2027-06", None),
    ("digital-sample-5g", ("示例园区 5G 专网", "5G network of the Sample parks"), "digital", "", "planned", "2027-01..2027-12", None),
    ("school-sample", ("示例技工学校实训楼", "workshop building of the Sample trade school"), "school", "", "planned", "2028-09", None),
    ("logistics-sample", ("示例港冷链分拨中心", "Sample Port cold-chain hub"), "logistics", "", "under_construction", "2027-08", None),
)
"""(id, name, kind, the wish it serves, state, delivery, where)."""
TARGETS: tuple[tuple[str, Pair, Pair, float, float], ...] = (
    ("gross-output", ("规模以上工业总产值", "gross output of larger industry"), ("亿元", "100 million yuan"), 128, 205),
    ("value-added", ("规模以上工业增加值", "value added of larger industry"), ("亿元", "100 million yuan"), 27.5, 45),
    ("fixed-investment", ("固定资产投资总额", "fixed-asset investment"), ("亿元", "100 million yuan"), 19, 32),
    ("foreign-trade", ("外贸进出口", "foreign trade"), ("亿元", "100 million yuan"), 41, 60),
    ("budget-revenue", ("公共财政预算收入", "public budget revenue"), ("万元", "10 000 yuan"), 15200, 23000),
    ("idle-floor", ("盘活闲置厂房", "idle plants put to use"), ("万㎡", "10 000 ㎡"), 3.5, 18),
)
"""(id, name, unit, value of 2025, value of 2030)."""
ACTUALS = {"gross-output": ((2026, 137.4),), "idle-floor": ((2026, 5.1),)}
"""Target -> (year, value); nobody has told the others yet."""
EVENTS: tuple[tuple[str, str, Pair], ...] = (
    ("2025-11", "land-eb-4", ("示例东湾4号地块挂牌", "Sample East Bay plot 4 put up for sale")),
    ("2026-03", "land-eb-4", ("示例海风塔筒动工", "Sample Haifeng Wind Towers begun")),
    ("2026-05", "land-sq-3", ("示例鲜达水产动工", "Sample Xianda Seafood begun")),
)
"""(month, site, what happened)."""
# fmt: on


def plan() -> dict[str, Any]:
    """plan.yaml."""
    return {
        "town": {
            "id": "sample",
            "name": TOWN[0],
            "name_en": TOWN[1],
            "product": "示例镇 · 地企匹配",
            "product_en": "Sample Town · Sites for enterprises",
            "invented": "yes",
            "lat": ground.LAT,
            "lon": ground.LON,
            "radius_m": ground.RADIUS_M,
            "citation": cite(PLAN, "scope"),
        },
        "period": {
            "name": "示例规划",
            "name_en": "Sample Plan",
            "begins": "2026-01",
            "ends": "2030-12",
            "citation": cite(PLAN, "scope"),
        },
        "not_checked": [
            _named("国家产业结构调整指导目录", "the national catalogue for industrial restructuring"),
            _named("市场准入负面清单", "the negative list for market access"),
            _named("三线一单", "the ecological red lines and access lists (三线一单)"),
        ],
        "base_industries": [
            {**_named(zh, en), "codes": codes, "citation": cite(PLAN, "industries")}
            for zh, en, codes in (
                ("家具制造业", "furniture", ["21"]),
                ("纺织业", "textiles", ["17"]),
                ("农副食品加工业", "agricultural food processing", ["13"]),
                ("金属制品业", "metal products", ["33"]),
            )
        ],
        "infrastructure": [_work(*w) for w in WORKS],
        "targets": [_target(*t) for t in TARGETS],
        "contradictions": _contradictions(),
        "figures": [
            {
                "id": "idle-floor-known",
                **_named("闲置厂房", "idle plants"),
                "unit": "万㎡",
                "unit_en": "10 000 ㎡",
                "low": 9.8,
                "high": 12,
                "as_of": "2026",
                "citation": cite(SURVEY, "buildings"),
            }
        ],
        "events": [
            {"when": when, "site": site, "says": told[0], "says_en": told[1], "citation": cite(SURVEY, "visits")}
            for when, site, told in EVENTS
        ],
        "next_steps": _steps(),
        "map": {"zoom": 13, "surroundings": "water", "review_number": ""},
    }


def _named(zh: str, en: str) -> dict[str, str]:
    return {"name": zh, "name_en": en}


def _work(work_id: str, name: Pair, kind: str, near: str, status: str, delivery: str, where: Point | None) -> dict[str, Any]:
    found: dict[str, Any] = {"id": work_id, **_named(*name), "kind": kind}
    if near:
        found["near"] = near
    found["status"] = status
    if delivery:
        found["delivery"] = delivery
    if where:
        lat, lon = ground.degrees(where)
        found |= {"lat": lat, "lon": lon, "accuracy_m": 100}
    return found | {"citation": cite(PLAN, "works")}


def _target(target_id: str, name: Pair, unit: Pair, base: float, target: float) -> dict[str, Any]:
    return {
        "id": target_id,
        **_named(*name),
        "unit": unit[0],
        "unit_en": unit[1],
        "base_year": 2025,
        "base": base,
        "target_year": 2030,
        "target": target,
        "citation": cite(PLAN, "targets"),
        **_actuals(target_id),
    }


def _actuals(target_id: str) -> dict[str, Any]:
    known = [{"year": year, "value": value, "citation": cite(SURVEY)} for year, value in ACTUALS.get(target_id, ())]
    return {"actuals": known} if known else {}


def _contradictions() -> list[dict[str, Any]]:
    def says(zh: str, en: str, source: str, clause: str) -> dict[str, Any]:
        return {"says": zh, "says_en": en, "citation": cite(source, clause)}

    return [
        {
            "id": "ne-phase-1-investment",
            "about": "示例新能源产业园一期投资",
            "about_en": "investment in phase 1 of the Sample New Energy Park",
            "statements": [
                says("6.2 亿元", "620 million yuan", PLAN, "land"),
                says("7 亿元", "700 million yuan", PLAN, "projects"),
            ],
        },
        {
            "id": "idle-floor-count",
            "about": "闲置厂房总量",
            "about_en": "idle plants in all",
            "statements": [
                says("约 12 万㎡", "about 120 000 ㎡", PLAN, "land"),
                says("普查为 9.8 万㎡", "98 000 ㎡ by the census", SURVEY, "buildings"),
            ],
        },
    ]


def _steps() -> dict[str, Any]:
    land = (
        ("小单元控规", "small-unit plan"),
        ("土地供应方案", "land supply scheme"),
        ("招拍挂", "public sale"),
        ("出让合同和监管协议", "grant contract and supervision agreement"),
        ("备案", "registration"),
        ("环评", "environmental assessment"),
        ("规划和施工许可", "planning and building permits"),
        ("验收", "acceptance"),
    )
    rooms = (
        ("看场地", "visit"),
        ("租赁或购买", "lease or purchase"),
        ("备案", "registration"),
        ("环评或排污登记", "environmental assessment or registration"),
        ("消防", "fire approval"),
        ("投产", "start of production"),
    )
    return {
        "citation": cite(OFFICE),
        "land": [_named(*s) for s in land],
        "facility": [_named(*s) for s in rooms],
    }
