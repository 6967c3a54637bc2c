"""The pipeline by stage with what is overdue, and the places where the plan says two things."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, named
from matcher.model.vocabulary import STAGE
from matcher.office.stage_line import StageLine
from matcher.register.overdue import Overdue
from views import lead_marks
from views.html import h, join
from views.land_figures import Figures, Kept
from views.land_state import link
from views.land_units import told
from views.verdict import cite
from views.words import word

RESTING = "shelved"


def funnel(catalog: Catalog, found: Figures, kept: Kept, lang: Lang) -> Markup:
    lines = [x for x in found.stages if x.stage != RESTING or x.leads]
    nowhere = sum(len(x.leads) for x in lines if not x.stage)
    most = max([len(x.leads) for x in lines if x.stage] or [0]) + nowhere or 1
    late: dict[str, list[Overdue]] = defaultdict(list)
    for each in kept.overdue or ():
        late[each.lead].append(each)
    rows = join([_line(x, nowhere, most, late, lang) for x in lines])
    latest = max((x.latest for x in lines), default="")
    head = h(
        '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>',
        word("land_stages", lang),
        word("land_stages_latest", lang, day=latest) if latest else "",
    )
    old = sum(x.old for x in lines)
    notes = [word("land_stages_old", lang, n=old, months=f"{catalog.rules.record_age.value:g}")] if old and catalog.rules.record_age else []
    if nowhere:
        notes.append(word("land_stages_nowhere", lang, n=nowhere))
    if kept.overdue is None:
        notes.append(word("land_overdue_unread", lang))
    if not any(x.leads for x in lines):
        notes = [word("land_no_leads", lang)]
    foot = h(
        '<p class="caution">{} <a class="ln" href="{}" target="_self">{}</a></p>',
        " ".join(notes),
        link("leads"),
        word("land_to_leads", lang),
    )
    return h('{}<ul class="fn">{}</ul>{}', head, rows, foot)


def _line(x: StageLine, nowhere: int, most: int, late: dict[str, list[Overdue]], lang: Lang) -> Markup:
    """Solid: leads on record in the stage. Hatched: leads of no known stage, which may stand here too."""
    count, unknown = len(x.leads), nowhere if x.stage and x.stage != RESTING else 0
    low, high = (count, count + unknown) if x.stage else (0, count)
    name = STAGE.label(x.stage).say(lang) if x.stage else word("land_stage_unknown", lang)
    money = _money(x, lang)
    due = [o for lead in x.leads for o in late.get(lead, ())]
    mark = h('<span class="late">{}</span>', word("land_late", lang, n=len(due), days=max(o.days for o in due))) if due else Markup("")
    n = word("land_leads", lang, n=f"{low}–{high}" if low != high else str(count))
    bar = h(
        '<div class="lbar big" style="--lo:{};--hi:{}" role="img" aria-label="{}">{}{}</div>',
        f"{low / most * 100:.1f}", f"{high / most * 100:.1f}", f"{name} {n}",
        h('<i class="k"></i>') if low else "", h('<i class="m{}"></i>', "" if low else " full") if high > low else "",
    )  # fmt: skip
    return h('<li><span>{}</span>{}<span class="x">{}</span><p>{} {}</p></li>', name, bar, n, money, mark)


def _money(x: StageLine, lang: Lang) -> str:
    if not x.leads:
        return word("land_stage_none", lang)
    if not x.investment.known:
        return word("land_invest_none", lang)
    missing = x.investment.of - x.investment.known
    return word("land_invest", lang, amount=told(x.investment, "wan", lang)) + (
        word("land_invest_unknown", lang, n=missing) if missing else ""
    )


def contradictions(catalog: Catalog, lang: Lang) -> Markup:
    """All figures side by side, each with its clause; nothing is averaged."""
    listed = catalog.plan.contradictions
    head = h('<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>', word("land_two", lang), word("land_two_how", lang))
    if not listed:
        return h('{}<p class="muted small">{}</p>', head, word("land_two_none", lang))
    rows = []
    for c in listed:
        said = [
            h("<span><b>{}</b>{}</span>", named(s.says, s.says_en).say(lang), cite(cited(catalog, s.citation), lang)) for s in c.statements
        ]
        unequal = h('<i class="ne" role="img" aria-label="{}">≠</i>', word("land_unequal", lang))
        rows.append(h('<li><h3>{}</h3><div class="sa">{}</div></li>', named(c.about, c.about_en).say(lang), join(said, unequal)))
    return h('{}<ul class="two2">{}</ul>', head, join(rows))


def lead_link(lead: str, title: str) -> Markup:
    return h('<a class="ln" href="{}" target="_self">{}</a>', lead_marks.address(lead), title)
