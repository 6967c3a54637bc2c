"""The pack's own words in an English text, the business in its own words, and what is left that holds a number or a wish."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcher.language.english_page import EnglishPage
from matcher.language.masks import BLANK
from matcher.language.pack_words import Lexicon
from matcher.language.plain import plain
from matcher.language.reading import Found
from matcher.model.text import Text
from matcher.model.vocabulary import Vocabulary

_DENIED = re.compile(
    r"\b(?:no|not|non|without|never|neither|nor|excluding|don't|doesn't|do not|does not|free of|outsourced?|need not|no need for)\b(?: (?:do|use|need|require|involve|have|any|a|an|the|of|industrial)){0,3}(?: [\w -]{1,24}(?:,| or| nor| and))* ?$"
)
_DENIED_BEHIND = re.compile(r"^ ?(?:is |are |will be |needs? )?(?:not|outsourced|unnecessary|done elsewhere|is done elsewhere)\b")
_NEAR_AHEAD = re.compile(
    r"\b(?:near|close to|next to|by|beside|adjacent to|access to|within [^.;]{1,20} of|convenient (?:to|for)|connected to|proximity to|along|not far from)(?: to)?(?: (?:the|a|an|and|or|nearest|[\w-]+)){0,5} ?$"
)
_FAR_AHEAD = re.compile(
    r"\b(?:not (?:too )?(?:near|close to|next to|by|beside)|away from|(?<!not )(?<!not too )far from)(?: the| a| an)? ?$"
)
_NEAR_BEHIND = re.compile(r"^ ?(?:nearby|within reach|access\b|is a must|close by)")
_BUSINESS = re.compile(
    r"\b(?:we|our company|company|which|that|i) (?:currently |mainly )?(?:makes?|manufactures?|produces?|assembles?|are makers? of|are (?:an? )?manufacturers? of)\b (?P<what>[a-z][\w &/-]{2,50}?)(?=[,.;!?\n(]|$| (?:and|but|in|at|with|for|to)\b)"
    r"|\b(?:maker|manufacturer|producer) of (?P<what2>[a-z][\w &/-]{2,50}?)(?=[,.;!?\n(]|$| (?:and|but|in|at|with|for|to|needs?|looking|seeks?)\b)"
    r"|(?:^|[.\n]|\b(?:a|an)) ?(?P<what3>[a-z][\w &-]{2,30}?) (?:maker|manufacturer|producer)\b"
)
_NUMBER = re.compile(r"\d[\d,.]*")
_WISH = re.compile(r"\b(?:needs?|needed|requires?|required|must|should|prefer(?:red|ably)?|want|wish|ideally|essential|please)\b")
_WHY_NUMBER = Text("有数字，没有读懂。", "Holds a number that was not understood.")
_WHY_WISH = Text("有要求，词表里没有。", "Holds a wish for which the pack has no word.")
ROUND = 16


def english_lexicon(field: str, vocabulary: Vocabulary | None) -> Lexicon:
    """Every way to write a list's words in Latin letters, in the singular or the plural, and the token of each."""
    tokens: dict[str, str] = {}
    for word in vocabulary.words if vocabulary else ():
        for said in (word.name.en, *word.synonyms):
            key = plain(said).strip().replace("_", " ")
            if key.isascii() and len(key) > 2:
                tokens.setdefault(key, word.token)
    forms = sorted(tokens, key=lambda s: (-len(s), s))
    spelt = "|".join(re.escape(f).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for f in forms)
    return Lexicon(field, tokens, frozenset(), re.compile(rf"\b(?:{spelt})(?:s|es)?\b") if forms else None)


def read_words(page: EnglishPage, words: Lexicon, found: Found) -> None:
    """Words that the text names without denying them."""
    if words.pattern is None:
        return
    for hit in words.pattern.finditer(page.plain):
        start = page.sentence(hit.start())[0]
        head = page.plain[max(start, hit.start() - 60) : hit.start()]
        tail = page.plain[hit.end() : hit.end() + 30]
        near = words.field != "near" or (_NEAR_AHEAD.search(head) and not _FAR_AHEAD.search(head)) or _NEAR_BEHIND.match(tail)
        if near and not _DENIED.search(head) and not _DENIED_BEHIND.match(tail):
            found.add(words.field, _token(words.tokens, hit[0]), *hit.span())


def _token(tokens: Mapping[str, str], said: str) -> str:
    """The token of a form, whether its words are parted by a space or a hyphen, and with or without its plural."""
    for form in (said, said.removesuffix("s"), said.removesuffix("es")):
        for key, token in tokens.items():
            if key.replace("-", " ") == form.replace("-", " "):
                return token
    raise KeyError(said)


def stands_in(page: EnglishPage, words: Lexicon) -> bool:
    return words.pattern is not None and words.pattern.search(page.plain) is not None


def read_business(page: EnglishPage, villages: re.Pattern[str] | None, found: Found) -> None:
    for hit in _BUSINESS.finditer(page.plain):
        start, end = hit.span(next(g for g in ("what", "what2", "what3") if hit[g]))
        found.put("industry_text", page.said[start:end].strip(), start, end)
        break
    if villages and (place := villages.search(page.plain)):
        found.put("location_text", page.said[place.start() : place.end()], *place.span())


def read_rest(page: EnglishPage, found: Found) -> None:
    """Clauses with a number or a wish that no field was made of."""
    at = 0
    for start, end in (*page.pauses, (len(page.plain), len(page.plain))):
        _clause(page, at, start, found)
        at = end


def _clause(page: EnglishPage, start: int, end: int, found: Found) -> None:
    for hit in _NUMBER.finditer(page.masked, start, end):
        if not found.covers(*hit.span()) and BLANK not in page.masked[max(start, hit.start() - ROUND) : min(end, hit.end() + ROUND)]:
            found.leave(*_whole_words(page.plain, max(start, hit.start() - ROUND), min(end, hit.end() + ROUND), hit.span()), _WHY_NUMBER)
    if not found.covers(start, end) and _WISH.search(page.masked, start, end):
        said = page.plain[start:end]
        found.leave(start + len(said) - len(said.lstrip()), start + len(said.rstrip()), _WHY_WISH)


def _whole_words(text: str, low: int, high: int, inner: tuple[int, int]) -> tuple[int, int]:
    """low..high without the words that it cuts, around `inner`."""
    while low < inner[0] and low and not text[low - 1].isspace() and not text[low].isspace():
        low += 1
    while high > inner[1] and high < len(text) and not text[high].isspace() and not text[high - 1].isspace():
        high -= 1
    return inner[0] - len(text[low : inner[0]].lstrip()), inner[1] + len(text[inner[1] : high].rstrip())
