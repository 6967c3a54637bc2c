"""A reading as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.language.reading import Reading
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang, Text, figure
from matcher.model.vocabulary import FIRE_CLASS, SPACE, TENURE, Vocabulary

_W = {
    "none": Text("没有读出需求。", "No need was read."),
    "unread": Text("没有读懂的部分：", "Not understood:"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
}
_WORDS: Mapping[str, Vocabulary] = {"space": SPACE, "tenure": TENURE, "fire_class": FIRE_CLASS}


def told_parse(reading: Reading, lang: Lang, lists: Mapping[str, Vocabulary] | None = None) -> str:
    """`lists`: the pack's lists by need field, so that words are told by name."""
    names = {**_WORDS, **(lists or {})}
    lines = [note] if (note := reading.note.say(lang)) else []
    stated = reading.need.model_dump(exclude_defaults=True)
    if not stated:
        lines.append(_W["none"].say(lang))
    comma, colon = ("、", "：") if lang == "zh" else (", ", ": ")
    for field, value in stated.items():
        spans = [s for s in reading.spans if s.field == field]
        quoted = comma.join(f"“{' '.join(s.text.split())}”" for s in spans)
        notes = " ".join(dict.fromkeys(s.note.say(lang) for s in spans if s.note.zh))
        lines.append(f"{NEED_LABELS[field].say(lang)}{colon}{_told(field, value, names, lang)}  {quoted} {notes}".rstrip())
    if reading.unread:
        lines += ["", _W["unread"].say(lang)]
        lines += [f"  · “{' '.join(u.text.split())}” {u.why.say(lang)}".rstrip() for u in reading.unread]
    return "\n".join(lines)


def _told(field: str, value: object, names: Mapping[str, Vocabulary], lang: Lang) -> str:
    if isinstance(value, bool):
        return _W["yes" if value else "no"].say(lang)
    if isinstance(value, int | float):
        return figure(float(value))
    words = names.get(field)
    many = value if isinstance(value, tuple) else (value,)
    return ("、" if lang == "zh" else ", ").join(words.label(str(v)).say(lang) if words else str(v) for v in many)
