"""What stands below the cards: the tally, knock-outs with value and threshold, pools, next steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from matcher.explanation.records import Excluded, GateRecord, Result
from matcher.model.catalog import Catalog
from matcher.model.fields import unit_name
from matcher.model.pack import Named
from matcher.model.text import Lang, figure
from matcher.remedies.change_records import WouldFit
from views.answers import Answer
from views.html import h, join
from views.verdict import cite
from views.words import word

DOTS = 20
"""Glyphs drawn of one status; the word says the true count."""


def tally(answer: Answer, lang: Lang) -> Markup:
    counts = {"fits": answer.fits, "ask": len(answer.order) - answer.fits, "out": len(answer.out)}
    groups = [
        h(
            '<span class="grp"><span class="dots" aria-hidden="true">{}</span><b>{}</b></span>',
            join([h('<i class="g g-{}"></i>', status)] * min(n, DOTS)),
            word(f"tally_{status}", lang, n=n),
        )
        for status, n in counts.items()
        if n
    ]
    return h('<section class="tally">{}<span class="how">{}</span></section>', join(groups), word("how_bar", lang))


def knock_outs(excluded: Sequence[Excluded], would_fit: Mapping[str, WouldFit], lang: Lang) -> Markup:
    """Every gate that a site fails, and beneath them the smallest change after which the site is no longer out."""
    heads = ("col_site", "col_gate", "col_value", "col_threshold", "col_margin")
    rows = [row for site in excluded for row in _knock_out(site, would_fit.get(site.site_id), lang)]
    head = join([h("<th>{}</th>", word(key, lang)) for key in heads])
    return h('<table class="ko gates"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, join(rows))


def _knock_out(site: Excluded, found: WouldFit | None, lang: Lang) -> Iterator[Markup]:
    for i, gate in enumerate(site.failed):
        yield h(
            '<tr><td>{}</td><td data-l="{}">{}</td><td data-l="{}">{} {}</td><td data-l="{}">{}</td><td data-l="{}"{}>{}</td></tr>',
            h('<i class="g g-out" aria-hidden="true"></i> {}', site.title.say(lang)) if i == 0 else "",
            word("col_gate", lang),
            gate.label.say(lang),
            word("col_value", lang),
            gate.sentence.say(lang) if gate.gate == "availability" else gate.value_text.say(lang),
            cite(gate.citation, lang),
            word("col_threshold", lang),
            gate.threshold_text.say(lang),
            word("col_margin", lang),
            Markup("") if shortfall(gate, lang) else Markup(' class="nil"'),
            shortfall(gate, lang),
        )
    if found and found.ways:
        yield h('<tr class="would"><td></td><td colspan="4">{}{}</td></tr>', word("would_fit", lang), found.sentence.say(lang))


def shortfall(gate: GateRecord, lang: Lang) -> str:
    """The margin with its unit; '' while it is not known."""
    return "" if gate.margin is None else f"{figure(gate.margin)} {unit_name(gate.unit).say(lang)}".strip()


def pools(result: Result, lang: Lang) -> Markup:
    rows = [
        h(
            '<li><b>{}</b> <span class="unk"><span>{}</span></span> {} {}</li>',
            p.title.say(lang),
            word("unknown", lang),
            p.sentence.say(lang),
            cite(p.citation, lang),
        )
        for p in result.pools
    ]
    return h('<h3>{}</h3><ul class="pools">{}</ul>', word("pools", lang), join(rows))


def next_steps(catalog: Catalog, result: Result, lang: Lang) -> Markup:
    """The procedure for land, for factory space, or for both where the shortlist holds both."""
    steps = catalog.plan.next_steps
    kinds = {m.kind for m in result.matches}
    parts = []
    if kinds & {"land", "renewal"}:
        parts.append(_steps(word("steps_land", lang), steps.land, lang))
    if "facility" in kinds:
        parts.append(_steps(word("steps_facility", lang), steps.facility, lang))
    return h('<h3>{}</h3>{}<p class="muted small">{}</p>', word("next_steps", lang), join(parts), word("next_steps_note", lang))


def _steps(title: str, steps: tuple[Named, ...], lang: Lang) -> Markup:
    return h('<p class="small muted">{}</p><ol class="steps">{}</ol>', title, join([h("<li>{}</li>", s.title.say(lang)) for s in steps]))
