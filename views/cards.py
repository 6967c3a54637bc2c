"""One site of the shortlist as a card: rank, status, range, reasons in words."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.records import Match
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import KIND
from matcher.reports.bars import points
from matcher.reports.site_words import Reason, reasons, site_position, site_state
from views.bars import Range, range_bar
from views.html import h, join
from views.verdict import cite
from views.words import word

_SIGNS = {"good": "p", "bad": "m", "open": "q"}


def card_head(catalog: Catalog, match: Match, lang: Lang, before: Range | None) -> Markup:
    status = word(f"status_{match.status}", lang, n=sum(g.outcome == "unknown" for g in match.gates))
    meta = [
        h('<span class="st st-{}"><i class="g g-{}" aria-hidden="true"></i>{}</span>', match.status, match.status, status),
        h("<span>{}</span>", KIND.label(match.kind).say(lang)),
        h("<span>{}</span>", site_state(catalog, match.site_id).say(lang)),
        h("<span>{}</span>", site_position(catalog, match.site_id).say(lang)),
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
        join([_reason(r, lang) for r in reasons(match)]),
    )


def _reason(reason: Reason, lang: Lang) -> Markup:
    return h('<li class="{}"><span>{} {}</span></li>', _SIGNS[reason.sign], reason.sentence.say(lang), cite(reason.clause, lang))


def short_questions(match: Match, lang: Lang) -> Markup:
    """The first questions in one line, for a card that is not open."""
    if not match.ask_first:
        return Markup("")
    asked = join([q.question.say(lang) for q in match.ask_first[:3]], "  ")
    return h('<div class="cbody"><div class="first"><span class="muted">{}</span> {}</div></div>', word("ask_short", lang), asked)


def rest_line(match: Match, lang: Lang) -> Markup:
    """A site of the list below the cards: rank, name, state, range."""
    return h(
        '<p class="more"><span>{}. {}</span>{}<span class="num r">{} <span class="muted">{}–{}</span></span></p>',
        match.rank,
        match.title.say(lang),
        range_bar(match, lang, small=True),
        *(points(v) for v in (match.score, match.low, match.high)),
    )
