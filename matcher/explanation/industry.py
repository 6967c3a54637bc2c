"""Guesses at a business's industry with what the plan says of each: its tier, the clause, the conditions, or that the plan is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.explanation.records import Record
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Control, Industry
from matcher.model.text import NOTHING, Text, Told, joined
from matcher.model.trade import IndustryGuess
from matcher.model.vocabulary import TIER, TIER_RANK
from matcher.rules.welcome import standing

CLASS = 4
"""Digits of a class, the finest code."""
UNSURE = 0.25
"""Below this score the best candidate is no more than a shot in the dark: ask what is made."""
MOST_TEXT = 2000
"""As much as a need holds."""


class IndustryCandidate(Record):
    """A division the business may belong to, and its place in the plan."""

    division: str
    code: str
    """The most specific code of GB/T 4754 that the text supports, else the division."""
    name: Told
    division_name: Told
    tier: str
    tier_name: Told
    score: float
    """How often a candidate with this score is right, 0..1."""
    citation: Told | None
    """The clause of the tier, or of the condition where the plan only sets one."""
    silent: bool
    """Whether the plan says nothing of this code, neither for nor against it."""
    sentence: Told
    because: tuple[str, ...]
    """Words of the text that speak for this division."""


class IndustryAnswer(Record):
    """The three likeliest divisions, best first. A person confirms."""

    text: str
    candidates: tuple[IndustryCandidate, ...]
    silent: bool
    """Whether the plan is silent on the best of them."""
    unsure: bool
    """Whether the text says too little for any of them to be taken up."""


@dataclass(frozen=True)
class Place:
    """What the plan says of one code."""

    tier: str
    entries: tuple[Industry, ...]
    controls: tuple[Control, ...]
    below: tuple[Text, ...]
    """What the plan names below a code that is too coarse to be claimed by it."""

    @property
    def silent(self) -> bool:
        return not (self.entries or self.controls or self.below)


def named_industries(catalog: Catalog, text: str, guesses: Sequence[IndustryGuess]) -> IndustryAnswer:
    """The guesses as records, each with the plan's word on it."""
    candidates = tuple(_candidate(catalog, text, guess) for guess in guesses)
    return IndustryAnswer(
        text=text, candidates=candidates, silent=all(c.silent for c in candidates[:1]), unsure=all(c.score < UNSURE for c in candidates)
    )


def place(catalog: Catalog, code: str, text: str = "") -> Place:
    """What the plan says of a code. The rules of `welcome` decide for a code that an entry claims; a coarser one stands where the plan's
    words in the text put it within its division, else where most of its classes stand."""
    found = standing(catalog, Need(gbt4754=code))
    if found.entries or found.tier == "withdrawn":
        return Place(found.tier, found.entries, found.controls, ())
    entries = tuple(e for e in _by_words(catalog, text) if any(c.startswith(code) for c in e.codes)) or _mostly(catalog, code)
    if entries:
        return Place(entries[0].tier, entries, found.controls, ())
    named: tuple[Industry | Control, ...] = (*catalog.industries, *catalog.controls)
    below = tuple(i.title for i in named if any(c.startswith(code) for c in i.codes))
    return Place("unlisted", (), found.controls, () if found.controls else below)


def _by_words(catalog: Catalog, text: str) -> tuple[Industry, ...]:
    return standing(catalog, Need(industry_text=text[:MOST_TEXT])).entries if text.strip() else ()


def _mostly(catalog: Catalog, code: str) -> tuple[Industry, ...]:
    """Entries that claim more than half of the classes below a code, the most welcome first."""
    classes = [c for c in catalog.codes if c.startswith(code) and len(c) == CLASS]
    claims = {i.id: sum(any(c.startswith(own) for own in i.codes) for c in classes) for i in catalog.industries}
    most = [i for i in catalog.industries if 2 * claims[i.id] > len(classes)]
    return tuple(sorted(most, key=lambda i: (TIER_RANK.index(i.tier), i.id)))


def _candidate(catalog: Catalog, text: str, guess: IndustryGuess) -> IndustryCandidate:
    there = place(catalog, guess.code, text)
    withdrawn = next((c for c in there.controls if c.effect == "withdrawn"), None)
    backing = withdrawn or next(iter(there.entries), None) or next(iter(there.controls), None)
    return IndustryCandidate(
        division=guess.division,
        code=guess.code,
        name=catalog.codes[guess.code].name,
        division_name=catalog.codes[guess.division].name,
        tier=there.tier,
        tier_name=TIER.label(there.tier),
        score=guess.score,
        citation=catalog.say_citation(backing.citation) if backing else None,
        silent=there.silent,
        sentence=_sentence(there, withdrawn),
        because=guess.because,
    )


def _sentence(there: Place, withdrawn: Control | None) -> Text:
    if withdrawn:
        return Text("规划已退出：{c}", "withdrawn under the plan: {c}").fill(c=withdrawn.title)
    conditions = (
        Text("；{c}须经准入", "; {c} only by approval").fill(c=joined([c.title for c in there.controls])) if there.controls else NOTHING
    )
    if there.entries:
        first, *rest = there.entries
        told = Text("规划{t}：{w}", "{t}: {w}").fill(t=TIER.label(first.tier), w=first.title)
        for entry in rest:
            told += Text("；也在{t}之列：{w}", "; also {t}: {w}").fill(t=TIER.label(entry.tier), w=entry.title)
        return told + conditions
    if there.controls:
        return Text("未列入规划重点产业", "not among the plan's industries") + conditions
    if there.below:
        return Text("规划只提到其中的{n}，请填到小类", "the plan speaks only of {n} within it; state the class").fill(
            n=joined(list(there.below))
        )
    return Text("规划没有提到，由镇里研判", "the plan is silent; the town decides")
