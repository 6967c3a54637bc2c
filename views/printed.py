"""The print view: the same answer on paper, with every reason and without any control."""

from __future__ import annotations

from datetime import date

from matcher.catalog.issues import Refused
from views import address, answers, cards, environment, frame, need_box, state, sureness, tables, what_if
from views.bars import contribution_bars
from views.html import h, join, show
from views.notice import tell
from views.verdict import banner
from views.words import word

VIEW = "print"
"""The value of `view` in the address that asks for this page."""
PRINTED = 10
"""Sites printed in full."""


def page() -> None:
    lang = state.lang()
    today = date.today()
    try:
        office = state.office()
    except Refused as refusal:
        tell(refusal.issues, lang, word("pack_refused", lang))
        return
    asked = state.choice(office.catalog)
    catalog = state.for_lead(office, asked.id).catalog if asked.kind == "lead" else office.catalog
    need, issues = state.chosen_need(catalog, asked)
    if issues:
        tell(issues, lang, word("need_refused", lang))
        return
    setting, unread = address.setting(catalog, today)
    if unread:
        tell(unread, lang, word("setting_refused", lang))
    answer = answers.of(catalog, need, address.day(today), setting)
    result = answer.result
    why = answers.behind(catalog, need, address.day(today), setting)
    marks = sureness.marks(why.robustness)
    town = catalog.plan.town
    show(h('<p class="small muted noprint">{}</p><h1>{}</h1>', word("print_hint", lang), town.product if lang == "zh" else town.product_en))
    if catalog.invented:
        show(h('<div class="invented" role="note">{}</div>', word("invented_banner", lang)))
    need_box.told_back(catalog, need, lang)
    chosen = state.choice(catalog)
    if lead := next((x for x in catalog.leads if (chosen.kind, chosen.id) == ("lead", x.id)), None):
        need_box.lead_line(catalog, lead, lang)
    show(banner(result.welcome, lang))
    if result.welcome.verdict != "refused":
        show(environment.panel(result.environment, lang, paper=True))
        show(tables.tally(answer, lang))
        show(what_if.varied_line(result, today, lang))
        if caution := result.caution.say(lang):
            show(h('<p class="panel sheet">{}</p>', caution))
        show(
            join(
                h(
                    '<div class="panel sheet">{}{}{}<div class="cbody">{}</div></div>',
                    cards.card_head(catalog, m, lang, None),
                    sureness.strip(marks[m.site_id], lang, sentence=True) if m.site_id in marks else "",
                    cards.short_questions(m, lang),
                    contribution_bars(m, lang),
                )
                for m in result.matches[:PRINTED]
            )
        )
        if result.excluded:
            show(
                h(
                    "<h2>{}</h2>{}",
                    word("excluded", lang, n=len(answer.out)),
                    tables.knock_outs(result.excluded, answer.would_fit(why, [e.site_id for e in result.excluded]), lang),
                )
            )
        if result.pools:
            show(tables.pools(result, lang))
        if result.matches:
            show(tables.next_steps(catalog, result, lang))
    show(frame.foot(catalog, address.day(today), lang))
