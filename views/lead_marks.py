"""How a lead is drawn: its stages as a line, the plan's word on it, and what is overdue, always with words beside the colour."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.catalog.answering import ANSWERABLE
from matcher.explanation.records import Welcome
from matcher.model.catalog import Catalog
from matcher.model.fields import field_label, field_question
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang
from matcher.model.vocabulary import STAGE, VERDICT
from matcher.register.overdue import Overdue
from matcher.register.stages import RESTING, Step
from views.html import h, join
from views.words import word


def address(lead: str, view: str = "lead") -> str:
    """The address of a lead's own page, or with '' of its matches; language and pack stay."""
    kept = {n: v for n, v in st.query_params.items() if n in ("lang", "pack")}
    return "?" + urlencode({**kept, **({"view": view} if view else {}), "lead": lead})


def inbox_address() -> str:
    """The query of the list of leads."""
    return urlencode({**{n: v for n, v in st.query_params.items() if n in ("lang", "pack")}, "view": "leads"})


def pips(steps: Sequence[Step], lang: Lang) -> Markup:
    """The five stages in short: solid up to where it stands; hatched is what is not known to come."""
    line = [s for s in steps if s.stage != RESTING]
    at = next((i for i, s in enumerate(line) if s.is_now), -1)
    marks = join([h('<i class="pip {}"></i>', "a" if i <= at else "b") for i in range(len(line))])
    now = next((s for s in steps if s.is_now), None)
    name = STAGE.label(now.stage).say(lang) if now else word("stage_unknown", lang)
    since = h(' <span class="qw">{}</span>', word("leads_since", lang, day=now.reached)) if now and now.reached else Markup("")
    return h('<div class="stagepips" aria-hidden="true">{}</div><div>{}{}</div>', marks, name, since)


def line(steps: Sequence[Step], lang: Lang) -> Markup:
    """The stages with the days on which they were reached or are planned."""
    return h('<ol class="stageline">{}</ol>', join([_step(s, lang) for s in steps]))


def _step(step: Step, lang: Lang) -> Markup:
    parts = []
    if step.reached:
        parts.append(h("<span>{}</span>", step.reached))
    if step.planned and (not step.reached or step.planned != step.reached):
        parts.append(h('<span class="qw">{}</span>', word("lead_planned", lang, day=step.planned)))
    if step.late_days:
        parts.append(late(step.late_days, lang))
    look = "now" if step.is_now else "done" if step.reached else "open"
    mark = h(' aria-current="step"') if step.is_now else h("")
    return h('<li class="{}"{}><b>{}</b>{}</li>', look, mark, STAGE.label(step.stage).say(lang), join(parts))


def late(days: int, lang: Lang) -> Markup:
    return h('<span class="late">{}</span>', word("late_days", lang, n=days))


def overdue(found: Overdue, catalog: Catalog, lang: Lang) -> Markup:
    """One warning in words."""
    site = catalog.site_title(found.site).say(lang) if found.site else ""
    what = STAGE.label(found.what).say(lang) if found.kind == "stage" else found.what or site
    told = h('<span class="what">{}</span>', word(f"late_{found.kind}", lang, what=what, due=found.due))
    return h("{} {}", told, late(found.days, lang)) if found.days else told


def asked(catalog: Catalog, site: str, field: str, lang: Lang, text: str = "") -> str:
    """A question that is a task, in the language of the page; `text` is what was written where it is about no field, or one gone since."""
    if site and field in ANSWERABLE:
        return f"{catalog.site_title(site).say(lang)}{'：' if lang == 'zh' else ': '}{field_question(field).say(lang) or field_label(field).say(lang)}"
    if field in NEED_LABELS and not site:
        return word("ask_firm", lang, label=NEED_LABELS[field].say(lang))
    return text


def tier(welcome: Welcome, lang: Lang) -> Markup:
    """The plan's word on an industry, as a mark."""
    stated = welcome.industry_stated or welcome.verdict == "refused"
    look = "x" if welcome.verdict == "refused" else welcome.tier if stated else "u"
    name = (welcome.tier_name.say(lang) or VERDICT.label(welcome.verdict).say(lang)) if stated else word("seal_unstated", lang)
    control = h(' <span class="ctl">{}</span>', word("by_approval", lang)) if welcome.verdict == "conditional" else Markup("")
    return h('<span class="tier t-{}">{}</span>{}', look, name, control)
