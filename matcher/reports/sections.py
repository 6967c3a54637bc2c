"""Sections that several reports have: the head, the plan's verdict, the environmental forecast, the need, the clauses."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from matcher.explanation.records import Cited, ControlRecord, EiaForecast, EiaQuestion, Result, WaterZones, Welcome
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import OFFICE_DEFAULT
from matcher.model.text import Lang, Text
from matcher.model.vocabulary import VERDICT
from matcher.reports.blocks import Block, Boxed, Heading, Para, Part, Parts, Points, Span, Table, Tone, cell, line
from matcher.reports.stated import stated

W = {
    "untitled": Text("未命名的需求", "an unnamed need"),
    "day": Text("计算日 {d}", "As of {d}"),
    "period": Text("依据：{p}（{a} 至 {b}）", "Under: {p} ({a} to {b})"),
    "ended": Text("依据：{p}（{a} 至 {b}，规划期已结束，没有载入后续规划）", "Under: {p} ({a} to {b}; its period has ended and no later plan is loaded)"),
    "version": Text("数据版本 {v}", "data version {v}"),
    "foot": Text("{t} · {k} · 计算日 {d} · 数据版本 {v}", "{t} · {k} · as of {d} · data version {v}"),
    "basis": Text("依据", "Basis"),
    "condition": Text("条件", "Condition"),
    "also": Text("同时属于", "Also claimed by"),
    "base": Text("镇内规上主要行业之一：{b}。", "One of the town's main industries: {b}."),
    "silent": Text(
        "未列入重点产业目录，正文支持的产业和管控中也没有查到；没有列入不等于不欢迎，由镇里研判。",
        "Not in the list, the text or the controls. Not named does not mean unwelcome; the office decides.",
    ),
    "unstated": Text("行业没有说明，规划怎么说还不能判断。", "The industry was not stated, so what the plan says cannot be told yet."),
    "no_control": Text(
        "未触及规划点名的管控；环保准入清单仍须核对。", "No control that the plan names is touched; the access list must still be checked."
    ),
    "instead": Text("替代：", "Instead: "),
    "not_checked": Text("没有核对的", "What was not checked"),
    "not_checked_how": Text("本建议只对照本镇规划和登记的数据；下面各项没有核对，须另行查证。", "This answer holds the need against the town's plan and data only; the following still has to be checked."),
    "eia": Text("环评类别（预判）", "Environmental assessment (forecast)"),
    "eia_ask": Text("问什么能定", "What would settle it"),
    "eia_more": Text("还可以问 {n} 项，见页面。", "{n} more questions stand on the page."),
    "unconfirmed": Text("（规则未经确认）", " (rule unconfirmed)"),
    "water": Text("水源保护区", "Drinking-water zones"),
    "need": Text("企业的要求", "What the enterprise asks for"),
    "nothing": Text("还没有说明任何要求。", "Nothing has been stated yet."),
    "silence": Text("没有写出的不当作要求。", "What is not stated raises no demand."),
    "varied": Text("不是默认条件下的结果：", "Not the plain answer: "),
    "sources": Text("引用的来源", "Sources cited"),
    "own_values": Text(
        "权重、容差、可能范围等由镇招商办设定，不是规划或法规的规定。", "Weights, tolerances and possible ranges are set by the office; they are neither plan nor law."
    ),
}  # fmt: skip
EIA_ASKED = 6
"""Questions on the environment that are told; the page has all of them."""
TONE: dict[str, Tone] = {"welcome": "good", "conditional": "ask", "silent": "plain", "refused": "bad"}


def title_of(catalog: Catalog, need: Need, lang: Lang) -> str:
    """Who asks: a lead or an example of the pack by its name, else as they call themselves."""
    named = [x.title.say(lang) for x in catalog.leads if x.need == need] + [x.title.say(lang) for x in catalog.examples if x.need == need]
    return (named[0] if named else need.name) or W["untitled"].say(lang)


def under(catalog: Catalog, on: str, lang: Lang) -> tuple[Span, ...]:
    """The lines beneath a title: the day, and the plan with its period."""
    period = catalog.plan.period
    how = "ended" if on[:7] > period.ends else "period"
    told = W[how].say(lang).format(p=period.title.say(lang), a=period.begins, b=period.ends)
    return (Span(f"{catalog.plan.town.title.say(lang)} · {W['day'].say(lang).format(d=on)}"), Span(told))


def foot(catalog: Catalog, kind: Text, on: str, lang: Lang) -> Span:
    return Span(W["foot"].say(lang).format(t=catalog.plan.town.title.say(lang), k=kind.say(lang), d=on, v=catalog.version))


def cite(citation: Cited | None, lang: Lang) -> tuple[Part, ...]:
    """The clause behind a sentence; nothing for what the office only set."""
    if citation is None or citation.source == OFFICE_DEFAULT:
        return ()
    return (Span(f"〔{citation.told.say(lang)}〕" if lang == "zh" else f" [{citation.told.say(lang)}]", "cite"),)


def verdict(welcome: Welcome, lang: Lang, also: tuple[Parts, ...] = ()) -> tuple[Block, ...]:
    """The plan's word with its clause and its conditions; `also` stands beneath it in the same frame."""
    word = VERDICT.label(welcome.verdict).say(lang)
    lines = (line(Span(welcome.headline.say(lang), "strong"), *cite(welcome.citation, lang)), *_basis(welcome, lang))
    return (Boxed(Span(word), TONE[welcome.verdict], (*lines, *also)),)


