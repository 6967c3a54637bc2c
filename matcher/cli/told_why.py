"""What stands behind an answer, as lines of text for a terminal."""

from __future__ import annotations

from matcher.explanation.records import Result
from matcher.model.text import Lang, Text
from matcher.remedies.deep import Why

SITES, STEPS = 10, 6
"""Sites and steps of the ladder that are told; the JSON has them all."""
_W = {
    "sure": Text("名次有多稳：", "How sure the order is:"),
    "lead": Text("怎样才排第一：", "What would put it first:"),
    "out": Text("怎样才合适：", "What would make it fit:"),
    "ladder": Text("放宽哪一项，能多出什么：", "What to relax, and what that opens:"),
}


def told_why(why: Why, result: Result, lang: Lang) -> str:
    sure, found = why.robustness, why.why_not
    titles = {m.site_id: m.title for m in result.matches} | {e.site_id: e.title for e in result.excluded}
    lines = ["", _W["sure"].say(lang), f"  {sure.sentence.say(lang)}"]
    lines += [f"  {s.rank}. {s.title.say(lang)} {s.sentence.say(lang)}" for s in sure.sites[:SITES]]
    lines.append(f"  {sure.convention.say(lang)}")
    if why.to_lead:
        lines += ["", _W["lead"].say(lang)]
        lines += [f"  {titles[s].say(lang) if s in titles else s} {lead.sentence.say(lang)}" for s, lead in why.to_lead.items()]
    if found.would_fit:
        lines += ["", _W["out"].say(lang)]
        lines += [f"  × {w.title.say(lang)} {w.sentence.say(lang)}" for w in list(found.would_fit.values())[:SITES]]
    if found.ladder:
        lines += ["", _W["ladder"].say(lang), f"  {found.ladder.sentence.say(lang)}"]
        lines += [f"  · {c.sentence.say(lang)}" for c in found.ladder.conflicts]
        lines += [f"  {i}. {step.sentence.say(lang)}" for i, step in enumerate(found.ladder.steps[:STEPS], 1)]
    return "\n".join(lines)
