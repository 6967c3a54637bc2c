"""Words of closed lists as tables write them: with codes, remarks and endings around them, several in a cell, some denied."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from matcher.catalog.cells import NONE_WORDS, Unreadable
from matcher.exchange.tables_data import affixes, folded, said_words
from matcher.model.text import Text
from matcher.model.vocabulary import Vocabulary

_BETWEEN = re.compile(r"[;；\n]")
"""What separates words for certain; what else does may also stand inside a name (纺织服装、服饰业)."""
_SPLIT = re.compile(r"[、，,;；|\n]+|\s{1,3}|(?<=[^\d])/(?=[^\d])|和|及|以及|与")
_SEVERAL = re.compile(r"[、，,;；|\n]")
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_CODE = re.compile(r"^([a-z]{0,2}\d{1,8}[a-z]?)[-_ :、.]*(.*)$")
_CHOSEN = re.compile(r"^(?:[a-d][.、:)]|[√✓☑■●▪◆])\s*")
_ENDINGS = ("类", "级", "村", "社区", "中", "的", "等")
_DENIALS = ("没有", "不含", "不", "无", "未", "-")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Said:
    """Tokens that a cell names and denies, and words that are in no list. `none`: it says that there is nothing of the kind."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]
    unknown: tuple[str, ...]
    none: bool = False


def one_word(text: str, vocabulary: Vocabulary) -> str | None:
    """The token of a cell that names one word, several joined by `;` where it leaves the choice, None where it says nothing.
    Raises Unreadable with the list."""
    found = _token(text, vocabulary)
    if found is not None:
        return found
    if folded(text) in affixes().empty:
        return None
    names = [w.name for w in vocabulary.words[:_SHOWN]]
    raise Unreadable(
        Text("“{w}”不在可选的词里。", '"{w}" is not among the words of this list.').fill(w=text[:40]),
        Text("可用：{z}。", "Allowed: {z}.").fill(z=Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))),
    )


def several_words(text: str, vocabulary: Vocabulary) -> Said:
    """Every word of a cell."""
    text = unicodedata.normalize("NFKC", text)
    whole = _whole(text, vocabulary)
    if whole is not None:
        return Said(tuple(whole.split(";")), (), ())
    if folded(text) in NONE_WORDS and text.strip() != "-":
        return Said((), (), (), True)
    if folded(text) in affixes().empty:
        return Said((), (), ())
    has: list[str] = []
    lacks: list[str] = []
    unknown: list[str] = []
    for part in _parts(text, vocabulary):
        token = _token(part, vocabulary)
        denied = _token(_undenied(part), vocabulary) if token is None else None
        if token is not None:
            has += token.split(";")
        elif denied is not None:
            lacks += denied.split(";")
        else:
            unknown.append(part)
    return Said(tuple(dict.fromkeys(has)), tuple(dict.fromkeys(lacks)), tuple(dict.fromkeys(unknown)))


def _parts(text: str, vocabulary: Vocabulary) -> list[str]:
    wholes = [w.strip() for w in _BETWEEN.split(text)]
    each = [[w] if _whole(w, vocabulary) or _whole(_undenied(w), vocabulary) else _SPLIT.split(w) for w in wholes]
    return [p.strip() for parts in each for p in parts if p.strip()]


def _whole(text: str, vocabulary: Vocabulary) -> str | None:
    """The token of a text that names one word. Of one that names several, a word in brackets behind one of them is not the whole."""
    if _SEVERAL.search(_REMARK.sub("", text)):
        return vocabulary.find(text) or said_words(vocabulary.name).get(folded(text))
    return _token(text, vocabulary)


def _undenied(part: str) -> str:
    """What a part denies, '' where it denies nothing."""
    denial = next((d for d in _DENIALS if part.startswith(d)), "")
    return part.removeprefix(denial) if denial else ""


def _token(text: str, vocabulary: Vocabulary) -> str | None:
    said = _CHOSEN.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    extra = said_words(vocabulary.name)
    bare = _REMARK.sub("", said).strip()
    code = _CODE.match(bare)
    tries = [said, bare, *(code.groups() if code else ())]
    tries += [t + e for t in (bare,) for e in _ENDINGS] + [bare.removesuffix(e) for e in _ENDINGS if bare.endswith(e)]
    tries += [t.strip("()[]") for t in _REMARK.findall(said)]
    for one in filter(None, tries):
        if token := vocabulary.find(one) or extra.get(folded(one)):
            return token
    return None
