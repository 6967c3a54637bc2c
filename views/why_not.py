"""Why not, and what would help: under each site that is out the smallest change, and where little is left the ladder of demands."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Issue
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Lang
from matcher.remedies.change_records import Ladder, LadderStep
from views import state
from views.html import h, join, show
from views.words import word

STEPS = 6
"""Steps of the ladder that are shown."""


def ladder(catalog: Catalog, need: Need, found: Ladder, lang: Lang) -> None:
    """What to relax, each step with the sites it opens and a button that asks again with it."""
    with st.container(border=True, key="panel-ladder"):
        show(h("<h2>{}</h2><p>{}</p>{}", word("ladder", lang), found.sentence.say(lang), _conflicts(found, lang)))
        for i, step in enumerate(_varied(found.steps)[:STEPS]):
            left, right = st.columns([5, 1.4], vertical_alignment="center")
            with left:
                show(_step(catalog, step, i + 1, lang))
            relaxed, issues = apply(catalog, need, step)
            if not issues:
                right.button(
                    word("ladder_try", lang),
                    key=f"ladder-{i}",
                    on_click=state.go,
                    kwargs={"need": state.need_address(relaxed), "lead": None, "example": None},
                    width="stretch",
                )
        rest = found.more_steps + max(0, len(found.steps) - STEPS)
        if rest:
            show(h('<p class="muted small">{}</p>', word("ladder_more", lang, n=rest)))


def _varied(steps: tuple[LadderStep, ...]) -> list[LadderStep]:
    """The mildest step of each set of demands before the further ones, so that the first few show the different ways there are."""
    seen: Counter[tuple[str, ...]] = Counter()
    turn = []
    for step in steps:
        fields = tuple(c.field for c in step.changes)
        turn.append(seen[fields])
        seen[fields] += 1
    return [step for _, _, step in sorted(zip(turn, range(len(steps)), steps, strict=True), key=lambda t: t[:2])]


def _conflicts(found: Ladder, lang: Lang) -> Markup:
    if not found.conflicts:
        return Markup("")
    return h('<ul class="why">{}</ul>', join([h('<li class="m"><span>{}</span></li>', c.sentence.say(lang)) for c in found.conflicts]))


def _step(catalog: Catalog, step: LadderStep, number: int, lang: Lang) -> Markup:
    names = ("、" if lang == "zh" else ", ").join(catalog.site_title(s).say(lang) for s in step.opens)
    return h(
        '<div class="step"><b class="rank">{}</b><div><div class="qt">{}</div><div class="qw">{}</div></div></div>',
        number,
        join([c.sentence.say(lang) for c in step.changes], "" if lang == "zh" else " "),
        word("ladder_opens", lang, n=len(step.opens), list=names),
    )


def apply(catalog: Catalog, need: Need, step: LadderStep) -> tuple[Need, list[Issue]]:
    """The need with a step's demands changed; the page asks again with it."""
    stated = need.model_dump(mode="json", exclude_defaults=True)
    for change in step.changes:
        stated |= change.wants
    return state.parse_need(catalog, {k: v for k, v in stated.items() if v not in (None, (), [], "")})
