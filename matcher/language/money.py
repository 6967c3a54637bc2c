"""Investment, output and tax: which sum of a text is which. Rates, other sums and foreign money are left unread."""

from __future__ import annotations

import re
from decimal import Decimal

from matcher.language.amounts import Amount
from matcher.language.page import Page, told_now
from matcher.language.reading import Found
from matcher.language.respectively import respectively
from matcher.model.text import NOTHING, Text, sentences

_LABEL = re.compile(
    r"(?P<no>投资强度|(?:环保|设备|软件|硬件|土建|装修|研发|安装|配套|科研|人才|广告|已|累计|累计完成|实际|完成|风险|信息化)(?:投资|投入)(?!额)|注册(?:资本|资金)?|实缴|认缴|流动资金|自有资金|融资|贷款|资产(?:总额)?|估值|市值"
    r"|补贴|奖励|奖金|扶持|工资|月薪|薪|押金|保证金|定金|转让费|装修费|货值|货款|订单|采购额|进出口|出口|专利|亩均|利税|税利|利润|净利|毛利|营收|营业(?:收入|额)|主营收入|流水|成交额|合同额|增加值|服务收入|预算|单价|总价|售价|地价|价格|租金|月租|房租|年租金|租赁费|费用|成本|物业费|管理费)"
    r"|(?P<fixed>固定资产(?:总)?(?:投资|投入)?(?:总?额)?|固投|固定投资)"
    r"|(?P<investment>(?:总|计划|拟|预计|意向|项目|追加|新增)*(?:投资|投入)(?:总?额|金额|规模|总规模|资金|预算)?(?!人|公司|集团|商|方|促进|合作|基金|管理)|总投|增资(?:扩产)?)"
    r"|(?P<output>(?:年|总|工业|预计|新增)*(?:产值|产出)(?!\w{0,2}税)|达产年产值)"
    r"|(?P<turnover>(?:年|预计)*(?:开票|应税)(?:销售|收入)?(?:收入|额)?|(?<=年)销售(?:收入|额)?|(?<=产后)销售(?:收入|额)|(?<=达产)销售(?:收入|额)|(?<=实现)销售(?:收入|额))"
    r"|(?P<tax>(?:年|上缴|缴纳|创造|贡献|创|纳|交|缴|总|入库)*(?:税收|纳税|缴税|税额|税金|创税|交税|上税|税)(?:总?额|贡献|收入)?(?!率|务|优惠|前|后|返|收优惠))"
)
_NOUN = re.compile(
    r"\s?(?:左右|以上)?的?(?:人民币)?的?(?:年|总|预计)*(?P<label>(?P<fixed>固定资产投资|固投)|(?P<investment>总?投资(?!强度|人|公司|商)|投入)|(?P<output>产值|产出)|(?P<tax>税收|纳税|税(?!率|务|后|前))|(?P<turnover>开票|应税销售)|(?P<no>利税|利润|营收))"
)
_PAST = re.compile(
    r"去年|上年|前年|往年|目前|现有|(?<!实)现年|累计|已完成|已累计|近[一二两三四五]年|[一二两三四五]年(?:累计|共|内)|月(?=产值|税|纳)|季度"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度|全年)?[^\d]{0,8}$")
_PHASE = re.compile(r"[一二三四]期|首期|首批|前期|先期|后期|分期")
_TOLD_UNIT = re.compile(r"[(/]\s?(?:单位[:]?|人民币)?(?P<unit>万元|亿元|万|亿)(?:人民币)?\s?\)?\s?[:]?\s?(?:约|大约)?$")
_FIELD = {
    "investment": "investment_wan",
    "fixed": "fixed_investment_wan",
    "output": "output_wan",
    "turnover": "output_wan",
    "tax": "tax_wan",
}

WAN = Decimal(10**4)
MOST_WAN, LEAST_WAN = Decimal(10**8), Decimal(1)

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_RANGE = Text("说的是区间，取下限。", "A range was told; its lower end is taken.")
_FLOOR = Text("说的是不低于，按所说的数读。", "Told as a floor, read as the figure.")
_CEILING = Text("说的是不超过，按所说的数读。", "Told as a ceiling, read as the figure.")
_TURNOVER = Text("说的是销售（开票）额，按产值读。", "Sales (invoiced) were told; read as output.")
_WHY_RATE = Text("是单位面积的强度，不是总额。", "A rate per area, not a sum.")
_WHY_FOREIGN = Text("外币，没有汇率。", "Foreign money; there is no exchange rate.")
_WHY_BOUNDS = Text("超出了一条需求会说的大小。", "Beyond what a need could be.")
_WHY_OTHER = Text("不是投资、产值或税收。", "Neither investment nor output nor tax.")
_WHY_PAST = Text("说的是过去或现状。", "Of the past or the present.")
_WHY_PHASE = Text("只是其中一期。", "One phase only.")
_WHY_PAIRED = Text("“分别”所指不明。", "Which is which (分别) is not clear.")
_WHY_SECOND = Text("前面已经说过另一个数。", "Another figure was told before.")


