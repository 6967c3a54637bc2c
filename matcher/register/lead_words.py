"""Leads held to the words and sites of the pack as it is now: what it no longer knows is left out of them and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.catalog.issues import Issue
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.text import Text
from matcher.model.vocabulary import Vocabulary

LISTS = {"industry": "industry", "processes": "process", "near": "near", "special": "special"}
"""Field of a need -> the pack's list that its words come from."""


def held_to_pack(catalog: Catalog, leads: Sequence[Lead]) -> tuple[tuple[Lead, ...], list[Issue]]:
    """The leads as the pack can show and rank them. What stands in the register stays there."""
    issues: list[Issue] = []
    held = []
    for lead in leads:
        need = _held(lead, catalog.vocabularies, issues)
        settled = lead.settled_at if lead.settled_at in catalog.by_id else ""
        if lead.settled_at and not settled:
            issues.append(_told(lead, "settled_at", lead.settled_at))
        if settled != lead.settled_at or need is not lead.need:
            lead = lead.model_copy(update={"settled_at": settled, "need": need})
        held.append(lead)
    return tuple(held), issues


def _held(lead: Lead, lists: Mapping[str, Vocabulary], issues: list[Issue]) -> Need:
    need, changed = lead.need, dict[str, Any]()
    for field, name in LISTS.items():
        stated = getattr(need, field)
        words = stated if isinstance(stated, tuple) else (stated,) if stated else ()
        known = tuple(w for w in words if w in lists[name].tokens)
        if known != words:
            changed[field] = known if isinstance(stated, tuple) else None
            issues.append(_told(lead, field, ", ".join(w for w in words if w not in known)))
    return need.model_copy(update=changed) if changed else need


def _told(lead: Lead, field: str, value: str) -> Issue:
    message = Text(
        "数据包里已没有这个词或地块，这一项没有采用。", "names a word or a site that the pack has no longer; this part is left out."
    )
    mend = Text("请在线索里改正，或在数据包里补上。", "Correct the lead, or add it to the pack.")
    return Issue("warning", "lead", lead.id, 0, field, value[:120], message, mend)
