"""What a moved need says: each demand that moved, told as the enterprise's own step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, WAN
from matcher.model.need import Need
from matcher.model.text import NOTHING, Text, figure, joined
from matcher.model.values import month_index
from matcher.model.vocabulary import FIRE_CLASS
from matcher.remedies.levers import FIGURES, is_bare
from matcher.remedies.levers_land import LAND
from matcher.remedies.moves import MONTHS, Move, difference, share, wan
from matcher.rules.compare import measure
from matcher.rules.registry import gate_label

NAMED_PLANTS = 3
"""Sites with a shared plant that are named in the sentence; the record lists them all."""

_LOWERED = Text("企业对{l}的要求从 {b} 降到 {a}，降低 {d}{n}。", "The enterprise lowers its demand for {l} from {b} to {a}, by {d}{n}.")
_RAISED = Text("企业把{l}上限从 {b} 提到 {a}，提高 {d}。", "The enterprise raises its limit on {l} from {b} to {a}, by {d}.")
_DROPPED = Text("企业不再对{l}提要求（原来要 {b}）。", "The enterprise drops its demand for {l} (it was {b}).")
_LATER = Text("企业晚 {d}要用（{a}，原来要 {b}）。", "The enterprise waits {d} more, until {a} instead of {b}.")
_TOLERANCE = Text("（按 {s}% 的容差，{v} 就够）", " (read with a tolerance of {s}%, so {v} is enough)")
_MORE = Text("企业把{l}从 {b} 增加到 {a}，增加 {d}。", "The enterprise raises its {l} from {b} to {a}, by {d}.")
_MONEY = {
    "investment_wan": Text("总投资", "total investment"),
    "fixed_investment_wan": Text("固定资产投资", "fixed-asset investment"),
    "tax_wan": Text("年税收", "yearly tax"),
}
_INSTEAD = {
    "tenure": Text("企业改为{a}（原来要{b}）。", "The enterprise is ready to {a} (it asked to {b})."),
    "space": Text("企业改要{a}（原来要{b}）。", "The enterprise takes another kind of space: {a} (it asked for: {b})."),
    "fire_class": Text(
        "企业的生产改为{a}以内（原来是{b}）。", "The enterprise changes its production to at most {a} (it was {b})."
    ),
}  # fmt: skip


def need_move(catalog: Catalog, before: Need, after: Need, field: str, gates: tuple[str, ...]) -> Move:
    """The move of one demand (of land or floor with its most, where the figure is a bare one), for the gates it lifts."""
    old, new = getattr(before, field), getattr(after, field)
    if field in _MONEY:
        return _figure_move(field, gates, old, new, WAN.token, _MORE.fill(l=_MONEY[field], b=wan(old), a=wan(new), d=wan(new - old)))
    if field in LAND:
        return _asked_figure(catalog, before, after, "land_area", field, gates)
    gate = next((name for name, g in FIGURES.items() if g.demand == field), None)
    if gate is not None:
        return _asked_figure(catalog, before, after, gate, field, gates)
    if field in _INSTEAD:
        said = {n: catalog.vocabularies[field].label(v) for n, v in (("b", old), ("a", new))}
        return Move(gates, "need", field, old, new, _steps(field, old, new), _INSTEAD[field].fill(**said), wants={field: new})
    if field in ("special", "processes"):
        return _words_move(catalog, field, gates, old, new)
    plain = {
        "ground_floor": Text("企业不再要首层。", "The enterprise does without the ground floor."),
        "discharges_wastewater": Text("企业改为不排放生产废水。", "The enterprise discharges no waste water."),
    }
    return Move(gates, "need", field, old, new, 1.0, plain[field], wants={field: new})


def _figure_move(field: str, gates: tuple[str, ...], old: float, new: float, unit: str, sentence: Text, **wants: Any) -> Move:
    return Move(
        gates, "need", field, old, new, share(old, new), sentence, amount=abs(new - old), unit=unit, wants=wants or {field: new}
    )  # fmt: skip


def _asked_figure(catalog: Catalog, before: Need, after: Need, gate: str, field: str, gates: tuple[str, ...]) -> Move:
    g, old, new = FIGURES[gate], getattr(before, field), getattr(after, field)
    label, unit = gate_label(gate), BY_NAME[g.field].unit.token
    wants = {f: getattr(after, f) for f in ((field, g.most) if g.most and (new is None or is_bare(before, g)) else (field,))}
    if field == "needed_by":
        late = month_index(new) - month_index(old)
        told = _LATER.fill(d=difference(g.field, late), b=old, a=new)
        return Move(gates, "need", field, old, new, late / MONTHS, told, amount=float(late), unit=unit, wants=wants)
    was = measure(BY_NAME[g.field], old, old)
    if new is None:
        return Move(gates, "need", field, old, None, 1.0, _DROPPED.fill(l=label, b=was), amount=old, unit=unit, wants=wants)
    tolerance = catalog.rules.bare_area_tolerance.value
    enough = measure(BY_NAME[g.field], *[float(Decimal(str(new)) * (1 - Decimal(str(tolerance))))] * 2)
    parts = {
        "l": label, "b": was, "a": measure(BY_NAME[g.field], new, new), "d": difference(g.field, abs(new - old)),
        "n": _TOLERANCE.fill(s=figure(100 * tolerance), v=enough) if is_bare(before, g) else NOTHING,
    }  # fmt: skip
    return _figure_move(field, gates, old, new, unit, (_LOWERED if g.side == "least" else _RAISED).fill(**parts), **wants)


def _words_move(catalog: Catalog, field: str, gates: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> Move:
    sites: tuple[str, ...] = ()
    gone = [w for w in old if w not in new]
    vocabulary = catalog.vocabularies["special" if field == "special" else "process"]
    names = joined([vocabulary.label(w) for w in gone])
    if field == "special":
        told = Text("企业不再要求{p}。", "The enterprise does without this: {p}.").fill(p=names)
    else:
        where, sites = shared_plants(catalog, gone)
        told = Text("企业把{p}放到别处做{w}。", "The enterprise has this done elsewhere: {p}{w}.").fill(p=names, w=where)
    return Move(gates, "need", field, old, new, float(len(gone)), told, sites=sites, wants={field: new})


def shared_plants(catalog: Catalog, processes: list[str]) -> tuple[Text, tuple[str, ...]]:
    """Where a process can be done instead, if the plan prefers shared plants for it: words for the sentence, and the sites."""
    preferred = {c.shared_process for c in catalog.controls if c.shared_process} & set(processes)
    if not preferred:
        return NOTHING, ()
    there = [s for s in sorted(catalog.sites, key=lambda s: s.id) if (w := s.words("shared_plants")) and preferred & w.has]
    if not there:
        return Text(
            "（镇内哪里有共性工厂，数据里还没有，要先问）", " (where in town there is a shared plant is not in the data yet; ask first)"
        ), ()
    rest = Text(f" 等 {len(there)} 处", f" and others, {len(there)} in all") if len(there) > NAMED_PLANTS else NOTHING
    told = Text("（已知有共性工厂：{s}{r}）", " (shared plants are known at: {s}{r})").fill(
        s=joined([s.title for s in there[:NAMED_PLANTS]]), r=rest
    )
    return told, tuple(s.id for s in there)


def _steps(field: str, old: str, new: str) -> float:
    """The size of a move between words: classes of fire hazard by how far they lie apart on their scale; any other word is 1."""
    if field != "fire_class":
        return 1.0
    tokens = FIRE_CLASS.tokens
    return abs(tokens.index(new) - tokens.index(old)) / (len(tokens) - 1)
