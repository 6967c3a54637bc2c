"""Whether a text says that the processes it names are all there are: 只做切割、焊接和组装, 没有其他工艺."""

from __future__ import annotations

import re

from matcher.language.pack_words import Lexicon
from matcher.language.page import Page
from matcher.language.reading import Found

_ONLY = re.compile(r"(?:只|仅仅?|单纯)(?:是|有|做|需|从事|涉及|进行|为|设|含)*(?:简单的?|少量)?")
_BETWEEN = re.compile(r"(?: ?(?:、|和|及|与|\+|/|,|以及) ?)?")
_END = re.compile(r"(?:加工|工序|工艺|作业|生产)*(?=$|[,。;!\n)])")
_NO_OTHER = re.compile(r"(?:没有|无|不含|不涉及)(?:任何)?(?:其他|其它|别的)的?(?:生产)?(?:工艺|工序|加工)")


def read_all_processes(page: Page, processes: Lexicon, found: Found) -> None:
    if processes.pattern is None or "processes" not in found.fields:
        return
    if no_other := _NO_OTHER.search(page.plain):
        found.put("processes_all", True, no_other.start(), no_other.end())
        return
    for only in _ONLY.finditer(page.plain):
        at, named, parts = only.end(), set(), False
        while word := processes.pattern.match(page.plain, at):
            parts = parts or word[0] in processes.parts  # 只喷粉 tells of spraying, not of all that is done
            named.add(processes.tokens[word[0]])
            after = _BETWEEN.match(page.plain, word.end())
            at = after.end() if after and processes.pattern.match(page.plain, after.end()) else word.end()
        if named and not parts and named == set(found.fields["processes"]) and _END.match(page.plain, at):
            found.put("processes_all", True, only.start(), at)
            return
