"""投资和产值分别为5000万元和8000万元: which amount belongs to which label, where as many labels stand before 分别 as amounts behind it."""

from __future__ import annotations

import re

from matcher.language.page import Page

_RESPECTIVELY = re.compile(r"分别")
_BREAK = re.compile(r"[,。;!?\n:(]")
_AND = re.compile(r"\s?(?:、|和|与|及|以及|/)\s?")
_BETWEEN = re.compile(r"\s?(?:、|,|和|与|及|以及)?\s?")
_LEAD = re.compile(r"\s?(?:可?(?:达到?|为|是|有|约|大?约为|预计|计划|不低于|不少于|超过?))*\s?:?\s?")


def respectively(page: Page) -> dict[int, str | None]:
    """Index of an amount behind 分别 -> its label, or None where the labels and the amounts do not fit each other."""
    found: dict[int, str | None] = {}
    for said in _RESPECTIVELY.finditer(page.plain):
        stretch = _BREAK.split(page.plain[page.sentence(said.start())[0] : said.start()])[-1]
        labels = [part for part in _AND.split(stretch) if part.strip()]
        chain = _chain(page, said.end())
        fits = len(labels) == len(chain) > 1
        found.update({i: labels[k] if fits else None for k, i in enumerate(chain)})
    return found


def _chain(page: Page, at: int) -> list[int]:
    """The amounts that follow each other from a place on, with nothing but 、 and 和 between them."""
    chain: list[int] = []
    gap = _LEAD
    for i, amount in enumerate(page.amounts):
        if amount.start < at:
            continue
        if not gap.fullmatch(page.plain, at, amount.start):
            break
        chain.append(i)
        at, gap = amount.end, _BETWEEN
    return chain
