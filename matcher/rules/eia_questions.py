"""What to ask to narrow the class of the environmental assessment, and what each answer would decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matcher.model.catalog import Catalog
from matcher.model.environment import EiaRule, Environment, Reach, Usage
from matcher.model.text import Text, figure, joined, named
from matcher.model.vocabulary import Vocabulary
from matcher.rules.eia import Eia, Facts, at, closed, ordered, possible, reaches

WHICH = Text("用哪些工艺？请列全。", "Which processes are used? Please list them all.")
ALL_LISTED = Text("上面写的就是全部工艺吗？", "Is the list of processes complete?")
IT_IS = Text("是，没有别的", "yes, nothing else")
MORE = Text("没有列全", "no, there is more")
USED = Text("有", "yes")
NOT_USED = Text("没有", "no")
IS_THERE = Text("有没有{p}？", "Is there any {p}?")


@dataclass(frozen=True)
class Answer:
    """An answer in words, and the classes that would be left after it, the mildest first."""

    says: Text
    left: tuple[str, ...]
    alone: tuple[str, ...]
    """The classes left if nothing else that is unknown is used."""


@dataclass(frozen=True)
class Asked:
    """field: the field of the need that an answer fills in. answers: none where the question is open."""

    field: str
    question: Text
    answers: tuple[Answer, ...]


def questions(catalog: Catalog, found: Eia) -> tuple[Asked, ...]:
    """Only what can decide anything: tonnages of processes in use, then whether all is told, then the rest as the pack has it.

    A question counts if its answers would differ were all else known not to be used; one answer alone may still leave the class open.
    """
    env = catalog.environment
    if env is None or found.outside or len(found.possible) == 1:
        return ()
    facts, words = found.facts, catalog.vocabularies["process"]
    none = closed(facts)
    in_use = [u for u in env.amounts if facts.processes[u.process]]
    others = [u for u in env.amounts if not facts.processes[u.process]]
    every = [_amount(env, facts, none, u) for u in in_use]
    every += [_complete(env, facts, none) if found.listed else Asked("processes", WHICH, ())]
    every += [_process(env, facts, none, r, words) for r in env.rules] + [_amount(env, facts, none, u) for u in others]
    return tuple(q for q in every if q)


def _left(env: Environment, facts: Facts) -> tuple[str, ...]:
    return ordered(possible(env, facts))


def _complete(env: Environment, facts: Facts, none: Facts) -> Asked | None:
    if facts.others is not None:
        return None
    idle = {u.field for u in env.amounts if not facts.processes[u.process]}

    def no_more(known: Facts) -> Facts:
        amounts = {f: 0.0 if v is None and f in idle else v for f, v in known.amounts.items()}
        return replace(known, processes=closed(known).processes, amounts=amounts, others=False)

    told = replace(facts, amounts={f: v if f in idle else v or 0.0 for f, v in facts.amounts.items()})
    if possible(env, no_more(told)) == possible(env, told):
        return None
    yes = Answer(IT_IS, _left(env, no_more(facts)), _left(env, none))
    now = _left(env, facts)  # what is not listed may be welding, which changes nothing
    return Asked("processes_all", ALL_LISTED, (yes, Answer(MORE, now, now)))


def _process(env: Environment, facts: Facts, none: Facts, rule: EiaRule, words: Vocabulary) -> Asked | None:
    unknown = [p for p in rule.processes if facts.processes[p] is None]
    if not any(possible(env, none.using(p)) != possible(env, none) for p in unknown):
        return None
    absent = replace(facts, processes={**facts.processes, **dict.fromkeys(unknown, False)})
    there = frozenset(c for p in unknown for c in possible(env, facts.using(p)))
    question = IS_THERE.fill(p=joined([words.label(p) for p in unknown]))
    alone = frozenset(c for p in unknown for c in possible(env, none.using(p)))
    yes, no = Answer(USED, ordered(there), ordered(alone)), Answer(NOT_USED, _left(env, absent), _left(env, none))
    return Asked("processes", question, (yes, no))


def _amount(env: Environment, facts: Facts, none: Facts, usage: Usage) -> Asked | None:
    bands = tuple(_bands(reaches(env, usage.field))) if facts.amounts[usage.field] is None else []
    answers = tuple(
        Answer(
            says,
            _left(env, facts.amounting(usage.process, usage.field, tonnes)),
            _left(env, none.amounting(usage.process, usage.field, tonnes)),
        )
        for says, tonnes in bands
    )
    unused = _left(env, none)
    if all(a.alone == unused for a in answers):
        return None
    return Asked(usage.field, named(usage.question, usage.question_en), answers)


def _bands(lines: tuple[Reach, ...]) -> Iterator[tuple[Text, float]]:
    """(the band in words, an amount in it) between the lines that rules draw, from nothing upwards."""
    first = lines[0] if lines else None
    if first is None or at(first) > 0:
        yield (_up_to(first) if first and first.at_least else Text("0", "0")), 0.0
    for i, line in enumerate(lines):
        above = lines[i + 1] if i + 1 < len(lines) else None
        yield Text("{a}{b}", "{a}{b}").fill(a=_from(line), b=Text("，", ", ") + _up_to(above) if above else ""), at(line)


def _from(line: Reach) -> Text:
    if line.at_least is None and line.more_than is None:
        return Text("有（界线未收入）", "some (the line is not in this pack)")
    if line.at_least is not None:
        return Text(f"{figure(line.at_least)} 吨及以上", f"{figure(line.at_least)} t or more")
    if not line.more_than:
        return Text("有", "some")
    return Text(f"超过 {figure(line.more_than)} 吨", f"more than {figure(line.more_than)} t")


def _up_to(line: Reach) -> Text:
    if line.at_least is not None:
        return Text(f"不到 {figure(line.at_least)} 吨", f"less than {figure(line.at_least)} t")
    return Text(f"不超过 {figure(line.more_than or 0.0)} 吨", f"no more than {figure(line.more_than or 0.0)} t")
