"""What the invented plan names, in three tiers, and what it admits only by approval or not at all."""

from __future__ import annotations

from typing import Any

from examples.generator.draft import Pair
from examples.generator.sources import PLAN, cite

# fmt: off
INDUSTRIES: tuple[tuple[str, Pair, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], Pair], ...] = (
    ("new-energy", ("新能源装备", "New-energy equipment"), "encouraged", ("384", "3825", "3415", "3823"),
     ("新能源", "储能", "锂电池", "电池箱", "光伏", "风电", "充电桩", "逆变器", "new energy", "battery", "solar", "wind power"),
     ("electronics", "auto-parts"), ("包括储能、光伏和风电的整机与部件。", "Storage, solar and wind: machines and parts.")),
    ("medical", ("医疗器械", "Medical devices"), "encouraged", ("358", "2770"),
     ("医疗器械", "医疗设备", "医用耗材", "康复器械", "义齿", "影像设备", "medical device", "medical devices", "medical"),
     ("electronics", "moulds"), ("", "")),
    ("food", ("食品加工", "Food processing"), "encouraged", ("13", "14", "152"),
     ("食品加工", "水产加工", "果蔬加工", "预制菜", "调味品", "饮料", "烘焙", "food processing", "seafood", "beverage"),
     ("port-logistics",), ("生产废水须进示例污水处理厂。", "Waste water goes to the Sample sewage works.")),
    ("port-logistics", ("临港物流", "Port logistics"), "encouraged", ("5521", "5522", "5523", "5532", "5539", "543", "591", "593", "599", "6020"),
     ("港口物流", "临港物流", "仓储", "冷链", "货运", "分拨", "port logistics", "warehousing", "cold chain"),
     ("food",), ("", "")),
    ("electronics", ("电子信息", "Electronics"), "supported", ("39",),
     ("电子信息", "电子元件", "传感器", "电路板", "芯片", "electronics", "sensors"),
     ("new-energy", "medical"), ("", "")),
    ("auto-parts", ("汽车零部件", "Vehicle parts"), "supported", ("3670",),
     ("汽车零部件", "汽车配件", "汽车线束", "底盘件", "轮毂", "auto parts", "vehicle parts"),
     ("new-energy", "moulds", "hardware"), ("", "")),
    ("moulds", ("精密模具", "Precision moulds"), "supported", ("3525", "3484"),
     ("模具", "精密零部件", "moulds", "precision parts"),
     ("auto-parts", "medical", "hardware"), ("", "")),
    ("design", ("研发设计", "Research and design"), "supported", ("65", "73", "7491", "7492"),
     ("研发", "工业设计", "软件开发", "软件", "research", "industrial design", "software"),
     ("electronics", "medical"), ("", "")),
    ("furniture", ("家具家居", "Furniture"), "traditional", ("21",),
     ("家具", "橱柜", "沙发", "床垫", "定制家居", "furniture"),
     ("hardware", "textiles"), ("喷漆须进共性工厂或经准入。", "Painting in the shared plant, or by approval.")),
    ("hardware", ("五金制品", "Metalware"), "traditional", ("331", "332", "335", "338", "3392"),
     ("五金", "锁具", "水龙头", "铰链", "卫浴五金", "不锈钢制品", "hardware", "locks"),
     ("furniture", "moulds"), ("", "")),
    ("textiles", ("纺织服装", "Textiles and apparel"), "traditional", ("17", "18"),
     ("纺织", "针织", "服装", "制衣", "textiles", "apparel", "garments"),
     ("furniture",), ("印染和染整不在其内，见管控。", "Dyeing is not meant; see the controls.")),
)
"""(id, name, tier, codes, words, partners, note)."""
# fmt: on


def industries() -> dict[str, Any]:
    """industries.yaml."""
    return {"industries": [_industry(*i) for i in INDUSTRIES], "controls": _controls()}


def _industry(
    industry_id: str,
    name: Pair,
    tier: str,
    codes: tuple[str, ...],
    words: tuple[str, ...],
    partners: tuple[str, ...],
    note: Pair,
) -> dict[str, Any]:
    found = {
        "id": industry_id,
        "name": name[0],
        "name_en": name[1],
        "tier": tier,
        "codes": list(codes),
        "words": list(words),
        "partners": list(partners),
        "citation": cite(PLAN, "industries"),
    }
    return found | ({"note": note[0], "note_en": note[1]} if note[0] else {})


def _controls() -> list[dict[str, Any]]:
    held = {"citation": cite(PLAN, "access"), "since": "2026-01", "checked": "2026-10-15"}
    return [
        {
            "id": "tanning",
            "name": "制革",
            "name_en": "Tanning",
            "effect": "withdrawn",
            "codes": ["191", "193"],
            "words": ["制革", "鞣革", "皮革鞣制", "tannery", "tanning"],
            "processes": ["tanning"],
            "says": "示例镇不再接收制革项目。",
            "says_en": "Sample Town admits no tanning any more.",
            **held,
        },
        {
            "id": "dyeing",
            "name": "印染",
            "name_en": "Dyeing",
            "effect": "withdrawn",
            "codes": ["1713", "1723", "1733", "1743", "1752", "1762"],
            "words": ["印染", "染整", "dyeing"],
            "processes": ["dyeing"],
            "says": "示例镇不再接收印染和染整项目；不带印染的纺织服装不受影响。",
            "says_en": "Sample Town admits no dyeing any more; textiles without dyeing are not affected.",
            **held,
        },
        {
            "id": "coating",
            "name": "喷粉喷漆",
            "name_en": "Powder and paint spraying",
            "effect": "approval",
            "codes": ["3360"],
            "words": ["喷粉", "喷漆", "涂装", "spray painting", "powder coating"],
            "processes": ["coating"],
            "says": "自建喷涂线须经环保准入，一事一议。",
            "says_en": "An own spraying line is admitted case by case.",
            "alternative": "优先使用共性喷涂工厂，不必自建。",
            "alternative_en": "A shared spraying plant is preferred to an own line.",
            "shared_process": "coating",
            **held,
        },
        {
            "id": "plating",
            "name": "电镀",
            "name_en": "Electroplating",
            "effect": "approval",
            "codes": ["3360"],
            "words": ["电镀", "electroplating"],
            "processes": ["plating"],
            "says": "电镀只进定点园区，并须经环保准入。",
            "says_en": "Plating only in the park set aside for it, and by approval.",
            "alternative": "定点园区设有共性电镀工厂。",
            "alternative_en": "The park set aside for it has a shared plating plant.",
            "shared_process": "plating",
            **held,
        },
        {
            "id": "chemicals",
            "name": "化工",
            "name_en": "Chemicals",
            "effect": "approval",
            "codes": ["26"],
            "words": ["化工", "涂料", "chemicals", "chemical"],
            "processes": ["chemical_synthesis"],
            "says": "化工项目须经环保和安全准入，不设集中区。",
            "says_en": "Chemical projects need approval for environment and safety; there is no zone for them.",
            **held,
        },
    ]
