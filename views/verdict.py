"""The plan's verdict as a banner: seal, headline, basis, condition, what was not checked."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.records import Cited, ControlRecord, Welcome
from matcher.model.text import Lang
from matcher.model.vocabulary import VERDICT
from views.html import h, join
from views.words import word

SEAL_BREAK = 2
"""Chinese characters on a line of the seal, at least; a longer word stands in two lines."""


def banner(welcome: Welcome, lang: Lang) -> Markup:
    return h(
        '<section class="panel verdict" data-verdict="{}">{}<div class="vbody"><h1>{}</h1><div class="vcols">{}{}{}</div></div></section>',
        welcome.verdict,
        _seal(welcome, lang),
        welcome.headline.say(lang),
        _column(word("basis", lang), _basis(welcome, lang)),
        _column(word("condition", lang), _conditions(welcome, lang)),
        _column(word("not_checked", lang), h("<p>{}</p>", _list([n.say(lang) for n in welcome.not_checked], lang))),
    )


def cite(citation: Cited | None, lang: Lang) -> Markup:
    return h('<span class="cite">{}</span>', citation.told.say(lang)) if citation else Markup("")


def _seal(welcome: Welcome, lang: Lang) -> Markup:
    if welcome.verdict in ("silent", "refused"):
        text, look = VERDICT.label(welcome.verdict).say(lang), f"s-{welcome.verdict}"
        if welcome.tier == "withdrawn":
            text = welcome.tier_name.say(lang)
        elif not welcome.industry_stated:
            text = word("seal_unstated", lang)
    else:
        text, look = welcome.tier_name.say(lang), f"s-{welcome.tier}"
    if lang == "zh":
        half = max(SEAL_BREAK, (len(text) + 1) // 2)
        lines = [text[i : i + half] for i in range(0, len(text), half)]
        return h('<div class="seal {}">{}</div>', look, join(lines, "<br>"))
    return h('<div class="seal en {}">{}</div>', look, text)


def _column(title: str, body: Markup) -> Markup:
    return h("<div><h3>{}</h3>{}</div>", title, body)


def _basis(welcome: Welcome, lang: Lang) -> Markup:
    if welcome.verdict == "refused":
        return h("<p>{}</p><p>{}</p>", word("refused_basis", lang), word("refused_next", lang))
    if welcome.industry is None:
        silent = h("<p>{}</p>", word("silent_basis", lang)) if welcome.industry_stated else Markup("")
        return silent + _base(welcome, lang)
    first = welcome.industry
    parts = [h("<p><b>{}</b> {} {}</p>", welcome.tier_name.say(lang), first.name.say(lang), cite(first.citation, lang))]
    if first.note.say(lang):
        parts.append(h('<p class="muted">{}</p>', first.note.say(lang)))
    if welcome.also:
        others = join([h("{} {}", e.name.say(lang), cite(e.citation, lang)) for e in welcome.also], "；" if lang == "zh" else "; ")
        parts.append(h("<p>{}{}</p>", word("also_claimed", lang), others))
    return join([*parts, _base(welcome, lang)])


def _base(welcome: Welcome, lang: Lang) -> Markup:
    if not welcome.base:
        return Markup("")
    return h('<p class="muted">{}</p>', word("base", lang, list=_list([b.say(lang) for b in welcome.base], lang)))


def _conditions(welcome: Welcome, lang: Lang) -> Markup:
    if not welcome.controls:
        return h("<p>{}</p>", word("no_condition", lang))
    return join([_control(c, lang) for c in welcome.controls])


def _control(control: ControlRecord, lang: Lang) -> Markup:
    withdrawn = control.effect == "withdrawn"
    mark = h('<span class="ctl{}">{}</span>', " x" if withdrawn else "", word("withdrawn" if withdrawn else "by_approval", lang))
    body = h("<p>{} <b>{}</b> {} {}</p>", mark, control.name.say(lang), control.sentence.say(lang), cite(control.citation, lang))
    if control.alternative is None:
        return body
    return body + h("<p>{}{}</p>", word("alternative", lang), control.alternative.sentence.say(lang))


def _list(items: list[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(items)
