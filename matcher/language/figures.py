"""Jobs, height, floor load and power."""

from __future__ import annotations

import re
from decimal import Decimal

from matcher.language.amounts import Amount
from matcher.language.page import Page
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text, sentences

_JOBS = re.compile(
    r"用工(?:人数|规模|数|需求|总数)?|员工(?:人数|总数|数量?)?|职工(?:人数|总数)?|就业(?:岗位|人数|人员)?|劳动力|招工|工人|定员|劳动定员|从业人员|工作岗位|务工|人员(?:规模|总数)?|岗位"
)
_JOBS_BEHIND = re.compile(
    r"\s?(?:左右|以上)?的?(?:的)?(?:本地|当地|新增|一线|生产|普通)*(?P<noun>就业|员工|职工|工人|用工|劳动力|务工|的?岗位|工作岗位|(?:的)?(?:工厂|团队|规模))"
)
_JOBS_UNIT = re.compile(r"\s?(?:个|多个|余个)\s?(?:本地|新增|直接)?(?:就业|工作|用工)?(?:岗位|名额|机会)")
_NOT_JOBS = re.compile(
    r"研发人员|技术人员|管理人员|技术员|博士|硕士|专家|院士|人才|党员|住宿|宿舍|住|食堂|用餐|就餐|容纳|招聘|高管|工程师|专业人员|残疾|团队|办公人员|文员|客户|游客|人均|培训|退休"
)
_PART = re.compile(r"其中|包括")

_HEIGHT = re.compile(
    r"(?P<yes>(?<![檐限提最建])高(?=\s?(?:要|度?约|有|≥|:)?\s?$)|(?:首层|一楼|一层|底层|厂房|仓库|车间|室内|楼|要求)?(?:层高|净高|高度|净空|净层高))|(?P<no>檐高|限高|货架|设备高度|举升|二[层楼]|标准层|[2二三四五]楼|二层以上|建筑高度)"
)
_HIGH_BEHIND = re.compile(r"\s?(?:左右|以上)?的?(?:层高|净高|高(?![速级度铁端]))")
_WIDE = re.compile(r"宽|长|跨|深|车|货柜|柱距|路|距|直径|卡板|托盘")
_LOAD = re.compile(r"承重|荷载|荷重|载荷|载重|负荷|楼板|地面|承载")
_MANY = re.compile(r"(?P<n>[2-9两二三四五])\s?(?:台|个|组|路)\s?$")
_NOT_POWER = re.compile(r"现有|目前|原有|已有")

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_LOWER = Text("说的是区间，取下限。", "A range was told; its lower end is taken.")
_TIMES = Text("按台数相加得出。", "Derived: the number of transformers times the size of each.")
_KN = Text("由 kN 换算（1 t 重 9.80665 kN）。", "Converted from kN (1 t weighs 9.80665 kN).")
_WHY_KW = Text("kW 不是 kVA，没有换算。", "kW is not kVA; not converted.")
_WHY_LOAD = Text("没有说每平方米，不读作承重。", "Not told per ㎡, so not read as a floor load.")
_WHY_HEIGHT = Text("不是首层层高。", "Not the height of the ground floor.")
_WHY_MOST = Text("说的是上限，不是最低要求。", "Told as a ceiling, not as the least that will do.")
_WHY_PEOPLE = Text("不是用工总数。", "Not the number of jobs.")

MOST_JOBS, LEAST_M, MOST_M, MOST_LOAD, MOST_KVA = 100_000, Decimal(2), Decimal(40), Decimal(100), Decimal(10**6)


def read_figures(page: Page, found: Found) -> None:
    people: list[tuple[Amount, bool, bool]] = []
    for i, amount in enumerate(page.amounts):
        if found.covers(amount.start, amount.end):
            continue
        left, right = page.left(i), page.right(i)
        if amount.dim in ("person", "none", "other"):
            _person(page, amount, left, right, people, found)
        elif amount.dim == "m":
            _height(page, amount, left, right, found)
        elif amount.dim == "load":
            if amount.bound == "most" or not 0 < amount.low <= MOST_LOAD:
                found.leave(amount.start, amount.end, _WHY_MOST)
            else:
                kn = "kn" in page.plain[amount.start : amount.end] or "千牛" in page.plain[amount.start : amount.end]
                found.put("floor_load_t_m2_min", round(float(amount.low), 3), amount.start, amount.end, _note(amount, [_KN] if kn else []))
        elif amount.dim == "weight" and _LOAD.search(left):
            found.leave(amount.start, amount.end, _WHY_LOAD)
        elif amount.dim == "kw":
            found.leave(amount.start, amount.end, _WHY_KW)
        elif amount.dim == "kva":
            _power(page, amount, left, found)
    _jobs(people, found)


