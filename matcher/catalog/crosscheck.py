"""What one file says of another: citations resolve, words and codes exist, every rule the program knows has its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from matcher.catalog.citations import SPELLING, hold_citation
from matcher.catalog.issues import IssueLog
from matcher.catalog.yaml_tree import Path, Tree
from matcher.model.fields import FIELDS
from matcher.model.need import BUILDING_FIGURES
from matcher.model.pack import Citation, Control, Industries, Industry, Profiles, Rules, Source, WordLists
from matcher.model.text import Text
from matcher.model.vocabulary import MOST_WORDS
from matcher.rules.registry import CRITERIA, GATES

ADD = Text("请补上。", "Add it.")
REPEATED = Text("编号重复。", "repeats an id."), Text("请改编号。", "Change the id.")
NO_CODE = Text("行业代码不在 gbt4754.csv。", "has an industry code that gbt4754.csv does not have.")
UTMOST = 1e9
"""No figure of a site is larger; needs keep the same bound."""


def hold_citations(model: BaseModel, tree: Tree, sources: Mapping[str, Source], log: IssueLog) -> None:
    for path, citation in _citations(model, ()):
        record = next((str(p) for p in reversed(path[:-1]) if isinstance(p, str)), "")
        owner = _at(tree.data, path[:-1])
        record = str(owner.get("id", record)) if isinstance(owner, dict) else record
        hold_citation(citation, sources, log, record=record, line=tree.line(path), field="citation")


def _citations(value: Any, path: Path) -> Iterator[tuple[Path, Citation]]:
    if isinstance(value, Citation):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _citations(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _citations(item, (*path, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _citations(item, (*path, i))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def hold_rules(rules: Rules, tree: Tree, log: IssueLog) -> None:
    """Every gate and criterion of the program has its rule, no rule is left over, and each figure can be used."""
    for part, known, given in (
        ("gates", {g.name for g in GATES}, rules.gates),
        ("criteria", {c.name for c in CRITERIA}, rules.criteria),
        ("possible", {f.name for f in FIELDS if f.type in ("number", "month")}, rules.possible),
    ):
        for name in sorted(known - given.keys()):
            log.error(Text("缺少这一条规则。", "is a missing rule."), ADD, record=part, line=tree.line((part,)), field=name)
        for name in sorted(given.keys() - known):
            log.error(Text("没有这条规则。", "is no rule of the program."), SPELLING, record=part, line=tree.line((part, name)), field=name)
    for name, criterion in rules.criteria.items():
        xs = [x for x, _ in criterion.curve]
        if xs != sorted(set(xs)):
            log.error(
                Text("曲线的横坐标没有逐点增大。", "has a curve whose x does not rise from point to point."),
                Text("请按从小到大排列。", "Put the points in rising order."),
                record="criteria",
                line=tree.line(("criteria", name, "curve")),
                field=name,
            )
    for name, possible in rules.possible.items():
        try:
            outer = possible.interval()
            usable = -UTMOST <= outer.low < outer.high <= UTMOST
        except ValueError:
            usable = False
        if not usable:
            log.error(
                Text("范围的两端写法不对、没有尽头，或下限不小于上限。",
                     "has ends of the wrong form, no end at all, or a lower end that is not below the upper."),
                Text("数字写数字，不超过十亿；月份写 2027-06；小的在前。",
                     "Numbers as numbers of at most a thousand million, months as 2027-06, the lower one first."),
                record="possible", line=tree.line(("possible", name)), field=name,
            )  # fmt: skip
    _hold_weightings(rules, tree, log)
    if rules.record_age and (rules.record_age.unit != "month" or rules.record_age.value <= 0):
        log.error(
            Text("单位应当是 month，数应当大于 0。", "is a number of months above 0, with the unit month."),
            Text("请写成 value: 36, unit: month。", "Write it as value: 36, unit: month."),
            record="record_age", line=tree.line(("record_age",)), field="unit", value=rules.record_age.unit,
        )  # fmt: skip
    for name, gate in rules.gates.items():
        if next((g.has_threshold for g in GATES if g.name == name), False) and gate.threshold is None:
            log.error(Text("缺少门槛值。", "lacks its threshold."), ADD, record="gates", line=tree.line(("gates", name)), field="threshold")


def hold_words(words: WordLists, tree: Tree, log: IssueLog) -> None:
    """Each list says each thing once: a token or a synonym that two words share could not be looked up."""
    for part in ("uses", "processes", "special", "near", "villages"):
        _hold_length(part, [w.token for w in getattr(words, part)], tree, log)
        owner: dict[str, str] = {}
        for i, word in enumerate(getattr(words, part)):
            for part_word in (p for p in word.parts if p not in word.synonyms):
                log.error(
                    Text("parts 里的词不在 synonyms 里。", "has a word among its parts that is none of its synonyms."),
                    Text("请在 synonyms 里也写上，或删去。", "Name it among the synonyms too, or delete it."),
                    record=word.token,
                    line=tree.line((part, i)),
                    field="parts",
                    value=part_word,
                )
            for said in {word.token, word.name, word.name_en, *word.synonyms}:
                key = said.casefold()
                if owner.setdefault(key, word.token) != word.token or (
                    said == word.token and sum(w.token == word.token for w in getattr(words, part)) > 1
                ):
                    log.error(
                        Text(f"与 {owner[key]} 用了同一个词。", f"shares a word with {owner[key]}."),
                        Text("请让每个词只属于一项。", "Let each word belong to one entry."),
                        record=word.token,
                        line=tree.line((part, i)),
                        field=part,
                        value=said,
                    )


def _hold_length(part: str, tokens: list[str], tree: Tree, log: IssueLog) -> None:
    """A list of words that is too long for a vocabulary."""
    if len(tokens) > MOST_WORDS:
        log.error(
            Text(f"这个词表有 {len(tokens)} 项，最多 {MOST_WORDS} 项。", f"has {len(tokens)} entries; {MOST_WORDS} is the most."),
            Text("请合并相近的项。", "Join entries that are close to each other."),
            record=tokens[MOST_WORDS],
            line=tree.line((part, MOST_WORDS)),
            field=part,
        )


def hold_industries(found: Industries, words: WordLists, codes: frozenset[str], tree: Tree, log: IssueLog) -> None:
    ids = [i.id for i in found.industries]
    processes = {w.token for w in words.processes}
    _hold_length("industries", ids, tree, log)
    parts: tuple[tuple[str, tuple[Industry | Control, ...]], ...] = (("industries", found.industries), ("controls", found.controls))
    for part, entries in parts:
        seen: set[str] = set()
        for i, entry in enumerate(entries):
            place: dict[str, Any] = {"record": entry.id, "line": tree.line((part, i))}
            if entry.id in seen:
                log.error(*REPEATED, field="id", value=entry.id, **place)
            seen.add(entry.id)
            for code in entry.codes:
                if code not in codes:
                    log.error(NO_CODE, SPELLING, field="codes", value=code, **place)
    for i, industry in enumerate(found.industries):
        for partner in industry.partners:
            if partner not in ids:
                log.error(
                    Text("没有这个产业。", "names an industry that is not there."),
                    SPELLING,
                    record=industry.id,
                    line=tree.line(("industries", i)),
                    field="partners",
                    value=partner,
                )
    for i, control in enumerate(found.controls):
        for process in (*control.processes, *([control.shared_process] if control.shared_process else [])):
            if process not in processes:
                log.error(
                    Text("没有这个工艺。", "names a process that words.yaml does not have."),
                    SPELLING,
                    record=control.id,
                    line=tree.line(("controls", i)),
                    field="processes",
                    value=process,
                )


def hold_profiles(found: Profiles, codes: frozenset[str], tree: Tree, log: IssueLog) -> None:
    """A profile fills figures of a building that a need can state, for industries that exist."""
    fillable = {demand for _, demand in BUILDING_FIGURES}
    seen: set[str] = set()
    for i, profile in enumerate(found.profiles):
        place: dict[str, Any] = {"record": profile.id, "line": tree.line(("profiles", i))}
        if profile.id in seen:
            log.error(*REPEATED, field="id", value=profile.id, **place)
        seen.add(profile.id)
        for code in profile.codes:
            if code not in codes:
                log.error(NO_CODE, SPELLING, field="codes", value=code, **place)
        for field in profile.fills:
            if field not in fillable:
                allowed = ", ".join(sorted(fillable))
                log.error(
                    Text("概况不能填这个字段。", "fills a field that a profile cannot fill."),
                    Text(f"可用：{allowed}。", f"Allowed: {allowed}."),
                    field="fills",
                    value=field,
                    **place,
                )


def _hold_weightings(rules: Rules, tree: Tree, log: IssueLog) -> None:
    known = {c.name for c in CRITERIA}
    seen: set[str] = set()
    for i, weighting in enumerate(rules.weightings):
        place: dict[str, Any] = {"record": weighting.id, "line": tree.line(("weightings", i))}
        if weighting.id in seen:
            log.error(*REPEATED, field="id", value=weighting.id, **place)
        seen.add(weighting.id)
        for name in sorted(weighting.weights.keys() - known):
            log.error(
                Text("没有这个评分项。", "names a criterion that the program does not have."),
                SPELLING,
                field="weights",
                value=name,
                **place,
            )
        if not any(weighting.weights.values()):
            log.error(
                Text("权重全为 0。", "has weights that are all 0."),
                Text("至少一项要大于 0。", "Let at least one be above 0."),
                field="weights",
                **place,
            )
