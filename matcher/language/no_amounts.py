"""Figures that ask for nothing: only an order of size (几十亩), below nothing (-5亩), or denied (不要3000平以上)."""

from __future__ import annotations

import re

from matcher.language.amounts import Amount
from matcher.language.units import SQUARE, UNIT
from matcher.model.text import Text

NoAmount = tuple[int, int, Text]
"""(start, end, why) of a figure that no field may be made of."""
HIDDEN = "\x01"

_NOUN_WITH_NUMBER = r"(?<![人总个位参系倍分小基函指级次台套件户份读无])"
"""Before 数 these make it the end of a noun (人数, 总数) and not 数十."""
_TENS = "[十百千万亿]"
_VAGUE = re.compile(
    rf"[好大]?几{_TENS}{{1,3}}[多来余]?|{_NOUN_WITH_NUMBER}数{_TENS}{{1,3}}[多来余]?"
    rf"|[\d一二两三四五六七八九十百千万]{{0,6}}[\d十百千万]几{_TENS}{{0,2}}"
    rf"|(?:成|(?<![以加之网线])上){_TENS}{{1,2}}(?:上{_TENS}{{1,2}})?(?=个|多|来|余|[,。;!?\s]|$|{UNIT})"
    rf"|好?(?:几|{_NOUN_WITH_NUMBER}数)(?=个?(?:亩|公顷|{SQUARE}|人|名|元|块(?![地土厂])|米(?!粉)|kva))"
)
_VAGUE_UNIT = re.compile(rf" ?(?:个?(?:{UNIT}))?(?:以上|以下|以内|左右)?")

_LABEL_BEFORE_DASH = re.compile(
    r"(?:面积|规模|需求|要求|价格?|租金|额|预算|总?投资|投入|固投|产值|税收|纳税|人数|用工|员工|工人|岗位|[层净]?高|高度|承重|荷载|荷重|配电|用电|电力|电量|功率|变压器|[层楼月日期元亩平方米])$"
)
"""面积-20亩: the dash parts a label from its figure."""
_BETWEEN_WORDS = re.compile(r"[\u4e00-\u9fff]-[\u4e00-\u9fff]")
"""虎门-厂房: somebody writes dashes for commas."""

_DENIED_AHEAD = re.compile(
    r"(?:不(?:再|想|能|会|打算|准备|希望)?(?:要|用|需要?|考虑|接受|租|买|是|求|找|选|含|包括)|别要|拒绝|无需|排除|避开|非)"
    r"(?:超过?|大于|高于|多于|低于|小于|少于)?(?:面积|厂房|仓库|土地|用地|地块|层高|租金|投资|那种|像|的|到|在|有|为|约|是|要){0,4} ?$"
)
_EXCEPT_AHEAD = re.compile(r"(?<![扣免拆清消删解])除(?P<only>了)?(?:面积|厂房|仓库|土地|用地|地块|现有|的){0,3} ?$")
_EXCEPT_BEHIND = re.compile(r"^[^,。;!?\n]{0,10}?外")
_ALSO = re.compile(r"还|另|也[要需]|再[要需租买]|同时")
_DENIED_BEHIND = re.compile(
    r"^的?(?:厂房|仓库|土地|用地|场地|地|面积)?的?(?:我们|我司|我)?(?:都|就|也|一律|的话|完全){0,2}"
    r"(?:(?:不要|不需要|不考虑|不租|不买|不用|不接受|不行)(?=$|[,。;!?、\s)了的])|免谈|除外|勿扰|太[大小多少贵高]|不合适|没必要|就算了|用不[了完到着])"
)
_NEEDED = re.compile(r"^[^,。;!?\n]{0,4}不")
"""非3000平不租 asks for them after all."""
_BREAK = re.compile(r"[,。;!?\n()]")
LOOK = 16

_WHY_VAGUE = Text("只说了大概有多少位数。", "Only the order of size was told.")
_WHY_NEGATIVE = Text("是负数，不能是需求。", "Below nothing, which nobody can need.")
_WHY_DENIED = Text("说的是不要的，不是想要的。", "Told as what is not wanted.")


def without_vague(text: str) -> tuple[str, list[NoAmount]]:
    """The text with figures hidden of which only the order of size is told, and where those stood with their units."""
    found: list[NoAmount] = []

    def hidden(hit: re.Match[str]) -> str:
        unit = _VAGUE_UNIT.match(text, hit.end())
        found.append((hit.start(), len(text[: unit.end()].rstrip()) if unit else hit.end(), _WHY_VAGUE))
        return HIDDEN * len(hit[0])

    return _VAGUE.sub(hidden, text), found


def sorted_out(text: str, every: list[Amount]) -> tuple[list[Amount], list[NoAmount]]:
    """The amounts that may be wishes, and the others with the reason."""
    kept: list[Amount] = []
    left: list[NoAmount] = []
    for amount in every:
        if sign := _sign(text, amount):
            left.append((amount.at - sign, amount.end, _WHY_NEGATIVE))
        elif _denied(text, amount):
            left.append((amount.start, amount.end, _WHY_DENIED))
        else:
            kept.append(amount)
    return kept, left


def _sign(text: str, amount: Amount) -> int:
    """How many characters a minus takes before the number; 0 where there is none, or where a dash parts words or opens a line."""
    at = amount.at
    if text[max(0, at - 2) : at].strip() == "负" or text[at - 1 : at] == "负":
        return 1 if text[at - 1] == "负" else 2
    if at == 0 or text[at - 1] != "-":
        return 0
    line = text.rfind("\n", 0, at) + 1
    before = text[line : at - 1]
    if not before.strip() or before[-1] == "-" or (before[-1].isascii() and before[-1].isalnum()):
        return 0
    if _LABEL_BEFORE_DASH.search(before[-8:]) or text[amount.end : amount.end + 1] == "-":
        return 0
    end = text.find("\n", at)
    return 0 if _BETWEEN_WORDS.search(text, line, len(text) if end < 0 else end) else 1


def _denied(text: str, amount: Amount) -> bool:
    head = _BREAK.split(text[max(0, amount.start - LOOK) : amount.start])[-1]
    tail = text[amount.end : amount.end + LOOK]
    if found := _DENIED_AHEAD.search(head):
        return not (found[0].startswith("非") and _NEEDED.match(tail))
    if found := _EXCEPT_AHEAD.search(head):
        return (bool(found["only"]) or _EXCEPT_BEHIND.match(tail) is not None) and not _ALSO.search(tail)
    return _DENIED_BEHIND.match(tail) is not None
