"""The class of the environmental assessment: every class that what nobody stated still allows. It scores nothing and refuses nobody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from matcher.model.catalog import Catalog
from matcher.model.environment import EiaRule, Environment, Reach
from matcher.model.need import Need
from matcher.model.vocabulary import EIA_CLASS
from matcher.rules.welcome import Standing

RANK: Mapping[str, int] = {token: i for i, token in enumerate(EIA_CLASS.tokens)}
"""Class -> how strict, the mildest 0."""
MILDEST = EIA_CLASS.tokens[0]
Classes = frozenset[str]


@dataclass(frozen=True)
class Facts:
    """What is known of the inputs; None where it is not."""

    processes: Mapping[str, bool | None]
    amounts: Mapping[str, float | None]
    """Tonnes a year."""
    others: bool | None
    """Whether a process is used that no list names."""
    claimed: frozenset[str] = frozenset()
    """Ids of the rules under which the industry's code falls by itself."""

    def using(self, process: str) -> Facts:
        return replace(self, processes={**self.processes, process: True})

    def amounting(self, process: str, field: str, tonnes: float) -> Facts:
        """An amount that is known; if any is used, so is its process."""
        found = replace(self, amounts={**self.amounts, field: tonnes})
        return found.using(process) if tonnes else found


@dataclass(frozen=True)
class Eia:
    """What can be said of a need. `possible` runs from the mildest class to the strictest."""

    facts: Facts
    possible: tuple[str, ...]
    least: tuple[str, ...]
    """Those possible if nothing is used that is not known to be."""
    decided: tuple[EiaRule, ...]
    """Rules that surely apply and set the mildest class possible."""
    doubtful: tuple[EiaRule, ...]
    """Rules that surely apply, but the pack does not say to which class they lead."""
    stated: bool
    """Whether the need says anything of what decides the class."""
    listed: bool
    """Whether it names any process."""
    outside: bool
    """Whether its industry lies outside what the rules speak of."""
    denied: tuple[str, ...]
    """Processes that the need denies and that its tonnages or its code tell of; they are taken as used."""
    empty: tuple[str, ...]
    """Processes that are used, all of whose tonnages are stated as 0."""
    not_asked: tuple[str, ...]
    """Processes that were taken as not used, since they belong to other trades."""

    @property
    def low(self) -> str:
        return self.possible[0]

    @property
    def high(self) -> str:
        return self.possible[-1]


def eia(catalog: Catalog, need: Need, found: Standing) -> Eia | None:
    """None where the pack has no rules on it."""
    env = catalog.environment
    if env is None:
        return None
    codes = (found.code,) if found.code else catalog.industry_by_id[need.industry].codes if need.industry else ()
    sections = {catalog.codes[c[:2]].section for c in codes if c[:2] in catalog.codes}
    facts, not_asked = facts_of(env, need, codes)
    every = possible(env, facts)
    sure = [r for r in env.rules if _sure(r, facts)]
    low = min(RANK[c] for c in every)
    usual = {u.field: u.process for u in env.amounts}
    told = {usual[f] for f in usual if getattr(need, f)}
    told |= {p for r in env.rules if r.id in facts.claimed for p in r.processes}
    return Eia(
        facts=facts,
        possible=ordered(every),
        least=ordered(possible(env, closed(facts))),
        decided=tuple(r for r in sure if low and min(RANK[c] for c in options(r)) == low),
        doubtful=tuple(r for r in sure if len(options(r)) > 1 and RANK[r.leads_to] > low),
        stated=bool(need.processes or need.processes_not or any(need.stated(f) for f in usual) or facts.claimed),
        listed=bool(need.processes),
        outside=bool(sections) and not sections & set(env.sections),
        denied=tuple(p for p in need.processes_not if p in told),
        empty=tuple(p for p in need.processes if p in usual.values() and all(getattr(need, f) == 0 for f in usual if usual[f] == p)),
        not_asked=not_asked,
    )


def facts_of(env: Environment, need: Need, codes: tuple[str, ...]) -> tuple[Facts, tuple[str, ...]]:
    """(what a need says of the inputs, the processes left out since they belong to other trades)."""
    used = set(need.processes) | {u.process for u in env.amounts if getattr(need, u.field)}
    asked = [r for r in env.rules if _may_trade(r, codes)]
    complete = listed_all(need)
    processes: dict[str, bool | None] = {}
    left_out = []
    for process in dict.fromkeys([*(p for r in env.rules for p in r.processes), *(u.process for u in env.amounts)]):
        fields = {u.field for u in env.amounts if u.process == process}
        processes[process] = None
        if process in used:
            processes[process] = True
        elif process in need.processes_not or complete:
            processes[process] = False
        elif not any(process in r.processes or (r.amount and r.amount.field in fields) for r in asked):
            processes[process] = False
            left_out.append(process)
    amounts: dict[str, float | None] = {}
    for usage in env.amounts:
        stated: float | None = getattr(need, usage.field)
        idle = processes[usage.process] is False or not any(r.amount and r.amount.field == usage.field for r in asked)
        amounts[usage.field] = 0.0 if stated is None and idle else stated
    claimed = frozenset(r.id for r in env.rules if codes and all(any(c.startswith(own) for own in r.codes) for c in codes))
    return Facts(processes, amounts, False if complete else None, claimed), tuple(left_out)


