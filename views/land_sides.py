"""Supply against demand, back to back: what is meant for an industry on the left, what its leads ask for on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import TIER
from matcher.office.industry_sides import Demand, IndustrySides
from views.html import h, join
from views.land_figures import Figures
from views.land_stages import lead_link
from views.land_state import link
from views.land_units import told, unknown
from views.words import word

NAMED = 3
"""Leads named in a row."""


def panel(catalog: Catalog, found: Figures, lang: Lang) -> Markup:
    head = h('<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>', word("land_sides", lang), word("land_sides_how", lang))
    sides = found.sides
    if not sides.rows:
        return h('{}<p class="muted small">{}</p>', head, word("land_sides_none", lang))
    floor = max([r.floor_m2.high for r in sides.rows if r.floor_m2.known] or [0.0])
    land = max([r.land_mu.high for r in sides.rows if r.land_mu.known] or [0.0])
    money = max([r.seeking.investment.high + r.settled.investment.high for r in sides.rows] or [0.0])
    titles = {lead.id: lead.title.say(lang) for lead in catalog.leads}
    rows = join([_row(group, floor, land, money, titles, lang) for group in _alike(sides.rows)])
    heads = h(
        '<div class="hd">{}</div><div class="hd mid">{}</div><div class="hd">{}</div>',
        word("land_supply", lang),
        word("land_industry", lang),
        word("land_demand", lang),
    )
    notes = [word("land_sides_overlap", lang)]
    if sides.unstated:
        notes.append(word("land_sides_unstated", lang, n=sides.unstated))
    if sides.refused:
        notes.append(word("land_sides_refused", lang, n=sides.refused))
    if sides.elsewhere:
        notes.append(word("land_sides_elsewhere", lang, n=sides.elsewhere))
    return h(
        '{}<div class="sd">{}{}</div><p class="caution">{} <a class="ln" href="{}" target="_self">{}</a></p>',
        head,
        heads,
        rows,
        " ".join(notes),
        link("sides"),
        word("land_to_sides", lang),
    )


def _alike(rows: Sequence[IndustrySides]) -> list[list[IndustrySides]]:
    """Industries without a lead for which the same sites are meant stand in one row, since their supply is one and the same."""
    groups: dict[tuple[str, ...], list[IndustrySides]] = {}
    for r in rows:
        alone = r.seeking.leads or r.settled.leads
        groups.setdefault((r.industry.id if r.industry else "",) if alone else ("", *r.sites), []).append(r)
    return list(groups.values())


def _row(group: list[IndustrySides], floor: float, land: float, money: float, titles: Mapping[str, str], lang: Lang) -> Markup:
    r = group[0]
    name = ("、" if lang == "zh" else ", ").join(each.industry.title.say(lang) for each in group if each.industry) or word(
        "land_industry_unknown", lang
    )
    tiers = dict.fromkeys(TIER.label(each.industry.tier).say(lang) for each in group if each.industry)
    tier = h("<small>{}</small>", ("、" if lang == "zh" else ", ").join(tiers))
    return h(
        '<div class="l">{}</div><div class="mid"><b>{}</b>{}</div><div class="rr">{}</div>',
        _supply(r, floor, land, lang),
        name,
        tier,
        _demand(r, money, titles, lang),
    )


def _supply(r: IndustrySides, floor: float, land: float, lang: Lang) -> Markup:
    if r.industry is None:
        return h('<span class="q">{}</span>', word("land_no_industry", lang))
    if not r.sites:
        return h('<span class="q">{}</span>', word("land_not_meant", lang))
    parts = []
    for amount, unit, most in ((r.floor_m2, "m2", floor), (r.land_mu, "mu", land)):
        if amount.known and amount.high > 0:
            text = told(amount, unit, lang)
            parts.append(h('<div class="ln2"><span class="num">{}</span>{}</div>', text, _bar(amount.low, amount.high, most, text)))
    said = word("land_meant_n", lang, n=len(r.sites))
    if not parts:
        return h('{}<span class="q">{}</span>', unknown(word("land_area_unknown", lang)), said)
    unsaid = r.floor_m2.of + r.land_mu.of - r.floor_m2.known - r.land_mu.known
    more = word("land_meant_unknown", lang, n=unsaid) if unsaid else ""
    return h('{}<span class="q">{}{}</span>', join(parts), said, more)


def _bar(low: float, high: float, most: float, label: str) -> Markup:
    """Runs from the middle outwards: certain first, then what is only possible."""
    return h(
        '<div class="sb" role="img" aria-label="{}"><i class="m" style="width:{}%"></i><i class="k" style="width:{}%"></i></div>',
        label, f"{(high - low) / most * 100:.1f}", f"{low / most * 100:.1f}",
    )  # fmt: skip


def _demand(r: IndustrySides, most: float, titles: Mapping[str, str], lang: Lang) -> Markup:
    if not r.seeking.leads and not r.settled.leads:
        return h('<span class="q">{}</span>', word("land_no_demand", lang))
    bars = [
        h(
            '<i class="{}" style="width:{}%"></i><i class="{} m" style="width:{}%"></i>',
            look,
            f"{d.investment.low / most * 100:.1f}",
            look,
            f"{(d.investment.high - d.investment.low) / most * 100:.1f}",
        )
        for look, d in (("d1", r.seeking), ("d2", r.settled))
        if most and d.investment.known
    ]
    lines = [_said(d, key, lang) for d, key in ((r.seeking, "land_seeking"), (r.settled, "land_settled")) if d.leads]
    named = (*r.seeking.leads, *r.settled.leads)
    names = join([lead_link(x, titles.get(x, x)) for x in named[:NAMED]], "、" if lang == "zh" else ", ")
    more = word("land_and_more", lang, n=len(named) - NAMED) if len(named) > NAMED else ""
    bar = h('<div class="db" aria-hidden="true">{}</div>', join(bars)) if bars else Markup("")
    return h('{}<span class="q">{}</span><span class="q">{}{}</span>', bar, join(lines, "；" if lang == "zh" else "; "), names, more)


def _said(d: Demand, key: str, lang: Lang) -> str:
    money = told(d.investment, "wan", lang) if d.investment.known else word("land_invest_none", lang)
    asked = [told(a, u, lang) for a, u in ((d.land_mu, "mu"), (d.floor_m2, "m2")) if a.known]
    space = word("land_asks", lang, list=" + ".join(asked)) if asked else word("land_asks_unknown", lang)
    return word(key, lang, n=len(d.leads), money=money) + space
