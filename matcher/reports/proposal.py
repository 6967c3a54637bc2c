"""选址建议书: the answer to one need on paper, in the order in which a committee asks. It says nothing that its records do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from matcher.catalog.drawing import is_schematic
from matcher.explanation.records import Excluded, Match, Result
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from matcher.model.vocabulary import KIND, SITE_STATUS
from matcher.remedies.deep import Why
from matcher.reports.bars import points, range_bar
from matcher.reports.blocks import Block, Heading, Look, Paper, Para, Parts, Points, Row, Span, Table, Together, cell, line
from matcher.reports.map_picture import Spot, map_picture
from matcher.reports.sections import asked, cite, environment, foot, listed, not_checked, sources, under, verdict
from matcher.reports.site_words import reasons, site_position, site_state

KIND_OF_REPORT = Text("选址建议书", "Site proposal")
TOP = 5
"""Sites told in full."""
LISTED = 10
"""Sites in the table of the ranking."""
MOST_OUT = 8
"""Sites that are out and are told one by one: those that least is missing of."""
STEPS = 4
"""Ways to relax the need that are told."""
ASKED, FIRST = 4, 2
"""Questions about one site, beside it and in the list of what to ask next."""
WIDE, MAP = 174.0, (174.0, 96.0)
"""mm: the width between the margins, and the size of the map."""
LOOKS: dict[str, Look] = {"good": "good", "bad": "bad", "open": "ask", "fits": "good", "ask": "ask", "out": "bad"}
MARKS = {"good": "✓ ", "bad": "△ ", "open": "? "}

W = {
    "verdict": Text("规划怎么说", "What the plan says"),
    "sites": Text("建议的地块和载体", "Sites proposed"),
    "tally": Text("{fits} 处适合，{ask} 处待核实，{out} 处不符。", "{fits} fit, {ask} to ask about, {out} ruled out."),
    "first": Text("排在最前：{site}，得分 {score}。", " Ranked first: {site}, score {score}."),
    "bar": Text(
        "条形：实色为已确定的分，斜纹为未知带来的余地，竖针为得分；括号内为最低至最高。满分 100。",
        "Bar: solid is certain, hatch is what the unknown still allows, the needle is the score; in brackets lowest to highest. Full score 100.",
    ),
    "score": Text("{s}（{a}–{b}）", "{s} ({a}–{b})"),
    "open": Text("，{n} 项未定", ", {n} open"),
    "rest": Text("另有 {n} 处待核实或适合，分数较低，未列出。", "{n} more sites fit or are to be asked about, with lower scores."),
    "sure": Text("名次有多稳", "How sure the order is"),
    "why": Text("为什么，还要问什么", "Why, and what still has to be asked"),
    "ask": Text("先问（地块权属人或园区运营方）：", "Ask first (the site's owner or operator): "),
    "authority": Text("须待主管部门批准或核实：{list}", "To be approved or confirmed by the authority: {list}"),
    "sketch": Text("示意图，不作测绘依据。", "A sketch, not for surveying."),
    "map": Text("示意图，点位不代表实际位置，不作测绘依据。", "A sketch: the points are no actual positions, and not for surveying."),
    "review": Text("审图号：{n}", "Map review number: {n}"),
    "ranks": Text("编号为名次。", "Numbers are ranks. "),
    "legend": Text(
        "圆：适合；菱：待核实（实心为 60 分以上）；方叉：不符。虚线圈：位置仅为示意。",
        "Circle: fits; diamond: to ask (filled from 60 points); crossed square: ruled out. Dashed ring: schematic position.",
    ),
    "none": Text("没有可以推荐的地块或载体。", "No site can be recommended."),
    "refused": Text("规划不予引进，因此不列地块。若工艺或行业写错了，请更正后重做。", "The plan refuses it, so no sites are listed. If the industry or a process is mistaken, correct it and ask again."),
    "out": Text("其余的为什么不推荐", "Why not the others"),
    "nobody": Text("双方都改不了。", "Neither side can change that."),
    "nearest": Text("不符的共 {n} 处，下面是差得最少的 {m} 处。", "{n} are ruled out; below are the {m} of which least is missing."),
    "by_gate": Text("没过的门槛：{list}（一处可有几项）。", "Gates failed: {list} (a site can fail several)."),
    "count": Text("{g} {n} 处", "{g} {n}"),
    "pools": Text("不参与排名的存量", "Stock outside the ranking"),
    "unknown": Text("可供多少未知", "how much can be had is unknown"),
    "next": Text("接下来问谁、问什么", "Whom to ask what"),
    "enterprise": Text("企业", "the enterprise"),
    "owner": Text("{site}：地块权属人或园区运营方", "{site}: owner or operator"),
    "authorities": Text("主管部门（批准或核实）", "the authority (to approve or confirm)"),
    "steps": Text("接下来的手续", "Next steps"),
    "land": Text("用地：", "Land: "),
    "facility": Text("厂房空间：", "Factory space: "),
    "steps_note": Text("各步所需时间由镇里填写，这里没有。", "How long each step takes is for the office to fill in."),
    "ladder": Text("放宽哪一项，能多出什么", "What to relax, and what that opens"),
    "help": Text("本建议由程序按登记的数据和规则得出，供参考，不是批准或承诺。", "Made by a program from the data and rules on record, as a help; it is no approval and no promise."),
}  # fmt: skip

HEADS = {
    "head": (Text("名次", "Rank"), Text("地块或载体", "Site"), Text("结论", "Status"), Text("分数范围", "Range"), Text("得分（最低–最高）", "Score (low–high)")),
    "out_head": (Text("地块或载体", "Site"), Text("没过的门槛", "Gate failed"), Text("怎样才合适", "What would make it fit")),
    "next_head": (Text("问谁", "Whom"), Text("问什么", "What")),
}  # fmt: skip


def proposal(catalog: Catalog, result: Result, why: Why | None, title: str, lang: Lang) -> Paper:
    """The report of one answer; `catalog` is the one it was made of, `title` who asks."""
    refused = result.welcome.verdict == "refused"
    blocks: list[Block] = [Heading(Span(_say("verdict", lang))), *verdict(result.welcome, lang, () if refused else _short(result, lang))]
    blocks += [*environment(result, lang), *not_checked(result.welcome, lang), *asked(catalog, result, lang)]
    if refused:
        blocks.append(Para(line(_say("refused", lang))))
    else:
        blocks += _shortlist(catalog, result, why, lang)
        blocks += [*_others(result, why, lang), *_questions(result, lang), *_steps(catalog, result, lang)]
    blocks += sources(catalog, (result, why), lang)
    blocks.append(Para(line(Span(_say("help", lang), "muted")), small=True))
    return Paper(
        kind=Span(KIND_OF_REPORT.say(lang)),
        title=Span(title),
        lines=under(catalog, result.on, lang),
        warning=Span(result.notice.say(lang)),
        blocks=tuple(blocks),
        foot=foot(catalog, KIND_OF_REPORT, result.on, lang),
        lang=lang,
        day=result.on,
    )


def _say(name: str, lang: Lang, **parts: object) -> str:
    return W[name].say(lang).format(**parts) if parts else W[name].say(lang)


def _heads(name: str, lang: Lang) -> tuple[Span, ...]:
    return tuple(Span(t.say(lang)) for t in HEADS[name])


def _short(result: Result, lang: Lang) -> tuple[Parts, ...]:
    """What was found, in a line."""
    first = _say("first", lang, site=result.matches[0].title.say(lang), score=score_of(result.matches[0], lang)) if result.matches else ""
    return (line(Span(tally(result, lang), "strong"), first),)


def _shortlist(catalog: Catalog, result: Result, why: Why | None, lang: Lang) -> Iterable[Block]:
    yield Heading(Span(_say("sites", lang)))
    if caution := result.caution.say(lang):
        yield Para(line(Span(caution, "ask")))
    if not result.matches:
        yield Para(line(_say("none", lang)))
    else:
        rows = tuple(_ranked(m, lang) for m in result.matches[:LISTED])
        yield Table(_heads("head", lang), rows, (12, 62, 30, 38, 32))
        yield Para(line(Span(_say("bar", lang), "muted")), small=True)
        if result.total > LISTED:
            yield Para(line(_say("rest", lang, n=result.total - LISTED)))
    yield from the_map(catalog, [*(_spot(m) for m in result.matches), *(Spot(e.site_id, "out") for e in result.excluded)], W["ranks"], lang)
    if why and result.matches:
        yield Heading(Span(_say("sure", lang)), 2)
        yield Para(line(why.robustness.sentence.say(lang)))
        yield Para(line(Span(why.robustness.convention.say(lang), "muted")), small=True)
    if result.matches:
        yield Heading(Span(_say("why", lang)))
        for match in result.matches[:TOP]:
            yield Together(tuple(_site(catalog, match, why, lang)))


def tally(result: Result, lang: Lang) -> str:
    """How many of all sites fit, are to be asked about, and are out."""
    fits = sum(m.status == "fits" for m in result.matches)
    return _say("tally", lang, fits=fits, ask=result.total - fits, out=len(result.excluded))


def score_of(match: Match, lang: Lang) -> str:
    return _say("score", lang, s=points(match.score), a=points(match.low), b=points(match.high))


def status_of(match: Match, lang: Lang) -> Span:
    n = sum(g.outcome == "unknown" for g in match.gates)
    told = SITE_STATUS.label(match.status).say(lang) + (_say("open", lang, n=n) if n else "")
    return Span(told, LOOKS[match.status])


def _ranked(match: Match, lang: Lang) -> Row:
    title = Span(match.title.say(lang), "strong" if match.rank <= TOP else "")
    return (
        cell(Span(str(match.rank), "score")),
        cell(title),
        cell(status_of(match, lang)),
        cell(range_bar(match, 34, lang)),
        cell(Span(score_of(match, lang))),
    )


def _spot(match: Match) -> Spot:
    return Spot(match.site_id, match.status, str(match.rank) if match.rank <= LISTED else "", match.score)


def the_map(catalog: Catalog, spots: list[Spot], numbers: Text, lang: Lang) -> Iterable[Block]:
    """The picture with what its numbers are, its legend and its standing: the review number, or that it is a sketch."""
    if picture := map_picture(catalog, spots, *MAP, lang):
        number = catalog.plan.map.review_number
        schematic = any(s.number and is_schematic(catalog, s.site) for s in spots)
        standing = _say("review", lang, n=number) if number else _say("map" if schematic else "sketch", lang)
        yield picture
        yield Para(line(Span(standing, "strong"), Span(f" {numbers.say(lang)}{_say('legend', lang)}", "muted")), small=True)


def _site(catalog: Catalog, match: Match, why: Why | None, lang: Lang) -> Iterable[Heading | Para | Points]:
    comma = " · "
    yield Heading(Span(f"{match.rank}. {match.title.say(lang)}"), 2)
    about = comma.join(
        (KIND.label(match.kind).say(lang), site_state(catalog, match.site_id).say(lang), site_position(catalog, match.site_id).say(lang))
    )
    yield Para(line(status_of(match, lang), Span(comma + about, "muted")))
    yield Para(line(range_bar(match, 120, lang), Span(f"  {score_of(match, lang)}", "strong")))
    told = reasons(match)
    yield Points(tuple(line(Span(MARKS[r.sign], LOOKS[r.sign]), r.sentence.say(lang), *cite(r.clause, lang)) for r in told), bare=True)
    if lead := why.to_lead.get(match.site_id) if why else None:
        yield Para(line(Span(lead.sentence.say(lang), "muted")))
    if match.ask_first:
        asked = " ".join(q.question.say(lang) for q in match.ask_first[:ASKED])
        yield Para(line(Span(_say("ask", lang), "ask"), asked))
    if approvals := [g.label.say(lang) for g in match.gates if g.outcome == "unknown" and g.because == "approval"]:
        yield Para(line(Span(_say("authority", lang, list=listed(approvals, lang)), "ask")))


def _others(result: Result, why: Why | None, lang: Lang) -> Iterable[Block]:
    if result.excluded:
        nearest = sorted(result.excluded, key=lambda e: _missing(e, why))[:MOST_OUT]
        yield Heading(Span(_say("out", lang)))
        if len(result.excluded) > MOST_OUT:
            yield Para(line(_say("nearest", lang, n=len(result.excluded), m=MOST_OUT)))
            counts = Counter(g.label.say(lang) for e in result.excluded for g in e.failed)
            yield Para(line(_say("by_gate", lang, list=listed((_say("count", lang, g=g, n=n) for g, n in counts.most_common()), lang))))
        yield Table(_heads("out_head", lang), tuple(_out(e, why, lang) for e in nearest), (42, 76, 56))
    if why and (ladder := why.why_not.ladder):
        yield Heading(Span(_say("ladder", lang)), 2)
        yield Para(line(ladder.sentence.say(lang)))
        yield Points(
            tuple(line(s.say(lang)) for s in (*(c.sentence for c in ladder.conflicts), *(s.sentence for s in ladder.steps[:STEPS])))
        )
    if result.pools:
        yield Heading(Span(_say("pools", lang)), 2)
        yield Points(
            tuple(
                line(Span(p.title.say(lang), "strong"), " ", Span(_say("unknown", lang), "unknown"), " ", p.sentence.say(lang), *cite(p.citation, lang))
                for p in result.pools
            )
        )  # fmt: skip


def _missing(site: Excluded, why: Why | None) -> tuple[bool, float, int, str]:
    """How much would have to change for a site to fit; last where nobody can."""
    found = why.why_not.would_fit.get(site.site_id) if why else None
    size = found.ways[0].size if found and found.ways else 0.0
    return not (found and found.ways), size, len(site.failed), site.site_id


def _out(site: Excluded, why: Why | None, lang: Lang) -> Row:
    found = why.why_not.would_fit.get(site.site_id) if why else None
    told = tuple(line(Span(g.label.say(lang), "bad"), f" {g.sentence.say(lang)}", *cite(g.citation, lang)) for g in site.failed)
    helps = found.sentence.say(lang) if found else _say("nobody", lang)
    return (cell(site.title.say(lang)), told, cell(Span(helps, "" if found and found.ways else "muted")))


def _questions(result: Result, lang: Lang) -> Iterable[Block]:
    """The first question about each of the first sites, what only the enterprise can say, and what awaits an authority."""
    rows: list[Row] = []
    if result.ask_enterprise:
        rows.append((cell(_say("enterprise", lang)), cell(listed((q.label.say(lang) for q in result.ask_enterprise), lang))))
    for match in result.matches[:TOP]:
        if match.ask_first:
            told = tuple(line(q.question.say(lang)) for q in match.ask_first[:FIRST])
            rows.append((cell(_say("owner", lang, site=match.title.say(lang))), told))
    approvals = [c.name.say(lang) for c in result.welcome.controls if c.effect == "approval"]
    gates = {g.label.say(lang): None for m in result.matches[:TOP] for g in m.gates if g.outcome == "unknown" and g.because == "approval"}
    if approvals or gates:
        rows.append((cell(_say("authorities", lang)), cell(listed([*approvals, *gates], lang))))
    if rows:
        yield Heading(Span(_say("next", lang)))
        yield Table(_heads("next_head", lang), tuple(rows), (60, 114))


def _steps(catalog: Catalog, result: Result, lang: Lang) -> Iterable[Block]:
    kinds = {m.kind for m in result.matches}
    steps = catalog.plan.next_steps
    shown = [("land", steps.land)] * bool(kinds & {"land", "renewal"}) + [("facility", steps.facility)] * ("facility" in kinds)
    if not shown:
        return
    yield Heading(Span(_say("steps", lang)))
    yield Points(tuple(line(Span(_say(name, lang), "strong"), " → ".join(s.title.say(lang) for s in these)) for name, these in shown))
    yield Para(line(Span(_say("steps_note", lang), "muted")), small=True)
