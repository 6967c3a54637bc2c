"""What a read-only link shows: one answer as it stood when the link was made, to whoever has it."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Refused
from matcher.model.text import Lang
from matcher.register import shares
from matcher.register.shown import Both, Shown, ShownReason, ShownSite
from matcher.reports.bars import points
from views import frame, state
from views.html import h, join, show
from views.notice import notice
from views.words import word

SIGNS = {"pass": "p", "fail": "m", "unknown": "q"}


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    record = _record(office)
    if record is None:
        notice("note", word("shared_gone", lang))
        show(frame.foot(office.catalog, today, lang))
        return
    _shown(record, lang)


def _record(office: state.Office) -> Shown | None:
    if office.register is None:
        return None
    try:
        return shares.opened(office.register, st.query_params.get("t", ""), office.town)
    except Refused:
        return None


def _shown(record: Shown, lang: Lang) -> None:
    chips = join([h('<span class="chip">{} <b>{}</b></span>', _said(s.label, lang), _said(s.value, lang)) for s in record.stated])
    show(
        h(
            '<section class="need"><p class="onlyread">{}</p><q>{}</q><div class="chips">{}</div></section>',
            word("shared_only", lang, day=record.on),
            _said(record.title, lang),
            chips,
        )
    )
    checked = ("；" if lang == "zh" else "; ").join(_said(n, lang) for n in record.not_checked)
    show(
        h(
            '<section class="panel sheet" data-verdict="{}"><h1>{} {}</h1><p class="muted small">{}：{}</p></section>',
            record.verdict,
            _said(record.headline, lang),
            _cite(record.clause, lang),
            word("not_checked", lang),
            checked,
        )
    )
    if record.sites:
        counted = word("shared_sites", lang, n=len(record.sites), total=record.total)
        show(h('<section class="panel sheet"><h2>{}</h2>{}</section>', counted, join([_site(s, lang) for s in record.sites])))
    show(h('<p class="foot">{}</p>', word("shared_foot", lang, version=record.version)))


def _site(site: ShownSite, lang: Lang) -> Markup:
    known = [r for r in site.reasons if r.outcome != "unknown"]
    open_ = ("" if lang == "zh" else " ").join(_said(r.sentence, lang) for r in site.reasons if r.outcome == "unknown")
    status = (
        word("status_fits", lang)
        if site.status == "fits"
        else word("status_ask", lang, n=sum(r.outcome == "unknown" for r in site.reasons))
    )
    unknown = h('<li class="q"><span>{}</span></li>', word("shared_open", lang, list=open_)) if open_ else Markup("")
    label = word("score_label", lang, low=points(site.low), score=points(site.score), high=points(site.high))
    return h(
        '<article class="shownsite"><div class="chead"><div class="rank">{}</div><div><h2>{}</h2><div class="cmeta">'
        '<span class="st st-{}"><i class="g g-{}" aria-hidden="true"></i>{}</span></div></div>'
        '<div class="score"><b>{}</b><span>{} – {}</span></div></div><div class="cbody">'
        '<div class="rb {}" style="--lo:{};--sc:{};--hi:{}" role="img" aria-label="{}"><i class="k"></i><i class="m"></i><i class="n"></i></div>'
        '<ul class="why">{}{}</ul></div></article>',
        site.rank,
        _said(site.title, lang),
        site.status,
        site.status,
        status,
        *(points(v) for v in (site.score, site.low, site.high)),
        site.status,
        *(f"{v:.2f}" for v in (site.low, site.score, site.high)),
        label,
        join([_reason(r, lang) for r in known]),
        unknown,
    )


def _reason(reason: ShownReason, lang: Lang) -> Markup:
    return h('<li class="{}"><span>{} {}</span></li>', SIGNS[reason.outcome], _said(reason.sentence, lang), _cite(reason.clause, lang))


def _cite(clause: Both, lang: Lang) -> Markup:
    said = _said(clause, lang)
    return h('<span class="cite">{}</span>', said) if said else Markup("")


def _said(both: Both, lang: Lang) -> str:
    return both.text.say(lang)
