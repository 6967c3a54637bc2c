"""Numbers as English texts write them: 3,000, 1.5, twenty, one hundred and fifty, with k, thousand, million, billion or wan behind."""

from __future__ import annotations

from decimal import Decimal

from matcher.language.numerals import MOST_PARTS, PARTS, SLASHED

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_TIMES = {"hundred": 100, "thousand": 1000}
_WORD = "|".join((*_ONES, *_TENS))
_SPELT = rf"\b(?:{_WORD})(?:[ -](?:{_WORD}))?(?: (?:hundred|thousand)(?:(?: and)? (?:{_WORD})(?:[ -](?:{_WORD}))?(?: hundred)?)?){{0,2}}\b"
FIGURES = r"(?<![\d.,a-z_])(?:\d{1,3}(?:,\d{3})+(?![\d,]*\d)|\d{1,3}(?: \d{3})+(?! ?\d)|\d{1,12}(?!\d))(?:\.\d{1,6}(?!\d))?"
_PARTS = rf"(?<![\d.])(?:\d{{1,4}} ?)?[{''.join(PARTS)}]|(?<![\d.,/])\d{{1,6}}/\d{{1,6}}(?![\d/])"
_HALVES = rf"\b(?:(?:{_WORD}) and a half|half an?)\b"
NUMBER = rf"(?:{_PARTS}|{FIGURES}|{_HALVES}|{_SPELT})"

SCALES = {
    "k": 10**3, "thousand": 10**3, "wan": 10**4, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "billion": 10**9,
}  # fmt: skip
SCALE = r"(?:thousand|million|billion|wan|mln|bln|mio|mn|bn|[kmb])(?![a-z0-9])"
LOOSE_SCALES = ("m", "b")
"""Behind a number these mean millions and billions only beside money: 8 m is a length."""


def number(said: str) -> Decimal | None:
    """The value of a string that NUMBER matched."""
    if said[-1] in PARTS:
        top, bottom = PARTS[said[-1]]
        return (Decimal(said[:-1].strip() or 0) + Decimal(top) / bottom) if said[:-1].strip().isdigit() or len(said) == 1 else None
    if "/" in said:
        top, bottom = (int(part) for part in said.split("/"))
        return Decimal(top) / bottom if top == 1 < bottom <= MOST_PARTS or (top, bottom) in SLASHED else None
    if said[:1].isdigit():
        return Decimal(said.replace(",", "").replace(" ", ""))
    if "half" in said:
        whole = number(said.removesuffix(" and a half")) if said.endswith("half") else Decimal(0)
        return Decimal("0.5") + (whole or 0)
    total, section = 0, 0
    for word in said.replace("-", " ").split():
        if word == "thousand":
            total, section = total + section * _TIMES[word], 0
        elif word == "hundred":
            section *= _TIMES[word]
        elif word != "and":
            section += WORDS[word]
    value = total + section
    return Decimal(value) if value else None
