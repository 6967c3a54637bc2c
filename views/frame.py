"""What every page has: name, data pack and its period, language; the warning on invented data; the foot."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.register.policy import may
from matcher.register.who import ROLE_NAMES, VISITOR, Who
from views import pages, state, visit
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

_MARK = h('<img src="app/static/look/icon.png" width="32" height="32" alt="">')


def top(catalog: Catalog | None, who: Who, today: date, lang: Lang) -> None:
    """The head of the page. Without a catalog, since the pack cannot be read, the switches still lead to the other pack."""
    product = word("product", lang)
    if catalog is not None:
        product = catalog.plan.town.product if lang == "zh" else catalog.plan.town.product_en
    with st.container(key="frame"):
        name, pack, choice, tongue, person = st.columns([3.4, 3.4, 2.4, 1.8, 2], vertical_alignment="center")
        with name:
            show(h('<div class="brand">{}{}</div>', _MARK, product))
        with pack:
            if catalog is not None:
                show(h('<span class="pack">{}</span>', _period(catalog, today, lang)))
        with choice:
            _pack_choice(lang)
        with tongue:
            _language(lang)
        with person:
            show(_person(who, lang))
        show(_pages(who, lang))
    if catalog is not None and catalog.invented:
        show(h('<div class="invented" role="note">{}</div>', word("invented_banner", lang)))


def opened(today: date, lang: Lang) -> state.Office | None:
    """The chosen pack under the head of the page; where it cannot be read, that is told, and the switches still lead to the other one.
    None also for whom the policy does not allow the page."""
    try:
        office = state.office()
    except Refused as refusal:
        top(None, VISITOR, today, lang)
        tell(refusal.issues, lang, word("pack_refused", lang))
        return None
    top(office.catalog, office.who, today, lang)
    if office.fault:
        tell(office.fault, lang, word("register_fault" if office.register is None else "register_shut", lang), "caution")
    if not may(office.who, pages.asked().action):
        notice("refused", word("page_denied", lang))
        show(foot(office.catalog, today, lang))
        return None
    if toast := st.session_state.pop("toast", None):
        st.toast(toast)
    return office


def _person(who: Who, lang: Lang) -> Markup:
    """Who is signed in, and the way in or out. These lead to the server itself, which sets the cookie: a page of the app cannot."""
    if not visit.has_doors():
        return h("")
    here = urlencode({"lang": lang, "back": f"?{urlencode(dict(st.query_params))}"})
    if not who.account:
        return h('<span class="person"><a href="auth/sign-in?{}" target="_self">{}</a></span>', here, word("sign_in", lang))
    return h(
        '<span class="person"><a href="?{}" target="_self">{}</a> <small>{}</small> <a href="auth/sign-out?{}" target="_self">{}</a></span>',
        urlencode({"view": "account", "lang": lang, "pack": state.pack_name()}),
        who.name,
        ROLE_NAMES[who.role].say(lang),
        here,
        word("sign_out", lang),
    )


def _pages(who: Who, lang: Lang) -> Markup:
    """The ways to the pages, which keep what stands in the address: language, pack, need and what is varied."""
    here = st.query_params.get("view", "")
    kept = {name: value for name, value in st.query_params.items() if name not in ("view", "site", "t")}
    links = []
    for page in pages.linked(who):
        address = urlencode({**kept, "view": page.view} if page.view else kept)
        mark = h(' aria-current="page"') if page.view == here else h("")
        links.append(h('<a href="?{}" target="_self"{}>{}</a>', address, mark, word(page.title, lang)))
    return h('<nav class="pages" aria-label="{}">{}</nav>', word("pages", lang), join(links))


def _period(catalog: Catalog, today: date, lang: Lang) -> str:
    period = catalog.plan.period
    key = "period_ended" if today.isoformat()[:7] > period.ends else "period_running"
    return word(key, lang, plan=period.title.say(lang), a=period.begins[:4], b=period.ends[:4])


def _pack_choice(lang: Lang) -> None:
    """A switch between the town and the invented town; nothing where there is only one."""
    found = state.packs()
    if len(found) < 2:
        return
    names = {state.TOWN: {"zh": "本镇", "en": "This town"}[lang], state.DEMO_NAME: {"zh": "虚构示例", "en": "Invented"}[lang]}
    key = f"pack-{state.pack_name()}-{lang}"

    def changed() -> None:
        state.go(pack=st.session_state[key] or state.pack_name(), need=None, lead=None, example=None)

    st.segmented_control(
        word("data", lang),
        list(found),
        default=state.pack_name(),
        format_func=lambda n: names[n],
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )


def _language(lang: Lang) -> None:
    names = {"zh": "中文", "en": "English"}
    key = f"lang-{lang}"

    def changed() -> None:
        state.go(lang=st.session_state[key] or lang)

    st.segmented_control(
        word("language", lang),
        list(names),
        default=lang,
        format_func=lambda n: names[n],
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )


def foot(catalog: Catalog, today: date, lang: Lang) -> Markup:
    source = catalog.sources[catalog.plan.period.citation.source].title.say(lang)
    text = word("foot", lang, source=source, day=today.isoformat(), version=catalog.version)
    number = catalog.plan.map.review_number
    return h('<p class="foot">{} {}</p>', text, word("review_number", lang, n=number) if number else word("sketch", lang))
