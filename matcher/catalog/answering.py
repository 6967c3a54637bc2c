"""Laying answers over a catalog: each is checked like the pack's own cells, and keeps what stood there before in sight."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from matcher.catalog.cells import Unreadable, format_cell, parse_cell
from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused, errors
from matcher.catalog.sites import FACTS, location_cells
from matcher.catalog.validate import validate
from matcher.catalog.yaml_tree import Tree
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.pack import Citation, Source
from matcher.model.site import Evidence, Site
from matcher.model.text import Text
from matcher.model.values import Cell, Interval, Words
from matcher.model.vocabulary import LOCATION_BASIS

FIXED = ("name", "kind")
"""What a site is called and is cannot be answered away."""
ANSWERABLE = tuple(f for f in FACTS if f not in FIXED)
DEFAULT_POSITION_BASIS = "approximate"
TOLD_PREFIX = "told_"
"""Begins the token of a source that is nothing but somebody's words."""


def new_answer(**parts: str) -> Answer:
    """An answer as somebody typed it. Raises Refused where a part is too long or is no text."""
    log = IssueLog("answer", ASKER)
    for name, text in parts.items():
        if any(unicodedata.category(c) in ("Cs", "Cc") for c in text):
            log.error(
                Text("含有不是文字的字符。", "holds characters that are no text."),
                Text("请重新输入。", "Type it again."),
                field=name,
                record=parts["site"],
            )
    answer = None if log.issues else validate(Answer, Tree(parts), log)
    if answer is None:
        raise Refused(log.issues)
    return answer


def overlay(catalog: Catalog, answers: Sequence[Answer]) -> tuple[Catalog, list[Issue]]:
    """The catalog as the answers leave it. An answer that the pack no longer admits is left out and told as a warning."""
    catalog, _, issues = laid_over(catalog, answers)
    return catalog, issues


def laid_over(catalog: Catalog, answers: Sequence[Answer]) -> tuple[Catalog, list[Answer], list[Issue]]:
    """The catalog as the answers leave it, the answers that were taken, and why the others were not."""
    taken: list[Answer] = []
    issues: list[Issue] = []
    for answer in answers:
        try:
            catalog = answered(catalog, answer)
            taken.append(answer)
        except Refused as refusal:
            issues += [replace(i, severity="warning") for i in refusal.issues]
    return catalog, taken, issues


def answered(catalog: Catalog, answer: Answer, today: date | None = None) -> Catalog:
    """The catalog with one answer laid over it. Raises Refused where the answer cannot be taken."""
    log = IssueLog("answer", ASKER)
    place: dict[str, Any] = {"record": answer.site, "field": answer.field}
    site = catalog.by_id.get(answer.site)
    hold_site(answer.site, catalog.by_id, log, "site")
    if answer.field not in ANSWERABLE:
        allowed = ", ".join(ANSWERABLE)
        log.error(
            Text("这个字段不能回答。", "is no field one can answer."),
            Text(f"可用：{allowed}。", f"Allowed: {allowed}."),
            field="field",
            value=answer.field,
        )
    if not answer.source:
        log.error(Text("没有写来源。", "has no source."), Text("请写明是谁、从哪里得知。", "Say who said so, or where it stands."), **place)
    hold_day(answer.as_of, log=log, until=today, **place)
    known = catalog.sources.get(answer.source)
    if known is not None and answer.clause and answer.clause not in known.clauses:
        log.error(
            Text("这个来源没有这一条款。", "cites a clause that this source does not have."),
            Text("请核对条款。", "Check the clause."),
            value=answer.clause,
            **place,
        )
    cells = _cells(catalog, answer, log) if site is not None and answer.field in ANSWERABLE else {}
    if errors(log.issues) or site is None:
        raise Refused(log.issues)
    changed = _without_stale_translation(site, cells)
    before = {m for m, _, _ in contradictions(site)}
    for message, mend, _ in (c for c in contradictions(changed) if c[0] not in before):
        log.error(message, mend, value=answer.value, **place)
    if log.issues:
        raise Refused(log.issues)
    sources, citation = _source(catalog, answer)
    return replace(
        catalog,
        sites=tuple(changed if s.id == site.id else s for s in catalog.sites),
        sources=sources,
        evidence={**catalog.evidence, (site.id, answer.field): _evidence(catalog, site, answer, citation)},
        version=hashlib.sha256((catalog.version + answer.model_dump_json()).encode()).hexdigest()[:16],
    )


