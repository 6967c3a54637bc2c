"""评审会 comparison sheet: up to four sites side by side for one need, row by row in the order in which they are weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from matcher.explanation.reasons import cited
from matcher.explanation.records import Contribution, Excluded, GateRecord, Match, Result
from matcher.model.catalog import Catalog
from matcher.model.fields import FIELDS, LOCATION, field_label, field_question
from matcher.model.text import NOTHING, Lang, Text
from matcher.model.vocabulary import KIND, SITE_STATUS
from matcher.remedies.deep import Why
from matcher.reports.bars import part_bar, points, range_bar
from matcher.reports.blocks import Block, Heading, Look, Paper, Para, Part, Parts, Row, Space, Span, Table, Together, cell, line
from matcher.reports.map_picture import Spot
from matcher.reports.on_record import on_record
from matcher.reports.proposal import score_of, status_of, tally, the_map
from matcher.reports.sections import asked, cite, foot, not_checked, sources, under, verdict
from matcher.reports.site_words import site_position, site_state
from matcher.rules.registry import GATES

KIND_OF_REPORT = Text("评审会比选表", "Comparison for the review meeting")
MOST = 4
"""Sites side by side."""
WIDE = 261.0
FIRST = 33.0
"""mm: between the margins of a page across, and the first column."""
ASKED = 4
_ABOUT = {"name", "kind", "status", LOCATION}
"""Facts that stand at the head of a column already."""
_OUTCOME: dict[str, tuple[str, Look]] = {"pass": ("✓ ", "good"), "fail": ("× ", "bad"), "unknown": ("? ", "ask")}

W = {
    "sites": Text("并列比较", "Side by side"),
    "about": Text("地块或载体", "Site"),
    "status": Text("结论", "Status"),
    "score": Text("得分（最低–最高）", "Score (low–high)"),
    "gates": Text("门槛", "Gates"),
    "points": Text("得分构成", "Points"),
    "record": Text("登记的情况", "On record"),
    "ask": Text("先问", "Ask first"),
    "lead": Text("怎样才排第一，或才合适", "What would put it first, or make it fit"),
    "sure": Text("名次有多稳", "How sure"),
    "rank": Text("第 {n} 名", "rank {n}"),
    "unknown": Text("未知", "unknown"),
    "of": Text("{v} / {m}", "{v} / {m}"),
    "spread": Text("（{a}–{b}）", " ({a}–{b})"),
    "not_scored": Text("不符，不计分", "ruled out, not scored"),
    "how": Text(
        "条形：实色为已确定的分，斜纹为未知带来的余地，竖针为得分。浅框为该项满分。✓ 过，× 不过，? 未知；— 没有这一项。",
        "Bar: solid is certain, hatch is what the unknown still allows, the needle is the score; the light frame is the most a criterion can earn. ✓ passed, × failed, ? unknown; — nothing to tell.",
    ),
    "columns": Text("编号为表中的列。", "Numbers are the columns of the table. "),
    "all": Text("全镇：{t}", "All sites: {t}"),
    "opinion": Text("评审意见", "Opinion of the meeting"),
    "sign": Text("参会人签名：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿", "Signed: ____________________    Date: ____________"),
    "none": Text("没有可以比较的地块或载体。", "There are no sites to compare."),
}  # fmt: skip

Site = Match | Excluded


class NoSuchSite(LookupError):
    """A site was asked for that this answer does not hold; `args` are the id and those that there are."""


def chosen(result: Result, wanted: Sequence[str] = ()) -> tuple[Site, ...]:
    """The sites to compare: those named, in that order, else the first of the answer; none where the plan refuses the need. Raises NoSuchSite."""
    if result.welcome.verdict == "refused":
        return ()
    known: dict[str, Site] = {m.site_id: m for m in result.matches}
    known |= {e.site_id: e for e in result.excluded}
    if missing := [w for w in wanted if w not in known]:
        raise NoSuchSite(missing[0], list(known))
    return tuple(known[w] for w in dict.fromkeys(wanted)) if wanted else tuple(result.matches[:MOST])


def comparison(catalog: Catalog, result: Result, why: Why | None, sites: Sequence[Site], title: str, lang: Lang) -> Paper:
    """The sheet; `catalog` is the one the answer was made of, `sites` at most MOST of its sites."""
    if len(sites) > MOST:
        raise ValueError(f"at most {MOST} sites stand side by side")
    blocks: list[Block] = [*verdict(result.welcome, lang)]
    if sites:
        width = (WIDE - FIRST) / len(sites)
        blocks += [Heading(Span(W["sites"].say(lang))), Para(line(Span(W["all"].say(lang).format(t=tally(result, lang)), "muted")))]
        blocks.append(Table(_heads(sites, lang), tuple(_rows(catalog, sites, why, width, lang)), (FIRST, *(width for _ in sites))))
        blocks.append(Para(line(Span(W["how"].say(lang), "muted")), small=True))
        blocks += the_map(catalog, [_spot(n, s) for n, s in enumerate(sites, 1)], W["columns"], lang)
    else:
        blocks.append(Para(line(W["none"].say(lang))))
    blocks += [*asked(catalog, result, lang), *not_checked(result.welcome, lang)]
    blocks.append(Together((Heading(Span(W["opinion"].say(lang))), Space(28), Para(line(W["sign"].say(lang))))))
    blocks += sources(catalog, (result.welcome, *sites), lang)
    return Paper(
        kind=Span(KIND_OF_REPORT.say(lang)),
        title=Span(title),
        lines=under(catalog, result.on, lang),
        warning=Span(result.notice.say(lang)),
        blocks=tuple(blocks),
        foot=foot(catalog, KIND_OF_REPORT, result.on, lang),
        lang=lang,
        day=result.on,
        wide=True,
    )


def _spot(number: int, site: Site) -> Spot:
    """On the map a site has the number of its column."""
    if isinstance(site, Match):
        return Spot(site.site_id, site.status, str(number), site.score)
    return Spot(site.site_id, "out", str(number))


def _heads(sites: Sequence[Site], lang: Lang) -> tuple[Span, ...]:
    return (Span(W["about"].say(lang)), *(Span(f"{n}. {s.title.say(lang)}") for n, s in enumerate(sites, 1)))


def _rows(catalog: Catalog, sites: Sequence[Site], why: Why | None, width: float, lang: Lang) -> Iterable[Row]:
    def row(label: str, made: Callable[[Site], Sequence[Parts]]) -> Row:
        return (cell(Span(label, "strong")), *(tuple(made(s)) for s in sites))

    yield row(W["status"].say(lang), lambda s: (_status(s, lang), line(Span(_about(catalog, s, lang), "muted"))))
    yield row(W["score"].say(lang), lambda s: _score(s, width - 6, lang))
    gates = [g for g in GATES if any(gate_of(s, g.name) for s in sites)]
    for gate in gates:
        yield row(gate.label.say(lang), lambda s, name=gate.name: _told_gate(gate_of(s, name), lang))  # type: ignore[misc]
    matches = [s for s in sites if isinstance(s, Match)]
    if matches:
        widest = 100 * max(c.weight for c in matches[0].contributions) if matches[0].contributions else 100.0
        for n, part in enumerate(matches[0].contributions):
            yield row(part.label.say(lang), lambda s, n=n: _part(s, n, widest, width - 6, lang))  # type: ignore[misc]
    for fact in facts_known(catalog, sites):
        yield row(field_label(fact).say(lang), lambda s, fact=fact: (_fact(catalog, s, fact, lang),))  # type: ignore[misc]
    yield row(W["ask"].say(lang), lambda s: [line(q.question.say(lang)) for q in s.ask_first[:ASKED]] if isinstance(s, Match) else ())
    if why:
        if any(changed(s, why) != NOTHING for s in sites):
            yield row(W["lead"].say(lang), lambda s: (line(changed(s, why).say(lang) or "—"),))
        shares = {s.site_id: s.sentence.say(lang) for s in why.robustness.sites}
        yield row(W["sure"].say(lang), lambda s: (line(shares[s.site_id]),) if s.site_id in shares else ())


def _status(site: Site, lang: Lang) -> Parts:
    if isinstance(site, Excluded):
        return line(Span(SITE_STATUS.label("out").say(lang), "bad"))
    return line(status_of(site, lang), Span(f" · {W['rank'].say(lang).format(n=site.rank)}"))


def _about(catalog: Catalog, site: Site, lang: Lang) -> str:
    where = site_position(catalog, site.site_id).say(lang)
    return f"{KIND.label(site.kind).say(lang)} · {site_state(catalog, site.site_id).say(lang)} · {where}"


def _score(site: Site, width: float, lang: Lang) -> Sequence[Parts]:
    if isinstance(site, Excluded):
        return (line(Span(W["not_scored"].say(lang), "muted")),)
    return (line(Span(score_of(site, lang), "score")), line(range_bar(site, width, lang)))


def gate_of(site: Site, name: str) -> GateRecord | None:
    """A gate of a site; of one that is out only those it fails."""
    return next((g for g in (site.gates if isinstance(site, Match) else site.failed) if g.gate == name), None)


def _told_gate(gate: GateRecord | None, lang: Lang) -> Sequence[Parts]:
    """Nothing where the record of a site that is out does not hold a gate, which it passes or leaves open."""
    if gate is None:
        return (line(Span("—", "muted")),)
    mark, look = _OUTCOME[gate.outcome]
    return (line(Span(mark, look), gate.sentence.say(lang), *cite(gate.citation, lang)),)


def _part(site: Site, number: int, widest: float, width: float, lang: Lang) -> Sequence[Parts]:
    if isinstance(site, Excluded):
        return (line(Span("—", "muted")),)
    part: Contribution = site.contributions[number]
    spread = W["spread"].say(lang).format(a=points(part.low), b=points(part.high)) if points(part.low) != points(part.high) else ""
    told = W["of"].say(lang).format(v=points(part.value), m=points(100 * part.weight)) + spread
    return (line(Span(told, "strong")), line(part_bar(part, widest, width, lang)), line(Span(part.sentence.say(lang), "muted")))


def facts_known(catalog: Catalog, sites: Sequence[Site]) -> list[str]:
    """Facts that are on record of at least one of the sites, in the order of the table of sites."""
    known = {field for site, field in catalog.evidence if any(s.site_id == site for s in sites)}
    return [f for f in dict.fromkeys(f.fact for f in FIELDS) if f in known and f not in _ABOUT]


def _fact(catalog: Catalog, site: Site, fact: str, lang: Lang) -> Parts:
    proof = catalog.evidence.get((site.site_id, fact))
    told = on_record(catalog, catalog.by_id[site.site_id], fact).say(lang)
    if not told or proof is None:
        return line(Span(W["unknown"].say(lang), "unknown") if field_question(fact) != NOTHING else Span("—", "muted"))
    parts: list[Part] = [Span(told), *cite(cited(catalog, proof.citation), lang)]
    if proof.other_citation:
        parts += [Span(f" ≠ {proof.other_value}", "ask"), *cite(cited(catalog, proof.other_citation), lang)]
    return tuple(parts)


def changed(site: Site, why: Why) -> Text:
    """The smallest change that puts a site first, or that makes it fit; nothing where there is none to tell."""
    if isinstance(site, Match):
        lead = why.to_lead.get(site.site_id)
        return lead.sentence if lead else NOTHING
    found = why.why_not.would_fit.get(site.site_id)
    return found.sentence if found else NOTHING
