"""One row of the work list: the question, a pip for each lead it settles or narrows, and which leads these are."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.office.work_records import LeadEffect, WorkItem, WorkList
from matcher.reports.on_record import on_record
from matcher.rules.registry import gate_label
from views import site_marks
from views.html import h, join
from views.words import word

PIPS = 40
"""Pips drawn; the words beside them say the true counts."""


def head(work: WorkList, lang: Lang) -> Markup:
    """What the list is, and how to read it."""
    sites = len({i.site_id for i in work.items})
    keys = h(
        '<ul class="keys"><li><i class="pip a"></i>{}</li><li><i class="pip b"></i>{}</li></ul>',
        word("work_solid", lang),
        word("work_hatched", lang),
    )
    told = word("work_how", lang, leads=len(work.leads), sites=sites, items=work.total)
    return h('<section class="workhead"><h1>{}</h1><p>{}</p>{}</section>', word("work_head", lang), told, keys)


def left_out(work: WorkList, lang: Lang) -> Markup:
    """The leads for which nothing needs to be asked, and why."""
    rows = [h("<tr><td>{}</td><td>{}</td></tr>", x.title.say(lang), x.sentence.say(lang)) for x in work.left_out]
    return h("<table><tbody>{}</tbody></table>", join(rows))


def row(catalog: Catalog, item: WorkItem, leads: int, lang: Lang) -> Markup:
    now = on_record(catalog, catalog.by_id[item.site_id], item.field).say(lang)
    return h(
        '<article class="wk" data-site="{}" data-fact="{}"><span class="rank">{}</span><div><h3><a href="{}" target="_self">{}</a> <small>{}</small></h3>'
        '<div class="q">{}</div>{}</div><div class="n">{}</div><div class="rest">{}{}</div></article>',
        item.site_id,
        item.field,
        item.rank,
        site_marks.address(item.site_id, field=item.field),
        item.title.say(lang),
        item.site_id,
        item.question.say(lang),
        h('<div class="qw">{}</div>', word("work_now", lang, value=now)) if now else "",
        _counts(item, lang),
        _pips(item, leads),
        _who(item, lang),
    )


def _counts(item: WorkItem, lang: Lang) -> Markup:
    parts = []
    for key, effects in (("work_counts", item.settles), ("work_narrowed", item.narrows)):
        if effects:
            parts.append(h("<span>{}</span>", word(key, lang, n=len(effects))))
    return join(parts, "<br>")


def _pips(item: WorkItem, leads: int) -> Markup:
    """A pip a lead: solid, hatched, and empty for the leads to which it makes no difference."""
    kinds = ["a"] * len(item.settles) + ["b"] * len(item.narrows)
    kinds += ["o"] * (leads - len(kinds))
    return h('<div class="pips" aria-hidden="true">{}</div>', join([h('<i class="pip {}"></i>', kind) for kind in kinds[:PIPS]]))


def _who(item: WorkItem, lang: Lang) -> Markup:
    """The leads, those together that wait for the same gates."""
    parts = []
    for key, effects in (("work_settles", item.settles), ("work_narrows", item.narrows)):
        groups: dict[tuple[str, ...], list[LeadEffect]] = {}
        for effect in effects:
            groups.setdefault(effect.gates, []).append(effect)
        if groups:
            told = join([h("<dd>{}{}</dd>", _gates(gates, lang), _leads(item, group, lang)) for gates, group in groups.items()])
            parts.append(h("<dt>{}</dt>{}", word(key, lang), told))
    return h("<details><summary>{}</summary><dl>{}</dl></details>", word("work_who", lang), join(parts))


def _gates(gates: tuple[str, ...], lang: Lang) -> Markup:
    if not gates:
        return h("")
    names = ("、" if lang == "zh" else ", ").join(gate_label(g).say(lang) for g in gates)
    return h("<b>{}{}</b>", names, "：" if lang == "zh" else ": ")


def _leads(item: WorkItem, effects: list[LeadEffect], lang: Lang) -> Markup:
    """Leads, each of which leads to this site in its own shortlist."""
    kept = {name: value for name in ("lang", "pack") if (value := st.query_params.get(name))}
    links = [
        h('<a href="?{}" target="_self">{}</a>', urlencode({**kept, "lead": e.lead, "site": item.site_id}), e.title.say(lang))
        for e in effects
    ]
    return join(links, "、" if lang == "zh" else ", ")
