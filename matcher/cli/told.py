"""An answer as lines of text for a terminal."""

from __future__ import annotations

from matcher.explanation.records import Match, Result
from matcher.model.text import Lang, Text, figure
from matcher.model.vocabulary import SITE_STATUS, VERDICT

BAR = 40
FEW_QUESTIONS = 3
"""Questions on the environment that a terminal shows; the JSON has all."""

_W = {
    "on": Text("计算日 {d}", "As of {d}"),
    "not_checked": Text("没有核对：", "Not checked: "),
    "condition": Text("须经准入：", "By approval: "),
    "refused": Text("不予准入：", "Not admitted: "),
    "instead": Text("替代：", "Instead: "),
    "also": Text("同时属于：", "Also claimed by: "),
    "none": Text("没有可以推荐的地块或载体。", "No site can be recommended."),
    "more": Text("另有 {n} 处未列出。", "{n} more are not shown."),
    "ask": Text("先问：", "Ask first: "),
    "out": Text("不符：", "Ruled out:"),
    "pools": Text("不参与排名的存量：", "Stock outside the ranking:"),
    "varied": Text("这不是默认条件下的结果：", "Not the plain answer: "),
    "eia": Text("环评类别（预判）：", "Environmental assessment (forecast): "),
    "water": Text("水源保护区：", "Drinking-water zones: "),
    "enterprise": Text("请企业补充：", "Ask the enterprise: "),
}


def told(result: Result, lang: Lang) -> str:
    lines = [p for p in (result.notice.say(lang), result.town.say(lang), _W["on"].say(lang).format(d=result.on), "") if p or p == ""]
    lines += _welcome(result, lang)
    if varied := [v.say(lang) for v in result.varied.told]:
        lines += ["", _W["varied"].say(lang) + ("；" if lang == "zh" else "; ").join(varied)]
    if caution := result.caution.say(lang):
        lines += ["", caution]
    lines += _environment(result, lang)
    for match in result.matches:
        lines += ["", *_match(match, lang)]
    if result.welcome.verdict != "refused" and not result.matches:
        lines += ["", _W["none"].say(lang)]
    if result.total > len(result.matches):
        lines += ["", _W["more"].say(lang).format(n=result.total - len(result.matches))]
    if result.excluded:
        lines += ["", _W["out"].say(lang)]
        lines += [f"  × {e.title.say(lang)} ({e.site_id}) " + " ".join(g.sentence.say(lang) for g in e.failed) for e in result.excluded]
    if result.pools:
        lines += ["", _W["pools"].say(lang)]
        lines += [f"  · {p.title.say(lang)} {p.sentence.say(lang)} 〔{p.citation.told.say(lang)}〕" for p in result.pools]
    if result.ask_enterprise and result.welcome.verdict != "refused":
        comma = "、" if lang == "zh" else ", "
        lines += ["", _W["enterprise"].say(lang) + comma.join(q.label.say(lang) for q in result.ask_enterprise)]
    return "\n".join(lines)


def _welcome(result: Result, lang: Lang) -> list[str]:
    w = result.welcome
    cite = f" 〔{w.citation.told.say(lang)}〕" if w.citation else ""
    lines = [f"【{VERDICT.label(w.verdict).say(lang)}】{w.headline.say(lang)}{cite}"]
    for control in w.controls:
        word = _W["refused" if control.effect == "withdrawn" else "condition"].say(lang)
        lines.append(f"  {word}{control.sentence.say(lang)} 〔{control.citation.told.say(lang)}〕")
        if control.alternative:
            lines.append(f"  {_W['instead'].say(lang)}{control.alternative.sentence.say(lang)}")
    comma = "；" if lang == "zh" else "; "
    if w.also:
        lines.append(f"  {_W['also'].say(lang)}" + comma.join(f"{e.name.say(lang)} 〔{e.citation.told.say(lang)}〕" for e in w.also))
    lines.append(f"  {_W['not_checked'].say(lang)}" + comma.join(n.say(lang) for n in w.not_checked))
    return lines


def _environment(result: Result, lang: Lang) -> list[str]:
    eia, water = result.environment.eia, result.environment.water
    lines = []
    if eia and result.welcome.verdict != "refused":
        lines += ["", _W["eia"].say(lang) + eia.headline.say(lang)]
        lines += [f"  · {r.sentence.say(lang)} 〔{r.citation.told.say(lang)}〕" for r in eia.reasons]
        for question in eia.questions[:FEW_QUESTIONS]:
            answers = ("；" if lang == "zh" else "; ").join(a.told.say(lang) for a in question.answers)
            lines.append(f"  ? {question.question.say(lang)} {answers}".rstrip())
        lines += [f"  ! {n.say(lang)}" for n in eia.notes]
        lines.append(f"  {eia.confirm.say(lang)}")
    if water:
        said = ("" if lang == "zh" else " ").join(t.say(lang) for t in water.told)
        lines += ["", f"{_W['water'].say(lang)}{said} 〔{water.citation.told.say(lang)}〕"]
    return lines


def _match(match: Match, lang: Lang) -> list[str]:
    status = SITE_STATUS.label(match.status).say(lang)
    low, high = round(match.low * BAR / 100), round(match.high * BAR / 100)
    bar = "█" * low + "▒" * (high - low) + "·" * (BAR - high)
    lines = [
        f"{match.rank:>2}  {match.title.say(lang)} ({match.site_id})  {status}",
        f"    {bar}  {match.score:.0f}  ({match.low:.0f}–{match.high:.0f})",
    ]
    for gate in match.gates:
        if gate.outcome == "unknown":
            lines.append(f"    ? {gate.label.say(lang)} {gate.sentence.say(lang)}")
    for c in match.contributions:
        spread = "" if round(c.low, 1) == round(c.high, 1) else f" ({figure(round(c.low, 1))}–{figure(round(c.high, 1))})"
        lines.append(f"    {figure(round(c.value, 1)):>5}{spread}  {c.label.say(lang)} {c.sentence.say(lang)}")
    if match.ask_first:
        lines.append(f"    {_W['ask'].say(lang)}" + " ".join(q.question.say(lang) for q in match.ask_first[:3]))
    return lines
