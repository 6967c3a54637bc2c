"""The need on the page: chosen from examples and leads, or written in a form; then told back as chips."""

from __future__ import annotations

import hashlib

import streamlit as st

from matcher.catalog.issues import Issue
from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.text import Lang, figure, named
from matcher.model.vocabulary import STAGE
from matcher.reports.stated import stated
from views import state
from views.html import h, join, show
from views.need_fields import Fields, digest
from views.verdict import cite
from views.words import word

NUMBERS = {
    "form_space": ("land_mu_min", "land_mu_max", "floor_m2_min", "floor_m2_max"),
    "form_building": ("ceiling_height_m_min", "floor_load_t_m2_min", "power_kva_min"),
    "form_terms": ("rent_yuan_m2_month_max", "land_price_wan_mu_max", "purchase_yuan_m2_max"),
    "form_environment": ("solvent_paint_t", "low_voc_paint_t", "solvent_glue_t", "casting_t"),
    "form_scale": ("investment_wan", "fixed_investment_wan", "output_wan", "tax_wan", "jobs"),
}


def chooser(catalog: Catalog, chosen: state.Choice, lang: Lang) -> None:
    """The list of examples and leads; a change goes into the address."""
    options = [("example", e.need.id) for e in catalog.examples] + [("lead", x.id) for x in catalog.leads]
    titles = {("example", e.need.id): f"{word('example', lang)} · {e.title.say(lang)}" for e in catalog.examples}
    titles |= {("lead", x.id): f"{word('lead', lang)} · {x.title.say(lang)}" for x in catalog.leads}
    current = (chosen.kind, chosen.id)
    if current not in options:
        options = [current, *options]
        titles[current] = word("own_need", lang)
    key = f"choice-{hashlib.sha256(repr(current).encode()).hexdigest()[:8]}-{lang}"

    def changed() -> None:
        kind, ident = st.session_state[key]
        state.go(**{"need": None, "lead": None, "example": None, kind: ident})

    st.selectbox(word("choose", lang), options, index=options.index(current), format_func=lambda o: titles[o], key=key, on_change=changed)


def told_back(catalog: Catalog, need: Need, lang: Lang) -> None:
    """The need in words and chips, and what it leaves open."""
    chips = [h('<span class="chip">{} <b>{}</b></span>', label, value) for label, value in chips_of(catalog, need, lang)]
    title = need.name or next((e.title.say(lang) for e in catalog.examples if e.need.id == need.id), "") or word("need_untitled", lang)
    show(h('<section class="need"><q>{}</q><div class="chips">{}</div></section>', title, join(chips)))


def lead_line(catalog: Catalog, lead: Lead, lang: Lang) -> None:
    """What the plan says of a lead beside its need: stage, where it settled, and two figures where two clauses disagree."""
    stage = STAGE.label(lead.stage).say(lang) if lead.stage else word("stage_unknown", lang)
    parts = [h("<b>{}</b> {}", stage, lead.stage_since)]
    parts.append(cite(cited(catalog, lead.citation), lang))
    if lead.settled_at:
        parts.append(h("{}", word("lead_settled", lang, site=catalog.site_title(lead.settled_at).say(lang))))
    if lead.investment_other_wan is not None and lead.investment_other_citation is not None:
        two = word("lead_investment", lang, a=figure(lead.need.investment_wan or 0), b=figure(lead.investment_other_wan))
        parts.append(h("{} {}", two, cite(cited(catalog, lead.investment_other_citation), lang)))
    if note := named(lead.note, lead.note_en).say(lang):
        parts.append(h('<span class="muted">{}</span>', note))
    show(h('<p class="small leadline">{}</p>', join(parts, " · ")))


def chips_of(catalog: Catalog, need: Need, lang: Lang) -> list[tuple[str, str]]:
    """(label, value) of what is stated; the two ends of an area as one."""
    return [(label.say(lang), value.say(lang)) for label, value in stated(catalog, need)]


def form(catalog: Catalog, need: Need, lang: Lang) -> list[Issue]:
    """The form; what is wrong in it comes back as sentences, and the need stays as it was."""
    with st.form(f"need-{digest(need)}", border=False):
        fields = Fields(catalog, need, lang, "form")
        _laid_out(fields, lang)
        submitted = st.form_submit_button(word("match_now", lang), type="primary")
    if not submitted:
        return []
    new, issues = fields.need(whole=True)
    if issues:
        return issues
    state.go(need=state.need_address(new), lead=None, example=None)
    st.rerun()
    return []


def _laid_out(fields: Fields, lang: Lang) -> None:
    """Every field in its group."""
    fields.text("name", {"zh": "企业或项目名称", "en": "Enterprise or project"}[lang])
    left, right = st.columns(2)
    with left:
        _group(fields, "form_industry", ("industry", "industry_text", "gbt4754", "processes"), lang)
        a, b = st.columns(2, vertical_alignment="bottom")
        with a:
            fields.put("processes_not")
        with b:
            fields.put("processes_all")
        fields.put("discharges_wastewater")
    with right:
        _group(fields, "form_space", ("space", "tenure"), lang)
        a, b = st.columns(2)
        for i, field in enumerate(NUMBERS["form_space"]):
            with (a, b)[i % 2]:
                fields.put(field)
    first, second, third = st.columns(3)
    with first:
        _group(fields, "form_building", (*NUMBERS["form_building"], "ground_floor", "fire_class", "special"), lang)
    with second:
        _group(fields, "form_terms", (*NUMBERS["form_terms"], "needed_by", "near", "location_text"), lang)
    with third:
        _group(fields, "form_scale", NUMBERS["form_scale"], lang)
    st.markdown(f"**{word('form_environment', lang)}**")
    for column, field in zip(st.columns(4, vertical_alignment="bottom"), NUMBERS["form_environment"], strict=True):
        with column:
            fields.put(field)


def _group(fields: Fields, title: str, names: tuple[str, ...], lang: Lang) -> None:
    st.markdown(f"**{word(title, lang)}**")
    for field in names:
        fields.put(field)
