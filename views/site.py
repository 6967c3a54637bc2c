"""数据台: all that is known of one site, from where and how old; what is missing and what it would settle; its place, to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.explanation.in_part import MANY
from matcher.model.catalog import Catalog
from matcher.model.days import days_past
from matcher.model.site import Site
from matcher.model.text import Lang, figure
from matcher.model.vocabulary import KIND
from matcher.office.work_list import of_sites
from matcher.register.commitments import Locked
from matcher.reports.site_words import site_position, site_state
from views import frame, lead_marks, sides, site_edit, site_facts, site_kept, site_marks, site_place, site_said, state, work
from views.html import h, join, show
from views.notice import notice, tell
from views.sides_lists import tenant_list
from views.words import word

TENANTS, MISSING = 3, 6
"""Leads that it suits best, and missing facts, told at once."""


@dataclass(frozen=True)
class Open:
    """The site on the page. `catalog` is the whole office's: promised area is told beside, and is no fact of the site."""

    office: state.Office
    catalog: Catalog
    site: Site
    today: date
    lang: Lang

    @property
    def id(self) -> str:
        return self.site.id


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    catalog = state.stated(office)
    site = catalog.by_id.get(st.query_params.get("site", ""))
    if office.left_out:
        tell(office.left_out, lang, word("stale_answers", lang), "caution")
    _chooser(catalog, site, lang)
    if site is None:
        notice("note", word("site_choose", lang))
    else:
        _show(Open(office, catalog, site, today, lang))
    show(frame.foot(catalog, today, lang))


def _chooser(catalog: Catalog, site: Site | None, lang: Lang) -> None:
    titles = {s.id: s.title.say(lang) for s in catalog.sites}
    key = f"siteof-{state.pack_name()}-{lang}-{site.id if site else ''}"
    options: list[str | None] = [*([] if site else [None]), *titles]
    st.selectbox(
        word("col_site", lang), options, index=options.index(site.id if site else None),
        format_func=lambda s: f"{titles[s]} · {s}" if s else word("compare_choose", lang), key=key,
        on_change=lambda: state.go(site=st.session_state[key], field=None),
    )  # fmt: skip


def _show(shown: Open) -> None:
    lang = shown.lang
    show(_head(shown))
    edits = shown.office.takes
    with st.container(key="sitecols"):
        left, right = st.columns([760, 504], gap="medium")
        with left:
            with st.container(border=True, key="panel-facts"):
                show(h('<h2>{}</h2><p class="muted small">{}</p>', word("site_facts", lang), _how_old(shown)))
                show(site_facts.table(shown.catalog, shown.id, shown.today, lang, edits=edits))
            site_said.panel(shown)
        with right, st.container(key="siteside"):
            site_edit.panel(shown)
            worth = _worth_it(shown)
            if worth:
                _missing(shown)
            site_place.panel(shown)
            if worth:
                _suits(shown)
            _promises(shown)
            site_kept.panels(shown.office, shown.id, shown.today, lang)


def _how_old(shown: Open) -> str:
    rule = shown.catalog.rules.record_age
    return word("site_facts_how", shown.lang, n=figure(rule.value)) if rule else ""


def _head(shown: Open) -> Markup:
    lang, catalog, site = shown.lang, shown.catalog, shown.site
    known, asked = site_facts.known(catalog, site.id)
    parts = [KIND.label(site.kind), site_state(catalog, site.id), site_position(catalog, site.id)]
    chips = [h('<span class="chip">{}</span>', p.say(lang)) for p in parts]
    chips.append(h('<span class="chip">{} <b>{} / {}</b></span>', word("site_known", lang), known, asked))
    ways = [
        h('<a href="{}" target="_self">{}</a>', site_marks.address(site.id, view), word(title, lang))
        for view, title in ((work.VIEW, "page_work"), (sides.VIEW, "sides_title"))
    ]
    return h('<div class="leadhead"><h1>{}</h1>{}{}</div>', site.title.say(lang), join(chips), join(ways))


def _missing(shown: Open) -> None:
    """What of it would settle most for the open leads; each leads to the form for it."""
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-missing"):
        show(h("<h2>{}</h2>", word("site_missing", lang)))
        found = of_sites(work.made(office.catalog, shown.today, lang), [shown.id])
        if not found.items:
            show(h('<p class="qw">{}</p>', word("work_site_none", lang)))
            return
        rows = [
            h(
                '<li><a href="{}" target="_self">{}</a> <span class="qw">{}</span></li>',
                site_marks.address(shown.id, field=item.field),
                item.question.say(lang),
                " · ".join(_counts(len(item.settles), len(item.narrows), lang)),
            )
            for item in found.items[:MISSING]
        ]
        more = len(found.items) - MISSING
        rest = h('<p class="qw">{}</p>', word("work_more", lang, n=more)) if more > 0 else Markup("")
        show(h('<ol class="miss">{}</ol>{}', join(rows), rest))


def _worth_it(shown: Open) -> bool:
    """Where sites are many, what holds every lead against every site takes a while: it is worked out when somebody asks."""
    asked = f"site-worked-out-{state.pack_name()}"
    if len(shown.catalog.sites) <= MANY or st.session_state.get(asked):
        return True
    st.button(word("site_work_out", shown.lang), key="site-work-out", on_click=lambda: st.session_state.update({asked: True}))
    return False


def _counts(settles: int, narrows: int, lang: Lang) -> Iterator[str]:
    if settles:
        yield word("work_counts", lang, n=settles)
    if narrows:
        yield word("work_narrowed", lang, n=narrows)


def _suits(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-suits"):
        show(h("<h2>{}</h2>", word("sides_tenants", lang, site=shown.site.title.say(lang))))
        if shown.site.kind == "pool" or not office.catalog.leads:
            show(h('<p class="qw">{}</p>', word("site_pool" if shown.site.kind == "pool" else "sides_no_leads", lang)))
            return
        found = sides.of_site(state.everything(office.catalog), shown.today, shown.id, office.catalog)
        if not found.tenants:
            show(h('<p class="qw">{}</p>', word("sides_no_tenant", lang)))
            return
        show(tenant_list(found.tenants[:TENANTS], lang))
        more = h('<a href="{}" target="_self">{}</a>', site_marks.address(shown.id, sides.VIEW), word("site_all_leads", lang))
        show(h('<p class="small wayin">{}</p>', more))


def _promises(shown: Open) -> None:
    lang = shown.lang
    with st.container(border=True, key="panel-promised"):
        show(h("<h2>{}</h2>", word("lead_promises", lang)))
        mine = [c for c in shown.office.promised if c.site == shown.id]
        show(join([_promise(c, shown.today, lang) for c in mine]) if mine else h('<p class="qw">{}</p>', word("lead_promises_none", lang)))


def _promise(c: Locked, today: date, lang: Lang) -> Markup:
    amounts = [f"{figure(a)} {unit}" for a, unit in ((c.land_mu, "亩" if lang == "zh" else "mu"), (c.floor_m2, "㎡")) if a]
    parts = amounts or [word("lead_promise_whole", lang)]
    parts += [word("lead_promise_until", lang, day=c.until)] if c.until else []
    late = days_past(c.until, today)
    mark = lead_marks.late(late, lang) if late else Markup("")
    name = h('<a href="{}" target="_self">{}</a>', lead_marks.address(c.lead), c.name.say(lang))
    return h('<div class="rowtext">{} <span class="qw">{}</span> {}</div>', name, " · ".join(parts), mark)
