"""The land map on paper: the same figures without any control, the map as a picture, every site in a table."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import KIND
from views import land_axis, land_map, land_panels, land_state
from views.html import h, join, show
from views.land_figures import Figures, Kept
from views.land_listing import Listing
from views.land_marks import Seen, legend, size_told, state_told
from views.words import word

LISTED = 200
"""Sites in the table, at most; how many follow is told."""


def page(catalog: Catalog, found: Figures, own: Kept, sites: Listing, year: int, today: date, lang: Lang) -> None:
    shown = sites.shown
    town = catalog.plan.town
    number = catalog.plan.map.review_number
    show(
        h(
            '<div class="lpaper"><p class="small muted noprint">{} <a class="ln" href="{}" target="_self">{}</a></p><div class="pagehead landhead"><h1>{} · {}</h1><p>{}</p><span class="small muted">{}</span></div>{}',
            word("print_hint", lang), land_state.here(print="0"), word("land_back", lang), town.title.say(lang), word("page_land", lang), word("land_lead_line", lang),
            word("land_on", lang, day=today.isoformat()), h('<div class="invented" role="note">{}</div>', word("invented_banner", lang)) if catalog.invented else "",
        )
        + h("</div>")
    )  # fmt: skip
    ready = land_panels.panels(catalog, found, own, today, lang)
    show(ready.kpis)
    caution = word("review_number", lang, n=number) if number else word("sketch", lang)
    map_head = h(
        '<div class="ph"><h2>{} · {}</h2><span class="small">{}</span></div><p class="lcount">{}</p>',
        word("land_map", lang),
        word("land_year_is", lang, y=year),
        caution,
        _narrowed(sites, lang),
    )
    show(
        h(
            '<section class="panel sheet">{}{}{}{}</section>',
            map_head,
            land_map.picture(catalog, shown, lang),
            legend(catalog, lang),
            land_axis.axis(catalog, found.events, found.years, year, lang),
        )
    )
    _sheet(h("<h2>{}</h2>{}{}", word("land_list", lang), _table(shown, lang), ready.pools))
    works = land_panels.works(catalog, land_state.shown_works(catalog), year, today, lang)
    for body in (ready.stages, ready.two, ready.sides, ready.targets, works, ready.per_mu, ready.quarters):
        if body is not None:
            _sheet(body)


def _sheet(body: Markup) -> None:
    show(h('<section class="panel sheet">{}</section>', body))


def _narrowed(sites: Listing, lang: Lang) -> str:
    """How many, and by what the list is narrowed: paper has no controls to read it from."""
    parts = [KIND.label(k).say(lang) for k in land_state.KINDS if k in land_state.asked_kinds()]
    parts += [f"{word(land_state.LABELS[p], lang)}: {land_state.label_of(p, v, lang)}" for p, v in land_state.asked().items()]
    said = sites.counts(lang)
    return said + (word("land_narrowed", lang, list=("、" if lang == "zh" else ", ").join(parts)) if parts else "")


def _table(shown: tuple[Seen, ...], lang: Lang) -> Markup:
    heads = join(
        [
            h("<th>{}</th>", word(k, lang))
            for k in ("land_no", "col_site", "land_by_kind", "land_size", "land_by_status", "land_by_left", "land_suits_head")
        ]
    )
    rows = [
        h(
            "<tr><td>{}</td><td><b>{}</b></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            s.number, s.site.title.say(lang), KIND.label(s.site.kind).say(lang), size_told(s.site, lang), state_told(s, lang), word(f"land_left_{s.site.vacancy}", lang), word("land_leads", lang, n=s.site.suits),
        )
        for s in shown[:LISTED]
    ]  # fmt: skip
    more = h('<p class="small">{}</p>', word("and_more", lang, n=len(shown) - LISTED)) if len(shown) > LISTED else Markup("")
    return h('<table class="qq"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}', heads, join(rows), more)
