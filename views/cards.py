"""One site of the shortlist as a card: rank, status, range, reasons in words."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.records import Cited, GateRecord, Match
from matcher.model.catalog import Catalog
from matcher.model.pack import OFFICE_DEFAULT
from matcher.model.text import Lang, figure
from matcher.model.vocabulary import KIND, STATUS
from views.bars import Range, points, range_bar
from views.html import h, join
from views.verdict import cite
from views.words import word

SHOWN_PASSES = frozenset({"space", "tenure", "ceiling_height", "floor_load", "power", "processes", "special", "ground_floor", "fire_class"})
"""Passed gates worth a word on the card: those that no criterion tells as well. Every gate stands in the Excel file."""


def card_head(catalog: Catalog, match: Match, lang: Lang, before: Range | None) -> Markup:
    status = word(f"status_{match.status}", lang, n=sum(g.outcome == "unknown" for g in match.gates))
    meta = [
        h('<span class="st st-{}"><i class="g g-{}" aria-hidden="true"></i>{}</span>', match.status, match.status, status),
        h("<span>{}</span>", KIND.label(match.kind).say(lang)),
        h("<span>{}</span>", site_state(catalog, match.site_id, lang)),
        h("<span>{}</span>", site_position(catalog, match.site_id, lang)),
    ]
    return h(
        '<article id="site-{}"><div class="chead"><div class="rank" aria-label="{}">{}</div><div><h2>{}</h2><div class="cmeta">{}</div></div>'
        '<div class="score"><b>{}</b><span>{} – {}</span></div></div><div class="cbody">{}<ul class="why">{}</ul></div></article>',
        match.site_id,
        word("rank_list", lang, n=match.rank),
        match.rank,
        match.title.say(lang),
        join(meta),
        points(match.score),
        points(match.low),
        points(match.high),
        range_bar(match, lang, before),
        join(_reasons(match, lang)),
    )


def site_state(catalog: Catalog, site_id: str, lang: Lang) -> str:
    """The state of a site and how old that knowledge is."""
    site = catalog.by_id[site_id]
    status = site.text("status")
    if not status:
        return word("state_unknown", lang)
    return word("state_as_of", lang, state=STATUS.label(status).say(lang), day=catalog.evidence[site_id, "status"].as_of)


def site_position(catalog: Catalog, site_id: str, lang: Lang) -> str:
    site = catalog.by_id[site_id]
    if site.position is None:
        return word("position_unknown", lang)
    return word(f"position_{site.text('location_basis')}", lang, m=figure(site.position[2]))


def _reasons(match: Match, lang: Lang) -> list[Markup]:
    """What speaks for it, what against, what awaits an approval, and in one line what is simply not known yet."""
    certain = sorted(
        (c for c in match.contributions if c.weight > 0 and points(c.low) == points(c.high)), key=lambda c: -c.value / c.weight
    )
    told = [_reason("p" if c.value >= 50 * c.weight else "m", c.sentence.say(lang), c.citation, lang) for c in certain]
    told += [_reason("p", g.sentence.say(lang), g.citation, lang) for g in match.gates if g.outcome == "pass" and g.gate in SHOWN_PASSES]
    told.sort(key=lambda line: 'class="m"' in line)
    unknown = [g for g in match.gates if g.outcome == "unknown"]
    told += [_reason("q", g.sentence.say(lang), g.citation, lang) for g in unknown if g.because != "missing"]
    missing = [_missing(g, lang) for g in unknown if g.because == "missing"]
    if missing:
        told.append(_reason("q", word("unknown_list", lang, list=("、" if lang == "zh" else ", ").join(missing)), None, lang))
    return told


def _reason(sign: str, sentence: str, citation: Cited | None, lang: Lang) -> Markup:
    """One line; a value that the office only set as a default carries no clause here."""
    backed = citation if citation and citation.source != OFFICE_DEFAULT else None
    return h('<li class="{}"><span>{} {}</span></li>', sign, sentence, cite(backed, lang))


def _missing(gate: GateRecord, lang: Lang) -> str:
    """A gate that only waits for a value: what it is, and what is asked for."""
    if gate.threshold_text == gate.label:
        return gate.label.say(lang)
    return word("missing_one", lang, label=gate.label.say(lang), threshold=gate.threshold_text.say(lang))


def short_questions(match: Match, lang: Lang) -> Markup:
    """The first questions in one line, for a card that is not open."""
    if not match.ask_first:
        return Markup("")
    asked = join([q.question.say(lang) for q in match.ask_first[:3]], "  ")
    return h('<div class="cbody"><div class="first"><span class="muted">{}</span> {}</div></div>', word("ask_short", lang), asked)


def rest_list(matches: tuple[Match, ...], lang: Lang) -> Markup:
    rows = [
        h(
            '<li><span>{}. {}</span>{}<span class="num r">{} <span class="muted">{}–{}</span></span></li>',
            m.rank,
            m.title.say(lang),
            range_bar(m, lang, small=True),
            *(points(v) for v in (m.score, m.low, m.high)),
        )
        for m in matches
    ]
    return h('<ul class="more">{}</ul>', join(rows))
