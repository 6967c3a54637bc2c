"""A request in English -> the same reading as a Chinese one. Conservative: what is not understood is listed, not guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from matcher.language.english_areas import read_areas, read_space
from matcher.language.english_dates import read_needed_by
from matcher.language.english_figures import read_figures, read_ground, read_tenure, read_waste
from matcher.language.english_kind import english_kind
from matcher.language.english_money import read_money
from matcher.language.english_page import english_page
from matcher.language.english_words import english_lexicon, read_business, read_rest, read_words
from matcher.language.pack_words import LISTS
from matcher.language.plain import plain
from matcher.language.reading import Found, Kind
from matcher.model.vocabulary import Vocabulary


class EnglishReader:
    """Reads English texts with one pack's words."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._lists = tuple(english_lexicon(field, vocabularies.get(name)) for field, name in LISTS)
        villages = vocabularies.get("village")
        names = sorted({plain(w.name.en) for w in villages.words if w.name.en.isascii()} if villages else (), key=lambda n: (-len(n), n))
        self._villages = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in names)})\b") if names else None

    def read(self, text: str, today: date | None) -> tuple[Kind, Found]:
        """What kind of text it is and what was found in it. Never raises."""
        page = english_page(text, today)
        kind = english_kind(page)
        found = Found()
        found.unread.extend(page.no_amounts)
        if kind == "request":
            areas = read_areas(page, found)
            tenure = read_tenure(page, found)
            read_money(page, areas.get(False), tenure, found)
            read_space(page, areas, found)
            read_figures(page, found)
            read_ground(page, found)
            read_waste(page, found)
            read_needed_by(page, found)
            for words in self._lists:
                read_words(page, words, found)
            read_business(page, self._villages, found)
        read_rest(page, found)
        return kind, found
