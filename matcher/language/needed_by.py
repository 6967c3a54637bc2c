"""When the place is needed: which of the dates of a text says so, and not when something was published, founded, or will be produced."""

from __future__ import annotations

import re

from matcher.language.months import When, whens
from matcher.language.page import Page
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text, sentences
from matcher.model.values import month_text

_CUE = re.compile(
    r"要用|需用|需要|用地|用房|入驻|进驻|入场|进场|搬|交付|交房|交地|交楼|使用|起租|开工|动工|拿地|供地|到位|落地|启用|之?前|以前|内|急用|时间|期限|最迟|最晚|计划|拟|希望|想|要|开始|能用|租到|找到|落实|定下"
)
_OTHER = re.compile(
    r"发布|更新|登记|成立|注册|创立|创办|建于|建成|到期|期满|产值|税|投产|达产|竣工|去年|营收|增长|签约|申报|备案|发表|截至|截止|报名|生产日期|出厂|创建|始于|年产|通车|验收|合同期|租期|免租|回本|质保|上市|销售|产能|利润|就业|纳"
)
_OTHER_BEHIND = re.compile(
    r"^[^,。;\n]{0,8}?(?:投产|达产|竣工|产值|税|到期|期满|上市|建成|试产|量产|通车|发布|成立|营收|销售|年产|产能|年租|免租)"
)
_PUBLISHED = re.compile(r"(?:发布|更新|登记|刷新|浏览|截止|报名|填表|申请|注册|成立)(?:时间|日期)?[^,。;\n\d]{0,4}$")
_SOON = re.compile(
    r"尽快|尽早|越快越好|马上|立即|立刻|急租|急求|急寻|急需|急用|急找|急购|随时(?:可?入?|起租|搬)|即租|加急|(?<!着)急(?=[租求寻需用找购])"
)
_PERIOD_BEHIND = re.compile(r"^\s?(?:以上|起|的?(?:租期|合同|租约|经验|质保|免租))")

_LOOSE = Text("说的是一段时间，取最后一个月。", "A period was told; its last month is taken.")
_FROM_TODAY = Text("按 {m} 推算。", "Counted from {m}.")
_SOFT = Text("说了尽快，没有说月份。", "As soon as possible was told, but no month.")
_WHY_TODAY = Text("要知道今天的日期才能推算。", "Needs today's date to be counted.")
_WHY_OTHER = Text("不是要用场地的时间。", "Not the time when the place is needed.")
_WHY_NO_DAY = Text("没有这一天。", "There is no such day.")
_WHY_PAST = Text("已经过去。", "Has passed already.")
_WHY_SECOND = Text("前面已经说过另一个时间。", "Another time was told before.")


def read_needed_by(page: Page, found: Found) -> None:
    text = page.plain
    for when in whens(page.masked, page.today):
        low, high = page.clause(when.start)
        head, tail = text[low : when.start], text[when.end : min(high, when.end + 16)]
        if found.covers(when.start, when.end) or _PERIOD_BEHIND.match(tail):
            continue
        if _PUBLISHED.search(head) or _OTHER.search(head[-12:]) or _OTHER_BEHIND.match(tail):
            found.leave(when.start, when.end, _WHY_OTHER)
            continue
        alone = len((head + text[when.end : high]).strip(" 前内后起左右:之以的")) <= 3
        if not (alone or _CUE.search(head[-16:]) or _CUE.search(tail)):
            found.leave(when.start, when.end, _WHY_OTHER)
        elif not when.exists:
            found.leave(when.start, when.end, _WHY_NO_DAY)
        elif not when.month:
            found.leave(when.start, when.end, _WHY_TODAY)
        elif _passed(page, when):
            found.leave(when.start, when.end, _WHY_PAST)
        elif "needed_by" in found.fields:
            found.leave(when.start, when.end, _WHY_SECOND)
        else:
            notes = [_LOOSE] if when.loose else []
            if when.relative and page.today:
                notes.append(_FROM_TODAY.fill(m=page.today.isoformat()))
            found.put("needed_by", when.month, when.start, when.end, sentences(notes) if notes else NOTHING)
    if "needed_by" not in found.fields and (soon := _SOON.search(text)):
        found.leave(soon.start(), soon.end(), _SOFT)


def _passed(page: Page, when: When) -> bool:
    return page.today is not None and when.month < month_text(page.today.year * 12 + page.today.month - 1)