def _person(page: Page, amount: Amount, left: str, right: str, people: list[tuple[Amount, bool, bool]], found: Found) -> None:
    label = _last(_JOBS, left)
    behind = _JOBS_BEHIND.match(right) if amount.dim == "person" else _JOBS_UNIT.match(page.plain, amount.at + len(_digits(page, amount)))
    bare = (
        amount.dim == "none"
        and not amount.scaled
        and label is not None
        and len(left) - label.end() <= (6 if "(" in left else 3)
        and not re.match(r"[\u4e00-\u9fffa-z%]", right)
    )
    places = (
        amount.dim == "other"
        and label is not None
        and label.end() == len(left)
        and page.plain[amount.start : amount.end].rstrip("左右以上多余").endswith("个")
    )
    grown = amount.dim == "person" and bool(people) and page.goal(amount.start) and 0 <= amount.start - people[-1][0].end <= 5
    if places or grown or (amount.dim == "person" and (label or behind)) or (amount.dim in ("other", "none") and behind) or bare:
        if _NOT_JOBS.search(left) or _NOT_JOBS.search(right[:6]) or amount.low < 1 or amount.high > MOST_JOBS:
            found.leave(amount.start, amount.end, _WHY_PEOPLE)
        else:
            people.append((amount, bool(_PART.search(left)), page.goal(amount.start)))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _digits(page: Page, amount: Amount) -> str:
    """The number itself, without its unit, so that 200个就业岗位 is seen whole."""
    found = re.match(r"[\d,.零一二两三四五六七八九十百千万]+", page.plain[amount.at : amount.end])
    return found[0] if found else ""


def _jobs(people: list[tuple[Amount, bool, bool]], found: Found) -> None:
    whole = [a for a, _, goal in people if goal] or [a for a, part, _ in people if not part] or [a for a, _, _ in people]
    if not whole:
        return
    first = whole[0]
    found.put("jobs", float(first.low), first.start, first.end, _note(first, []))
    for amount, _, _ in people:
        if amount is not first:
            found.leave(amount.start, amount.end, _WHY_PEOPLE)


def _height(page: Page, amount: Amount, left: str, right: str, found: Found) -> None:
    label = _last(_HEIGHT, left)
    high = _HIGH_BEHIND.match(right)
    named = label is not None and bool(label["yes"]) and not (label.end() < len(left) and _WIDE.search(left[label.end() :]))
    if (label and label["no"]) or re.search(r"檐高|二[层楼]|标准层|[2三四五]楼|货架", left):
        found.leave(amount.start, amount.end, _WHY_HEIGHT)
    elif (
        named or (high and not _WIDE.search(left[-4:]) and re.search(r"厂房|仓|车间|层|楼", page.plain))
    ) and LEAST_M <= amount.low <= MOST_M:
        if amount.bound == "most" and amount.low == amount.high:
            found.leave(amount.start, amount.end, _WHY_MOST)
        else:
            found.put("ceiling_height_m_min", float(amount.low), amount.start, amount.end, _note(amount, []))


def _power(page: Page, amount: Amount, left: str, found: Found) -> None:
    if _NOT_POWER.search(left) and page.is_there(amount.start):
        return
    if amount.bound == "most" and amount.low == amount.high:
        found.leave(amount.start, amount.end, _WHY_MOST)
        return
    many = _MANY.search(page.plain, max(0, amount.start - 4), amount.start)
    count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}.get(many["n"], 0) or int(many["n"]) if many else 1
    value = amount.low * count
    if 0 < value <= MOST_KVA:
        found.put("power_kva_min", float(value), amount.start, amount.end, _note(amount, [_TIMES] if count > 1 else []))


def _note(amount: Amount, notes: list[Text]) -> Text:
    told = [*notes, *([_LOWER] if amount.low != amount.high else []), *([_ABOUT] if amount.about else [])]
    return sentences(told) if told else NOTHING
