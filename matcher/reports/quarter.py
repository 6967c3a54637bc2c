"""用地季报: for managers, what stands on record of sites and leads, and what the quarter changed. Unknown is told as unknown, never as nothing."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.explanation.shortlist import INVENTED
from matcher.explanation.verdict import thresholds
from matcher.model.catalog import Catalog
from matcher.model.consistency import LEFT
from matcher.model.plan import Target
from matcher.model.text import NOTHING, Lang, Text, figure, span
from matcher.model.vocabulary import STAGE, STATUS
from matcher.office.stock_records import PerMu, Share, StockLine, Total
from matcher.office.work_records import WorkItem
from matcher.register.overdue import Overdue
from matcher.reports.blocks import Block, Heading, Paper, Para, Parts, Points, Row, Span, Table, cell, line
from matcher.reports.quarter_figures import EVENTS, Counted, QuarterFigures
from matcher.reports.quarter_words import EVENT, HEADS, OVERDUE, W
from matcher.reports.sections import cite, foot, under

KIND_OF_REPORT = Text("用地季报", "Quarterly land report")
LATE = 15
"""Overdue matters that are told one by one."""
PER_MU = 12


def quarter(catalog: Catalog, found: QuarterFigures, lang: Lang) -> Paper:
    """The report; `catalog` is the one the figures were made of."""
    on = found.on.isoformat()
    name = _say("quarter", lang, y=found.now.quarter.year, n=found.now.quarter.number)
    blocks: list[Block] = [Heading(Span(_say("short", lang))), Points(tuple(_short(found, lang)))]
    blocks += [*_stock(found, lang), *_left(found, lang), *_per_mu(catalog, found, lang)]
    blocks += [*_pipeline(catalog, found, lang), *_changes(found, lang), *_targets(catalog, lang), *_missing(found, lang)]
    blocks += [Heading(Span(_say("limits", lang))), Points(tuple(line(_say(f"limit_{n}", lang)) for n in range(1, 5)))]
    return Paper(
        kind=Span(KIND_OF_REPORT.say(lang)),
        title=Span(f"{catalog.plan.town.title.say(lang)} {name}"),
        lines=under(catalog, on, lang),
        warning=Span((INVENTED if catalog.invented else NOTHING).say(lang)),
        blocks=tuple(blocks),
        foot=foot(catalog, KIND_OF_REPORT, on, lang),
        lang=lang,
        day=on,
    )


def _say(name: str, lang: Lang, **parts: object) -> str:
    return W[name].say(lang).format(**parts) if parts else W[name].say(lang)


def _heads(name: str, lang: Lang) -> tuple[Span, ...]:
    return tuple(Span(t.say(lang)) for t in HEADS[name])


def _short(found: QuarterFigures, lang: Lang) -> Iterable[Parts]:
    lines = found.stock.lines
    yield line(_say("short_sites", lang, n=sum(x.sites for x in lines), p=found.stock.pools))
    land = [x.available_land_mu for x in lines if "available_land_mu" in LEFT[x.kind]]
    floor = [x.available_floor_m2 for x in lines if "available_floor_m2" in LEFT[x.kind]]
    for name, totals in (("short_land", land), ("short_floor", floor)):
        known, of = sum(t.known for t in totals), sum(t.of for t in totals)
        amount = span(sum(t.low for t in totals), sum(t.high for t in totals))
        yield line(_say(name if known else f"{name}_unknown", lang, a=amount, known=known, of=of))
    yield line(_say("short_leads", lang, n=sum(found.stages.values()), late=len(found.overdue), closed=found.closed))


def _stock(found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    states = [s for s in (*STATUS.tokens, "") if any(x.states.get(s) for x in found.stock.lines)]
    heads = (
        *_heads("stock", lang),
        *(Span(STATUS.label(s).say(lang)) if s else Span(_say("state_unknown", lang), "unknown") for s in states),
    )
    rows = [
        (
            cell(Span(x.label.say(lang), "strong")),
            cell(str(x.sites)),
            *(cell(str(x.states[s])) if x.states.get(s) else cell(Span("0", "muted")) for s in states),
        )
        for x in found.stock.lines
    ]
    yield Heading(Span(_say("stock", lang)))
    yield Table(heads, tuple(rows), (26, 16, *(132 / max(len(states), 1) for _ in states)))
    if found.stock.pools:
        yield Para(line(Span(_say("pools", lang, n=found.stock.pools), "muted")), small=True)


def _left(found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    yield Heading(Span(_say("left", lang)))
    rows: list[Row] = []
    for x in found.stock.lines:
        if "available_land_mu" in LEFT[x.kind]:
            rows.append(_left_row(x, "mu", x.land_mu, x.available_land_mu, x.land_share, lang))
        if "available_floor_m2" in LEFT[x.kind]:
            rows.append(_left_row(x, "m2", x.floor_m2, x.available_floor_m2, x.floor_share, lang))
    yield Table(_heads("left", lang), tuple(rows), (40, 44, 44, 46))
    yield Para(line(Span(_say("left_how", lang), "muted")), small=True)


def _left_row(x: StockLine, unit: str, whole: Total, left: Total, share: Share, lang: Lang) -> Row:
    named = f"{x.label.say(lang)} · {_say(unit, lang)}"
    part = f"{span(round(100 * share.low, 1), round(100 * share.high, 1))} %" if share.known else ""
    return (
        cell(Span(named, "strong")),
        _amount(span(whole.low, whole.high), whole.known, whole.of, lang),
        _amount(span(left.low, left.high), left.known, left.of, lang),
        _amount(part, share.known, share.of, lang),
    )


def _amount(told: str, known: int, of: int, lang: Lang) -> tuple[Parts, ...]:
    """A figure with how many sites it rests on; unknown where it rests on none."""
    if not known:
        return (line(Span(_say("unknown", lang), "unknown")), line(Span(_say("of", lang, known=known, of=of), "muted")))
    return (line(told), line(Span(_say("of", lang, known=known, of=of), "ask" if known < of else "muted")))


def _per_mu(catalog: Catalog, found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    yield Heading(Span(_say("per_mu", lang)))
    if found.stock.per_mu:
        yield Table(_heads("per_mu", lang), tuple(_one_per_mu(x, lang) for x in found.stock.per_mu[:PER_MU]), (56, 34, 28, 28, 28))
        if len(found.stock.per_mu) > PER_MU:
            yield Para(line(_say("per_mu_more", lang, n=len(found.stock.per_mu) - PER_MU)))
    yield Para(line(_say("per_mu_without", lang, n=found.stock.without_land)))
    if told := thresholds(catalog):
        yield Points(tuple(line(t.sentence.say(lang), *cite(t.citation, lang)) for t in told))
    yield Para(line(Span(_say("per_mu_how", lang), "muted")), small=True)


def _one_per_mu(x: PerMu, lang: Lang) -> Row:
    land = span(x.land_low, x.land_high)
    where = _say("whole_site" if x.whole_site else "asked_land", lang)
    figures = (
        cell(span(round(f[0], 1), round(f[1], 1))) if f else cell(Span(_say("unknown", lang), "unknown"))
        for f in (x.investment, x.output, x.tax)
    )
    return (cell(x.title.say(lang)), (line(f"{land} {_say('mu_short', lang)}"), line(Span(where, "muted"))), *figures)


def _pipeline(catalog: Catalog, found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    yield Heading(Span(_say("pipeline", lang)))
    stages = [s for s in (*STAGE.tokens, "") if s or found.stages.get(s)]
    heads = (*(Span(STAGE.label(s).say(lang)) if s else Span(_say("stage_unknown", lang)) for s in stages), Span(_say("all", lang)))
    counts = (*(found.stages.get(s, 0) for s in stages), sum(found.stages.values()))
    yield Table(heads, (tuple(cell(str(n)) for n in counts),), tuple(174 / len(counts) for _ in counts))
    yield Heading(Span(_say("overdue", lang, n=len(found.overdue))), 2)
    if not found.overdue:
        yield Para(line(_say("overdue_none", lang)))
        return
    titles = {lead.id: lead.title.say(lang) for lead in catalog.leads}
    yield Table(_heads("overdue", lang), tuple(_late(catalog, o, titles, lang) for o in found.overdue[:LATE]), (62, 62, 26, 24))
    if len(found.overdue) > LATE:
        yield Para(line(_say("overdue_more", lang, n=len(found.overdue) - LATE)))


def _late(catalog: Catalog, late: Overdue, titles: dict[str, str], lang: Lang) -> Row:
    what = STAGE.label(late.what).say(lang) if late.kind == "stage" and late.what in STAGE.tokens else late.what
    told = OVERDUE[late.kind].say(lang).format(what=what, site=catalog.site_title(late.site).say(lang) if late.site else "")
    whose = titles.get(late.lead, late.lead) or (catalog.site_title(late.site).say(lang) if late.site else "")
    days = Span(_say("days", lang, n=late.days), "bad") if late.days else Span("—", "muted")
    return (cell(whose), cell(told), cell(late.due), cell(days))


def _changes(found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    """Side by side with the quarter before; a quarter before the audit began has no figures, which is not the same as none."""
    yield Heading(Span(_say("changes", lang)))
    columns = (found.now, found.before)
    heads = (Span(_say("event", lang)), *(Span(_column(c, lang)) for c in columns))
    shown = [e for e in EVENTS if not e.endswith(("_mu", "_m2")) or any((c.counts or {}).get(e) for c in columns)]
    if any(c.counts is not None for c in columns):
        yield Table(heads, tuple((cell(EVENT[e].say(lang)), *(_counted(c, e, lang) for c in columns)) for e in shown), (78, 56, 40))
    for c in columns:
        if c.counts is None:
            yield Para(line(Span(_say("no_audit", lang, q=_column(c, lang)), "ask")))
        elif c.since:
            yield Para(line(Span(_say("audit_since", lang, q=_column(c, lang), d=c.since.isoformat()), "ask")))


def _column(c: Counted, lang: Lang) -> str:
    told = _say("quarter", lang, y=c.quarter.year, n=c.quarter.number)
    return told if c.until == c.quarter.ends else told + _say("so_far", lang, d=c.until.isoformat())


def _counted(c: Counted, event: str, lang: Lang) -> tuple[Parts, ...]:
    return cell(Span(_say("unknown", lang), "unknown")) if c.counts is None else cell(figure(c.counts[event]))


def _targets(catalog: Catalog, lang: Lang) -> Iterable[Block]:
    """From where to where, and how far it has come as far as anybody has said."""
    if not catalog.plan.targets:
        return
    yield Heading(Span(_say("targets", lang)))
    yield Table(_heads("targets", lang), tuple(_target(catalog, t, lang) for t in catalog.plan.targets), (52, 30, 30, 28, 34))
    yield Para(line(Span(_say("targets_how", lang), "muted")), small=True)


def _target(catalog: Catalog, target: Target, lang: Lang) -> Row:
    def told(year: int, value: float) -> str:
        return _say("target_in", lang, y=year, v=figure(value))

    latest = target.latest
    cited = latest.citation if latest else target.citation
    return (
        (line(Span(target.title.say(lang), "strong")), line(Span(target.unit if lang == "zh" else target.unit_en, "muted"))),
        cell(told(target.base_year, target.base)),
        cell(told(target.target_year, target.target)),
        cell(told(latest.year, latest.value)) if latest else cell(Span(_say("unknown", lang), "unknown")),
        cell(Span(catalog.say_citation(cited).say(lang), "muted")),
    )


def _missing(found: QuarterFigures, lang: Lang) -> Iterable[Block]:
    """What stands in the way: the facts whose answers would settle most."""
    if not found.work.items:
        return
    yield Heading(Span(_say("missing", lang)))
    yield Table(_heads("missing", lang), tuple(_item(i, lang) for i in found.work.items), (12, 52, 70, 20, 20))
    yield Para(line(Span(_say("missing_how", lang, n=found.work.total), "muted")), small=True)


def _item(item: WorkItem, lang: Lang) -> Row:
    told = (str(item.rank), item.title.say(lang), item.question.say(lang), str(len(item.settles)), str(len(item.narrows)))
    return tuple(cell(t) for t in told)
