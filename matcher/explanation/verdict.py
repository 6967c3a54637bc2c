"""The welcome verdict as a record: tier, entries, controls with the plan's alternative, thresholds, and what was not checked."""

from __future__ import annotations

from matcher.explanation.reasons import cited
from matcher.explanation.records import Alternative, ControlRecord, Entry, Threshold, Welcome
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Control, Industry
from matcher.model.text import NOTHING, Text, figure, joined, named
from matcher.model.vocabulary import TIER
from matcher.rules.registry import GATES
from matcher.rules.welcome import Standing, headline, not_checked

NAMED_PLANTS = 3
"""Sites with a shared plant that are named in the sentence; the record lists them all."""


def told_verdict(catalog: Catalog, need: Need, found: Standing, on_month: str) -> Welcome:
    entries = tuple(_entry(catalog, i) for i in found.entries)
    controls = tuple(_control(catalog, c) for c in found.controls)
    withdrawn = next((c.citation for c in controls if c.effect == "withdrawn"), None)
    backing = withdrawn or (entries[0].citation if entries else None) or (controls[0].citation if controls else None)
    return Welcome(
        tier=found.tier,
        tier_name=TIER.label(found.tier),
        industry=entries[0] if entries else None,
        also=entries[1:],
        industry_stated=bool(need.industry or need.gbt4754 or need.industry_text),
        verdict=found.verdict,  # type: ignore[arg-type]
        headline=headline(catalog, need, found),
        controls=controls,
        thresholds=thresholds(catalog),
        base=tuple(b.title for b in found.base),
        not_checked=tuple(not_checked(catalog, need, on_month)),
        citation=backing,
    )


def _entry(catalog: Catalog, industry: Industry) -> Entry:
    return Entry(
        id=industry.id,
        name=industry.title,
        tier=industry.tier,
        citation=cited(catalog, industry.citation),
        note=named(industry.note, industry.note_en),
    )


def _control(catalog: Catalog, control: Control) -> ControlRecord:
    return ControlRecord(
        id=control.id,
        name=control.title,
        effect=control.effect,
        sentence=named(control.says, control.says_en),
        citation=cited(catalog, control.citation),
        alternative=_alternative(catalog, control),
    )


def _alternative(catalog: Catalog, control: Control) -> Alternative | None:
    """The way the plan prefers, and the sites that are known to have it."""
    if not control.alternative:
        return None
    sentence = named(control.alternative, control.alternative_en)
    there = [
        s
        for s in sorted(catalog.sites, key=lambda s: s.id)
        if control.shared_process and (w := s.words("shared_plants")) and control.shared_process in w.has
    ]
    if control.shared_process:
        rest = Text(f" 等 {len(there)} 处", f" and others, {len(there)} in all") if len(there) > NAMED_PLANTS else NOTHING
        where = (
            Text("已知有共性工厂：{s}{r}。", "Shared plants are known at: {s}{r}.").fill(
                s=joined([s.title for s in there[:NAMED_PLANTS]]), r=rest
            )
            if there
            else Text(
                "镇内哪里有共性工厂，数据里还没有，要先问。", "Where in town there is a shared plant is not in the data yet; ask first."
            )
        )
        sentence = Text("{a}{w}", "{a} {w}").fill(a=sentence, w=where)
    return Alternative(sentence=sentence, sites=tuple(s.id for s in there))


def thresholds(catalog: Catalog) -> tuple[Threshold, ...]:
    """Every threshold of the pack that has a figure, in force or not."""
    out = []
    for gate in GATES:
        rule = catalog.rules.gates[gate.name]
        if not gate.has_threshold or rule.threshold is None:
            continue
        active = rule.status == "active"
        state = Text("已启用", "in force") if active else Text("未确认，未启用", "unconfirmed, not in force")
        value = f"{figure(rule.threshold)} "
        sentence = Text("{l}不少于 {v}{u}（{s}）", "{l} at least {v}{u} ({s})").fill(l=gate.label, v=value, u=gate.unit.name, s=state)
        out.append(Threshold(name=gate.name, sentence=sentence, in_force=active, citation=cited(catalog, rule.citation)))
    return tuple(out)