def _without_stale_translation(site: Site, cells: dict[str, Cell]) -> Site:
    """The site with the answered cells. The English form of a text that they change says what no longer holds, so it goes."""
    stale = {f"{name}_en" for name, cell in cells.items() if cell != site.cells.get(name)}
    return replace(site, cells={name: cell for name, cell in {**site.cells, **cells}.items() if name not in stale})


def _cells(catalog: Catalog, answer: Answer, log: IssueLog) -> dict[str, Cell]:
    place: dict[str, Any] = {"record": answer.site, "field": answer.field}
    try:
        if answer.field == LOCATION:
            return _position(catalog, answer.value)
        field = BY_NAME[answer.field]
        if not answer.value:
            raise Unreadable(Text("没有写答案。", "is empty."), Text("不知道就不要填。", "Leave it unanswered if it is not known."))
        possible = catalog.possible(field.name) if field.type in ("number", "month") else None
        cell = parse_cell(field, answer.value, catalog.vocabularies.get(field.vocabulary), possible)
        before = catalog.by_id[answer.site].words(field.name)
        if field.type == "open" and isinstance(cell, Words) and before:
            cell = Words((before.has - cell.lacks) | cell.has, (before.lacks - cell.has) | cell.lacks)
        return {field.name: cell}
    except Unreadable as fault:
        log.error(fault.message, fault.mend, value=answer.value, **place)
        return {}


def _position(catalog: Catalog, value: str) -> dict[str, Cell]:
    parts = [p.strip() for p in value.replace("，", ",").split(",")]
    basis = parts[3] if len(parts) == 4 else DEFAULT_POSITION_BASIS
    if len(parts) not in (3, 4) or basis not in LOCATION_BASIS.tokens:
        raise Unreadable(
            Text("位置写法不对。", "is not in the form of a position."),
            Text("请写成 纬度,经度,误差米，如 22.66,113.13,50。", "Write latitude,longitude,accuracy in metres, such as 22.66,113.13,50."),
        )
    lat, lon, accuracy = (_exact(catalog, n, p) for n, p in zip(("lat", "lon", "location_accuracy_m"), parts, strict=False))
    return location_cells(lat, lon, basis, accuracy)


def _exact(catalog: Catalog, name: str, text: str) -> float:
    cell = parse_cell(BY_NAME[name], text, None, catalog.possible(name))
    if not isinstance(cell, Interval) or not cell.exact:
        raise Unreadable(
            Text("位置的每一项只能写一个数。", "takes one figure for each part of a position."),
            Text("误差另写在第三项。", "Say how sure it is in the third part."),
        )
    return cell.low


def _source(catalog: Catalog, answer: Answer) -> tuple[dict[str, Source], Citation]:
    """The pack's sources with the answer's among them; words that name none become a source of their own."""
    sources = dict(catalog.sources)
    if answer.source in sources:
        return sources, Citation(source=answer.source, clause=answer.clause)
    told = f"{answer.source} {answer.clause}".strip()
    token = TOLD_PREFIX + hashlib.sha256(told.encode()).hexdigest()[:10]
    sources.setdefault(token, Source(name=told, name_en=told, kind="reported"))
    return sources, Citation(source=token)


def _evidence(catalog: Catalog, site: Site, answer: Answer, citation: Citation) -> Evidence:
    """The new evidence. What the pack itself says stays in sight as the other value, however many answers follow."""
    old = catalog.evidence.get((site.id, answer.field))
    names = ("lat", "lon", "location_accuracy_m") if answer.field == LOCATION else (answer.field,)
    before, backing = ",".join(format_cell(BY_NAME[n], site.cells.get(n)) for n in names), old.citation if old else None
    if old and old.other_citation and catalog.sources[old.citation.source].kind == "reported":
        before, backing = old.other_value, old.other_citation
    return Evidence(
        site=site.id,
        field=answer.field,
        basis=answer.basis,
        citation=citation,
        as_of=answer.as_of,
        confirmed_by=answer.confirmed_by,
        other_value=before if backing else "",
        other_citation=backing,
    )