def read_money(page: Page, found: Found) -> None:
    """Puts sums into the need. Amounts that are prices or rents are left to prices.py."""
    phases: list[tuple[str, Amount, list[Text]]] = []
    paired = respectively(page)
    for i, amount in enumerate(page.amounts):
        scale = _told_scale(page, amount)
        if not (amount.dim in ("yuan", "foreign") or (amount.dim == "none" and (amount.scaled or scale))):
            continue
        if found.covers(amount.start, amount.end):
            continue
        label = paired.get(i, "")
        if label is None:
            found.leave(amount.start, amount.end, _WHY_PAIRED)
            continue
        role = _labelled(label) if label else _role(page, i)
        if not role or role == "no":
            continue
        if amount.dim == "foreign":
            found.leave(amount.start, amount.end, _WHY_FOREIGN)
            continue
        if amount.per:
            found.leave(amount.start, amount.end, _WHY_RATE)
            continue
        head = page.plain[page.clause(amount.start)[0] : amount.start]
        since = page.plain[page.sentence(amount.start)[0] : amount.start]
        if _past(page, head) or (role in ("output", "turnover", "tax") and (told_now(since) or amount.start < page.turn)):
            found.leave(amount.start, amount.end, _WHY_PAST)
            continue
        wan = amount.low * (scale or 1) / WAN
        if not LEAST_WAN <= wan <= MOST_WAN or amount.time in ("month", "day"):
            found.leave(amount.start, amount.end, _WHY_BOUNDS if not amount.time else _WHY_OTHER)
            continue
        notes = _notes(amount, role)
        if _PHASE.search(head) and "总" not in head:
            phases.append((role, amount, notes))
            continue
        name = _FIELD[role]
        value = round(float(wan), 4)
        if name in found.fields and found.fields[name] != value and role != "turnover":
            found.leave(amount.start, amount.end, _WHY_SECOND)
            continue
        if role == "turnover" and any(_role(page, j) == "output" for j in range(len(page.amounts))):
            found.leave(amount.start, amount.end, _WHY_OTHER)
            continue
        found.put(name, value, amount.start, amount.end, sentences(notes) if notes else NOTHING)
    for _, amount, _ in phases:
        found.leave(amount.start, amount.end, _WHY_PHASE)


def _notes(amount: Amount, role: str) -> list[Text]:
    notes = []
    if amount.low != amount.high:
        notes.append(_RANGE)
    elif amount.bound == "least":
        notes.append(_FLOOR)
    elif amount.bound == "most":
        notes.append(_CEILING)
    if amount.about:
        notes.append(_ABOUT)
    if role == "turnover":
        notes.append(_TURNOVER)
    return notes


def _labelled(words: str) -> str:
    """Which sum the last label in some words names."""
    labels = list(_LABEL.finditer(words))
    return labels[-1].lastgroup or "" if labels else ""


def _role(page: Page, i: int) -> str:
    """Which sum the words before the amount name, or those right behind it; '' where neither do."""
    left = page.left(i)
    labels = list(_LABEL.finditer(left))
    last = labels[-1] if labels else None
    noun = _NOUN.match(page.right(i))
    if last is not None and not (noun and last.lastgroup == "no" and len(left) - last.end() > 6):
        return last.lastgroup or ""
    if noun:
        return next(name for name in ("fixed", "investment", "output", "tax", "turnover", "no") if noun[name])
    return ""


def _past(page: Page, head: str) -> bool:
    if _PAST.search(head):
        return True
    year = _YEAR.search(head)
    return bool(year and page.today and int(year[1]) < page.today.year)


def _told_scale(page: Page, amount: Amount) -> int:
    """The unit in a form's label, as yuan: 总投资（万元）：5000."""
    if amount.dim not in ("none",):
        return 0
    told = _TOLD_UNIT.search(page.plain, max(0, amount.start - 14), amount.start)
    return (10**8 if told["unit"].startswith("亿") else 10**4) if told else 0
