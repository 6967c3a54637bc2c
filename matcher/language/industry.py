"""What a business does, in its own words -> the three divisions of GB/T 4754 that it most likely belongs to, each with a score that can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matcher.language.industry_lessons import Lessons, lessons
from matcher.language.industry_model import Floats, Model, chances, learn
from matcher.language.industry_reading import Reading, read
from matcher.language.industry_words import Hit, hits
from matcher.model.catalog import Code
from matcher.model.pack import Industry
from matcher.model.trade import IndustryGuess, TradeWords

GUESSES = 3
WEIGHTS = np.array([1.45, 0.71, 0.26, 0.98, 1.26, -0.72])
"""How much each of FEATURES counts: what makes the dev half of the texts likeliest, with the whole lexicon and with two fifths of it
taken away, since real firms write words that it does not hold. A test fits them anew and holds these to what comes out."""
KNOWN = 0.6
"""With at least this share of its characters known, a text is judged in full; with less, belief goes back towards knowing nothing."""
SUPPORT = 0.5
"""A code below the division is told where it has more than this share of what the words say for the division."""
STEP = 10_000
"""Scores are cut to four places, downwards, so that three of them never sum to more than 1."""
REASONS = 4


@dataclass(frozen=True, eq=False)
class Namer:
    """Names industries; made once for a pack by `namer`."""

    model: Model
    codes: Mapping[str, Code]

    def guess(self, text: str) -> tuple[IndustryGuess, ...]:
        """Three different divisions, best first. Any text gets an answer; one that says nothing gets scores near nothing."""
        reading = read(text)
        found = list(hits(self.model.lexicon, reading))
        belief = self.belief(reading, found)
        order = np.argsort(-belief, kind="stable")[:GUESSES]
        return tuple(self._guess(self.model.divisions[i], float(belief[i]), found) for i in order)

    def belief(self, reading: Reading, found: list[Hit]) -> Floats:
        """The chance of each division of the model, in its order."""
        even = np.full(len(self.model.divisions), 1 / len(self.model.divisions))
        known = min(1.0, self.model.known(reading, found) / KNOWN)
        if known == 0:
            return even
        said = chances(self.model.features(reading, found), WEIGHTS)
        return np.asarray(known * said + (1 - known) * even)

    def _guess(self, division: str, score: float, found: list[Hit]) -> IndustryGuess:
        own = [h for h in found if any(c.startswith(division) for c in h.codes)]
        words = dict.fromkeys(h.word for h in sorted(own, key=lambda h: -h.weight))
        return IndustryGuess(division, self._code(division, own), int(score * STEP) / STEP, tuple(words)[:REASONS])

    def _code(self, division: str, own: list[Hit]) -> str:
        """The longest code at or below the division that has most of the words behind it."""
        behind: dict[str, float] = {}
        for hit in own:
            mine = [c for c in hit.codes if c.startswith(division)]
            for code in {self._held(c[:n]) for c in mine for n in range(len(division), len(c) + 1)} if not hit.process else ():
                behind[code] = behind.get(code, 0.0) + hit.weight * sum(self._held(c).startswith(code) for c in mine) / len(mine)
        total = behind.get(division, 0.0)
        supported = [c for c, weight in behind.items() if weight > SUPPORT * total]
        return max(supported, key=lambda c: (len(c), behind[c], c), default=division)

    def _held(self, code: str) -> str:
        """The code, or as much of it as the pack's table holds."""
        while len(code) > 2 and code not in self.codes:
            code = code[:-1]
        return code


def nameable(codes: Mapping[str, Code]) -> bool:
    """Whether a pack's table holds divisions enough to choose among."""
    return sum(len(c) == 2 for c in codes) >= GUESSES


def namer(codes: Mapping[str, Code], industries: Iterable[Industry], words: TradeWords) -> Namer:
    """The namer for a pack's table and industries. The first call for a content learns, which takes some seconds; later ones are at once.
    The table must be `nameable`."""
    return _learnt(_Kept(lessons(codes, industries, words)))


@dataclass(frozen=True)
class _Kept:
    """Lessons that are the same as others of the same key, so that an answer about a site does not start the learning anew."""

    lessons: Lessons

    def __hash__(self) -> int:
        return hash(self.lessons.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.lessons.key == other.lessons.key


@lru_cache(maxsize=4)
def _learnt(kept: _Kept) -> Namer:
    return Namer(learn(kept.lessons), kept.lessons.codes)
