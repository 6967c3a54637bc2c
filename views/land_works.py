"""Works and connections by kind, as they stand in the year looked at: there, promised, due, or silent past their time."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.plan import Infrastructure
from matcher.model.text import Lang, named
from matcher.office.land_time import WorkState, work_state
from views.html import h, join
from views.verdict import cite
from views.words import word

STATES: tuple[WorkState, ...] = ("existing", "due", "within", "ahead", "silent")


def panel(catalog: Catalog, kinds: frozenset[str], year: int, month: int, now: int, lang: Lang) -> Markup:
    by_kind: dict[str, list[tuple[Infrastructure, WorkState]]] = defaultdict(list)
    for work in catalog.plan.infrastructure:
        if work.kind in kinds:
            by_kind[work.kind].append((work, work_state(work, month, now)))
    every = [state for group in by_kind.values() for _, state in group]
    tally = join(
        [
            h('<li><i class="wm w-{}" aria-hidden="true"></i>{}</li>', s, word(f"land_work_{s}_n", lang, n=every.count(s)))
            for s in STATES
            if s in every
        ]
    )
    groups = join([_group(catalog, kind, group, lang) for kind, group in by_kind.items()])
    head = h(
        '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>',
        word("land_works", lang),
        word("land_works_year", lang, y=year),
    )
    if not every:
        return h('{}<p class="muted small">{}</p>', head, word("land_no_works", lang))
    return h('{}<ul class="lmlg">{}</ul><div class="wgs">{}</div>', head, tally, groups)


def _group(catalog: Catalog, kind: str, group: list[tuple[Infrastructure, WorkState]], lang: Lang) -> Markup:
    clauses = dict.fromkeys(work.citation for work, _ in group)
    items = join([_work(work, state, lang) for work, state in group])
    return h(
        '<section><h3>{} <small>{}</small></h3><ul class="wks">{}</ul><p class="small">{}</p></section>',
        word(f"land_kind_{kind}", lang), word("land_n", lang, n=len(group)), items, join([cite(cited(catalog, c), lang) for c in clauses], " "),
    )  # fmt: skip


def _work(work: Infrastructure, state: WorkState, lang: Lang) -> Markup:
    told = word(f"land_work_{state}", lang)
    when = "" if state == "existing" else work.delivery.replace("..", "–")
    return h('<li class="w-{}"><b>{}</b> <span>{} {}</span></li>', state, named(work.name, work.name_en).say(lang), told, when)
