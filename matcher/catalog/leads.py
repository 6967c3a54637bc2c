"""leads.csv and examples.yaml: enterprises with a stage, a clause and whatever they have stated."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matcher.catalog.citations import hold_citation
from matcher.catalog.held import NO_PARCEL
from matcher.catalog.issues import IssueLog
from matcher.catalog.needs import NEED_FIELDS, read_need
from matcher.catalog.table import Row
from matcher.catalog.yaml_tree import Tree
from matcher.model.need import Example, Lead
from matcher.model.pack import Citation, Examples, Source
from matcher.model.text import Text
from matcher.model.vocabulary import STAGE, Vocabulary

LEAD_ONLY = (
    "id", "name", "name_en", "stage", "stage_since", "settled_at", "source", "clause", "investment_other_wan", "investment_other_source",
    "investment_other_clause", "note", "note_en",
)  # fmt: skip
NEED_COLUMNS = tuple(f for f in NEED_FIELDS if f not in ("id", "name"))
LEAD_COLUMNS = (*LEAD_ONLY, *NEED_COLUMNS)


def read_leads(
    rows: list[Row], vocabularies: Mapping[str, Vocabulary], sites: frozenset[str], sources: Mapping[str, Source], log: IssueLog
) -> tuple[Lead, ...]:
    """The leads in the file's order, every citation of which resolves."""
    leads: list[Lead] = []
    for row in rows:
        c = row.cells
        own = IssueLog(log.file)
        stated = {"id": c["id"], "name": c["name"], **{f: c[f] for f in NEED_COLUMNS if c.get(f)}}
        need = read_need(Tree(stated, {(): row.line}), vocabularies, own)
        if c["stage"] and c["stage"] not in STAGE.tokens:
            own.error(
                Text("不是一个阶段。", "is no stage."),
                Text(f"可用：{'、'.join(STAGE.tokens)}。", f"Allowed: {', '.join(STAGE.tokens)}."),
                field="stage",
                value=c["stage"],
            )
        if c["settled_at"] and c["settled_at"] not in sites:
            own.error(
                *NO_PARCEL,
                field="settled_at",
                value=c["settled_at"],
            )
        other = _amount(c.get("investment_other_wan", ""), own)
        citation = Citation(source=c["source"], clause=c["clause"])
        other_source = c.get("investment_other_source", "")
        other_citation = Citation(source=other_source, clause=c.get("investment_other_clause", "")) if other_source else None
        for each in (citation, *([other_citation] if other_citation else [])):
            hold_citation(each, sources, own, field="source")
        for i in own.issues:
            log.error(i.message, i.mend, record=c["id"], line=row.line, field=i.field, value=i.value)
        if need is None or own.issues:
            continue
        leads.append(
            Lead(
                **{name: c[name] for name in ("id", "name", "name_en", "stage", "stage_since", "settled_at", "note", "note_en")},
                citation=citation,
                investment_other_wan=other,
                investment_other_citation=other_citation,
                need=need,
            )
        )
    return tuple(leads)


def read_examples(found: Examples, tree: Tree, vocabularies: Mapping[str, Vocabulary], log: IssueLog) -> tuple[Example, ...]:
    """The pack's invented needs, held to the same rules as any need."""
    examples: list[Example] = []
    seen: set[str] = set()
    for i, entry in enumerate(found.examples):
        path = ("examples", i, "need")
        lines = {p[len(path) :]: line for p, line in tree.lines.items() if p[: len(path)] == path}
        need = read_need(Tree(entry.need, lines), vocabularies, log)
        if need is not None and need.id in seen:
            log.error(
                Text("编号重复。", "repeats an id."),
                Text("请给每个示例一个自己的编号。", "Give each example an id of its own."),
                record=need.id,
                line=tree.line((*path, "id")),
                field="id",
                value=need.id,
            )
        elif need is not None:
            seen.add(need.id)
            examples.append(Example(name=entry.name, name_en=entry.name_en, need=need))
    return tuple(examples)


def _amount(text: str, log: IssueLog) -> float | None:
    try:
        amount = float(text) if text else None
        if amount is not None and not math.isfinite(amount):
            raise ValueError("no finite figure")
        return amount
    except ValueError:
        log.error(
            Text("不是数字。", "is not a number."),
            Text("请只写数字。", "Write the number alone."),
            field="investment_other_wan",
            value=text,
        )
        return None
