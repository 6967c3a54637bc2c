"""Numbers that measure nothing: telephones, addresses, roads, floors, models. They are blanked out before amounts are looked for."""

from __future__ import annotations

import re

BLANK = "\x00"
_AREA = r"(?! ?[万亿]?(?:亩|平|㎡|m2|公顷))"
"""Behind a number this makes it an area, however long it is."""
_MASKS = re.compile(
    r"(?:https?://|www\.)[a-z0-9./?=&_%#:-]{1,200}"
    r"|[a-z0-9._-]{1,40}@[a-z0-9.-]{1,40}"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    + _AREA
    + r"|(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)|(?<!\d)400[- ]?\d{3}[- ]?\d{4}(?!\d)"
    r"|(?:电话|手机|联系方式|tel)[:号码 ]{0,4}[\d -]{5,20}"
    r"|(?:微信|v信|vx|wx|qq)(?:号|群)?[:同步手机 ]{0,5}[a-z0-9_-]{5,20}"
    r"|(?<![a-z0-9])[gsxy]\d{1,4}(?![\d.])(?=高速|国道|省道|沿|线|出|入|路|[^a-z0-9]|$)"
    r"|\d{1,4}(?:国道|省道|县道|乡道|号线)"
    r"|(?<![月\d一二三四五六七八九十零-])[\d一二三四五六七八九十零-]{1,8}(?:号(?!人)|弄|栋|幢(?!厂)|座|室|单元)(?![建])"
    r"|(?:第|a|b|c|d)\d{1,3}(?:区|栋|座|期)?(?=厂房|仓)"
    r"|(?<!\d)\d{9,}(?![\d.]| ?(?:[亩平方㎡万亿元千百人名块米]|公顷|m2|kva|kw))"
)


def masked(text: str) -> str:
    """The text, as long as before, with numbers that are names of something blanked out."""
    return _MASKS.sub(lambda found: BLANK * len(found[0]), text)
