"""What the model learns from: short texts with their division, made of the classification's names, the lexicon and the pack's own words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from matcher.language.industry_reading import core, normal
from matcher.model.catalog import Code
from matcher.model.pack import Industry
from matcher.model.trade import TradeWords

MOST_DIVISIONS = 2
"""A word of the pack's list whose entry spans more divisions than this says nothing of any of them."""

PRODUCT, NEIGHBOUR, NAME, PROCESS, TURNED, PART = 1.0, 0.5, 1.0, 0.3, 0.4, 0.5
"""How much one lesson counts: a word, two words of one code, a name, a process, a product turned to another trade, a part of a vehicle."""

CLASS, SHORT = 4, 2
_LISTED = re.compile("其他|未列明|、|（")
"""The name of a class is a word of the lexicon too, unless it only says what is left over or lists several things."""

TURNS = (
    ("批发", "51"), ("销售", "51"), ("贸易", "51"), ("零售", "52"), ("维修", "43"), ("模具", "35"), ("生产设备", "35"), ("仓储", "59"),
    ("检测", "74"), ("设备", "35"), ("门店", "52"), ("机械", "35"),
)  # fmt: skip
"""What follows a product and turns it to another trade: who sells taps is no maker of taps. Each product is turned once, in this order."""
VEHICLES = (("汽车", "36"), ("摩托车", "37"), ("新能源汽车", "36"), ("船用", "37"), ("汽车用", "36"), ("电动车", "37"))
"""A part made for a vehicle belongs to the vehicle, whatever it is made of."""
PART_CODES = ("2913", "2929", "33", "3351", "3360", "3392", "3393", "3451", "3453", "3482", "3483", "3484", "3831")
GOODS = ("13", "41")
"""The first and the last division whose products can be sold, stored and repaired."""


@dataclass(frozen=True, slots=True)
class Lesson:
    text: str
    division: str
    weight: float


@dataclass(frozen=True, eq=False)
class Lessons:
    """Everything the model is made of; two with the same content have the same key."""

    codes: Mapping[str, Code]
    words: TradeWords
    key: str = field(default="")

    @cached_property
    def divisions(self) -> tuple[str, ...]:
        return tuple(sorted(c for c in self.codes if len(c) == 2))

    def __iter__(self) -> Iterator[Lesson]:
        known = frozenset(self.divisions)
        return (lesson for lesson in self._all() if lesson.division in known and lesson.text)

    def _all(self) -> Iterator[Lesson]:
        for code, words in self.words.products.items():
            forms = [core(normal(w)) for w in words]
            for i, form in enumerate(forms):
                yield Lesson(form, code[:2], PRODUCT)
                if len(forms) > 1:
                    yield Lesson(f"{form} {forms[(i + 1) % len(forms)]}", code[:2], NEIGHBOUR)
        for word, divisions in self.words.processes.items():
            for division in divisions:
                yield Lesson(normal(word), division, PROCESS / len(divisions))
        for entry in self.codes.values():
            yield from self._names(entry)
        goods = [w for c, words in self.words.products.items() if GOODS[0] <= c[:2] <= GOODS[1] for w in words]
        for i, word in enumerate(goods):
            what, division = TURNS[i % len(TURNS)]
            yield Lesson(core(normal(word)) + what, division, TURNED)
        parts = [w for c in PART_CODES for w in self.words.products.get(c, ())]
        for i, word in enumerate(parts):
            what, division = VEHICLES[i % len(VEHICLES)]
            yield Lesson(what + core(normal(word)), division, PART)

    def _names(self, entry: Code) -> Iterator[Lesson]:
        """The name of a code, alone and with the name above it, since 其他 means nothing without."""
        name = _bare(entry.name.zh)
        yield Lesson(name, entry.code[:2], NAME)
        above = self.codes.get(entry.code[:-1])
        if above and above.name.zh != entry.name.zh:
            yield Lesson(f"{name} {_bare(above.name.zh)}", entry.code[:2], NAME)
        if entry.name.en:
            yield Lesson(normal(entry.name.en), entry.code[:2], NAME)


def _bare(name: str) -> str:
    return core(normal(name.replace("其他", "").replace("未列明", "").removesuffix("业")))


def lessons(codes: Mapping[str, Code], industries: Iterable[Industry], words: TradeWords) -> Lessons:
    """The lexicon with the pack's own words in it, and a key that changes with any word of either."""
    merged: dict[str, tuple[str, ...]] = dict(words.products)
    known = {w for group in words.products.values() for w in group}
    for entry in codes.values():
        name = _bare(entry.name.zh)
        if len(entry.code) == CLASS and len(name) > SHORT and not _LISTED.search(entry.name.zh) and name not in known:
            merged[entry.code] = (*merged.get(entry.code, ()), name)
    for industry in industries:
        divisions = sorted({c[:2] for c in industry.codes})
        fresh = [w for w in industry.words if w not in known]
        if len(divisions) > MOST_DIVISIONS or not fresh:
            continue
        for division in divisions:
            merged[division] = tuple(dict.fromkeys((*merged.get(division, ()), *fresh)))
    digest = hashlib.blake2b(digest_size=16)
    for part in (
        *(f"{c.code} {c.name.zh} {c.name.en}" for c in codes.values()),
        *(f"{code} {' '.join(group)}" for code, group in merged.items()),
        *(f"{word} {' '.join(group)}" for word, group in words.processes.items()),
    ):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    key = digest.hexdigest()
    return Lessons(codes, replace(words, products=merged, version=key), key)
