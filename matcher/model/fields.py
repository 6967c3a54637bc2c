"""The fields of a site: what each is called, measured in, and how one asks for it. Their order is the order of parcels.csv."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.model.text import NOTHING, Text, same

FieldType = Literal["text", "number", "month", "one", "closed", "open"]
"""text; number and month hold an interval; one word; a closed list (what is not in it is not so); an open list (what is not in
it is unknown, `-word` says it is not so)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as files write it and as people read it."""

    token: str
    name: Text


MU = Unit("mu", Text("亩", "mu"))
M2 = Unit("m2", same("㎡"))
M = Unit("m", same("m"))
T_M2 = Unit("t/m2", same("t/㎡"))
KVA = Unit("kVA", same("kVA"))
RENT = Unit("yuan/m2/month", Text("元/㎡·月", "yuan/㎡/month"))
LAND_PRICE = Unit("wan yuan/mu", Text("万元/亩", "wan yuan/mu"))
PRICE = Unit("yuan/m2", Text("元/㎡", "yuan/㎡"))
WAN = Unit("wan yuan", Text("万元", "wan yuan"))
MONTH = Unit("month", NOTHING)
NO_UNIT = Unit("", NOTHING)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the site table."""

    name: str
    type: FieldType
    label: Text
    unit: Unit = NO_UNIT
    vocabulary: str = ""
    question: Text = NOTHING
    evidence: bool = True
    """False for what the pack itself decides (the id, a translation), which no source can prove."""
    group: str = ""
    """The evidence and the answer this column shares with its neighbours, where it is only a part of one fact."""

    @property
    def fact(self) -> str:
        return self.group or self.name


def _text(name: str, zh: str, en: str, *, evidence: bool = True, group: str = "") -> Field:
    return Field(name, "text", Text(zh, en), evidence=evidence, group=group)


def _number(name: str, unit: Unit, zh: str, en: str, ask_zh: str, ask_en: str) -> Field:
    return Field(name, "number", Text(zh, en), unit=unit, question=Text(ask_zh, ask_en))


def _word(name: str, type_: FieldType, vocabulary: str, zh: str, en: str, ask_zh: str = "", ask_en: str = "") -> Field:
    return Field(name, type_, Text(zh, en), vocabulary=vocabulary, question=Text(ask_zh, ask_en))


