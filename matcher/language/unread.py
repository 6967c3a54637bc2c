"""What is left: clauses with a number or a wish that no field was made of."""

from __future__ import annotations

import re

from matcher.language.masks import BLANK
from matcher.language.page import Page
from matcher.language.reading import Found
from matcher.model.text import Text

_NUMBER = re.compile(r"\d[\d,.]*")
_WISH = re.compile(
    r"需要?|要求|必须|最好|希望|务必|能(?!源|力|耗)|配(?:备|有|套|置)?|带(?!动)|具备|满足|可(?=[办做进停装环])|有(?=[独停食单卸污])|不要|急"
)
_ASIDE = re.compile(r"发布时间|更新时间|电话|微信|联系|手机|编号|浏览|qq")
_WHY_NUMBER = Text("有数字，没有读懂。", "Holds a number that was not understood.")
_WHY_WISH = Text("有要求，词表里没有。", "Holds a wish for which the pack has no word.")
MOST = 60


def read_rest(page: Page, found: Found) -> None:
    """In the order of the text; a clause of which a part was read is listed only for a number that was not."""
    text, start = page.masked, 0
    for end in (*(p - 1 for p in page.pauses), len(text)):
        clause = text[start:end]
        if clause.strip() and not _ASIDE.search(clause):
            _clause(page, start, end, found)
        start = end + 1


def _clause(page: Page, start: int, end: int, found: Found) -> None:
    text = page.masked
    for number in _NUMBER.finditer(text, start, end):
        if not found.covers(number.start(), number.end()):
            low = max(start, number.start() - 10)
            high = min(end, number.end() + 10)
            for _, s, e, _ in found.spans:
                low, high = (e if low < e <= number.start() else low), (s if number.end() <= s < high else high)
            low, high = _trimmed(page, low, high)
            if high > low and BLANK not in text[low:high]:
                found.leave(low, high, _WHY_NUMBER)
    if not found.covers(start, end) and _WISH.search(text, start, end):
        low, high = _trimmed(page, start, min(end, start + MOST))
        if high > low:
            found.leave(low, high, _WHY_WISH)


def _trimmed(page: Page, low: int, high: int) -> tuple[int, int]:
    said = page.plain[low:high]
    return low + len(said) - len(said.lstrip()), low + len(said.rstrip())
