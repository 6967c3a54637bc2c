"""The figures that stand first: what can still be had, the town's own figures, and the leads in talks, each a range with what it rests on."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, span
from matcher.model.vocabulary import KIND
from matcher.office.amounts import Amount
from matcher.office.headline_figures import POOL, TALKS, Headline
from views.html import h, join
from views.land_figures import Figures
from views.land_units import UNITS, range_bar, told, unknown
from views.verdict import cite
from views.words import word

CITED = 3
"""Clauses that are named; the facts of each site name the rest."""


def row(catalog: Catalog, found: Figures, lang: Lang) -> Markup:
    cards = join([_card(catalog, one, lang) for one in found.headlines])
    comma = "、" if lang == "zh" else ", "
    silent = comma.join(word("land_kind_count", lang, kind=KIND.label(k).say(lang), n=n) for k, n in found.unknown_kinds.items())
    rest = (
        h('<p class="kpirest">{} {}</p>', unknown(word("unknown", lang)), word("land_kpi_silent", lang, list=silent))
        if silent
        else Markup("")
    )
    return h('<section class="panel kpis" aria-label="{}">{}</section>{}', word("land_kpis", lang), cards, rest)


def _card(catalog: Catalog, one: Headline, lang: Lang) -> Markup:
    value, unit = _value(one, lang)
    label = f"{_title(one, lang)} {value} {unit}"
    bar = (
        range_bar(one.amount.low, one.amount.high, one.amount.high, label)
        if one.amount.known
        else h('<div class="lbar" style="--lo:0;--hi:100"><i class="m full"></i></div>')
    )
    shown = (
        h('<div class="v">{} <small>{}</small></div>', value, unit)
        if one.amount.known
        else h('<div class="v">{}</div>', unknown(word("unknown", lang)))
    )
    return h(
        '<div class="kpi"><h2>{}</h2>{}{}<p>{} {}</p></div>',
        _title(one, lang),
        shown,
        bar,
        _note(one, lang),
        _clauses(catalog, one.amount, lang),
    )


def _title(one: Headline, lang: Lang) -> str:
    if one.figure is not None:
        return one.figure.title.say(lang)
    return word(f"land_kpi_{one.about}_{one.unit}" if one.about == "renewal" else f"land_kpi_{one.about}", lang)


def _value(one: Headline, lang: Lang) -> tuple[str, str]:
    if one.figure is not None:
        unit = one.figure.unit if lang == "zh" else one.figure.unit_en
        value = span(one.amount.low, one.amount.high)
    else:
        value, unit = UNITS[one.unit](one.amount.low, one.amount.high, lang)
    if one.amount.open:
        unit += word("land_or_more", lang)
    if one.about == TALKS:
        unit += word("land_leads_n", lang, n=one.amount.of)
    return value, unit


def _note(one: Headline, lang: Lang) -> str:
    if one.figure is not None:
        said = word("land_kpi_as_of", lang, day=one.figure.as_of)
        if one.whole is not None:
            whole = f"{span(one.whole.low, one.whole.high if one.whole.high is not None else one.whole.low)} {unit_of(one, lang)}"
            return said + word(
                "land_kpi_part", lang, whole=one.whole.title.say(lang), amount=whole, least=span(one.figure.low, one.figure.low)
            )
        return said
    if one.about == TALKS:
        land = told(one.land, "mu", lang) if one.land and one.land.known else word("unknown", lang)
        return word("land_kpi_talks_how", lang, known=one.amount.known, of=one.amount.of, land=land)
    known = word("land_kpi_pool_how" if one.about == POOL else "land_kpi_how", lang, known=one.amount.known, of=one.amount.of)
    parts = [known, *([word("land_kpi_bounded", lang)] if one.bounded else []), *(n.say(lang) for n in one.notes)]
    return ("" if lang == "zh" else " ").join(parts)


def unit_of(one: Headline, lang: Lang) -> str:
    return (one.figure.unit if lang == "zh" else one.figure.unit_en) if one.figure else ""


def _clauses(catalog: Catalog, amount: Amount, lang: Lang) -> Markup:
    shown = join([cite(cited(catalog, c), lang) for c in amount.citations[:CITED]], " ")
    rest = len(amount.citations) - CITED
    return shown + (h(' <span class="muted">{}</span>', word("land_more_clauses", lang, n=rest)) if rest > 0 else Markup(""))
