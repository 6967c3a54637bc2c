"""The environmental forecast as a compact panel: the classes still possible, what decided them, what to ask, and the water zones."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.records import EiaForecast, EiaQuestion, EnvironmentRecord, WaterZones
from matcher.model.text import Lang, Text
from matcher.model.vocabulary import EIA_CLASS
from views.html import h, join
from views.verdict import cite

SHOWN = 3
"""Questions in sight; the others open on a click, and all stand on paper."""

WORDS = {
    "title": Text("环评类别（预判）", "Environmental assessment (forecast)"),
    "because": Text("由什么决定", "What decides it"),
    "because_none": Text("还没有一项用到的工艺或用量把它定下来。", "Nothing stated so far settles it."),
    "behind": Text("由什么决定，问什么能定", "What decides it, and what would settle it"),
    "ask": Text("问什么能定", "What would settle it"),
    "assessor": Text(
        "企业能答的都答了；剩下的界线不在本数据包里，请问环评单位。",
        "The enterprise has told all it can; the line that is left is not in this pack. Ask an assessor.",
    ),
    "more": Text("还可以问 {n} 项", "{n} more questions"),
    "water": Text("水源保护区", "Drinking-water zones"),
    "unconfirmed": Text("未经确认", "unconfirmed"),
}


def panel(record: EnvironmentRecord, lang: Lang, *, paper: bool = False) -> Markup:
    """Nothing where the pack has no rules and no water zone speaks. `paper`: every question in sight."""
    if record.eia is None and record.water is None:
        return Markup("")
    head, body = _forecast(record.eia, lang, paper=paper) if record.eia else (Markup(""), Markup(""))
    water = _water(record.water, lang) if record.water else Markup("")
    parts = (head, body, water) if paper else (head, water, body)  # on screen both answers in one line, what is folded beneath
    return h('<section class="panel eia{}">{}</section>', " two" if head and water and not paper else "", join(parts))


def _forecast(eia: EiaForecast, lang: Lang, *, paper: bool) -> tuple[Markup, Markup]:
    """(what is in sight, what stands behind it)"""
    head = h(
        '<div class="eiahead"><h2>{}</h2>{}<p>{}</p></div>',
        WORDS["title"].say(lang),
        "" if eia.standing in ("outside", "unstated") else _ladder(eia, lang),
        eia.headline.say(lang),
    )
    columns = [c for c in (_reasons(eia, lang), _questions(eia, lang, paper=paper)) if c]
    body = h('<div class="eiacols">{}</div>', join(columns)) if columns else Markup("")
    notes = join(h('<p class="small muted">{}</p>', n.say(lang)) for n in eia.notes)
    body = h('{}{}<p class="small muted">{}</p>', body, notes, eia.confirm.say(lang))
    if paper or not columns:
        return head, h('<div class="eiamore">{}</div>', body)
    return head, h('<details class="eiamore"><summary>{}</summary>{}</details>', WORDS["behind"].say(lang), body)


def _ladder(eia: EiaForecast, lang: Lang) -> Markup:
    """All classes from the mildest: solid is settled, hatched is possible, the rest is out. The headline says the same in words."""
    how: dict[str, str] = {c: "is" if len(eia.classes) == 1 else "may" for c in eia.classes}
    steps = [h('<li class="{}">{}</li>', how.get(w.token, "not"), h("<span>{}</span>", w.name.say(lang))) for w in EIA_CLASS.words]
    return h('<ul class="ladder" aria-hidden="true">{}</ul>', join(steps))


def _reasons(eia: EiaForecast, lang: Lang) -> Markup:
    if eia.standing in ("outside", "unstated"):
        return Markup("")
    told = [
        h(
            "<li>{} {}{}</li>",
            r.sentence.say(lang),
            cite(r.citation, lang) if r is eia.reasons[-1] or r.citation != eia.reasons[i + 1].citation else "",
            "" if r.confirmed else h(' <span class="eg">{}</span>', WORDS["unconfirmed"].say(lang)),
        )
        for i, r in enumerate(eia.reasons)
    ] or [h('<li class="muted">{}</li>', WORDS["because_none"].say(lang))]
    return h("<div><h3>{}</h3><ul>{}</ul></div>", WORDS["because"].say(lang), join(told))


def _questions(eia: EiaForecast, lang: Lang, *, paper: bool) -> Markup:
    if not eia.questions:
        nobody = h("<div><h3>{}</h3><p>{}</p></div>", WORDS["ask"].say(lang), WORDS["assessor"].say(lang))
        return nobody if eia.standing == "open" else Markup("")
    told = [_question(q, lang) for q in eia.questions]
    rest = told[SHOWN:]
    if paper or len(rest) == 1:
        return h("<div><h3>{}</h3><ul>{}</ul></div>", WORDS["ask"].say(lang), join(told))
    more = h("<details><summary>{}</summary><ul>{}</ul></details>", WORDS["more"].say(lang).format(n=len(rest)), join(rest)) if rest else ""
    return h("<div><h3>{}</h3><ul>{}</ul>{}</div>", WORDS["ask"].say(lang), join(told[:SHOWN]), more)


def _question(question: EiaQuestion, lang: Lang) -> Markup:
    answers = [h('<span class="num">{}</span>', a.told.say(lang)) for a in question.answers]
    left = h('<div class="ans">{}</div>', join(answers)) if answers else Markup("")
    return h("<li>{}{}</li>", question.question.say(lang), left)


def _water(water: WaterZones, lang: Lang) -> Markup:
    return h(
        '<div class="eiawater"><h3>{}</h3><p>{}</p><p class="small muted">{} {}</p></div>',
        WORDS["water"].say(lang),
        ("" if lang == "zh" else " ").join(t.say(lang) for t in water.told),
        water.rule.say(lang),
        cite(water.citation, lang),
    )