FIELDS: tuple[Field, ...] = (
    _text("id", "编号", "id", evidence=False),
    _text("name", "名称", "name"),
    _text("name_en", "英文名", "English name", evidence=False),
    _word("kind", "one", "kind", "类别", "kind"),
    _text("park", "园区", "park", evidence=False),
    _word("village", "one", "village", "所在村", "village"),
    _word("status", "one", "status", "状态", "state", "现在是什么状态，还能供应吗？", "What is its state now; can it still be had?"),
    _text("taken_by", "由谁占用", "taken by"),
    _text("taken_by_en", "由谁占用（英文）", "taken by (English)", evidence=False),
    Field("taken_since", "month", Text("占用起始", "taken since"), unit=MONTH),
    _number("land_mu", MU, "用地面积", "land area", "用地一共多少亩？", "How much land in all, in mu?"),
    _number("available_land_mu", MU, "可供用地", "land to be had", "现在还能供应多少亩？", "How much land can still be had, in mu?"),
    _number(
        "min_unit_mu",
        MU,
        "最小分割用地",
        "smallest plot",
        "最小可以分割到多少亩？",
        "What is the smallest plot it can be divided into, in mu?",
    ),
    _number("floor_m2", M2, "建筑面积", "floor area", "建筑面积一共多少？", "How much floor area in all?"),
    _number("available_floor_m2", M2, "可供面积", "floor to be had", "现在可租可售多少面积？", "How much floor can be had now?"),
    _number(
        "min_unit_m2",
        M2,
        "最小分割面积",
        "smallest unit",
        "最小可以分割到多少平方米？",
        "What is the smallest unit it can be divided into?",
    ),
    _word("divisible", "one", "yes_no", "可分割", "divisible", "可以分割供应吗？", "Can it be divided?"),
    _word("uses", "closed", "use", "可作用途", "permitted uses", "可以作什么用途？", "What may it be used for?"),
    _word("tenure", "closed", "tenure", "租售方式", "tenure", "可租还是可买？", "Can it be rented or bought?"),
    _word("positioned", "closed", "industry", "重点产业", "focus industries", "重点发展哪些产业？", "Which industries is it meant for?"),
    _word(
        "partners",
        "closed",
        "industry",
        "园区内及相邻产业",
        "industries on or beside it",
        "园区内和相邻已有哪些产业的企业？",
        "Which industries are already on the site or next to it?",
    ),
    _word(
        "shared_plants",
        "closed",
        "process",
        "共性工厂",
        "shared plants",
        "园区内或相邻有哪些共性工厂？",
        "Which shared plants are on the site or next to it?",
    ),
    _word("processes", "open", "process", "可接收工艺", "processes accepted", "可以接收哪些工艺？", "Which processes does it accept?"),
    _word(
        "features",
        "open",
        "special",
        "特别条件",
        "special features",
        "这些特别条件有没有？",
        "Which of these special features does it have?",
    ),
    _number("ceiling_height_m", M, "首层层高", "ground-floor height", "首层层高是多少？", "How high is the ground floor?"),
    _number("floor_load_t_m2", T_M2, "承重", "floor load", "楼面或地面承重是多少？", "What load does the floor bear?"),
    _number("power_kva", KVA, "配电容量", "power supply", "可用配电容量是多少？", "How much power can be drawn?"),
    _word("ground_floor", "one", "yes_no", "首层", "ground floor", "有首层可供吗？", "Is ground floor to be had?"),
    _word(
        "fire_class",
        "one",
        "fire_class",
        "消防类别",
        "fire class",
        "消防按哪一类火灾危险性设计？",
        "Which fire hazard class is it built for?",
    ),
    _word(
        "water_zone",
        "one",
        "water_zone",
        "水源保护区",
        "drinking-water zone",
        "在不在饮用水水源保护区内，哪一级？",
        "Does it lie in a drinking-water protection zone, and of which class?",
    ),
    _word("planning", "one", "planning", "规划条件", "planning status", "小单元控规编到哪一步？", "How far is the small-unit plan?"),
    Field(
        "delivery",
        "month",
        Text("交付时间", "delivery"),
        unit=MONTH,
        question=Text("什么时候可以交付使用？", "When can it be handed over?"),
    ),
    _number("rent_yuan_m2_month", RENT, "租金", "rent", "租金多少？", "What is the rent?"),
    _number("land_price_wan_mu", LAND_PRICE, "地价", "land price", "地价多少？", "What is the land price?"),
    _number("purchase_yuan_m2", PRICE, "售价", "purchase price", "售价多少？", "What is the purchase price?"),
    Field("lat", "number", Text("纬度", "latitude"), group="location"),
    Field("lon", "number", Text("经度", "longitude"), group="location"),
    Field("location_basis", "one", Text("位置依据", "basis of the position"), vocabulary="location_basis", group="location"),
    Field(
        "location_accuracy_m",
        "number",
        Text("位置误差", "accuracy of the position"),
        unit=M,
        group="location",
        question=Text("具体在什么位置？", "Where exactly does it lie?"),
    ),
    _text("address", "坐落", "address"),
    _text("address_en", "坐落（英文）", "address (English)", evidence=False),
    _text("note", "备注", "note"),
    _text("note_en", "备注（英文）", "note (English)", evidence=False),
)

BY_NAME: dict[str, Field] = {f.name: f for f in FIELDS}
LOCATION = "location"
"""The fact made of lat, lon, location_basis and location_accuracy_m."""
LOCATION_LABEL = Text("位置", "position")
LOCATION_QUESTION = BY_NAME["location_accuracy_m"].question


_UNITS = {u.token: u.name for u in (MU, M2, M, T_M2, KVA, RENT, LAND_PRICE, PRICE, WAN)} | {MONTH.token: Text("个月", "months")}


def unit_name(token: str) -> Text:
    """A unit as people read it beside a figure; one that is of no field as it is written."""
    return _UNITS.get(token) or same(token)


def field_label(fact: str) -> Text:
    return LOCATION_LABEL if fact == LOCATION else BY_NAME[fact].label


def field_question(fact: str) -> Text:
    return LOCATION_QUESTION if fact == LOCATION else BY_NAME[fact].question
