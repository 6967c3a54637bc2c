"""Units as people write them, each with what it measures and its size in the unit the program counts in."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Dim = Literal["land", "m2", "yuan", "foreign", "kva", "kw", "load", "weight", "m", "other", "person", "none"]
"""land is counted in 亩, load in t/㎡, weight in t; kw, foreign and other are known only so that they are not taken for something else."""

MU_PER_M2 = Decimal(15) / Decimal(10000)
"""一亩 is 10 000 / 15 ㎡."""
T_PER_KN = 1 / Decimal("9.80665")
"""The mass in t that weighs 1 kN."""
DAYS_PER_MONTH = Decimal(365) / Decimal(12)
"""A price a day times 365/12 is the price a month: a lease is paid for the whole year, and months are not 30 days."""

_SQUARE = r"(?:平方米|平方公尺|平米|平方(?![厘毫分英尺公千根])|平(?![台均时安衡面整板稳行凡价房方日坦等地原果])|㎡|m2|m\^2|sqm)"
_FANG = r"方(?![便案式面向法可形程正圆言针位块方/])"
SQUARE = rf"(?:{_SQUARE}|{_FANG})"

_TABLE: tuple[tuple[str, Dim, Decimal], ...] = (
    (r"平方公里|平方千米|km2|㎢", "land", Decimal(1500)),
    (r"公顷|ha(?![a-z])", "land", Decimal(15)),
    (r"亩(?!产|均)", "land", Decimal(1)),
    (rf"个?{_SQUARE}", "m2", Decimal(1)),
    (rf"个?{_FANG}", "m2", Decimal(1)),
    (rf"(?:吨|t) ?(?:/|每|一) ?个?{SQUARE}", "load", Decimal(1)),
    (rf"(?:公斤|kg|千克) ?(?:/|每|一) ?个?{SQUARE}", "load", Decimal("0.001")),
    (rf"(?:kn|千牛) ?(?:/|每|一) ?个?{SQUARE}", "load", T_PER_KN),
    (r"吨|t(?![a-z0-9])", "weight", Decimal(1)),
    (r"公斤|kg|千克", "weight", Decimal("0.001")),
    (r"美元|美金|刀(?!具)|港币|港元|欧元|日元|日圆|英镑|新?台币|usd|hkd|eur|\$", "foreign", Decimal(1)),
    (r"元(?![件素旦器宇月年])|块钱|块(?![地头田板])|rmb|人民币|cny", "yuan", Decimal(1)),
    (r"kv·?a(?!r)|千伏安", "kva", Decimal(1)),
    (r"mva|兆伏安", "kva", Decimal(1000)),
    (r"kwh?|千瓦时?|兆瓦|mwp?|mwh|度", "kw", Decimal(1)),
    (r"米(?![粉饭线面兰其])|公尺|m(?![a-z0-9/])", "m", Decimal(1)),
    (r"毫米|厘米|公里|千米|mm|cm|km|立方米?|立方|m3|㎥|升|英寸|英尺|寸", "other", Decimal(1)),
    (r"号?人(?![民才次行均工字])|名(?![称字单牌])|位(?![于置])|口人", "person", Decimal(1)),
    (r"[%‰件套台个只条层楼栋幢座年月日天号项支批种次倍岁点分辆车班%家根箱瓶吨户张盒双对把期期本](?! ?平)", "other", Decimal(1)),
)
UNIT = "|".join(form for form, _, _ in _TABLE)

_EACH = tuple((re.compile(form), dim, size) for form, dim, size in _TABLE)


def unit(said: str, text: str, at: int) -> tuple[Dim, Decimal]:
    """What a string that UNIT matched at a place of the text measures, and its size. The first row that reads it whole has it."""
    for form, dim, size in _EACH:
        found = form.match(text, at)
        if found and found[0] == said:
            return dim, size
    return "other", Decimal(1)


RATE = re.compile(
    rf" ?(?:/|每|一|·|\() ?(?:个)?(?P<per>{SQUARE}|亩)(?: ?(?:/|每|一|·|\*|\.|,|, )? ?个?(?P<time>月|天|日|年))?\)?"
    rf"| ?(?:/|每|一) ?个?(?P<time1>月|天|日|年)(?![产营纳税交入])(?: ?(?:/|每|一|·|\*|\.) ?个?(?P<per1>{SQUARE}|亩))?"
)
"""What makes an amount a rate: 元/㎡/月, 元每月每平, 块一平, 万/亩."""
BEFORE = re.compile(
    rf"(?P<per>每|一)(?:个?(?P<unit>{SQUARE}|亩))(?: ?(?:每|/)?(?P<time>月|天|年))?[^\d]{{0,8}}$|(?P<mean>亩均|地均)[^\d]{{0,10}}$"
)
"""The same said ahead of the number: 每平15元, 亩均税收30万."""
TIMES = {"月": "month", "天": "day", "日": "day", "年": "year"}
