"""A request in the words of whoever asks -> the fields of a need that it states, where each stands, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from matcher.language.all_processes import read_all_processes
from matcher.language.apart import apart
from matcher.language.areas import read_areas
from matcher.language.choices import imply_tenure, read_fire, read_ground, read_space, read_tenure, read_waste
from matcher.language.english_page import is_english
from matcher.language.english_read import EnglishReader
from matcher.language.figures import read_figures
from matcher.language.kind import kind
from matcher.language.money import read_money
from matcher.language.needed_by import read_needed_by
from matcher.language.own_words import read_own_words
from matcher.language.pack_words import LISTS, lexicon, read_words, stands_in
from matcher.language.page import Page, page
from matcher.language.plain import plain
from matcher.language.prices import read_prices
from matcher.language.reading import Found, Kind, Reading, Span, Unread
from matcher.language.tonnages import read_tonnages
from matcher.language.unread import read_rest
from matcher.model.need import Need
from matcher.model.text import NOTHING, Text
from matcher.model.vocabulary import Vocabulary

MOST_CHARACTERS = 4000
"""A request is shorter; what comes after is not read, and the reading says so."""

_CUT = Text("文字太长，只读了前 {n} 个字。", "The text is too long; only the first {n} characters were read.")
_OFFER = Text("这是出租或出售信息，不是需求，没有读作需求。", "This offers a place and asks for none; nothing was read as a need.")


class Reader:
    """Reads texts with one pack's words. Made once, since its patterns are compiled then."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._lists = tuple(lexicon(field, vocabularies.get(name)) for field, name in LISTS)
        villages = vocabularies.get("village")
        names = sorted({plain(w.name.zh) for w in villages.words} if villages else (), key=lambda n: (-len(n), n))
        self._english = EnglishReader(vocabularies)
        self._villages = re.compile("|".join(re.escape(n) for n in names)) if names else None

    def read(self, text: str, today: date | None = None) -> Reading:
        """Never raises, whatever the text holds. Without `today` a date told from today (明年) is left unread."""
        cut = len(text) > MOST_CHARACTERS
        said = text[:MOST_CHARACTERS]
        what, found = self._english.read(said, today) if is_english(said) else self._chinese(said, today)
        note = _CUT.fill(n=str(MOST_CHARACTERS)) if cut else NOTHING
        need = _need(found)
        return Reading(
            kind=what,
            need=need,
            spans=tuple(_span(said, *s) for s in sorted(found.spans, key=lambda s: (s[1], s[2], s[0])) if s[0] in found.fields),
            unread=tuple(Unread(start=s, end=e, text=said[s:e], why=why) for s, e, why in apart(_filled(found), found.unread, said)),
            note=note + _OFFER if what == "offer" else note,
        )

    def _chinese(self, said: str, today: date | None) -> tuple[Kind, Found]:
        seen = page(said, today)
        what = kind(seen, any(stands_in(seen, words) for words in self._lists))
        found = Found()
        found.unread.extend(seen.no_amounts)
        if what == "request":
            self._read(seen, found)
        read_rest(seen, found)
        return what, found

    def _read(self, seen: Page, found: Found) -> None:
        areas = read_areas(seen, found)
        read_money(seen, found)
        tenure = read_tenure(seen, found)
        read_prices(seen, areas, tenure, found)
        imply_tenure(found)
        read_space(seen, areas, found.fields.get("tenure"), found)
        read_figures(seen, found)
        read_tonnages(seen, found)
        read_ground(seen, found)
        read_fire(seen, found)
        read_waste(seen, found)
        read_needed_by(seen, found)
        for words in self._lists:
            read_words(seen, words, found)
        read_all_processes(seen, self._lists[0], found)
        read_own_words(seen, self._villages, found)


def _filled(found: Found) -> list[tuple[int, int]]:
    return [(start, end) for name, start, end, _ in found.spans if name in found.fields]


def _span(said: str, name: str, start: int, end: int, note: Text) -> Span:
    return Span(field=name, start=start, end=end, text=said[start:end], note=note)


def _need(found: Found) -> Need:
    """The need; a field that its model does not take is left unread, so that reading never fails."""
    while True:
        try:
            return Need(**found.fields)
        except ValidationError as fault:
            wrong = {str(e["loc"][0]) for e in fault.errors() if e["loc"]} & found.fields.keys() or set(found.fields)
            for name in wrong:
                del found.fields[name]
                for field, start, end, _ in found.spans:
                    if field == name:
                        found.leave(start, end)
