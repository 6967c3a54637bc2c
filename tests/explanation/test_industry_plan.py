"""What the plan says of a guessed code agrees with what `welcome` says of a need with that code, and the plan may be silent."""

from __future__ import annotations

import pytest

from matcher.explanation.industry import named_industries, place
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Text
from matcher.model.trade import IndustryGuess
from matcher.model.vocabulary import TIER, TIER_RANK
from matcher.rules.welcome import standing


def test_every_class_has_the_tier_that_welcome_gives_it(town: Catalog) -> None:
    for code in (c for c in town.codes if len(c) == 4):
        there, found = place(town, code), standing(town, Need(gbt4754=code))
        assert there.tier == found.tier, code
        assert there.silent == (found.verdict == "silent"), code
        assert [e.id for e in there.entries] == [e.id for e in found.entries], code


@pytest.mark.parametrize(
    ("code", "text", "tier", "silent"),
    [
        ("3352", "", "traditional", False),
        ("33", "", "traditional", False),  # nearly all of its classes stand in one entry
        ("22", "", "traditional", False),
        ("38", "", "unlisted", False),  # only lighting and a few more stand in the plan
        ("38", "LED灯具", "traditional", False),  # and the text says that it is lighting
        ("1910", "", "withdrawn", False),
        ("26", "", "unlisted", False),  # only by approval
        ("1522", "", "unlisted", True),
        ("21", "", "unlisted", True),
        ("59", "", "encouraged", False),
    ],
)
def test_the_tier_of_a_code(code: str, text: str, tier: str, silent: bool, town: Catalog) -> None:
    there = place(town, code, text)
    assert (there.tier, there.silent) == (tier, silent)


def test_words_of_another_division_do_not_lend_their_tier(town: Catalog) -> None:
    """A text that speaks of lamps lends lighting's tier to its own division only."""
    assert place(town, "21", "LED灯具").silent


@pytest.mark.parametrize("code", ["33", "38", "3872", "1910", "26", "21", "59", "6513", "97"])
def test_the_record_tells_the_clause_and_the_sentence_in_both_languages(code: str, town: Catalog) -> None:
    answer = named_industries(town, "", [IndustryGuess(code[:2], code, 0.9)])
    (candidate,) = answer.candidates
    assert candidate.tier in TIER.tokens
    assert candidate.sentence.zh
    assert candidate.sentence.en
    assert answer.silent == candidate.silent
    if candidate.tier in TIER_RANK[:3] or candidate.tier == "withdrawn":
        assert isinstance(candidate.citation, Text)
        assert candidate.citation.zh
    if candidate.silent:
        assert candidate.citation is None


def test_a_text_that_says_too_little_is_marked(town: Catalog) -> None:
    assert named_industries(town, "", [IndustryGuess("33", "33", 0.1)]).unsure
    assert not named_industries(town, "", [IndustryGuess("33", "33", 0.8)]).unsure
