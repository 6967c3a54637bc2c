"""One heading -> the field it names and its unit: by synonym, without signs, remarks and neutral words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from functools import cache

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import heading_unit, unit_fits
from matcher.exchange.mapping import Mapping
from matcher.exchange.tables_data import Kind, Target, affixes, folded, measures, targets
from matcher.language.amounts import Amount
from matcher.model.vocabulary import Vocabulary

MAX_TITLE = 60
"""Characters of a heading; what is longer is text."""
_BRACKETS = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]?")
_NUMBERED = re.compile(r"^(?:第?[0-9]{1,3}[.、)题]|[*★☆※#]+|q[0-9]{1,3}[.、:])+")
_ENDS = ":：*★?？。;；、,.-_"
_PARTS = re.compile(r"[,，;；、|]")
_LONGEST_UNIT = 8
_FOREIGN = re.compile(r"[a-z./&'-]{2,}")
_AREA = "面积"
MAPPED, CUT = -1, 1000
"""Ranks of a column that a mapping names, and added to that of one found without the words around it."""
Ranked = tuple[Target | None, int]
_FLAGS: dict[Kind, dict[str, str]] = {
    "sites": {"process": "processes", "special": "features"},
    "leads": {"process": "processes", "special": "special"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: where it stands, its title as people see it, what it fills, and the unit its title says. `unfit`: that unit cannot be used."""

    place: int
    title: str
    target: Target | None
    unit: Amount | None = None
    unit_text: str = ""
    unfit: bool = False
    mapped: bool = False
    """Whether somebody said so in a mapping; then it may also be said to be left out."""
    rank: int = 0
    """Of several columns for a field the one of least rank counts: said in a mapping, a title of its own, one of its second ones, one that
    is so only without the words around it."""


class Headings:
    """The headings that one kind of table may have in one town."""

    def __init__(self, kind: Kind, vocabularies: Dictionary[str, Vocabulary], mapping: Mapping) -> None:
        self.kind, self.vocabularies, self.mapping = kind, vocabularies, mapping
        self._seen: dict[tuple[str, ...], Heading] = {}

    def find(self, place: int, parts: tuple[str, ...]) -> Heading:
        """The heading made of one title, or of the titles above one another, the group's first."""
        key = tuple(parts)
        if key not in self._seen:
            self._seen[key] = self._find(key)
        return replace(self._seen[key], place=place)

    def _find(self, parts: tuple[str, ...]) -> Heading:
        title = " / ".join(" ".join(p.split()) for p in parts)[:200]
        said = self.mapping.field(title)
        if said is None and len(parts) > 1:
            said = self.mapping.field(parts[-1])
        stem, unit_text, remarks = _split(parts[-1])
        if said is not None:
            target, rank = targets(self.kind).get(said), MAPPED
        else:
            (target, rank), suffix = self._target(parts, stem, remarks)
            unit_text = unit_text or suffix
        unit_text = self.mapping.unit(title) or unit_text or next((u for p in reversed(parts[:-1]) if (u := _split(p)[1])), "")
        if target and target.measure and not unit_text and folded(parts[-1]) == target.field:
            unit_text = measures()[target.measure].unit.zh  # the house's own names hold their units
        unit = heading_unit(unit_text) if unit_text else None
        unfit = False
        if target and target.measure and unit:
            try:
                unit_fits(unit, measures()[target.measure])
            except Unreadable:
                unfit = True
        if target and target.read == "area" and unit and unit.dim == "land":
            target = targets(self.kind)["land" if self.kind == "leads" else "land_mu"]
        return Heading(0, title, target, unit, unit_text, unfit, said is not None, rank)

    def _target(self, parts: tuple[str, ...], stem: str, remarks: list[str]) -> tuple[Ranked, str]:
        """(target with its rank, unit at the end of the title without brackets)."""
        table = _titles(self.kind)
        groups = [_split(p)[0] for p in parts[:-1] if not (_AREA in stem and _either(p))]
        tries = [stem + r for r in remarks]
        tries += [g + stem for g in reversed(groups)] + [c + stem for g in reversed(groups) for c in _cut(g)]
        tries += [stem, stem.replace("/", "")]
        if bare := _FOREIGN.sub("", stem):
            tries.append(bare)  # 企业名称 Company
        for said in tries:
            if found := table.get(said):
                return found, ""
        for said in tries:
            if found := next((table[c] for c in _cut(said) if c in table), None):
                return (found[0], found[1] + CUT), ""
        for size in range(min(_LONGEST_UNIT, len(stem) - 1), 0, -1):
            head, tail = stem[:-size].rstrip(":/"), stem[-size:].lstrip(":/")
            if heading_unit(tail) and (found := next((table[c] for c in (head, *_cut(head)) if c in table), None)):
                return found, tail
        return (self._flag(stem), 0), ""

    def _flag(self, stem: str) -> Target | None:
        """是否喷涂, 行车: a column that says yes or no to one word of the town's lists."""
        said = next((stem.removeprefix(a) for a in affixes().asked if stem.startswith(a) and len(stem) > len(a)), stem)
        for vocabulary, field in _FLAGS[self.kind].items():
            words = self.vocabularies.get(vocabulary)
            token = words.find(said) or next((words.find(c) for c in _cut(said) if words.find(c)), None) if words else None
            if token:
                return Target(field, "flag", (), word=token)
        return None


def _either(group: str) -> bool:
    """用地（用房）需求: a heading over others that names land and floor alike says nothing of which is meant."""
    said = folded(group)
    return any(w in said for w in affixes().land) and any(w in said for w in affixes().floor)


def is_number_heading(title: str) -> bool:
    """序号: the rows' own numbers."""
    return _split(title)[0] in affixes().number


def _split(title: str) -> tuple[str, str, list[str]]:
    """(the words, the unit in brackets or behind a stroke, other remarks in brackets), all folded."""
    said = _NUMBERED.sub("", folded(title[: 2 * MAX_TITLE]))
    inside = [part for found in _BRACKETS.findall(said) for part in _PARTS.split(found) if part]
    stem = _BRACKETS.sub("", said).strip(_ENDS)
    unit = next((p for p in inside if heading_unit(p)), "")
    if not unit and "/" in stem:
        head, _, tail = stem.partition("/")
        if head and heading_unit(tail):
            stem, unit = head, tail
    return stem, unit, [p for p in inside if p != unit]


@cache
def _titles(kind: Kind) -> dict[str, Ranked]:
    """Folded title -> its target and rank; a field's own name counts as one."""
    found: dict[str, Ranked] = {target.field: (target, 0) for target in targets(kind).values()}
    for target in targets(kind).values():
        found |= {folded(t): (target, 1 + i) for i, t in enumerate(target.second)}
    for target in targets(kind).values():
        found |= {folded(t): (target, 0) for t in target.titles}
    return found


@cache
def _cut(said: str) -> tuple[str, ...]:
    """What remains of a title without a neutral word or two at its ends, the longest first."""
    a = affixes()
    found = {said}
    for _ in range(2):
        for one in list(found):
            found |= {one.removeprefix(w) for w in a.before if one.startswith(w) and len(one) > len(w)}
            found |= {one.removesuffix(w) for w in a.after if one.endswith(w) and len(one) > len(w)}
    found.discard(said)
    return tuple(sorted(found, key=lambda w: (-len(w), w)))
