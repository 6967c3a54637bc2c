"""What a need states, by label and value, as people read it."""

from __future__ import annotations

from matcher.model.catalog import Catalog
from matcher.model.fields import M2, MU
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import Text, figure, joined, same, span

LISTS = {"processes": "process", "processes_not": "process", "near": "near", "special": "special"}
WORDS = {"space": "space", "tenure": "tenure", "fire_class": "fire_class", "industry": "industry"}
"""Field of a need -> the vocabulary of its words, or of its one word."""
_AREAS = {
    "land_mu_min": ("land_mu_max", Text("用地", "land"), MU.name),
    "floor_m2_min": ("floor_m2_max", Text("面积", "floor area"), M2.name),
}


def stated(catalog: Catalog, need: Need) -> list[tuple[Text, Text]]:
    """(label, value) of what is stated; the two ends of an area as one."""
    told: list[tuple[Text, Text]] = []
    done: set[str] = set()
    for field in NEED_LABELS:
        if not need.stated(field) or field in done:
            continue
        if field in _AREAS and need.stated(_AREAS[field][0]):
            most, label, unit = _AREAS[field]
            told.append((label, Text("{a} {u}", "{a} {u}").fill(a=span(getattr(need, field), getattr(need, most)), u=unit)))
            done.add(most)
        else:
            told.append((NEED_LABELS[field], said(catalog, need, field)))
    return told


def said(catalog: Catalog, need: Need, field: str) -> Text:
    """A field's value. Raises StopIteration for a word that the pack has no longer."""
    value = getattr(need, field)
    lists = catalog.vocabularies
    if field in LISTS:
        return joined([lists[LISTS[field]].label(v) for v in value])
    if field in WORDS:
        return lists[WORDS[field]].label(value)
    if isinstance(value, bool):
        return lists["yes_no"].label("yes" if value else "no")
    if field == "gbt4754" and value in catalog.codes:
        return same(f"{value} ") + catalog.codes[value].name
    return same(figure(value) if isinstance(value, float) else str(value))