def not_checked(welcome: Welcome, lang: Lang) -> tuple[Block, ...]:
    """What no answer of ours can say."""
    return (
        Heading(Span(W["not_checked"].say(lang))),
        Para(line(Span(W["not_checked_how"].say(lang), "muted"))),
        Points(tuple(line(n.say(lang)) for n in welcome.not_checked)),
    )


def _basis(welcome: Welcome, lang: Lang) -> tuple[Parts, ...]:
    colon = "：" if lang == "zh" else ": "
    told: list[Parts] = []
    if first := welcome.industry:
        told.append(
            line(f"{W['basis'].say(lang)}{colon}{welcome.tier_name.say(lang)} · {first.name.say(lang)}", *cite(first.citation, lang))
        )
        if note := first.note.say(lang):
            told.append(line(Span(note, "muted")))
    elif welcome.verdict != "refused":
        told.append(line(W["silent" if welcome.industry_stated else "unstated"].say(lang)))
    told += [line(f"{W['also'].say(lang)}{colon}{e.name.say(lang)}", *cite(e.citation, lang)) for e in welcome.also]
    if welcome.base:
        told.append(line(Span(W["base"].say(lang).format(b=listed((b.say(lang) for b in welcome.base), lang)), "muted")))
    told += [part for control in welcome.controls for part in _control(control, lang)]
    if not welcome.controls:
        told.append(line(W["no_control"].say(lang)))
    return tuple(told)


def _control(control: ControlRecord, lang: Lang) -> Iterable[Parts]:
    colon = "：" if lang == "zh" else ": "
    look = "bad" if control.effect == "withdrawn" else "ask"
    named = Span(f"{W['condition'].say(lang)}{colon}{control.name.say(lang)}", look)  # type: ignore[arg-type]
    yield line(named, f" {control.sentence.say(lang)}", *cite(control.citation, lang))
    if control.alternative:
        yield line(W["instead"].say(lang) + control.alternative.sentence.say(lang))


def environment(result: Result, lang: Lang) -> tuple[Block, ...]:
    """The forecast and the water zones; nothing for a need that the plan refuses."""
    eia, water = result.environment.eia, result.environment.water
    blocks: list[Block] = []
    if eia and result.welcome.verdict != "refused":
        blocks += [Heading(Span(W["eia"].say(lang))), *_forecast(eia, lang)]
    if water:
        blocks += [Heading(Span(W["water"].say(lang)), 2), *_water(water, lang)]
    return tuple(blocks)


