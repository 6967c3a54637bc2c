"""The words of trades: which code of GB/T 4754 a product speaks for, and how strongly the words in a text speak together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from matcher.language.industry_reading import FULL, Part, Reading, core, normal
from matcher.model.trade import TradeWords


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words as texts are written after reading, so that they can be looked up there."""

    words: TradeWords

    @cached_property
    def codes_of(self) -> Mapping[str, tuple[str, ...]]:
        """Word -> the codes that claim it."""
        found: dict[str, list[str]] = {}
        for code, words in self.words.products.items():
            for word in words:
                for form in dict.fromkeys((normal(word), core(normal(word)))):
                    if len(form) > 1 or len(word) == 1:
                        held = found.setdefault(form, [])
                        if code not in held:
                            held.append(code)
        return {word: tuple(codes) for word, codes in found.items()}

    @cached_property
    def divisions_of(self) -> Mapping[str, tuple[str, ...]]:
        """Process -> the divisions that use it."""
        return {normal(word): divisions for word, divisions in self.words.processes.items()}

    @cached_property
    def longest(self) -> int:
        return max((len(w) for w in (*self.codes_of, *self.divisions_of)), default=0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the lexicon that stands in a text, and how much it says there."""

    word: str
    codes: tuple[str, ...]
    weight: float
    process: bool


LENGTH_GAIN = 0.35
"""A longer word says more: `汽车空调` more than `空调`."""
INSIDE, BEFORE_HEAD = 0.45, 0.3
"""A word that does not end its part only qualifies the noun that does; less still where another known word ends it."""
PROCESS = 0.3
LATER = 0.93
"""What is named first is the business more often than what follows."""
LATEST = 0.5


def hits(lexicon: Lexicon, reading: Reading) -> Iterator[Hit]:
    """The words of each part, longest first; a word inside a longer one is not counted again."""
    for place, part in enumerate(reading.parts):
        found = _longest(lexicon, part)
        ends = any(end == len(part.text) for _, end, _ in found)
        for start, end, word in found:
            codes = lexicon.codes_of.get(word)
            process = codes is None
            at = FULL if end == len(part.text) else BEFORE_HEAD if ends else INSIDE
            weight = part.weight * at * (1 + LENGTH_GAIN * (end - start - 2)) * max(LATEST, LATER**place) * (PROCESS if process else FULL)
            yield Hit(word, codes or lexicon.divisions_of[word], max(weight, 0.0), process)


def _longest(lexicon: Lexicon, part: Part) -> list[tuple[int, int, str]]:
    """Words that lie inside no other word found; where two overlap, both stay."""
    text, found = part.text, []
    reach = 0
    for start in range(len(text)):
        for end in range(min(len(text), start + lexicon.longest), start, -1):
            if end <= reach:
                break
            word = text[start:end]
            if word in lexicon.codes_of or word in lexicon.divisions_of:
                found.append((start, end, word))
                reach = end
                break
    return found
