"""Does an English text ask for a place, offer one, or do neither? A number alone is no wish."""

from __future__ import annotations

import re

from matcher.language.amounts import Amount
from matcher.language.english_page import EnglishPage
from matcher.language.reading import Kind

PLACE = r"(?:land|plots?|site|factory|factories|workshops?|(?<!to )plants?|warehouses?|warehousing|premises|industrial (?:space|buildings?|units?|premises)|storage|production (?:space|hall|building)|office(?: space| building)?|logistics (?:space|hall))"
_WISH = (
    r"(?:look(?:s|ing)? (?:for|to)|search(?:es|ing)? for|in search of|seek(?:s|ing)?|need(?:s|ed)?|requir(?:es?|ed|ing)|want(?:s|ed)?|would like|'d like"
    r"|wish(?:es)?|hop(?:e|es|ing) to|plan(?:s|ning)? to|intend(?:s|ing)? to|interested in|request for|enquir(?:y|ing)|inquir(?:y|ing)|wanted|expand to|move (?:to|into|within)|relocate|requirements?)"
)
_ASKS = re.compile(rf"\b{_WISH}\b[^.;!?\n]{{0,90}}?\b{PLACE}\b|\b{PLACE}\b[^.;!?\n]{{0,40}}?\b(?:wanted|needed|required|sought)\b")
_ASKS_AREA = re.compile(rf"\b{_WISH}\b|\bwanted\b|\bneeded\b")
_TO_RENT = re.compile(r"\b(?:to (?:rent|lease|buy|purchase)|buy or (?:rent|lease)|rent or buy)\b")
_OFFER = re.compile(
    r"\b(?:for (?:rent|lease|sale)|available|vacant|to let|on offer|we (?:have|offer|are (?:letting|selling|leasing out))|call now|landlord)\b"
)
_ASKER = re.compile(r"\b(?:looking|seek(?:ing)?|need|needs|wanted|require|searching|want|would like)\b")
_PROJECT = re.compile(r"\b(?:project|investment|invest|set up a|build a)\b")
_NOT = re.compile(
    r"\b(?:hiring|salary|recruit\w*|vacanc\w+|accountant|job as|apartments?|flats?|bedrooms?|houses?|hotel|villa|mortgage|rent a car|laptops?|people to help|credits|exam"
    r"|invoice|auction|museum|hospital|school|students?|visitors|inhabitants|football|swimming|forest|farm(?:s|ing)?|orchard|trees|wedding|paddy|rice|survey|report(?:ed)?|government|court|according to|percent|per cent"
    r"|posted|fire broke|index|prices? (?:in|rose|fell)|contract was|was (?:signed|founded|published)|recipe|bake|bureau|municipal|city centre|covers|stands? on|opened|produces)\b"
)
"""News, farming, homes, work and goods."""
_OBJECT = re.compile(
    rf"\b(?:buy|purchase|order|need|for sale:?)\b (?:a |an |some |used )?(?:\d[\d,]* )?(?!{PLACE})(?:tonnes?|tons?|t |laptops?|machines?|cars?|trucks?|people|steel|units of|pieces|sets|injection|injection moulding machine|keys)"
)
_LABEL = re.compile(
    r"(?:^|\n) ?(?:- )?(?:space|area|size|tenure|land|floor area|ceiling height|power|budget|rent|move[- ]in|type|location|needed by|jobs|investment)[^:\n]{0,20}:"
)
LABELS, LOOK = 3, 12
_ROOM = rf"(?:{PLACE}|space|floor|area|storage|building|room|hall|it|which|gross|usable|net)"
OF_GOODS = re.compile(rf" of (?!(?:[\w,-]+ ){{0,3}}?{_ROOM}\b)")
"""Behind an area this makes it one of goods: 5,000 sqm of glass panels."""
_KNOWN = re.compile(r"\b(?:the|its|his|her|their|this|that) $")
_QUESTION = re.compile(
    r"\b(?:any|is there|are there|do you have|have you (?:got )?)\b[^.!\n]{0,40}?\b"
    rf"{PLACE}\b[^.!\n]*\?"
)
_BEHIND_PLACE = r"(?= ?(?:$|[,.;:!?()\n\d]|(?:of|for|in|near|with|to|by|at|from|on|that|which|where|close|and|or|around|about|between|space|building|unit|wanted|within|before|next|along|under|over)\b))"


def english_kind(page: EnglishPage) -> Kind:
    text = page.masked
    area = any(a.dim in ("land", "m2") and _of_a_place(text, a) for a in page.amounts)
    vague = any(re.search(r"mu$|m2$|square|sqm", page.plain[s:e]) for s, e, _ in page.no_amounts)
    if area and _QUESTION.search(text):
        return "request"
    asks = _ASKS.search(text) is not None or (_ASKS_AREA.search(text) is not None and (area or vague))
    if _OFFER.search(text) and not _ASKER.search(text):
        return "offer" if area or re.search(rf"\b{PLACE}\b", text) else "other"
    if (
        _NOT.search(text)
        and not re.search(rf"\b(?:looking for|we (?:\w+ )?(?:need|require|want|seek)|seeking)\b[^.\n]{{0,60}}\b{PLACE}\b", text)
    ) or (_OBJECT.search(text) and not area):
        return "other"
    if asks and (area or vague or _means_place(text)):
        return "request"
    if (area and (_TO_RENT.search(text) or _PROJECT.search(text))) or len(_LABEL.findall(text)) >= LABELS:
        return "request"
    return "other"


def _of_a_place(text: str, amount: Amount) -> bool:
    """Whether an area may be that of a place somebody wishes for: not of a known one, and not 5,000 sqm of glass."""
    return not _KNOWN.search(text, max(0, amount.start - LOOK), amount.start) and not OF_GOODS.match(text, amount.end)


def _means_place(text: str) -> bool:
    """Without an area the place itself must be what is wished for: looking for a warehouse, and not for keys in one."""
    return (
        re.search(
            rf"\b{_WISH}\b (?:to )?(?:rent |lease |buy |purchase |acquire |find |have )?(?:a |an |some |our |new |more |another )*(?:\w+ ){{0,2}}?{PLACE}{_BEHIND_PLACE}",
            text,
        )
        is not None
    )
