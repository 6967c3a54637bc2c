"""This quarter beside the one before, from the audit; and figures per 亩 of the leads of which one can be told."""

from __future__ import annotations

from markupsafe import Markup

from matcher.model.text import Lang, figure, span
from matcher.office.stock_records import Stock
from matcher.reports.quarter_figures import EVENTS, Counted
from matcher.reports.quarter_words import EVENT
from views.html import h, join
from views.land_stages import lead_link
from views.land_units import unknown
from views.words import word

PER_MU = 8


def panel(quarters: tuple[Counted, Counted], lang: Lang) -> Markup:
    """What was recorded in each; a quarter before the register was in use has no figures, which is not the same as none."""
    head = h(
        '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>', word("land_quarters", lang), word("land_quarters_how", lang)
    )
    notes = [_note(c, lang) for c in quarters]
    shown = [e for e in EVENTS if any((c.counts or {}).get(e) for c in quarters)]
    body = Markup("")
    if shown:
        heads = join([h('<th class="r">{}</th>', _name(c, lang)) for c in quarters])
        rows = join([h("<tr><td>{}</td>{}</tr>", EVENT[e].say(lang), join([_cell(c, e) for c in quarters])) for e in shown])
        body = h('<table class="qq"><thead><tr><th>{}</th>{}</tr></thead><tbody>{}</tbody></table>', word("land_event", lang), heads, rows)
    elif quarters[0].counts is not None:
        body = h('<p class="small">{}</p>', word("land_quarter_nothing", lang))
    return h("{}{}{}", head, body, join([h('<p class="caution">{}</p>', n) for n in notes if n]))


def _name(c: Counted, lang: Lang) -> str:
    said = word("land_quarter", lang, y=c.quarter.year, n=c.quarter.number)
    return said if c.until == c.quarter.ends else said + word("land_so_far", lang, d=c.until.isoformat())


def _cell(c: Counted, event: str) -> Markup:
    return h('<td class="r num">{}</td>', unknown("?") if c.counts is None else figure(c.counts[event]))


def _note(c: Counted, lang: Lang) -> str:
    if c.counts is None:
        return word("land_no_audit", lang, q=_name(c, lang))
    return word("land_audit_since", lang, q=_name(c, lang), d=c.since.isoformat()) if c.since else ""


def per_mu(stock: Stock, lang: Lang) -> Markup:
    head = h(
        '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>', word("land_per_mu", lang), word("land_per_mu_how", lang)
    )
    rest = h('<p class="caution">{}</p>', word("land_per_mu_without", lang, n=stock.without_land)) if stock.without_land else Markup("")
    if not stock.per_mu:
        return h('{}<p class="small">{}</p>{}', head, word("land_per_mu_none", lang), rest)
    heads = ("land_lead", "land_land", "land_invested", "land_output", "land_tax")
    rows = []
    for x in stock.per_mu[:PER_MU]:
        figures = [
            h(
                '<td class="r num" data-l="{}">{}</td>',
                word(k, lang),
                span(*(round(end, 0 if end >= 100 else 1) for end in f)) if f else unknown(word("unknown", lang)),
            )
            for k, f in zip(heads[2:], (x.investment, x.output, x.tax), strict=True)
        ]
        land = h(
            '<td class="r num" data-l="{}">{} <small>{}</small></td>',
            word("land_land", lang),
            span(x.land_low, x.land_high),
            word("land_mu_unit", lang),
        )
        whole = h('<small class="q">{}</small>', word("land_whole_site", lang)) if x.whole_site else Markup("")
        rows.append(h("<tr><td>{} {}</td>{}{}</tr>", lead_link(x.lead, x.title.say(lang)), whole, land, join(figures)))
    if len(stock.per_mu) > PER_MU:
        rest = h('<p class="small">{}</p>{}', word("land_per_mu_more", lang, n=len(stock.per_mu) - PER_MU), rest)
    head_row = join([h("<th{}>{}</th>", h(' class="r"') if n else "", word(k, lang)) for n, k in enumerate(heads)])
    return h('{}<table class="qq"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}', head, head_row, join(rows), rest)
