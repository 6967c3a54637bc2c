"""A sentence in both languages, and how figures are written inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import InstanceOf, PlainSerializer, SerializationInfo

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def fill(self, **parts: Text | str) -> Text:
        """The sentence with its `{places}` filled; a part that is itself a Text is told in the sentence's own language."""
        zh = {name: part.zh if isinstance(part, Text) else part for name, part in parts.items()}
        en = {name: part.en if isinstance(part, Text) else part for name, part in parts.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)


def same(value: str) -> Text:
    """A text that reads alike in both languages, such as a figure or an id."""
    return Text(value, value)


NOTHING = Text("", "")


def named(zh: str, en: str | None = None) -> Text:
    """A name from the pack; without an English form the Chinese one is shown, never left out."""
    return Text(zh, en or zh)


def joined(parts: list[Text]) -> Text:
    """Parts as a list in a sentence: 甲、乙 / a, b."""
    return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))


def sentences(parts: list[Text]) -> Text:
    """Whole sentences one after the other."""
    return Text("".join(p.zh for p in parts), " ".join(p.en for p in parts))


def figure(value: float) -> str:
    """A number as people read it: at most two decimals, no trailing zeros, thousands set apart by a narrow space."""
    digits = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace(",", NARROW_SPACE)


def span(low: float, high: float) -> str:
    """A range of figures, or the one figure where both ends are equal."""
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"


def _told(text: Text, info: SerializationInfo) -> str:
    lang: Lang = (info.context or {}).get("lang", "zh")
    return text.say(lang)


Told = Annotated[InstanceOf[Text], PlainSerializer(_told, return_type=str)]
"""A Text inside a record; it is written in the language named by the serialisation context `{"lang": ..}` (zh when none is)."""
