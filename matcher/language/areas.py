"""Land and floor areas: which of the areas of a text is the one that is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from matcher.language.amounts import Amount
from matcher.language.page import Page, told_now
from matcher.language.reading import Found
from matcher.language.units import MU_PER_M2
from matcher.model.text import NOTHING, Text, sentences

LAND_LABEL = r"(?:总)?用地(?:总?面积|规模|需求|指标)?|(?:总)?占地(?:总?面积|规模)?|土地(?:总?面积|需求|规模)?|供地(?:面积)?|地块(?:面积)?|地皮|征地(?:面积)?|拿地|购地|买地|租地|需地|宗地(?:面积)?|净地|熟地|厂区(?:面积)?|要地|批地|块地|(?<=[需要求租买])地"
FLOOR_LABEL = r"(?:总)?建筑(?:总)?面积|总?建面|使用面积|实用面积|套内面积|计容(?:建筑)?面积|(?:厂房|仓库|仓储|车间|办公|办公室|写字楼|办公楼|用房|租赁|租用|承租|求租|房屋|经营|生产|库房)(?:总)?(?:使用|建筑)?(?:场地)?面积|厂房|仓库|仓储|库房|车间|办公(?:室|楼|场地|区)?|写字楼|标房|云仓|冷库"
_AREA_LABEL = re.compile(
    rf"(?P<land>{LAND_LABEL})|(?P<floor>{FLOOR_LABEL})|(?P<any>(?:总|需求|意向|期望|计划|需要|所需|场地|单层)?面积|规模)"
)
_NOUN = re.compile(
    r"\s?(?:左右|上下|以上|以内)?\s?的?\s?(?:[^\d,。;\n的]{0,8}?的)?(?:(?P<land>(?:的)?(?:工业|国有|出让|净|熟|建设|仓储|集体|商业|物流|新增|项目|标准)*(?:用地|土地|地块|地皮|净地|熟地|空地)|地(?=[^面上下坪板毯砖块点址铁方区]|$)|地块)"
    r"|(?P<floor>(?:左右|以上)?(?:[一-鿿]{0,7}?)(?:厂房|仓库|仓储|车间|办公|写字楼|库房|标房|云仓|冷库|物流仓|电商仓|仓(?![促])|厂(?!家|商))))"
)
_NOT_AREA = re.compile(
    r"年产|年加工|年生产|月产|日产|产能|产量|加工能力|年销|生产能力|扩大至年|绿化|绿地|道路|停车|宿舍|食堂|饭堂|配套用房|过火|受灾|播种|种植|墙面|屋面|屋顶|地坪|地毯|森林|水域|覆盖|展示|展厅面积|营业|耕地|阳台|花园|光伏|厕所|装修面积|防水|用水|排水|排污|废水|污水|喷涂面积|涂装面积|印刷面积|加工面积"
)
_VOLUME = re.compile(
    r"\s?(?:/|每|一)\s?(?:个)?(?:年|月|天|日|小时|班)|\s?(?:的)?(?:[一-鿿]{0,6})(?:产能|产量|生产线|地板|板材|面料|布|薄膜|玻璃|瓷砖|宿舍|食堂|绿化|空地|停车)"
)
_PART = re.compile(r"其中|包括|包含|含(?!税)|附带|另(?![寻找租购求选行外])|配套|外加|内含")
_TOTAL = re.compile(r"总共|一共|合计|总计|共计|总用地|总占地|总建筑|总建面|总面积|全部|总需求|共(?!用|享|同|建|有产)|总(?=\s?$)")
_PHASE_1 = re.compile(r"一期|首期|第一期|先期|前期|先租|先要|先用|起步|近期|首批")
_PHASE_2 = re.compile(r"[二三四]期|第[二三四]期|后期|远期|后续|将来|以后|预留|未来|扩展")
_NEW = re.compile(r"租[赁用]|承租|求租|购|新建")
_EACH = re.compile(r"每层|单层(?=面积|建筑|使用)|标准层|每栋|每间|单间|单体|层均|每个")
_SPACES = (
    ("factory", r"厂房|车间|标房|厂(?!区)|生产(?![\u4e00-\u9fff])"),
    ("warehouse", r"仓库|仓储|库房|云仓|冷库|仓"),
    ("office", r"办公|写字楼"),
)
_SPACE_WORD = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _SPACES))

MIN_M2, MIN_MU = Decimal(10), Decimal("0.1")
MOST_M2, MOST_MU = Decimal(10**7), Decimal(10**5)
MIN_FANG, MIN_UNSAID = Decimal(50), Decimal(100)
"""A number with a bare 方 may count cubes or sides below this; an area without a unit may be in 亩 below that."""

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_FROM_M2 = Text("由㎡换算成亩。", "Converted from ㎡ to mu.")
_FIRST_PHASE = Text("只说了首期。", "Only the first phase was told.")
_SUM = Text("按所说的合计。", "The total that was told.")
_MAIN = Text("几处面积中最大的一处，没有相加。", "The largest of several areas; they were not added up.")
_NO_UNIT = Text("没有写单位，按㎡读。", "No unit was written; read as ㎡.")
_WHY_PRESENT = Text("说的是现状，不是需求。", "What is there now, not what is wanted.")
_WHY_PART = Text("其中一部分，没有另计。", "A part of the whole, not counted apart.")
_WHY_OTHER = Text("另一处面积，没有相加。", "Another area, not added.")
_WHY_PHASE = Text("后期，没有计入。", "A later phase, not counted.")
_WHY_NOT = Text("不是场地面积。", "Not the area of a place.")
_WHY_LARGE = Text("大得不像场地面积。", "Too large for the area of a place.")
_WHY_SMALL = Text("不像场地面积。", "Unlikely as the area of a place.")

Role = Literal["land", "floor"]


@dataclass(frozen=True, slots=True)
class Area:
    """One area that may be wanted, and what the words around it say of it."""

    amount: Amount
    role: Role
    space: str
    now: bool
    goal: bool
    part: bool
    total: bool
    phase: int
    each: bool
    from_m2: bool
    no_unit: bool


@dataclass(frozen=True, slots=True)
class Areas:
    """The wanted areas, for those who tell the space and the rent by them."""

    land: Area | None
    floor: Area | None
    space: str


def read_areas(page: Page, found: Found) -> Areas:
    every = _areas(page, found)
    turn = page.turn
    if any(a.amount.start > turn for a in every):
        every = [replace(a, now=True) if a.amount.start < turn and not a.goal else a for a in every]
    first = any(a.phase == 1 for a in every)
    land = _choose([a for a in every if a.role == "land"], "land_mu", first, found)
    floor = _choose([a for a in every if a.role == "floor"], "floor_m2", first, found)
    return Areas(land, floor, floor.space if floor else "")


def _areas(page: Page, found: Found) -> list[Area]:
    areas: list[Area] = []
    used, present = 0, False
    for i, amount in enumerate(page.amounts):
        left, right = page.left(i), page.right(i)
        no_unit = amount.dim == "none" and _unit_told(page, amount) == "m2"
        unsaid = amount.dim == "none" and not no_unit and not amount.scaled and _form_label(page, amount, left)
        as_mu = amount.dim == "none" and _unit_told(page, amount) == "mu"
        if amount.dim not in ("land", "m2") and not (no_unit or unsaid or as_mu):
            continue
        left = left[max(0, used - (amount.start - len(left))) :]
        label = _last(_AREA_LABEL, left)
        noun = _NOUN.match(right)
        close = label is not None and len(left) - label.end() <= 6
        by_noun = noun is not None and not (close and label and (label["land"] or label["floor"]))
        if by_noun and noun:
            used = amount.end + noun.end()
        clause_head = page.plain[page.clause(amount.start)[0] : amount.start]
        if (_NOT_AREA.search(left) and not _TOTAL.search(left)) or (amount.dim != "land" and ("空地" in left or _VOLUME.match(right))):
            found.leave(amount.start, amount.end, _WHY_NOT)
            continue
        said_land = bool(noun and noun["land"]) if by_noun else bool(label and label["land"])
        role: Role = "land" if amount.dim == "land" or as_mu or said_land else "floor"
        from_m2 = role == "land" and (amount.dim == "m2" or no_unit)
        size = amount.low * (MU_PER_M2 if from_m2 else 1)
        if not (MIN_MU <= size <= MOST_MU if role == "land" else MIN_M2 <= size <= MOST_M2) or (amount.fang and amount.high < MIN_FANG):
            found.leave(amount.start, amount.end, _WHY_LARGE if size > MIN_UNSAID else _WHY_SMALL)
            continue
        head_now = page.is_there(amount.start)
        goal = page.goal(amount.start)
        sentence = page.sentence(amount.start)[0]
        between = page.plain[areas[-1].amount.end : amount.start] if areas else ""
        follows = (
            present and bool(areas) and areas[-1].amount.start >= sentence and told_now(between) is not False and not _NEW.search(between)
        )
        present = bool(head_now) if head_now is not None else follows
        present = present and not goal
        phase = 2 if _PHASE_2.search(clause_head) else 1 if _PHASE_1.search(clause_head) else 0
        words = (label[0] if label and not by_noun else "") + (noun[0] if by_noun and noun else "")
        near = words or clause_head[-12:] + right[:10]
        space = m.lastgroup if (m := _last(_SPACE_WORD, words) or _SPACE_WORD.search(near)) else ""
        areas.append(
            Area(
                amount, role, space or "", present, goal, bool(_PART.search(left)), bool(_TOTAL.search(left)), phase,
                bool(_EACH.search(left)) or right.lstrip().startswith(("一层", "每层", "/层", "一个")), from_m2, bool(unsaid),
            )
        )  # fmt: skip
    return areas


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


_TOLD_UNIT = re.compile(r"[(/]\s?(?:单位[:]?)?(?P<unit>亩|平方米|平米|㎡|m2|平)\s?\)?\s?[:]?\s?(?:约|大约)?$")
_FORM = re.compile(r"(?:建筑|厂房|租赁|求租|需求|使用|仓库|办公|期望)(?:总)?面积\s?(?::\s?(?:约|大约)?|\s|约|大约)$")


def _unit_told(page: Page, amount: Amount) -> str:
    """The unit that stands in the label, as forms write it: 用地面积（亩）：30."""
    told = _TOLD_UNIT.search(page.plain, max(0, amount.start - 14), amount.start)
    return "" if not told else "mu" if told["unit"] == "亩" else "m2"


def _form_label(page: Page, amount: Amount, left: str) -> bool:
    """建筑面积：3000 can only be ㎡; 用地面积：30 may be either."""
    behind = page.plain[amount.end : amount.end + 1]
    return amount.low >= MIN_UNSAID and (not behind or behind in " \n,。;)") and _FORM.search(left) is not None


def _choose(areas: list[Area], name: str, first: bool, found: Found) -> Area | None:
    """Puts the wanted one among the areas of one role into the need, and leaves the others with the reason."""
    goals = [a for a in areas if a.goal and a.phase != 2]
    wanted: list[Area] = []
    for area in areas:
        if area.now or (goals and not area.goal and not area.total and area.amount.start < goals[0].amount.start and not area.phase):
            found.leave(area.amount.start, area.amount.end, _WHY_PRESENT)
        elif area.part or area.each:
            wanted.append(area) if len(areas) == 1 and not area.each else found.leave(area.amount.start, area.amount.end, _WHY_PART)
        else:
            wanted.append(area)
    if first and wanted and all(a.phase == 2 for a in wanted):
        for area in wanted:
            found.leave(area.amount.start, area.amount.end, _WHY_PHASE)
        return None
    if not wanted:
        return None
    notes: list[Text] = []
    totals = [a for a in wanted if a.total]
    if totals and len(wanted) > 1:
        rest, wanted = [a for a in wanted if not a.total], totals
        largest = max(rest, key=lambda a: a.amount.high, default=None)
        wanted = [replace(a, space=a.space or (largest.space if largest else "")) for a in wanted]
        notes.append(_SUM)
        why = _WHY_PART
    else:
        rest, why = [a for a in wanted if a.phase == 2], _WHY_PHASE
        kept = [a for a in wanted if a.phase != 2]
        wanted, rest = (kept, rest) if kept else (wanted, [])
        if rest and any(a.phase == 1 for a in wanted):
            notes.append(_FIRST_PHASE)
    main = max(wanted, key=lambda a: (a.goal, not a.each, a.amount.high if name == "floor_m2" else -a.amount.start))
    pair = _pair(wanted, main)
    others = [a for a in wanted if a is not main and a not in pair and (a.amount.low, a.amount.high) != (main.amount.low, main.amount.high)]
    if others and name == "floor_m2":
        notes.append(_MAIN)
    for area in rest:
        found.leave(area.amount.start, area.amount.end, why)
    for area in others:
        found.leave(area.amount.start, area.amount.end, _WHY_OTHER)
    for area in sorted((main, *pair), key=lambda a: a.amount.start):
        _put(area, name, notes, found)
    return main


def _pair(wanted: list[Area], main: Area) -> list[Area]:
    """The other end, where floor and ceiling were told apart: 最少2000平，最多3000平."""
    opposite = {"least": "most", "most": "least"}.get(main.amount.bound)
    for area in wanted:
        low, high = (main, area) if main.amount.bound == "least" else (area, main)
        if opposite and area.amount.bound == opposite and low.amount.low <= high.amount.high:
            return [area]
    return []


def _put(area: Area, name: str, notes: list[Text], found: Found) -> None:
    amount, told = area.amount, list(notes)
    times = Decimal(1)
    if area.from_m2:
        times = MU_PER_M2
        told.append(_FROM_M2)
    if area.no_unit:
        told.append(_NO_UNIT)
    if amount.about:
        told.append(_ABOUT)
    note = sentences(told) if told else NOTHING
    low, high = round(float(amount.low * times), 4), round(float(amount.high * times), 4)
    if amount.bound != "most" or low != high:
        found.put(f"{name}_min", low, amount.start, amount.end, note)
    if amount.bound != "least" or low != high:
        found.put(f"{name}_max", high, amount.start, amount.end, note)
