"""The pack's own words in a text: processes, special needs, places to be near; and who denied them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matcher.language.page import Page
from matcher.language.plain import plain
from matcher.language.reading import Found
from matcher.model.text import Text
from matcher.model.vocabulary import Vocabulary

_DENIED = re.compile(
    r"(?:不(?:需要?|用|要|含|做|涉及|涉|设|搞|进行|产生|使用|包括|存在|可|能|允许|得|许|带)?|没有?|无(?![尘菌铅纺缝人氧框损])需?|无须|非|禁止?|免|严禁|未|不需要|取消|除了?|杜绝|零)(?:任何|生产|有|使用|涉及|设置)?(?:[^,。;\n、和及或与/]{0,3}[、和及或与/])*+[^,。;\n]{0,1}$|(?:不设|不需|不提供|不配|无需|不要)[^,。;\n]{0,3}$"
)
_DENIED_LIST = re.compile(
    r"(?:不含|不涉及|不涉|无(?![尘菌铅纺缝人氧框损])|没有|无需|不需要?|不做|不搞|禁止|严禁|非)(?P<list>[^,。;\n]{1,40})$"
)
_BUT = re.compile(r"但|需|要|有(?!电|喷)|只|仅|而")
_OUTSIDE = re.compile(
    r"^[^,。;\n]{0,4}(?:外协|外包|外发|委外|外加工|委托外|由外|到外|均外|全部外|交由|除外|免谈|勿扰|不要|不考虑|的?(?:不|禁))"
)
_OUTSIDE_AHEAD = re.compile(r"(?:外协|外包|外发|委外|委托)(?:加工)?[^,。;\n]{0,2}$")
_NEAR_AHEAD = re.compile(
    r"(?:靠近?|近|临近?|毗邻|邻近|挨着|距离?|离|到|去|临|沿|方便(?:上|到)?|希望在|要在|周边有?|附近有|上|通往|直达|最好在|通|联通|衔接|下)[^,。;\n\d]{0,8}$"
)
_NEAR_BEHIND = re.compile(
    r"^[^,。;\n]{0,6}?(?:附近|旁边?|周边|边上|近|方便|便利|[\d一二三四五六七八九十]+(?:公里|分钟|km|千米)|一带|沿线|不远)"
)
_PLACE_NAME = re.compile(r"^(?:镇|村|街|路(?!口)|区(?!域)|大道|社区|新城|速|冲床|发展|增长|加工|铣|钻|机|切|搅|档|站台)")

LISTS = (("processes", "process"), ("special", "special"), ("near", "near"))
"""(field of a need, list of the pack) for the fields that hold words of the pack."""
_WHY_PART = Text("只说了不做其中一种，没有读作整类不用。", "Only one kind of it is denied, so the whole was not read as denied.")


@dataclass(frozen=True)
class Lexicon:
    """One list of the pack: every way to write its words, longest first, and the token of each."""

    field: str
    tokens: dict[str, str]
    parts: frozenset[str]
    """Words that name only a part of what their token means."""
    pattern: re.Pattern[str] | None


def lexicon(field: str, vocabulary: Vocabulary | None) -> Lexicon:
    tokens: dict[str, str] = {}
    for word in vocabulary.words if vocabulary else ():
        for said in (word.name.zh, *word.synonyms):
            key = plain(said).strip()
            if len(key) > 1 or not key.isascii():
                tokens.setdefault(key, word.token)
    forms = sorted(tokens, key=lambda s: (-len(s), s))
    parts = [rf"(?<![a-z]){re.escape(f)}(?![a-z])" if f.isascii() else re.escape(f) for f in forms]
    parted = frozenset(plain(p).strip() for word in (vocabulary.words if vocabulary else ()) for p in word.parts)
    return Lexicon(field, tokens, parted, re.compile("|".join(parts)) if parts else None)


def read_words(page: Page, words: Lexicon, found: Found) -> None:
    """Words that the text names without denying them; processes that it denies are a field of their own."""
    if words.pattern is None:
        return
    denied: list[re.Match[str]] = []
    for hit in words.pattern.finditer(page.plain):
        low, high = page.clause(hit.start())
        if words.field == "near" and not _is_near(page, hit, low, high):
            continue
        if not _denied(page, hit):
            found.add(words.field, words.tokens[hit[0]], hit.start(), hit.end())
        elif words.field == "processes":
            denied.append(hit)
    for hit in denied:  # said to be used somewhere else in the text, it is used
        if hit[0] in words.parts:
            found.leave(hit.start(), hit.end(), _WHY_PART)
        elif words.tokens[hit[0]] not in found.fields.get(words.field, ()):
            found.add("processes_not", words.tokens[hit[0]], hit.start(), hit.end())


def stands_in(page: Page, words: Lexicon) -> bool:
    return words.pattern is not None and words.pattern.search(page.plain) is not None


def _is_near(page: Page, hit: re.Match[str], low: int, high: int) -> bool:
    """A harbour is wished for only where the text says near it; 港口镇 is the name of a town and 高速机 a machine."""
    behind = page.plain[hit.end() : max(high, hit.end())]
    if _PLACE_NAME.match(behind):
        return False
    return (
        hit[0].startswith("靠近") or _NEAR_AHEAD.search(page.plain[low : hit.start()]) is not None or _NEAR_BEHIND.match(behind) is not None
    )


def _denied(page: Page, hit: re.Match[str]) -> bool:
    """不喷漆, 无电镀, 不含电镀、喷漆, 电镀外协; the list that a denial opens runs through 、 和 或."""
    start = max(page.sentence(hit.start())[0], hit.start() - 48)
    head = re.split(r"[,。;\n]", page.plain[start : hit.start()])[-1]
    if _DENIED.search(head):
        return True
    opened = _DENIED_LIST.search(head)
    if opened and not _BUT.search(opened["list"]) and re.search(r"[、和及或与/]$", opened["list"]):
        return True
    behind = page.plain[hit.end() : hit.end() + 12]
    return _OUTSIDE.match(re.split(r"[,。;\n]", behind)[0]) is not None or _OUTSIDE_AHEAD.search(head) is not None