def listed_all(need: Need) -> bool:
    """A list of processes that is said to be complete; an empty one says nothing."""
    return bool(need.processes_all and need.processes)


def _may_trade(rule: EiaRule, codes: tuple[str, ...]) -> bool:
    """Whether the industry may be one of the rule's trades; a code too coarse to tell may be."""
    return not (rule.trades and codes) or any(c.startswith(t) or t.startswith(c) for c in codes for t in rule.trades)


def possible(env: Environment, facts: Facts) -> Classes:
    """Every class that some completion of what is unknown leads to.

    Which rule gives a class turns on one input alone, and whatever else is filled in as unused can only take stricter rules away; so the
    completions in which at most one unknown input is used give them all.
    """
    least = closed(facts)
    sure = {r.id for r in env.rules if _sure(r, least)}
    base = _strictest(frozenset({MILDEST}), [r for r in env.rules if r.id in sure])
    found = base
    for more in _used_alone(env, facts):
        found |= _strictest(base, [r for r in more if r.id not in sure])
    return found


def _used_alone(env: Environment, facts: Facts) -> Iterator[list[EiaRule]]:
    """For each unknown input, and for an amount at each line drawn on it: the rules that apply once it is used."""
    by_process: dict[str, list[EiaRule]] = {p: [] for p, known in facts.processes.items() if known is None}
    by_field: dict[str, list[tuple[float, EiaRule]]] = {f: [] for f, known in facts.amounts.items() if known is None}
    for rule in env.rules:
        for process in rule.processes:
            if process in by_process:
                by_process[process].append(rule)
        if rule.amount and rule.amount.field in by_field:
            by_field[rule.amount.field].append((at(rule.amount), rule))
    yield from by_process.values()
    if facts.others is None:
        yield [r for r in env.rules if r.others == "yes"]
    for usage in env.amounts:
        crossed = by_field.get(usage.field, [])
        for line, _ in crossed:
            yield [*by_process.get(usage.process, []), *(r for lower, r in crossed if lower <= line)]


def _strictest(found: Classes, rules: Iterable[EiaRule]) -> Classes:
    """The stricter of two rules counts, whichever class each leads to."""
    for rule in rules:
        found = frozenset(max(a, b, key=RANK.__getitem__) for a in found for b in options(rule))
    return found


def ordered(every: Classes) -> tuple[str, ...]:
    """Classes from the mildest to the strictest."""
    return tuple(sorted(every, key=RANK.__getitem__))


def closed(facts: Facts) -> Facts:
    """Nothing is used that is not known to be."""
    return replace(
        facts,
        processes={p: bool(known) for p, known in facts.processes.items()},
        amounts={f: v or 0.0 for f, v in facts.amounts.items()},
        others=bool(facts.others),
    )


def reaches(env: Environment, field: str) -> tuple[Reach, ...]:
    """The lines that rules draw on an amount, each once, the lowest first."""
    return tuple(sorted({r.amount for r in env.rules if r.amount and r.amount.field == field}, key=at))


def at(reach: Reach) -> float:
    """The least amount that crosses a line [t a year]; any at all where the pack does not say where it lies."""
    return reach.at_least if reach.at_least is not None else math.nextafter(reach.more_than or 0.0, math.inf)


def _sure(rule: EiaRule, facts: Facts) -> bool:
    """Whether what is known is enough for a rule to apply."""
    if rule.amount is None:
        named = any(facts.processes[p] for p in rule.processes)
        return named or rule.id in facts.claimed or (rule.others == "yes" and bool(facts.others))
    tonnes = facts.amounts[rule.amount.field]
    return tonnes is not None and tonnes > 0 and tonnes >= at(rule.amount)


def options(rule: EiaRule) -> Classes:
    """The classes a rule that applies may lead to; where its line is not in the pack, the amount may lie below it."""
    no_line = rule.amount is not None and rule.amount.at_least is None and rule.amount.more_than is None
    below = {MILDEST} if no_line else set()
    return frozenset({rule.leads_to, *([rule.or_only] if rule.or_only else []), *below})
