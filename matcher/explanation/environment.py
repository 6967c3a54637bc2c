"""The environmental forecast as a record: the class of the assessment with its reasons and questions, and the drinking-water zones in words."""

from __future__ import annotations

import numpy as np

from matcher.explanation.reasons import cited
from matcher.explanation.records import (
    EiaAnswer,
    EiaForecast,
    EiaQuestion,
    EiaReason,
    EnvironmentRecord,
    WaterZones,
)
from matcher.explanation.setting import Put
from matcher.model.catalog import Catalog, code_chain
from matcher.model.environment import EiaRule, Environment, Otherwise
from matcher.model.text import Text, joined, named
from matcher.model.vocabulary import EIA_CLASS
from matcher.ranking.score import put_to
from matcher.rules.ask import FAIL, UNKNOWN
from matcher.rules.eia import MILDEST, Eia, eia, options
from matcher.rules.eia_questions import Answer, questions
from matcher.rules.registry import GATES

WATER = next(g for g in GATES if g.name == "water_zone")
NAMED = 5
"""Sites that a sentence names; the record lists them all."""

ALONE = Text("{s} → 单看这一项，{c}", "{s} → {c} by this alone")
SETTLED = Text("{s} → 这一项排除，还要看其他", "{s} → out of the question; the rest decides")
OPEN = Text("{s} → 仍不能定", "{s} → still open")


def told_environment(asked: Put) -> EnvironmentRecord:
    found = eia(asked.catalog, asked.ask.need, asked.standing)
    water = None if asked.standing.verdict == "refused" else _water(asked)
    return EnvironmentRecord(eia=_forecast(asked, found) if found else None, water=water)


def either(classes: tuple[str, ...]) -> Text:
    """Classes as alternatives: 报告表或报告书 / report form or full report."""
    names = [EIA_CLASS.label(c) for c in classes]
    if len(names) == 1:
        return names[0]
    return Text("{a}或{b}", "{a} or {b}").fill(a=joined(names[:-1]), b=names[-1])


def _forecast(asked: Put, found: Eia) -> EiaForecast:
    catalog = asked.catalog
    env = catalog.environment
    assert env is not None
    open_now = tuple(
        EiaQuestion(
            field=q.field,
            question=q.question,
            answers=tuple(_answer(a, found) for a in q.answers),
        )
        for q in questions(catalog, found)
    )
    standing = "outside" if found.outside else "unstated" if not found.stated else "decided" if len(found.possible) == 1 else "open"
    return EiaForecast(
        standing=standing,  # type: ignore[arg-type]
        classes=found.possible,  # type: ignore[arg-type]
        low=found.low,  # type: ignore[arg-type]
        high=found.high,  # type: ignore[arg-type]
        classes_told=either(found.possible),
        headline=_headline(asked, found, standing),
        reasons=_reasons(catalog, env, found) if standing in ("decided", "open") else (),
        questions=open_now,
        notes=tuple(_notes(asked, found)) if standing in ("decided", "open") else (),
        confirm=named(env.confirm, env.confirm_en),
    )


def _answer(answer: Answer, found: Eia) -> EiaAnswer:
    """What an answer narrows; where it narrows nothing, whether it takes its input out of the question, or what it comes to by itself."""
    if answer.left != found.possible:
        told = Text("{s} → {c}", "{s} → {c}").fill(s=answer.says, c=either(answer.left))
    elif answer.alone == found.least:
        told = SETTLED.fill(s=answer.says)
    elif answer.alone != found.possible:
        told = ALONE.fill(s=answer.says, c=either(answer.alone))
    else:
        told = OPEN.fill(s=answer.says)
    return EiaAnswer(
        says=answer.says,
        classes=answer.left,  # type: ignore[arg-type]
        alone=answer.alone,  # type: ignore[arg-type]
        told=told,
    )


def _headline(asked: Put, found: Eia, standing: str) -> Text:
    if standing == "outside":
        return Text(
            "所属行业（{c}）不在本数据包收入的环评规则之内，类别由环评单位判断。",
            "The industry ({c}) lies outside the rules of this pack; an assessor must tell the class.",
        ).fill(c=_industry(asked))
    if standing == "unstated":
        return Text("没有说明工艺和用量，环评类别还说不上。", "Processes and tonnages are not stated, so the class cannot be said yet.")
    if standing == "decided":
        return Text("预判为{c}。", "Forecast: {c}.").fill(c=either(found.possible))
    return Text("还可能是{c}。", "Still possible: {c}.").fill(c=either(found.possible))