def _forecast(eia: EiaForecast, lang: Lang) -> Iterable[Block]:
    yield Para(line(Span(eia.headline.say(lang), "strong")))
    if eia.reasons:
        yield Points(
            tuple(
                line(r.sentence.say(lang), *cite(r.citation, lang), *(() if r.confirmed else (Span(W["unconfirmed"].say(lang), "muted"),)))
                for r in eia.reasons
            )
        )
    if eia.questions:
        yield Heading(Span(W["eia_ask"].say(lang)), 2)
        yield Points(tuple(line(q.question.say(lang), *_answers(q, lang)) for q in eia.questions[:EIA_ASKED]))
        if len(eia.questions) > EIA_ASKED:
            yield Para(line(Span(W["eia_more"].say(lang).format(n=len(eia.questions) - EIA_ASKED), "muted")), small=True)
    for note in (*eia.notes, eia.confirm):
        yield Para(line(Span(note.say(lang), "muted")))


def _answers(question: EiaQuestion, lang: Lang) -> tuple[Part, ...]:
    """What each answer would mean."""
    told = ("；" if lang == "zh" else "; ").join(a.told.say(lang) for a in question.answers)
    return (Span(f" {told}", "muted"),) if told else ()


def _water(water: WaterZones, lang: Lang) -> Iterable[Block]:
    yield Points(tuple(line(t.say(lang)) for t in water.told))
    yield Para(line(Span(water.rule.say(lang), "muted"), *cite(water.citation, lang)))


def asked(catalog: Catalog, result: Result, lang: Lang) -> tuple[Block, ...]:
    """What was asked for, in words; what was varied beside it; what was not said."""
    rows = tuple((cell(Span(label.say(lang), "muted")), cell(value.say(lang))) for label, value in stated(catalog, result.need))
    blocks: list[Block] = [Heading(Span(W["need"].say(lang)))]
    blocks.append(Table((), rows, (58, 116)) if rows else Para(line(W["nothing"].say(lang))))
    if rows:
        blocks.append(Para(line(Span(W["silence"].say(lang), "muted")), small=True))
    if result.varied.told:
        told = ("；" if lang == "zh" else "; ").join(v.say(lang) for v in result.varied.told)
        blocks.append(Para(line(Span(W["varied"].say(lang), "ask"), told)))
    return tuple(blocks)


def sources(catalog: Catalog, records: Iterable[BaseModel | None], lang: Lang) -> tuple[Block, ...]:
    """Every source that these records cite, with the clauses, once each."""
    clauses: dict[str, dict[str, None]] = {}
    for record in records:
        for found in _cited(record):
            if found.source != OFFICE_DEFAULT:
                clauses.setdefault(found.source, {})[found.told.say(lang)] = None
    items = []
    for ident, told in clauses.items():
        source = catalog.sources[ident]
        about = " · ".join(p for p in (source.publisher, source.published, source.period) if p)
        own = [t for t in told if t != source.title.say(lang)]
        items.append(
            line(
                Span(source.title.say(lang), "strong"),
                *([Span(f"（{about}）" if lang == "zh" else f" ({about})", "muted")] if about else []),
                *([Span(("：" if lang == "zh" else ": ") + ("；" if lang == "zh" else "; ").join(own))] if own else []),
            )
        )
    head = Heading(Span(W["sources"].say(lang)))
    return (head, *([Points(tuple(items))] if items else []), Para(line(Span(W["own_values"].say(lang), "muted")), small=True))


def _cited(value: object) -> Iterable[Cited]:
    """Every citation inside a record, in its order."""
    match value:
        case Cited():
            yield value
        case BaseModel():
            for name in type(value).model_fields:
                yield from _cited(getattr(value, name))
        case tuple():
            for each in value:
                yield from _cited(each)
        case dict():
            for each in value.values():
                yield from _cited(each)


def listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)
