"""Is the enterprise welcome under the plan? The tier, the controls and the thresholds, with their clauses; the same for every site."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matcher.model.catalog import Catalog, code_chain
from matcher.model.need import Need
from matcher.model.pack import Control, Industry
from matcher.model.plan import BaseIndustry
from matcher.model.text import Text, joined, named
from matcher.model.vocabulary import TIER, TIER_RANK


@dataclass(frozen=True)
class Standing:
    """What the plan says of a need, before it is put into words."""

    verdict: str
    tier: str
    entries: tuple[Industry, ...]
    """Every entry of the plan that claims the need, the most welcome first."""
    controls: tuple[Control, ...]
    code: str
    named_by: Text
    """How the industry was found."""
    base: tuple[BaseIndustry, ...]
    kin: tuple[str, ...]
    """Industries a site may be meant for to suit this need: its entries and, where no code narrows them, those whose codes lie within theirs."""


def standing(catalog: Catalog, need: Need) -> Standing:
    code, named_by = _code(catalog, need)
    entries = sorted(_entries(catalog, need, code), key=lambda i: (TIER_RANK.index(i.tier), i.id))
    controls = _controls(catalog, need, code)
    withdrawn = any(c.effect == "withdrawn" for c in controls)
    tier = "withdrawn" if withdrawn else entries[0].tier if entries else "unlisted"
    if withdrawn:
        verdict = "refused"
    elif controls:
        verdict = "conditional"
    else:
        verdict = "welcome" if entries else "silent"
    base = tuple(b for b in catalog.plan.base_industries if code and _claims(b.codes, code))
    return Standing(verdict, tier, tuple(entries), controls, code, named_by, base, _kin(catalog, entries, code))


def _kin(catalog: Catalog, entries: list[Industry], code: str) -> tuple[str, ...]:
    own = tuple(i.id for i in entries)
    if code:
        return own
    within = (i.id for i in catalog.industries if any(_claims(e.codes, c) for e in entries for c in i.codes))
    return tuple(dict.fromkeys([*own, *within]))


def _claims(codes: tuple[str, ...], code: str) -> bool:
    """An entry claims a code at or below one of its own; a coarser code is not enough to be claimed."""
    return any(code.startswith(own) for own in codes)


def _code(catalog: Catalog, need: Need) -> tuple[str, Text]:
    """The GB/T 4754 code stated, or the one whose name stands in the text, '' where there is neither."""
    if need.gbt4754:
        return need.gbt4754, Text("按所填行业代码", "by the code stated")
    text = (need.industry_text or "").casefold()
    best = ""
    for entry in catalog.codes.values():
        name = entry.name.zh.removesuffix("制造业").removesuffix("制造")
        if len(name) >= 3 and (name in text or entry.name.en.casefold() == text) and (len(entry.code), len(name)) > (len(best), 0):
            best = entry.code
    return best, Text("按所写业务的行业名称", "by the name of the industry in the text") if best else Text("", "")


def _entries(catalog: Catalog, need: Need, code: str) -> list[Industry]:
    """Entries by code, by name, or by words in the text; a word inside a longer one that also stands there says nothing of its own."""
    found = {i.id: i for i in catalog.industries if code and _claims(i.codes, code)}
    if need.industry:
        found[need.industry] = catalog.industry_by_id[need.industry]
    text = (need.industry_text or "").casefold()
    named_there = {i.id: _named_in(text, (i.name, i.name_en, *i.words)) for i in catalog.industries} if text else {}
    every = {w for words in named_there.values() for w in words}
    for ident, words in named_there.items():
        if any(not any(w != other and w in other for other in every) for w in words):
            found[ident] = catalog.industry_by_id[ident]
    return list(found.values())


def _named_in(text: str, words: tuple[str, ...]) -> list[str]:
    """The words that stand in the text and are not denied there (不喷漆, 无需电镀); Latin words only as whole words."""
    return [w for w in words if len(w) > 1 and _stands_in(w.casefold(), text)]


def _stands_in(word: str, text: str) -> bool:
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}(s|es)?\b", text) is not None
    return re.search(rf"(?<![不无没非])(?<!不含)(?<!不做)(?<!没有)(?<!无需)(?<!不用){re.escape(word)}", text) is not None


def _controls(catalog: Catalog, need: Need, code: str) -> tuple[Control, ...]:
    text = (need.industry_text or "").casefold()
    return tuple(
        c
        for c in catalog.controls
        if (code and _claims(c.codes, code)) or set(c.processes) & set(need.processes) or (text and _named_in(text, c.words))
    )


def headline(catalog: Catalog, need: Need, found: Standing) -> Text:
    """The verdict in one sentence."""
    what = joined([i.title for i in found.entries[:1]]) if found.entries else code_chain(catalog.codes, found.code)
    conditions = joined([c.title for c in found.controls])
    if found.verdict == "refused":
        return Text("按规划不予引进：{c}。", "Not admitted under the plan: {c}.").fill(c=conditions)
    tier = TIER.label(found.tier)
    if found.verdict == "conditional":
        if found.entries:
            return Text("属{t}产业：{w}；其中{c}须经准入。", "{t}: {w}; {c} only by approval.").fill(t=_capital(tier), w=what, c=conditions)
        return Text("未列入规划重点产业；{c}须经准入。", "Not among the plan's industries; {c} only by approval.").fill(c=conditions)
    if found.verdict == "welcome":
        return Text("规划欢迎，属{t}产业：{w}。", "Welcome under the plan, {t}: {w}.").fill(t=tier, w=what)
    below = _below(catalog, need.gbt4754 or "")
    if below:
        return Text(
            "行业代码 {c} 太粗，规划欢不欢迎还不能判断：其下有{n}。",
            "The code {c} is too coarse to say whether the plan welcomes it: below it stand {n}.",
        ).fill(c=need.gbt4754 or "", n=joined(below))
    if need.industry or need.gbt4754 or need.industry_text:
        said = what if what.zh else named(need.industry_text or need.gbt4754 or "")
        return Text(
            "“{w}”未列入规划重点产业，管控中也没有查到，由镇里研判。",
            "{w}: not among the plan's industries, and no control was found; the town decides.",
        ).fill(w=said)
    return Text("没有说明行业，规划欢不欢迎还不能判断。", "No industry is stated, so whether the plan welcomes it cannot be said.")


def _capital(text: Text) -> Text:
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def not_checked(catalog: Catalog, need: Need, on_month: str) -> list[Text]:
    """What this verdict did not look at; said every time."""
    told = [n.title for n in catalog.plan.not_checked]
    period = catalog.plan.period
    if on_month > period.ends:
        told.append(
            Text(
                f"规划期 {period.begins} 至 {period.ends} 已结束，没有载入后续规划",
                f"the plan's period {period.begins} to {period.ends} has ended, and no later plan is loaded",
            )
        )
    for name, gate in catalog.rules.gates.items():
        if gate.status == "unconfirmed":
            told.append(named(gate.note or name, gate.note_en))
    if not (need.industry or need.gbt4754 or need.industry_text):
        told.append(Text("行业没有说明", "the industry was not stated"))
    below = _below(catalog, need.gbt4754 or "")
    if below:
        told.append(
            Text(
                "行业代码 {c} 太粗，其下有规划提到的{n}，请填到小类",
                "the code {c} is too coarse: the plan speaks of {n} below it; state the class",
            ).fill(c=need.gbt4754 or "", n=joined(below))
        )
    if not need.processes:
        told.append(Text("工艺没有说明，受控工艺无从核对", "processes were not stated, so controlled ones could not be checked"))
    if need.discharges_wastewater is None:
        told.append(
            Text(
                "是否排放生产废水没有说明，二级水源保护区无从核对",
                "waste-water discharge was not stated, so class-2 drinking-water zones could not be checked",
            )
        )
    return told


def _below(catalog: Catalog, code: str) -> list[Text]:
    """What the plan names or controls below a code that is too coarse to be claimed."""
    entries: tuple[Industry | Control, ...] = (*catalog.industries, *catalog.controls)
    return [e.title for e in entries if code and any(c.startswith(code) and c != code for c in e.codes) and not _claims(e.codes, code)]