def _industry(asked: Put) -> Text:
    if asked.standing.code:
        return code_chain(asked.catalog.codes, asked.standing.code)
    return asked.catalog.vocabularies["industry"].label(asked.ask.need.industry or "")


def _reasons(catalog: Catalog, env: Environment, found: Eia) -> tuple[EiaReason, ...]:
    """What sets the mildest class that is left, then the rules that the pack leaves in doubt."""
    rules = tuple(dict.fromkeys([r.id for r in (*found.decided, *found.doubtful)]))
    told = [_reason(catalog, r, tuple(c for c in EIA_CLASS.tokens if c in options(r))) for r in env.rules if r.id in rules]
    if found.possible == (MILDEST,):
        told.append(_reason(catalog, env.otherwise, (MILDEST,)))
    return tuple(told)


def _reason(catalog: Catalog, rule: EiaRule | Otherwise, classes: tuple[str, ...]) -> EiaReason:
    return EiaReason(
        id=rule.id if isinstance(rule, EiaRule) else "otherwise",
        sentence=named(rule.says, rule.says_en),
        classes=classes,  # type: ignore[arg-type]
        confirmed=rule.status == "active",
        citation=cited(catalog, rule.citation),
    )


def _notes(asked: Put, found: Eia) -> list[Text]:
    words = asked.catalog.vocabularies["process"]
    told = []
    if found.denied:
        told.append(
            Text("说不用{p}，但用量或行业代码说明有，按有计，请核对。", "{p}: denied, but a tonnage or the code tells of it; counted as used. Please check.").fill(
                p=joined([words.label(p) for p in found.denied])
            )
        )  # fmt: skip
    if found.empty:
        told.append(
            Text("写了{p}，用量却都是 0，请核对。", "{p}: named as used, but every amount is 0. Please check.").fill(
                p=joined([words.label(p) for p in found.empty])
            )
        )
    if found.not_asked:
        told.append(
            Text("按行业（{c}）没有问、按不涉及计的工艺：{p}。", "For this industry ({c}) not asked, and counted as not used: {p}.").fill(
                c=_industry(asked), p=joined([words.label(p) for p in found.not_asked])
            )
        )
    return told


def _water(asked: Put) -> WaterZones | None:
    """The gate's own answer for every site, told once for the need."""
    ask, rules = asked.ask, asked.catalog.rules
    column = put_to(ask, WATER) if rules.gates[WATER.name].status == "active" else None
    if column is None:
        return None
    known, ids = ask.columns.filled["water_zone"], ask.columns.ids
    out = sorted((int(r) for r in np.flatnonzero(column.outcome == FAIL)), key=ids.__getitem__)
    doubtful = sorted((int(r) for r in np.flatnonzero((column.outcome == UNKNOWN) & known)), key=ids.__getitem__)
    unknown = int(np.count_nonzero((column.outcome == UNKNOWN) & ~known))
    told = []
    if out:
        told.append(
            Text("因水源保护区不能用的 {n} 处：{s}。", "Ruled out by their drinking-water zone, {n}: {s}.").fill(
                n=str(len(out)), s=_sites(asked, out)
            )
        )
    if doubtful:
        told.append(
            Text("若排放生产废水就不能用的 {n} 处：{s}。", "Ruled out if industrial waste water is discharged, {n}: {s}.").fill(
                n=str(len(doubtful)), s=_sites(asked, doubtful)
            )
        )
    if unknown:
        told.append(
            Text("是否在水源保护区还没有核实的 {n} 处。", "Not known whether in a drinking-water zone: {n} sites.").fill(n=str(unknown))
        )
    if not told:
        told.append(Text("没有地块或载体与水源保护区冲突。", "No site conflicts with a drinking-water zone."))
    rule = rules.water_zones
    return WaterZones(
        out=tuple(ids[r] for r in out),
        doubtful=tuple(ids[r] for r in doubtful),
        unknown=unknown,
        told=tuple(told),
        rule=named(rule.note, rule.note_en),
        citation=cited(asked.catalog, rules.gates[WATER.name].citation),
    )


def _sites(asked: Put, rows: list[int]) -> Text:
    """The first few sites, each with its zone."""
    ids = asked.ask.columns.ids
    one = [
        Text("{s}（{z}）", "{s} ({z})").fill(s=asked.catalog.site_title(ids[r]), z=asked.ask.names("water_zone", r) or "")
        for r in rows[:NAMED]
    ]
    rest = Text(" 等", " and others") if len(rows) > NAMED else Text("", "")
    return joined(one) + rest
